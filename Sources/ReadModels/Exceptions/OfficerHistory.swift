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

    package init() {}

    package mutating func take(_ event: Officer.Event, _ header: EventHeader) {
        entries[header.stream.text, default: Entry()].officer.apply(event, header)
        entries[header.stream.text, default: Entry()].events.append(Recorded(event, header))
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
        case .registered: nil
        case .roleGranted(let granted): granted.reason
        case .roleRevoked(let revoked): revoked.reason
        case .mandateGranted(let granted): granted.reason
        case .mandateRevoked(let revoked): revoked.reason
        }
    }
}
