package import EventSourcing

/// The streams a decision or a question has asked for, folded.
///
/// A decision is a pure function over records. When it asks for a stream that is not there, it is interrupted with
/// ``Interruption/needs(_:)``; whoever runs it loads the stream and runs it again. So a decision states what it
/// depends on by using it, and everything it used is guarded by the append.
package final class Records {
    /// One stream as it was loaded.
    package struct Entry: Sendable {
        package var version: Int64
        package var state: any Aggregate
        /// The last event that it was folded from; nil while there is none.
        package private(set) var last: Last?
        /// The version up to which a snapshot of it is kept, as far as is known; 0 when there is none.
        package var keptVersion: Int64 = 0

        /// Which event a state was folded up to.
        package struct Last: Hashable, Sendable {
            package let position: Int64
            package let id: UniqueID

            package init(position: Int64, id: UniqueID) {
                self.position = position
                self.id = id
            }
        }

        package init(version: Int64, state: any Aggregate, last: Last? = nil) {
            self.version = version
            self.state = state
            self.last = last
        }

        /// Takes in the next event of the stream.
        package mutating func apply(_ event: DomainEvent, _ header: EventHeader) {
            version = header.version
            last = Last(position: header.position, id: header.id)
            event.apply(to: &state, header)
        }
    }

    private var entries: [StreamName: Entry]
    private var histories: [StreamName: [Recorded<DomainEvent>]]
    private var mentions: [SubjectID: [StreamName]]
    private var subjects: [StreamName: [SubjectID]]
    private var consulted: Set<StreamName> = []

    package init(
        entries: [StreamName: Entry], histories: [StreamName: [Recorded<DomainEvent>]] = [:],
        mentions: [SubjectID: [StreamName]] = [:], subjects: [StreamName: [SubjectID]] = [:]
    ) {
        self.entries = entries
        self.histories = histories
        self.mentions = mentions
        self.subjects = subjects
    }

    /// Takes in what a decision lacked.
    ///
    /// It is run again from its start, so nothing counts as looked at any more.
    package func add(
        _ entries: [StreamName: Entry] = [:], histories: [StreamName: [Recorded<DomainEvent>]] = [:],
        mentions: [SubjectID: [StreamName]] = [:], subjects: [StreamName: [SubjectID]] = [:]
    ) {
        self.entries.merge(entries) { $1 }
        self.histories.merge(histories) { $1 }
        self.mentions.merge(mentions) { $1 }
        self.subjects.merge(subjects) { $1 }
        consulted = []
    }

    /// Hands the states over to whoever keeps them for a later decision; none are left here.
    ///
    /// Two holders would have each change copy them all.
    package func takeEntries() -> [StreamName: Entry] {
        defer { entries = [:] }
        return entries
    }

    /// What the decision relied on: the version of each stream it looked at, in order of name.
    ///
    /// A stream that was looked at as a state and as a history counts with the older of the two, so that an append
    /// finds out when they differ.
    package var expectations: [Expectation] {
        consulted.sorted().map { stream in
            let versions = [entries[stream]?.version, histories[stream].map { $0.last?.header.version ?? 0 }]
            return Expectation(stream, .exactly(versions.compactMap { $0 }.min() ?? 0))
        }
    }

    /// The state of a stream; the initial state when it has no events.
    package func current<ID: StreamID>(_ id: ID) throws(Interruption) -> ID.Subject {
        try current([id])[0]
    }

    /// The states of several streams, loaded together.
    package func current<ID: StreamID>(_ ids: [ID]) throws(Interruption) -> [ID.Subject] {
        let missing = ids.map(\.stream).filter { entries[$0] == nil }
        guard missing.isEmpty else { throw .needs(.states(missing)) }
        return ids.map { id in
            consulted.insert(id.stream)
            guard let state = entries[id.stream]?.state as? ID.Subject else {
                preconditionFailure("\(id.stream.text) was loaded as another aggregate")
            }
            return state
        }
    }

    /// The state of a stream that must have events; refuses with ``Rule/known`` when it has none.
    package func existing<ID: StreamID>(_ id: ID) throws(Interruption) -> ID.Subject {
        let state = try current(id)
        try Rule.known.require(
            exists(id), Phrase(nl: "\(id.text) bestaat niet", en: "\(id.text) does not exist"))
        return state
    }

    /// Refuses with ``Rule/unused`` when the stream has events already: an identifier is given once.
    package func unused<ID: StreamID>(_ id: ID) throws(Interruption) {
        _ = try current(id)
        try Rule.unused.require(
            !exists(id), Phrase(nl: "\(id.text) bestaat al", en: "\(id.text) exists already"))
    }

    /// Those of these files that have begun: a list may name one that began later than what is read here.
    package func begun<ID: StreamID>(_ ids: [ID]) throws(Interruption) -> [ID] {
        _ = try current(ids)
        return ids.filter(exists)
    }

    /// Every event of these streams, in order of position.
    package func history(of streams: [StreamName]) throws(Interruption) -> [Recorded<DomainEvent>] {
        let missing = streams.filter { histories[$0] == nil }
        guard missing.isEmpty else { throw .needs(.histories(missing)) }
        consulted.formUnion(streams)
        return streams.flatMap { histories[$0] ?? [] }.sorted { $0.header.position < $1.header.position }
    }

    /// Refuses with ``Rule/known`` unless each of these streams has events.
    package func requireExisting(_ streams: [StreamName]) throws(Interruption) {
        for stream in streams {
            try Rule.known.require(
                Category(of: stream) != nil,
                Phrase(nl: "\(stream.text) is geen dossier", en: "\(stream.text) is no file"))
        }
        let missing = streams.filter { entries[$0] == nil }
        guard missing.isEmpty else { throw .needs(.states(missing)) }
        consulted.formUnion(streams)
        for stream in streams {
            try Rule.known.require(
                (entries[stream]?.version ?? 0) > 0,
                Phrase(nl: "\(stream.text) bestaat niet", en: "\(stream.text) does not exist"))
        }
    }

    /// The dossiers in which somebody appears, in the log as it was when the decision began.
    ///
    /// What keeps the book of holds and erasures counts only where an officer acted in it. A search guards nothing by
    /// itself. Whoever looks at the subject's own stream first is guarded against every dossier that moves it when it begins,
    /// as those of a company do; a dossier of anybody else that is begun at the same moment is not found.
    package func streams(mentioning subject: SubjectID) throws(Interruption) -> [StreamName] {
        guard let streams = mentions[subject] else { throw .needs(.mentions(subject)) }
        return streams
    }

    /// Those in the register who appear in each of these streams, in order.
    package func subjects(of streams: [StreamName]) throws(Interruption) -> [StreamName: [SubjectID]] {
        // Guarded like everything else that was looked at.
        _ = try history(of: streams)
        let missing = streams.filter { subjects[$0] == nil }
        guard missing.isEmpty else { throw .needs(.subjects(missing)) }
        return subjects.filter { streams.contains($0.key) }
    }

    private func exists(_ id: some StreamID) -> Bool { version(of: id.stream) > 0 }

    /// As far as it was loaded; 0 where there are no events.
    func version(of stream: StreamName) -> Int64 { entries[stream]?.version ?? 0 }
}

extension Records.Entry {
    /// A stream without events.
    ///
    /// A name that belongs to no category is a defect of the caller.
    package static func initial(of stream: StreamName) -> Records.Entry {
        guard let category = Category(of: stream) else {
            preconditionFailure("\(stream.text) belongs to no category")
        }
        return Records.Entry(version: 0, state: category.aggregate.init())
    }
}
