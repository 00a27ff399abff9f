package import EventSourcing
import PersonalDataSealing
import Synchronization

/// The twin of the database: one log in memory, shared by any number of ``InMemoryEventStore``s on any threads.
package final class InMemoryLog: Sendable {
    private let contents = Mutex(Contents())
    private let checkpoints = Mutex(InMemoryCheckpoints())
    private let observers = Mutex<[@Sendable () -> Void]>([])
    private let now: @Sendable () -> Timestamp
    let incarnation: UniqueID
    let snapshots = InMemorySnapshots()
    let readModels: InMemoryReadModels

    package init(incarnation: UniqueID = .sample, now: @escaping @Sendable () -> Timestamp) {
        self.incarnation = incarnation
        self.now = now
        readModels = InMemoryReadModels(now: now)
    }

    package convenience init(incarnation: UniqueID = .sample, clock: FixedClock = FixedClock(tick: 1)) {
        self.init(incarnation: incarnation, now: clock.now)
    }

    /// All that was ever entered into the register, in no order.
    package var enteredEntries: [RegisterEntry] {
        contents.withLock {
            $0.journal.values.filter { $0.request.rejection == nil }.flatMap(\.request.registerEntries)
        }
    }

    /// The register as it stands, in order of id.
    package var registerEntries: [RegisterEntry] {
        contents.withLock { $0.register.values.sorted { $0.id < $1.id } }
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        try contents.withLock { contents throws(StoreFailure) in
            // The clock is read under the lock, as order of time follows order of position while it runs forward.
            try contents.append(request, at: now())
        }
    }

    func sealed(_ text: ConfidentialText, makingKey: Bool) -> [UInt8]? {
        contents.withLock { contents in
            guard !contents.isClosed(text.key) else { return nil }
            let secret = contents.keys[text.key] ?? .random()
            if makingKey { contents.keys[text.key] = secret }
            return text.sealed(under: secret)
        }
    }

    /// What a text of an event says; nil when nobody can know.
    package func opened(_ bytes: [UInt8], under key: SealingKey, field: String) -> String? {
        contents.withLock { contents in
            contents.keys[key].flatMap { SealedText(bytes: bytes).opened(by: $0, at: key.place(of: field)) }
        }
    }

    /// How many keys of texts there are.
    package var keyCount: Int { contents.withLock { $0.keys.count } }

    func read(_ streams: [StreamName], through position: Int64?) -> [RecordedEvent] {
        contents.withLock { contents in
            Set(streams).flatMap { contents.places[$0, default: []] }.sorted()
                .map { contents.events[$0] }
                .filter { $0.position <= position ?? .max }
        }
    }

    func events(after position: Int64, through end: Int64) throws(StoreFailure) -> [RecordedEvent] {
        try contents.withLock { contents throws(StoreFailure) in
            guard end <= contents.watermark else {
                throw .invalid("position \(end) lies beyond the watermark \(contents.watermark)")
            }
            return contents.events.filter { $0.position > position && $0.position <= end }
        }
    }

    var watermark: Int64 {
        contents.withLock { $0.watermark }
    }

    var lastPosition: Int64 {
        contents.withLock { $0.events.last?.position ?? 0 }
    }

    func watermark(at time: Timestamp) -> Int64 {
        contents.withLock { $0.watermarks.last { $0.storedAt <= time }?.position ?? 0 }
    }

    func advanceWatermark() -> Int64 {
        let (last, hasMoved) = contents.withLock { contents in
            let last = contents.events.last?.position ?? 0
            let hasMoved = last > contents.watermark
            if hasMoved { contents.mark(last, at: now()) }
            return (last, hasMoved)
        }
        if hasMoved { for observer in observers.withLock({ $0 }) { observer() } }
        return last
    }

    /// Has `observer` called whenever the watermark was moved.
    func onAdvance(_ observer: @escaping @Sendable () -> Void) {
        observers.withLock { $0.append(observer) }
    }

    func claimSubscription(_ name: String, startingAt start: Int64) throws(StoreFailure) -> SubscriptionClaim {
        try checkpoints.withLock { checkpoints throws(StoreFailure) in
            try checkpoints.claim(name, startingAt: start, in: incarnation, at: now())
        }
    }

    func latestClaim(of name: String) -> LatestClaim? {
        checkpoints.withLock { $0.latest(of: name, in: incarnation) }
    }

    func moveSubscription(_ claim: SubscriptionClaim, to position: Int64) throws(StoreFailure) -> Bool {
        let watermark = watermark
        return try checkpoints.withLock { checkpoints throws(StoreFailure) in
            try checkpoints.move(claim, to: position, watermark: watermark)
        }
    }

    func command(_ id: UniqueID) -> JournalEntry? {
        contents.withLock { $0.journal[id]?.entry }
    }
}

