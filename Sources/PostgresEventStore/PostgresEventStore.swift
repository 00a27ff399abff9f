package import EventSourcing
package import PostgresClient

/// The event store over PostgreSQL.
///
/// Holds one connection. When it is lost, the call under way fails and the next one connects anew. A call from
/// within the closure of ``readLog(after:through:_:)`` is served by a second connection.
package final class PostgresEventStore: EventStore {
    private let options: ConnectionOptions
    /// Nil while a call is using it, and after it was lost.
    private var idle: Connection?
    /// The highest watermark this instance has seen; the stored one can only be higher.
    private var knownWatermark: Int64 = 0

    /// How often an append is tried whose transaction the server gave up to end a deadlock.
    private static let attempts = 3

    /// Connects.
    ///
    /// Fails with ``StoreFailure/unavailable(_:)``.
    package init(_ options: ConnectionOptions) throws(StoreFailure) {
        self.options = options
        do { idle = try Connection(options) } catch { throw StoreFailure(reading: error) }
    }

    package func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        do throws(PostgresError) {
            let answer = try withRetries { () throws(PostgresError) in
                try use { (connection) throws(PostgresError) in
                    if request.registerContent == nil, request.enteredEntries.isEmpty {
                        return try connection.executeOne(Append(request: request))
                    }
                    return try Self.appendWithRegister(request, on: &connection)
                }
            }
            let entry = answer.entry(of: request.commandID)
            return answer.isDuplicate ? .duplicate(entry) : .stored(entry)
        } catch {
            throw StoreFailure(appending: request, error)
        }
    }

    package func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try reading { (connection) throws(PostgresError) in
            try connection.execute(ReadStreams(streams: streams, through: position ?? .max))
        }
    }

    package func read(
        _ streams: [StreamName], through position: Int64?, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try handingOver { (connection) throws(CopyFailure<StoreFailure>) in
            try connection.stream(ReadStreams(streams: streams, through: position ?? .max), body)
        }
    }

    package func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        guard position < end else { return }
        if end > knownWatermark {
            let watermark = try watermark()
            guard end <= watermark else {
                throw .invalid("position \(end) lies beyond the watermark \(watermark)")
            }
        }
        try handingOver { (connection) throws(CopyFailure<StoreFailure>) in
            try connection.copy(ReadLog(after: position, through: end), body)
        }
    }

    package func watermark() throws(StoreFailure) -> Int64 {
        try noting(CurrentWatermark())
    }

    package func advanceWatermark() throws(StoreFailure) -> Int64 {
        try noting(AdvanceWatermark())
    }

    package func reach() throws(StoreFailure) -> LogReach {
        let reach = try reading { (connection) throws(PostgresError) in try connection.executeOne(CurrentReach()) }
        knownWatermark = max(knownWatermark, reach.watermark)
        return reach
    }

    package func watermark(at time: Timestamp) throws(StoreFailure) -> Int64 {
        try reading { (connection) throws(PostgresError) in
            try connection.executeOne(WatermarkAt(time: time))
        }
    }

    package func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? {
        try reading { (connection) throws(PostgresError) in
            try connection.execute(CommandEntry(commandID: id)).first?.entry(of: id)
        }
    }
}

extension PostgresEventStore {
    private static func appendWithRegister(
        _ request: AppendRequest, on connection: inout Connection
    ) throws(PostgresError) -> JournalRow {
        do throws(PostgresError) {
            return try append(request, entering: request.enteredEntries, on: &connection)
        } catch {
            // A repeated command is a repeat also when its number has gone to another id since.
            guard error.sqlState == .numberTaken,
                try !connection.execute(CommandEntry(commandID: request.commandID)).isEmpty
            else { throw error }
            return try append(request, entering: [], on: &connection)
        }
    }

    /// Enters first, so that an entry that is refused uses no position of the log.
    private static func append(
        _ request: AppendRequest, entering entries: [RegisterEntry], on connection: inout Connection
    ) throws(PostgresError) -> JournalRow {
        try connection.transaction { (connection) throws(PostgresError) in
            // All transactions lock the ids in one order, so that they cannot deadlock.
            for entry in entries.sorted(by: { $0.id < $1.id }) {
                _ = try connection.executeOne(EnterRegister(entry: entry))
            }
            let answer = try connection.executeOne(Append(request: request))
            if let content = request.registerContent {
                _ = try connection.executeOne(MatchCommand(commandID: request.commandID, content: content))
            }
            return answer.isDuplicate ? .rollBack(answer) : .commit(answer)
        }
    }

    private func withRetries<Value>(_ body: () throws(PostgresError) -> Value) throws(PostgresError) -> Value {
        for _ in 1..<Self.attempts {
            do throws(PostgresError) {
                return try body()
            } catch {
                guard case .server(let report) = error, report.sqlState.meansTryAgain else { throw error }
            }
        }
        return try body()
    }

    private func noting(_ statement: some Statement<Int64>) throws(StoreFailure) -> Int64 {
        let watermark = try reading { (connection) throws(PostgresError) in try connection.executeOne(statement) }
        knownWatermark = max(knownWatermark, watermark)
        return watermark
    }

    func reading<Value>(
        _ body: (inout Connection) throws(PostgresError) -> Value
    ) throws(StoreFailure) -> Value {
        do { return try use(body) } catch { throw StoreFailure(reading: error) }
    }

    /// Reads by a call that hands over what it reads, and can fail for either side's reasons.
    private func handingOver(
        _ call: (inout Connection) throws(CopyFailure<StoreFailure>) -> Void
    ) throws(StoreFailure) {
        let failure: StoreFailure? = try reading { (connection) throws(PostgresError) in
            do throws(CopyFailure<StoreFailure>) {
                try call(&connection)
                return nil
            } catch {
                switch error {
                case .database(let error): throw error
                case .body(let failure): return failure
                }
            }
        }
        if let failure { throw failure }
    }

    /// Lends the connection, or a new one while there is none, and keeps it unless it was lost.
    private func use<Value>(_ body: (inout Connection) throws(PostgresError) -> Value) throws(PostgresError) -> Value {
        var connection = try connect()
        let result = Result { () throws(PostgresError) in try body(&connection) }
        if !connection.isLost { idle = consume connection }
        return try result.get()
    }

    private func connect() throws(PostgresError) -> Connection {
        if let connection = idle.take() { return connection }
        return try Connection(options)
    }
}

extension AppendRequest {
    /// The register's entries belong to accepted commands only.
    fileprivate var enteredEntries: [RegisterEntry] { rejection == nil ? registerEntries : [] }
}
