package import EventSourcing
package import TradeMissions

/// Which files there are: one row for each stream of a category that is looked through as a whole.
///
/// What stands in a file is folded from its own stream when it is asked for, so the list can never disagree with it.
package enum Registers: EnvelopeModel {
    package struct Row: Codable, Sendable {
        package let stream: StreamName
        package let firstRecordedAt: Timestamp
    }

    package static let name = ProjectionName("registers", version: 2)

    package static func reads(_ category: Category) -> Bool {
        switch category {
        case .bmoMeeting, .concern, .support, .claim, .measure: true
        case .administration, .officer, .person, .country, .mission, .briefing, .participation, .company,
            .organisation, .involvement, .assessment, .hold, .retention, .erasure, .disposal:
            false
        }
    }

    package static func keys(of envelope: Envelope) -> [String] {
        let stream = envelope.header.stream
        guard envelope.header.version == 1, let category = Category(of: stream), reads(category) else { return [] }
        return [stream.text]
    }

    package static func apply(_ envelope: Envelope, to row: inout Row?, under key: String) {
        row = row ?? Row(stream: envelope.header.stream, firstRecordedAt: envelope.header.recordedAt)
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
