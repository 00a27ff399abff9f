import AuditLog
package import PostgresClient

/// An event as the database gives it to whoever checks it: read without trust, whatever stands in its columns.
struct LedgerRecord {
    let position: Int64
    /// What its leaf is the hash of; nil when a column that may never be empty is.
    let record: [UInt8]?
    /// The leaf as the table keeps it; nil when that is no hash.
    let storedLeaf: TreeHash?

    /// Nil when there is no record.
    var leaf: TreeHash? { record.map { TreeHash(leaf: $0) } }
}

/// A part of the log, in order of position.
struct ReadLedger: CopyStatement {
    enum Part {
        case whole
        /// As many events from the beginning.
        case first(Int64)
        /// Behind a position, and up to the watermark: nothing that is in flight can still come before it.
        case sealable(after: Int64)
        case at(Int64)
    }

    let part: Part

    var sql: String {
        """
        select position, \(Self.record), leaf_hash from event_store.events \(selection)
        """
    }

    private var selection: String {
        switch part {
        case .whole: "order by position"
        case .first(let count): "order by position limit \(count)"
        case .sealable(let start):
            "where position > \(start) and position <= event_store.current_watermark() order by position"
        case .at(let position): "where position = \(position)"
        }
    }

    /// As V0001_event_store.sql has it.
    ///
    /// Not by the function that makes the leaf: what is checked must not say itself what it should be.
    fileprivate static let record = """
        int8send(position) || int8send(version) || timestamptz_send(recorded_at) || timestamptz_send(occurred_at)
        || uuid_send(event_id) || int4send(octet_length(stream)) || convert_to(stream, 'UTF8')
        || int4send(octet_length(type)) || convert_to(type, 'UTF8') || int4send(octet_length(actor))
        || convert_to(actor, 'UTF8') || int4send(octet_length(data)) || data || int4send(octet_length(metadata)) || metadata
        """

    static func decode(_ row: inout Row) throws(PostgresError) -> LedgerRecord { try LedgerRecord(&row) }
}

/// The events of some streams, in order of position.
struct ReadLedgerStreams: Statement {
    let streams: [String]

    static let name = "read_ledger_streams"
    static let sql = """
        select position, \(ReadLedger.record), leaf_hash from event_store.events
        where stream = any ($1) order by position
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(array: streams) { $0 }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> LedgerRecord { try LedgerRecord(&row) }
}

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

extension LedgerRecord {
    fileprivate init(_ row: inout Row) throws(PostgresError) {
        self.init(
            position: try row.next(), record: try row.nextOptional(),
            storedLeaf: (try row.nextOptional() as [UInt8]?).flatMap { TreeHash(bytes: $0) })
    }
}

extension ReadLedger {
    /// The functions that the server itself has, whatever somebody has put before them.
    static let ownFunctions = "set search_path = pg_catalog, pg_temp"

    /// Hands the events over one by one, in constant memory; the connection's search path is `pg_catalog` afterwards.
    static func run(
        _ connection: borrowing Connection, _ part: Part, _ body: (LedgerRecord) throws(AuditFailure) -> Void
    ) throws(AuditFailure) {
        do throws(PostgresError) { try connection.run(ownFunctions) } catch { throw .database(error) }
        do throws(CopyFailure<AuditFailure>) {
            try connection.copy(ReadLedger(part: part), body)
        } catch {
            switch error {
            case .database(let error): throw .database(error)
            case .body(let failure): throw failure
            }
        }
    }
}
