import PostgresClient

/// A part of the log, as the server gives it: whoever reads it finds out whether the positions rise.
///
/// Of the server it needs to read one table and to compare two numbers.
struct ReadLedger: CopyStatement {
    enum Part {
        case whole
        /// As many events from the beginning.
        case first(Int64)
        /// Behind a position, and up to another one.
        case between(after: Int64, through: Int64)
        case at(Int64)
    }

    let part: Part

    var sql: String {
        "select \(LedgerRecord.columns) from event_store.events \(selection)"
    }

    private var selection: String {
        switch part {
        case .whole: "order by position"
        case .first(let count): "order by position limit \(count)"
        case .between(let start, let end):
            """
            where position operator(pg_catalog.>) pg_catalog.int8 '\(start)'
                and position operator(pg_catalog.<=) pg_catalog.int8 '\(end)' order by position
            """
        case .at(let position): "where position operator(pg_catalog.=) pg_catalog.int8 '\(position)'"
        }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> LedgerRecord { try LedgerRecord(&row) }
}

/// The events of some streams, in order of position.
struct ReadLedgerStreams: Statement {
    let streams: [String]

    static let name = "read_ledger_streams"
    static let sql = """
        select \(LedgerRecord.columns) from event_store.events
        where stream operator(pg_catalog.=) any ($1::pg_catalog.text[]) order by position
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(array: streams) { $0 }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> LedgerRecord { try LedgerRecord(&row) }
}

extension ReadLedger {
    /// Names without a schema are the server's own, whatever somebody has put before them, and texts come as they are stored.
    static let ownNames = "set search_path = pg_catalog, pg_temp; set client_encoding = 'UTF8'"

    /// How many events the table holds, by its pages and no index.
    ///
    /// Two indexes can be made to lead to two versions of one event: then the table holds both.
    static func count(_ connection: borrowing Connection) throws(AuditFailure) -> Int64 {
        let ways = ["enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan"]
        do throws(PostgresError) {
            try connection.run(ownNames)
            let closed = ways.map { "set \($0) = off; " }.joined()
            let rows = try connection.run(
                "\(closed)set enable_seqscan = on; select pg_catalog.count(*) from event_store.events")
            try connection.run((ways + ["enable_seqscan"]).map { "reset \($0)" }.joined(separator: "; "))
            return rows.text(row: 0).flatMap { Int64($0) } ?? 0
        } catch {
            throw .database(error)
        }
    }

    /// Hands the events over one by one, in constant memory; the connection's search path is `pg_catalog` afterwards.
    static func run(
        _ connection: borrowing Connection, _ part: Part, _ body: (LedgerRecord) throws(AuditFailure) -> Void
    ) throws(AuditFailure) {
        do throws(PostgresError) { try connection.run(ownNames) } catch { throw .database(error) }
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
