package import EventSourcing
package import TradeMissions

/// Loads the streams that a decision or question asks for, and runs it again until it has them all.
package struct RecordLoader {
    private let store: any EventStore
    /// Nil where everything is folded from the first event.
    private let snapshots: (any SnapshotStore)?
    /// Cuts what was recorded: nothing after this position is known.
    ///
    /// Nil for the latest.
    private let position: Int64?
    /// Cuts what had happened: nothing later than this moment is known.
    ///
    /// Nil for everything.
    private let validAt: Timestamp?
    /// Nil for one that does not wait for appends in flight.
    private let pause: ((Duration) -> Void)?

    /// With `snapshots`, of the same log, a state is folded from one that lies at or before the position.
    ///
    /// The answer is the same. What is cut by `validAt` is folded from the first event: a state does not tell when what
    /// it holds happened. `pause` blocks for a while: only a search of the whole log does so, until that is complete.
    package init(
        _ store: any EventStore, snapshots: (any SnapshotStore)? = nil, through position: Int64? = nil,
        validAt: Timestamp? = nil, waitingBy pause: ((Duration) -> Void)? = nil
    ) {
        self.store = store
        self.snapshots = validAt == nil ? snapshots : nil
        self.position = position
        self.validAt = validAt
        self.pause = pause
    }

    /// What a run came to.
    package struct Outcome<Answer> {
        package let answer: Result<Answer, Refusal>
        /// What the answer relies on.
        package let expectations: [Expectation]
        /// The state of every stream that is known by now.
        package let loaded: [StreamName: Records.Entry]
    }

    /// The answer of `body`, with what it relied on.
    package func run<Answer>(
        startingWith known: consuming [StreamName: Records.Entry] = [:],
        _ body: (Records) throws(Interruption) -> Answer
    ) throws(StoreFailure) -> Outcome<Answer> {
        let records = Records(entries: known)
        func outcome(_ answer: Result<Answer, Refusal>) -> Outcome<Answer> {
            Outcome(answer: answer, expectations: records.expectations, loaded: records.takeEntries())
        }
        while true {
            do throws(Interruption) {
                return outcome(.success(try body(records)))
            } catch {
                switch error {
                case .refused(let refusal): return outcome(.failure(refusal))
                case .needs(.states(let streams)): records.add(try states(of: streams))
                case .needs(.histories(let streams)):
                    var histories = Dictionary(
                        streams.map { ($0, [Recorded<DomainEvent>]()) }, uniquingKeysWith: { $1 })
                    for stored in try read(streams) {
                        histories[stored.header.stream]?.append(stored)
                    }
                    records.add(histories: histories)
                case .needs(.mentions(let subject)):
                    records.add(mentions: [subject: try dossiers(mentioning: subject)])
                case .needs(.subjects(let streams)):
                    records.add(subjects: try subjects(of: streams))
                }
            }
        }
    }

    /// The states of some streams, whoever asks for them.
    package func states(of streams: [StreamName]) throws(StoreFailure) -> [StreamName: Records.Entry] {
        guard let snapshots else { return try statesFromFirstEvents(of: streams) }
        let decoder = EventDecoder()
        var states = Self.initialStates(of: streams)
        // Those whose snapshot is not for this program: only then is a stream read that a snapshot was kept of.
        var unfit: Set<StreamName> = []
        try snapshots.readFromSnapshots(streams, through: position) { (part) throws(StoreFailure) in
            switch part {
            case .snapshot(let snapshot):
                if let entry = snapshot.entry {
                    states[snapshot.stream] = entry
                } else {
                    unfit.insert(snapshot.stream)
                }
            case .event(let stored):
                guard !unfit.contains(stored.stream) else { return }
                let decoded = try decoder.decode(stored)
                states[stored.stream]?.apply(decoded.event, decoded.header)
            }
        }
        if unfit.isEmpty { return states }
        return states.merging(try statesFromFirstEvents(of: unfit.sorted())) { $1 }
    }

    private func statesFromFirstEvents(
        of streams: [StreamName]
    ) throws(StoreFailure) -> [StreamName: Records.Entry] {
        var states = Self.initialStates(of: streams)
        for stored in try read(streams) {
            states[stored.header.stream]?.apply(stored.event, stored.header)
        }
        return states
    }

    private static func initialStates(of streams: [StreamName]) -> [StreamName: Records.Entry] {
        Dictionary(streams.map { ($0, Records.Entry.initial(of: $0)) }, uniquingKeysWith: { $1 })
    }

    /// The dossiers in which somebody appears, in order of name: the whole log is searched, in constant memory.
    ///
    /// Fails with ``StoreFailure/unavailable(_:)`` when an append that stays in flight hides where the log ends: what is to
    /// be erased is judged by all dossiers or by none.
    package func dossiers(mentioning subject: SubjectID) throws(StoreFailure) -> [StreamName] {
        var found: Set<StreamName> = []
        try store.readLog(after: 0, through: end()) { (event) throws(StoreFailure) in
            if let validAt, event.occurredAt > validAt { return }
            if !found.contains(event.stream), SubjectMentions.counts(event, for: subject) { found.insert(event.stream) }
        }
        return found.sorted()
    }

    private func end() throws(StoreFailure) -> Int64 {
        if let position { return position }
        if let pause { return try store.completeEnd(waitingBy: pause) }
        let last = try store.reach().lastPosition
        let watermark = try store.advanceWatermark()
        guard watermark >= last else { throw .unavailable("an append is in flight; try again") }
        return watermark
    }

    private func subjects(of streams: [StreamName]) throws(StoreFailure) -> [StreamName: [SubjectID]] {
        var found = Dictionary(streams.map { ($0, Set<SubjectID>()) }, uniquingKeysWith: { $1 })
        for event in try store.read(streams, through: position) {
            found[event.stream]?.formUnion(SubjectMentions.subjects(in: event))
        }
        return found.mapValues { $0.sorted() }
    }

    private func read(_ streams: [StreamName]) throws(StoreFailure) -> [Recorded<DomainEvent>] {
        let decoder = EventDecoder()
        var events: [Recorded<DomainEvent>] = []
        try store.read(streams, through: position) { (stored) throws(StoreFailure) in
            if let validAt, stored.occurredAt > validAt { return }
            events.append(try decoder.decode(stored))
        }
        return events
    }
}
