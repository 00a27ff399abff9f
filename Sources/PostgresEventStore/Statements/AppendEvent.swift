import EventSourcing
import PostgresClient

/// Stores one command with its one event, on the one stream that it expects at a version: most commands, for which the
/// server needs a third less time than for ``Append``.
struct AppendEvent: Statement {
    private let request: AppendRequest
    private let event: NewEvent
    private let expected: ExpectedVersion

    /// Nil when the command is none of this kind.
    init?(_ request: AppendRequest) {
        guard request.rejection == nil, request.events.count == 1, request.expectations.count == 1 else { return nil }
        (event, expected) = (request.events[0], request.expectations[0].version)
        guard request.expectations[0].stream == event.stream else { return nil }
        self.request = request
    }

    static let name = "append_event"
    /// As a value, not as a table: the server would keep a table's rows aside first.
    static let sql = "select event_store.append_event($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(request.commandID))
        parameters.append(request.command)
        parameters.append(request.content)
        parameters.append(request.actor)
        parameters.append(event.stream.text)
        parameters.append(expected.code)
        parameters.append(event.type)
        parameters.append(PostgresTimestamp(event.occurredAt))
        parameters.append(event.data)
        parameters.append(event.metadata)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> AppendAnswer {
        let answer = try row.nextComposite { (row) throws(PostgresError) -> AppendAnswer in
            let recordedAt: PostgresTimestamp? = try row.nextOptional()
            let version: Int64? = try row.nextOptional()
            let position: Int64? = try row.nextOptional()
            if let earlier = try row.nextComposite(JournalRow.init) { return .duplicate(earlier) }
            guard let recordedAt, let version, let position else {
                throw .unexpected("append_event says nothing of its command")
            }
            return .stored(recordedAt: Timestamp(recordedAt), versions: [version], positions: [position])
        }
        guard let answer else { throw .unexpected("append_event gave no answer") }
        return answer
    }
}
