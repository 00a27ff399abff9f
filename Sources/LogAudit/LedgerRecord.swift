import AuditLog
import PostgresClient

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

/// The events behind a position, in order.
struct ReadLedger: CopyStatement {
    let after: Int64
    let through: Int64

    var sql: String {
        """
        select position, \(Self.record), leaf_hash from event_store.events
        where position > \(after) and position <= \(through)
        order by position
        """
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

extension LedgerRecord {
    fileprivate init(_ row: inout Row) throws(PostgresError) {
        self.init(
            position: try row.next(), record: try row.nextOptional(),
            storedLeaf: (try row.nextOptional() as [UInt8]?).flatMap { TreeHash(bytes: $0) })
    }
}

extension ReadLedger {
    /// Hands the events over one by one, in constant memory.
    static func run(
        _ connection: borrowing Connection, after start: Int64, through end: Int64,
        _ body: (LedgerRecord) throws(AuditFailure) -> Void
    ) throws(AuditFailure) {
        do throws(CopyFailure<AuditFailure>) {
            try connection.copy(ReadLedger(after: start, through: end), body)
        } catch {
            switch error {
            case .database(let error): throw .database(error)
            case .body(let failure): throw failure
            }
        }
    }
}
