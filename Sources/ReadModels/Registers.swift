package import EventSourcing
package import TradeMissions

/// Which files there are: one row for each stream of a category that is looked through as a whole.
///
/// What stands in a file is folded from its own stream when it is asked for, so the list can never disagree with it.
package enum Registers: ReadModel {
    package struct Row: Codable, Sendable {
        package let stream: StreamName
        package let firstRecordedAt: Timestamp
    }

    package static let name = ProjectionName("registers", version: 1)

    package static func reads(_ category: Category) -> Bool {
        switch category {
        case .bmoMeeting, .concern, .support, .claim, .measure: true
        case .administration, .officer, .country, .mission, .briefing, .participation, .company, .organisation,
            .involvement, .assessment:
            false
        }
    }

    package static func keys(of recorded: Recorded<DomainEvent>) -> [String] {
        guard recorded.header.version == 1 else { return [] }
        switch recorded.event {
        case .bmoMeeting, .concern, .support, .claim, .measure: return [recorded.header.stream.text]
        case .administration, .officer, .country, .mission, .briefing, .participation, .company, .organisation,
            .involvement, .assessment:
            return []
        }
    }

    package static func row(_ row: Row?, under key: String, after recorded: Recorded<DomainEvent>) -> Row? {
        row ?? Row(stream: recorded.header.stream, firstRecordedAt: recorded.header.recordedAt)
    }

    package static func sources(of key: String) -> [StreamName]? { (try? StreamName(text: key)).map { [$0] } }
}

extension Sequence where Element == Registers.Row {
    /// The identifiers of the files of one kind, in order.
    package func identifiers<ID: StreamID>(of _: ID.Type) -> [ID] {
        compactMap { row in
            Category(of: row.stream) == ID.Subject.category ? try? ID(text: row.stream.text) : nil
        }.sorted()
    }
}
