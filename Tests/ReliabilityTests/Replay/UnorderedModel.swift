import EventSourcing
import ReadModels
import TradeMissions

/// A read model whose rows hang on the order of a set, for the comparison to find.
enum UnorderedModel: ReadModel {
    struct Row: Codable, Sendable {
        let types: [String]
    }

    static let name = ProjectionName("unordered", version: 1)

    static func reads(_ category: Category) -> Bool { true }
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { ["all"] }

    static func apply(_ recorded: Recorded<DomainEvent>, to row: inout Row?, under key: String) {
        row = Row(types: Array(Set((row?.types ?? []) + [recorded.event.storedName])))
    }
}
