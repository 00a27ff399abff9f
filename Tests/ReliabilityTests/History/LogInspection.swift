import EventSourcing
import PostgresClient

/// Looks at a database from outside the store, as superuser.
struct LogInspection: ~Copyable {
    private let connection: Connection

    init(_ url: String) throws(PostgresError) {
        connection = try Connection(ConnectionOptions(address: url))
    }

    /// The whole log with what the journal says of it, whatever the watermark.
    func log() throws -> [LoggedEvent] {
        let rows = try connection.run(
            """
            select event.position, event.stream, event.version, event.event_id, listed.id, listed.ordinal
            from event_store.events as event left join (
                select entry.id, place.position, place.ordinal
                from event_store.commands as entry
                    cross join lateral unnest(entry.positions) with ordinality as place(position, ordinal)
            ) as listed on listed.position = event.position
                and event_store.event_id(listed.id, listed.ordinal::integer) = event.event_id
            order by event.position
            """)
        return try (0..<rows.count).map { row in
            guard let position = rows.text(row: row).flatMap({ Int64($0) }),
                let stream = rows.text(row: row, column: 1),
                let version = rows.text(row: row, column: 2).flatMap({ Int64($0) }),
                let id = rows.text(row: row, column: 3)
            else { throw Unreadable() }
            return LoggedEvent(
                position: position, stream: try StreamName(text: stream), version: version,
                id: try UniqueID(text: id), command: try rows.text(row: row, column: 4).map { try UniqueID(text: $0) },
                ordinal: rows.text(row: row, column: 5).flatMap { Int($0) } ?? 0)
        }
    }

    /// What `verify()` finds.
    func verification() throws(PostgresError) -> [String] {
        let rows = try connection.run(
            "select concat_ws(' ', finding, stream, position, detail) from event_store.verify()")
        return (0..<rows.count).compactMap { rows.text(row: $0) }
    }

    func number(_ sql: String) throws -> Int {
        guard let number = try connection.run(sql).text(row: 0).flatMap({ Int($0) }) else { throw Unreadable() }
        return number
    }

    func run(_ sql: String) throws(PostgresError) {
        try connection.run(sql)
    }

    struct Unreadable: Error {}
}
