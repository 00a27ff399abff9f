import EventSourcing
import PostgresClient

/// Stores several commands in one transaction; a row for each, in their order, tells what came of it.
struct AppendBatch: Statement {
    let requests: [AppendRequest]

    static let name = "append_batch"
    static let sql = """
        select failure, message, detail, recorded_at, versions, positions, earlier
        from event_store.append_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """

    func bind(to parameters: inout Parameters) {
        let (expectations, events) = (requests.flatMap(\.expectations), requests.flatMap(\.events))
        parameters.append(array: requests) { PostgresUUID($0.commandID) }
        parameters.append(array: requests) { $0.command }
        parameters.append(array: requests) { $0.content }
        parameters.append(array: requests) { $0.actor }
        parameters.append(array: requests) { $0.rejection }
        parameters.append(array: requests) { Int32($0.expectations.count) }
        parameters.append(array: expectations) { $0.stream.text }
        parameters.append(array: expectations) { $0.version.code }
        parameters.append(array: requests) { Int32($0.events.count) }
        parameters.append(array: events) { $0.stream.text }
        parameters.append(array: events) { $0.type }
        parameters.append(array: events) { PostgresTimestamp($0.occurredAt) }
        parameters.append(array: events) { $0.data }
        parameters.append(array: events) { $0.metadata }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> BatchRow {
        try BatchRow(&row)
    }
}

/// A row of the SQL type `event_store.batch_entry`: what came of one command of a batch.
enum BatchRow {
    case answered(AppendAnswer)
    case failed(ServerReport)

    init(_ row: inout Row) throws(PostgresError) {
        let failure: String? = try row.nextOptional()
        let message: String? = try row.nextOptional()
        let detail: String? = try row.nextOptional()
        let recordedAt: PostgresTimestamp? = try row.nextOptional()
        let versions = try row.nextOptionalArray(of: Int64.self)
        let positions = try row.nextOptionalArray(of: Int64.self)
        let earlier = try row.nextComposite(JournalRow.init)
        if let failure {
            self = .failed(ServerReport(sqlState: SQLState(rawValue: failure), message: message ?? "", detail: detail))
        } else if let earlier {
            self = .answered(.duplicate(earlier))
        } else if let recordedAt, let versions, let positions {
            self = .answered(
                .stored(recordedAt: Timestamp(recordedAt), versions: versions, positions: positions))
        } else {
            throw .unexpected("a row of append_batch says nothing of its command")
        }
    }

    /// What the submitter of `request` is to be told.
    func result(of request: AppendRequest) -> Result<AppendResult, StoreFailure> {
        Result { () throws(StoreFailure) in
            switch self {
            case .failed(let report): throw StoreFailure(appending: request, .server(report))
            case .answered(let answer): try answer.result(of: request)
            }
        }
    }
}