private struct Contents {
    /// In order of position, which is the index plus one.
    private(set) var events: [RecordedEvent] = []
    /// Each stream's events, as indices into `events`.
    private(set) var places: [StreamName: [Int]] = [:]
    private(set) var journal: [UniqueID: (request: AppendRequest, entry: JournalEntry)] = [:]
    private(set) var register: [String: RegisterEntry] = [:]
    /// Whose keys were destroyed, and of which dossier; nil for all of them.
    private(set) var destructions: Set<KeyDestruction> = []
    /// Of the texts that events hold sealed.
    var keys: [SealingKey: SecretKey] = [:]
    private(set) var watermarks: [(position: Int64, storedAt: Timestamp)] = []

    var watermark: Int64 { watermarks.last?.position ?? 0 }

    /// No mark is older than an event that it covers, or than the mark before, whatever the clock did.
    mutating func mark(_ position: Int64, at time: Timestamp) {
        let covered = events.filter { $0.position > watermark && $0.position <= position }.map(\.recordedAt)
        watermarks.append((position, ([time] + covered + watermarks.suffix(1).map(\.storedAt)).max() ?? time))
    }

    /// Every check comes before the first change, so that a failure leaves everything as it was.
    mutating func append(_ request: AppendRequest, at time: Timestamp) throws(StoreFailure) -> AppendResult {
        try request.validate()
        if let (earlier, entry) = journal[request.commandID] {
            guard earlier.content == request.content,
                earlier.registerContent == request.registerContent || isErased(request.registerContent?.id)
            else { throw .commandReused(request.commandID) }
            return .duplicate(entry)
        }
        try checkExpectations(request)
        let newDestructions = destructions.union(request.rejection == nil ? request.keyDestructions : [])
        let newRegister = try registering(request)
        try checkSealingKeys(request)

        let placements = request.events.enumerated().map { ordinal, event in
            store(event, id: .event(ordinal + 1, of: request.commandID), actor: request.actor, at: time)
        }
        (register, destructions) = (newRegister, newDestructions)
        keys = keys.filter { !destructions.contains(where: $0.key.isDestroyed) }
        let entry = JournalEntry(
            commandID: request.commandID, command: request.command, actor: request.actor, recordedAt: time,
            rejection: request.rejection, placements: placements)
        journal[request.commandID] = (request, entry)
        return .stored(entry)
    }

    private func checkExpectations(_ request: AppendRequest) throws(StoreFailure) {
        for expectation in request.expectations {
            let version = Int64(places[expectation.stream, default: []].count)
            guard expectation.version.accepts(version) else {
                throw .conflict(expectation.stream, expected: expectation.version, actual: version)
            }
        }
    }

    private func registering(_ request: AppendRequest) throws(StoreFailure) -> [String: RegisterEntry] {
        guard request.rejection == nil else { return register }
        var register = register
        for destruction in request.keyDestructions where destruction.reachesRegister {
            register[destruction.subject] = nil
        }
        for entry in request.registerEntries {
            let isErasedNow = request.keyDestructions.contains { $0.subject == entry.id && $0.reachesRegister }
            guard !isErasedNow, !isErased(entry.id) else { throw .keyDestroyed(subject: entry.id, dossier: nil) }
            if let number = entry.kvkNumber,
                let holder = register.values.first(where: { $0.kvkNumber == number && $0.id != entry.id })
            {
                throw .numberTaken(holder: holder.id)
            }
            register[entry.id] = entry
        }
        return register
    }

    private func checkSealingKeys(_ request: AppendRequest) throws(StoreFailure) {
        guard request.rejection == nil else { return }
        for key in request.sealingKeys {
            let isDestroyedNow = request.keyDestructions.contains(where: key.isClosed)
            guard keys[key] != nil, !isDestroyedNow, !isClosed(key) else {
                throw .keyDestroyed(subject: key.subject, dossier: isErased(key.subject) ? nil : key.dossier)
            }
        }
    }

    func isClosed(_ key: SealingKey) -> Bool { destructions.contains(where: key.isClosed) }

    private func isErased(_ id: String?) -> Bool {
        destructions.contains { $0.subject == id && $0.reachesRegister }
    }

    private mutating func store(
        _ event: NewEvent, id: UniqueID, actor: String, at time: Timestamp
    ) -> Placement {
        let position = Int64(events.count + 1)
        let version = Int64(places[event.stream, default: []].count + 1)
        places[event.stream, default: []].append(events.count)
        events.append(
            RecordedEvent(
                position: position, stream: event.stream, version: version, id: id, type: event.type, actor: actor,
                occurredAt: event.occurredAt, recordedAt: time, data: event.data, metadata: event.metadata))
        return Placement(stream: event.stream, type: event.type, version: version, position: position)
    }
}
