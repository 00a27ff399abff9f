package import PostgresClient

/// How many events wait to be sealed behind a position, counted up to a limit.
package struct SealableEvents: Statement {
    private let position: Int64
    private let limit: Int64

    package init(after position: Int64, limit: Int64) {
        self.position = position
        self.limit = limit
    }

    package static let name = "sealable_events"
    package static let sql = """
        select count(*) from (
            select from event_store.events
            where position > $1 and position <= event_store.current_watermark() limit $2) as waiting
        """

    package func bind(to parameters: inout Parameters) {
        parameters.append(position)
        parameters.append(limit)
    }

    package static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// Up to where events can be sealed: nothing that is in flight can still come before the watermark.
struct SealableEnd: Statement {
    static let name = "sealable_end"
    static let sql = "select position from event_store.watermark order by position desc limit 1"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// How many events lie behind a position, counted up to a limit.
package struct EventsBehind: Statement {
    private let position: Int64

    package init(_ position: Int64) {
        self.position = position
    }

    package static let limit = 100_000
    package static let name = "events_behind"
    package static let sql = """
        select count(*) from (select from event_store.events where position > $1 limit \(limit)) as behind
        """

    package func bind(to parameters: inout Parameters) {
        parameters.append(position)
    }

    package static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// The end of the log, for whoever shows how far it was read; nil when it is empty.
package struct LastPosition: Statement {
    package static let name = "last_ledger_position"
    package static let sql = "select position from event_store.events order by position desc limit 1"

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}
