package import EventSourcing
package import TradeMissions

/// What was recorded of each officer, in the order of the log.
package struct OfficerHistory: Sendable {
    private struct Entry: Sendable {
        var officer = Officer()
        var events: [Recorded<Officer.Event>] = []
        var isWhole = true
    }

    /// By the identifier, which is the name of the stream.
    private var entries: [String: Entry] = [:]
    /// Of each person the accounts, with where the log says so.
    private var accounts: [PersonID: [String: [Stretch]]] = [:]
    /// Everyone who was ever recorded behind an account.
    private var persons: [String: Set<PersonID>] = [:]

    /// Where the log says that an account is a person's, and where it takes that back; nil where it does not.
    private struct Stretch: Sendable {
        let start: Int64
        var end: Int64?

        /// Whether it counts for what was recorded at a position: while nobody takes it back for all that came before
        /// too, else for what was done meanwhile.
        func counts(at position: Int64) -> Bool {
            guard let end else { return true }
            return start < position && position < end
        }
    }

    package init() {}

    /// An account of the same person.
    struct Account {
        let id: String
        /// Where the log first showed it; 0 for the account that was asked about.
        let knownAt: Int64
    }

    package mutating func take(_ event: Officer.Event, _ header: EventHeader) {
        entries[header.stream.text, default: Entry()].officer.apply(event, header)
        entries[header.stream.text, default: Entry()].events.append(Recorded(event, header))
        note(event, header)
    }

    private mutating func note(_ event: Officer.Event, _ header: EventHeader) {
        let account = header.stream.text
        switch event {
        case .identified(let identified):
            persons[account, default: []].insert(identified.person)
            let known = accounts[identified.person, default: [:]][account, default: []]
            if let last = known.last, last.end == nil { return }
            accounts[identified.person, default: [:]][account, default: []].append(Stretch(start: header.position))
        case .identityCorrected(let corrected):
            var known = accounts[corrected.person, default: [:]][account, default: []]
            guard let last = known.indices.last, known[last].end == nil else { return }
            known[last].end = header.position
            accounts[corrected.person, default: [:]][account] = known
        case .registered, .roleGranted, .roleRevoked, .mandateGranted, .mandateRevoked: break
        }
    }

    /// An event of this officer cannot be read: nothing can be said of what they held.
    package mutating func takeUnreadable(in stream: StreamName) {
        entries[stream.text, default: Entry()].isWhole = false
    }

    /// Whether everything is known of whoever bears this identifier.
    func isWhole(_ officer: String) -> Bool {
        guard let entry = entries[officer] else { return true }
        return entry.isWhole
    }

    /// The account itself, and every other behind which the same person was recorded, as it counts for what was recorded
    /// at a position.
    ///
    /// A person who was recorded later counts back. One of whom it was taken back counts for what was done meanwhile, and
    /// for nothing else.
    func accounts(of id: String, at position: Int64) -> [Account] {
        var others: [String: Int64] = [:]
        for person in persons[id, default: []] {
            let known = accounts[person, default: [:]].compactMapValues { stretches in
                stretches.first { $0.counts(at: position) }?.start
            }
            guard let own = known[id] else { continue }
            for (other, start) in known where other != id {
                let both = max(start, own)
                others[other] = min(others[other] ?? both, both)
            }
        }
        return [Account(id: id, knownAt: 0)]
            + others.sorted { $0.key < $1.key }.map { Account(id: $0.key, knownAt: $0.value) }
    }

    /// The officer by everything that was taken; one who holds nothing, when there was nothing.
    func officer(_ id: String) -> Officer {
        guard let entry = entries[id] else { return Officer() }
        return entry.officer
    }

    /// The officer by what was recorded before a position.
    func officer(_ id: String, before position: Int64) -> Officer {
        guard let entry = entries[id] else { return Officer() }
        var officer = Officer()
        for recorded in entry.events where recorded.header.position < position {
            officer.apply(recorded.event, recorded.header)
        }
        return officer
    }

    /// The last event behind `position` by which it came to be as it is in the end, whether `holds`; nil when it was so
    /// all along.
    func turn(
        of id: String, after position: Int64, _ holds: (Officer) -> Bool
    ) -> Recorded<Officer.Event>? {
        guard let entry = entries[id] else { return nil }
        var officer = Officer()
        var turn: Recorded<Officer.Event>?
        for recorded in entry.events {
            let before = holds(officer)
            officer.apply(recorded.event, recorded.header)
            if holds(officer) != before, recorded.header.position > position { turn = recorded }
        }
        return turn
    }
}

extension Officer.Event {
    /// The reason that it holds, if any.
    var reason: String? {
        switch self {
        case .registered, .identified: nil
        case .identityCorrected(let corrected): corrected.reason
        case .roleGranted(let granted): granted.reason
        case .roleRevoked(let revoked): revoked.reason
        case .mandateGranted(let granted): granted.reason
        case .mandateRevoked(let revoked): revoked.reason
        }
    }
}
