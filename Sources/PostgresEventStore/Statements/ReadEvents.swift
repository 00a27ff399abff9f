import EventSourcing
import PostgresClient

/// The events of some streams up to a position, in order of position.
struct ReadStreams: Statement {
    let streams: [StreamName]
    let through: Int64

    static let name = "read_streams"
    static let sql = """
        select \(RecordedEvent.columns) from event_store.events
        where stream = any ($1) and position <= $2
        order by position
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(array: streams) { $0.text }
        parameters.append(through)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> RecordedEvent {
        try RecordedEvent(&row)
    }
}

/// A stretch of the whole log, in order of position.
struct ReadLog: CopyStatement {
    let after: Int64
    let through: Int64

    var sql: String {
        """
        select \(RecordedEvent.columns) from event_store.events
        where position > \(after) and position <= \(through)
        order by position
        """
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> RecordedEvent {
        try RecordedEvent(&row)
    }
}

extension RecordedEvent {
    static let columns = "position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata"

    init(_ row: inout Row) throws(PostgresError) {
        self.init(
            position: try row.next(), stream: try StreamName(stored: row.next()), version: try row.next(),
            id: UniqueID(try row.next()), type: try row.nextRecurring(), actor: try row.nextRecurring(),
            occurredAt: Timestamp(try row.next()), recordedAt: Timestamp(try row.next()), data: try row.next(),
            metadata: try row.next())
    }
}
