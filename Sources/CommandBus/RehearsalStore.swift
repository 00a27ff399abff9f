package import EventSourcing

/// A store that reads through to another one and keeps what is appended to itself: for a dry run.
///
/// Later lines see what earlier ones did, in the log and in the register; nothing is ever written to the other store
/// but its watermark, which says nothing that is not so: whoever waits for it to reach the end of that log would else wait
/// in vain. Its placements have no positions.
package final class RehearsalStore: ForwardingEventStore, Register, TextSealing {
    package var base: any EventStore { other }

    private let other: any EventStore & Register & TextSealing
    private let clock: () -> Timestamp
    /// Their positions only put them behind everything in the other store.
    private var events: [RecordedEvent] = []
    private var entries: [UniqueID: JournalEntry] = [:]
    private var requests: [UniqueID: AppendRequest] = [:]
    private var register: [String: RegisterEntry] = [:]
    /// What an id was entered as here before it was entered anew, by id.
    private var formerEntries: [String: [RegisterEntry]] = [:]
    /// Whose register entry is gone.
    private var erased: Set<String> = []
    private var destructions: [KeyDestruction] = []
    /// What texts were sealed as: under a key that nobody has, a text that is given again would else be another.
    private var sealedTexts: [ConfidentialText: [UInt8]] = [:]

    package init(over base: any EventStore & Register & TextSealing, clock: @escaping () -> Timestamp) {
        other = base
        self.clock = clock
    }

    package func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        if let earlier = requests[request.commandID],
            earlier.content != request.content || earlier.registerContent != request.registerContent
        {
            throw .commandReused(request.commandID)
        }
        if let entry = entries[request.commandID] { return .duplicate(entry) }
        // The journal of the other store has this id for good: the append writes nothing there, and answers whether the
        // content is the same.
        if try base.command(request.commandID) != nil { return try base.append(request) }
        var versions = try checkedVersions(request)
        if request.rejection == nil {
            try enter(request.registerEntries)
            destructions += request.keyDestructions
            for destruction in request.keyDestructions where destruction.reachesRegister {
                erased.insert(destruction.subject)
                register[destruction.subject] = nil
            }
        }
        let now = clock()
        var placements: [Placement] = []
        for (index, event) in request.events.enumerated() {
            let version = versions[event.stream, default: 0] + 1
            versions[event.stream] = version
            events.append(
                RecordedEvent(
                    position: Int64.max / 2 + Int64(events.count), stream: event.stream, version: version,
                    id: .event(index + 1, of: request.commandID), type: event.type, actor: request.actor,
                    occurredAt: event.occurredAt, recordedAt: now, data: event.data, metadata: event.metadata))
            placements.append(Placement(stream: event.stream, type: event.type, version: version, position: nil))
        }
        let entry = JournalEntry(
            commandID: request.commandID, command: request.command, actor: request.actor, recordedAt: now,
            rejection: request.rejection, placements: placements)
        entries[request.commandID] = entry
        requests[request.commandID] = request
        return .stored(entry)
    }

    package func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        let wanted = Set(streams)
        let own = events.filter { wanted.contains($0.stream) && $0.position <= position ?? .max }
        return try base.read(streams, through: position) + own
    }

    package func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? {
        if let entry = entries[id] { return entry }
        return try base.command(id)
    }

    package func resolve(_ words: String) throws(StoreFailure) -> [RegisterEntry] {
        let stored = try other.resolve(words).filter { !erased.contains($0.id) }
        let untouched = stored.filter { register[$0.id] == nil && $0.answers(to: words) }
        let present = untouched + register.values.filter { $0.answers(to: words) }
        if !present.isEmpty { return present.sorted { $0.id < $1.id } }
        return try formerBearers(of: words)
    }

    /// Who bears the name in the other store and another one since here is one of them.
    package func formerBearers(of name: String) throws(StoreFailure) -> [RegisterEntry] {
        var former: [String: RegisterEntry] = [:]
        for entry in try other.formerBearers(of: name) + other.resolve(name).filter({ $0.isNamed(name) })
        where !erased.contains(entry.id) {
            former[entry.id] = register[entry.id] ?? entry
        }
        for (id, entries) in formerEntries where entries.contains(where: { $0.isNamed(name) }) {
            former[id] = register[id]
        }
        return former.values.filter { !$0.isNamed(name) }.sorted { $0.id < $1.id }
    }

    /// Never makes a key.
    package func sealed(_ text: ConfidentialText, makingKey: Bool) throws(StoreFailure) -> [UInt8]? {
        if destructions.contains(where: text.key.isClosed) { return nil }
        if let bytes = sealedTexts[text] { return bytes }
        let bytes = try other.sealed(text, makingKey: false)
        sealedTexts[text] = bytes
        return bytes
    }
}

extension RehearsalStore {
    /// The versions of the streams that the request touches, when they are as it expects.
    private func checkedVersions(_ request: AppendRequest) throws(StoreFailure) -> [StreamName: Int64] {
        var versions: [StreamName: Int64] = [:]
        let streams = Set(request.expectations.map(\.stream) + request.events.map(\.stream)).sorted()
        for event in try read(streams, through: nil) { versions[event.stream] = event.version }
        for expectation in request.expectations {
            let actual = versions[expectation.stream] ?? 0
            guard expectation.version.accepts(actual) else {
                throw .conflict(expectation.stream, expected: expectation.version, actual: actual)
            }
        }
        return versions
    }

    /// Enters all or none: a KvK number stands for one id only.
    private func enter(_ entries: [RegisterEntry]) throws(StoreFailure) {
        for entry in entries {
            guard !erased.contains(entry.id) else { throw .keyDestroyed(subject: entry.id, dossier: nil) }
            guard let number = entry.kvkNumber else { continue }
            let holder = try resolve(number).first { $0.kvkNumber == number && $0.id != entry.id }
            if let holder { throw .numberTaken(holder: holder.id) }
        }
        for entry in entries {
            if let earlier = register[entry.id] { formerEntries[entry.id, default: []].append(earlier) }
            register[entry.id] = entry
        }
    }
}
