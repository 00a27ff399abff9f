package import PostgresClient

/// Makes the next partitions of the log when few positions are left, and gives how many are.
package struct EnsurePartitionsAhead: Statement {
    package static let name = "ensure_partitions_ahead"
    package static let sql = "select event_store.ensure_partitions_ahead()"

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// How many positions can be drawn before the log needs another partition.
package struct RoomAhead: Statement {
    package struct Room: Sendable {
        package let positions: Int64
        /// The next partition is made when fewer are left.
        package let wanted: Int64
    }

    package static let name = "room_ahead"
    package static let sql = "select positions, wanted from event_store.room_ahead()"

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Room {
        Room(positions: try row.next(), wanted: try row.next())
    }
}

extension SQLState {
    /// A row for which there is no partition, among others.
    static let checkViolation = SQLState(rawValue: "23514")
}
