package import EventSourcing
package import PersonalDataSealing
package import PostgresClient

/// The event store over PostgreSQL.
///
/// Holds one connection. When it is lost, the call under way fails and the next one connects anew. A call from
/// within the closure of ``readLog(after:through:_:)`` is served by a second connection.
package final class PostgresEventStore: EventStore {
    /// How it connects: for others who want a connection of their own.
    package let options: ConnectionOptions
    /// Nil while a call is using it, and after it was lost.
    private var idle: Connection?
    /// The highest watermark this instance has seen; the stored one can only be higher.
    private var knownWatermark: Int64 = 0
    let vault: RegisterVault

    /// How often an append is tried whose transaction the server gave up to end a deadlock.
    static let attempts = 3

    /// Connects.
    ///
    /// `keys` is where the key lies that opens the register; without it, all works that does not touch the register.
    /// Fails with ``StoreFailure/unavailable(_:)``.
    package init(_ options: ConnectionOptions, keys: KeyFile? = nil) throws(StoreFailure) {
        self.options = options
        vault = RegisterVault(keys)
        do { idle = try Connection(options) } catch { throw StoreFailure(reading: error) }
    }

    /// Over a connection that was made with these options.
    package init(_ options: ConnectionOptions, over connection: consuming Connection, keys: KeyFile? = nil) {
        self.options = options
        vault = RegisterVault(keys)
        idle = consume connection
    }

    package func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        let answer =
            if let statement = AppendEvent(request) {
                try append(request, by: statement)
            } else {
                try append(request, by: Append(request: request))
            }
        return try answer.result(of: request)
    }

    /// Stores several commands in one transaction, each as ``append(_:)`` would, and tells for each what came of it.
    ///
    /// Each is checked and fails alone. When the statement as a whole cannot be carried out, each is tried on its own.
    package func append(_ requests: [AppendRequest]) -> [Result<AppendResult, StoreFailure>] {
        if requests.count == 1 || requests.contains(where: \.needsRegister) { return requests.map(appendAlone) }
        do throws(PostgresError) {
            let rows = try withRetries { () throws(PostgresError) in
                try use { (connection) throws(PostgresError) in try connection.execute(AppendBatch(requests: requests))
                }
            }
            guard rows.count == requests.count else {
                throw .unexpected("append_batch gave \(rows.count) rows for \(requests.count) commands")
            }
            return zip(rows, requests).map { row, request in row.result(of: request) }
        } catch {
            // One value that the server cannot take, such as a text with U+0000, must not cost the others.
            if case .server(let report) = error, report.sqlState.meansInvalid { return requests.map(appendAlone) }
            return requests.map { .failure(StoreFailure(appending: $0, error)) }
        }
    }

    private func appendAlone(_ request: AppendRequest) -> Result<AppendResult, StoreFailure> {
        Result { () throws(StoreFailure) in try append(request) }
    }

    package func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try reading { (connection) throws(PostgresError) in
            try connection.execute(ReadStreams(streams: streams, through: position ?? .max))
        }
    }

    package func read(
        _ streams: [StreamName], through position: Int64?, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        let position = position ?? .max
        try handingOver { (connection) throws(CopyFailure<StoreFailure>) in
            let (length, short) = try connection.asked { (connection) throws(PostgresError) in
                let (length, short) = try connection.pipeline(
                    StreamLength(streams: streams), ReadShortStreams(streams: streams, through: position))
                return (try length.one, short.rows)
            }
            if length > 0, short.isEmpty {
                return try connection.copy(CopyStreams(streams: streams, through: position), body)
            }
            for event in short {
                do throws(StoreFailure) { try body(event) } catch { throw .body(error) }
            }
        }
    }

    /// Whether anything was recorded in a stream, without reading it.
    package func hasBegun(_ stream: StreamName) throws(StoreFailure) -> Bool {
        try reading { (connection) throws(PostgresError) in
            try connection.executeOne(StreamLength(streams: [stream])) > 0
        }
    }

    package func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        guard position < end else { return }
        try requireComplete(through: end)
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

    /// The login that stored each of these commands, as the server knew it; nothing of commands that are unknown.
    ///
    /// Fails with ``StoreFailure/denied(_:)`` for a login that neither appends nor audits.
    package func logins(of commands: [UniqueID]) throws(StoreFailure) -> [UniqueID: String] {
        let found = try reading { (connection) throws(PostgresError) in
            try connection.execute(CommandLogins(commands: commands))
        }
        return Dictionary(found.map { ($0.command, $0.login) }) { first, _ in first }
    }

    package func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? {
        try reading { (connection) throws(PostgresError) in
            try connection.execute(CommandEntry(commandID: id)).first?.entry(of: id)
        }
    }
}

extension PostgresEventStore {
    private func append(
        _ request: AppendRequest, by statement: some Statement<AppendAnswer>
    ) throws(StoreFailure) -> AppendAnswer {
        if request.needsRegister { return try appendWithRegister(request, by: statement) }
        do throws(PostgresError) {
            return try withRoom { () throws(PostgresError) in
                try withRetries { () throws(PostgresError) in
                    try use { (connection) throws(PostgresError) in try connection.executeOne(statement) }
                }
            }
        } catch {
            throw StoreFailure(appending: request, error)
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

    /// Partitions are made ahead; whoever drew a position beyond the last one all the same has written nothing, and tries
    /// again once there is another.
    func withRoom<Value>(_ body: () throws(PostgresError) -> Value) throws(PostgresError) -> Value {
        do throws(PostgresError) {
            return try body()
        } catch {
            guard error.sqlState == .checkViolation else { throw error }
            _ = try use { (connection) throws(PostgresError) in try connection.executeOne(EnsurePartitionsAhead()) }
            return try body()
        }
    }

    /// Fails with ``StoreFailure/invalid(_:)`` when the log may still have gaps before `end`.
    func requireComplete(through end: Int64) throws(StoreFailure) {
        guard end > knownWatermark else { return }
        let watermark = try watermark()
        guard end <= watermark else {
            throw .invalid("position \(end) lies beyond the watermark \(watermark)")
        }
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
    func handingOver(
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
    func use<Value>(_ body: (inout Connection) throws(PostgresError) -> Value) throws(PostgresError) -> Value {
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

extension Connection {
    /// What is asked before rows are handed over, with its failure as one of those.
    fileprivate mutating func asked<Answer>(
        _ ask: (inout Connection) throws(PostgresError) -> Answer
    ) throws(CopyFailure<StoreFailure>) -> Answer {
        do throws(PostgresError) { return try ask(&self) } catch { throw .database(error) }
    }
}
