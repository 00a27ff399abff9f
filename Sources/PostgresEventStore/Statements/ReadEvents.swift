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

/// How many events some streams hold together.
struct StreamLength: Statement {
    let streams: [StreamName]

    static let name = "stream_length"
    static let sql = "select coalesce(sum(version), 0)::bigint from event_store.streams where stream = any ($1)"

    func bind(to parameters: inout Parameters) {
        parameters.append(array: streams) { $0.text }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// The events of some streams up to a position, in order of position, when the streams are not long; else none.
struct ReadShortStreams: Statement {
    let streams: [StreamName]
    let through: Int64

    static let name = "read_short_streams"
    /// More than so many events are worth a COPY, which is planned each time and hands rows over at two thirds of the
    /// cost.
    static let sql = """
        select \(RecordedEvent.columns) from event_store.events
        where stream = any ($1) and position <= $2
            and (select sum(version) <= 256 from event_store.streams where stream = any ($1))
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

/// The events of some streams up to a position, in order of position: for long ones.
struct CopyStreams: CopyStatement {
    let streams: [StreamName]
    let through: Int64

    /// Names hold lower-case letters, digits and hyphens only, so that they can stand in the text.
    ///
    /// The versions of one stream rise with their positions, and an index has them in order: nothing is sorted, which
    /// takes the server as long as all the rest.
    var sql: String {
        let order = streams.count == 1 ? "version" : "position"
        let names = streams.map { "'\($0.text)'" }.joined(separator: ", ")
        return """
            select \(RecordedEvent.columns) from event_store.events
            where stream in (\(names)) and position <= \(through)
            order by \(order)
            """
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
