import CLibPQ

/// One SQL statement: its text, its parameters and the form of its rows, in one type.
///
/// A connection prepares it at its first use, in the same round trip, and keeps it.
package protocol Statement<Output>: Sendable {
    associatedtype Output
    /// The name it is prepared under: unique in the program.
    static var name: String { get }
    static var sql: String { get }
    /// Appends the values of `$1`, `$2`, … in that order.
    func bind(to parameters: inout Parameters)
    /// Reads one row, all of its columns.
    static func decode(_ row: inout Row) throws(PostgresError) -> Output
}

extension Connection {
    /// Runs the statement in one round trip and returns its rows, decoded.
    @inlinable
    package func execute<Query: Statement>(_ statement: Query) throws(PostgresError) -> [Query.Output] {
        var parameters = Parameters()
        statement.bind(to: &parameters)
        let rows = try exchange(ObjectIdentifier(Query.self), name: Query.name, sql: Query.sql, parameters)
        var outputs: [Query.Output] = []
        outputs.reserveCapacity(rows.count)
        for index in 0..<rows.count {
            var row = rows.row(index)
            outputs.append(try Query.decode(&row))
            guard row.isExhausted else { throw .unexpected("\(Query.name) does not read all of its columns") }
        }
        return outputs
    }

    /// Runs a statement that always has exactly one row.
    @inlinable
    package func executeOne<Query: Statement>(_ statement: Query) throws(PostgresError) -> Query.Output {
        let outputs = try execute(statement)
        guard let output = outputs.first, outputs.count == 1 else {
            throw .unexpected("\(Query.name) gave \(outputs.count) rows instead of one")
        }
        return output
    }

    /// Prepares the statement without running it: a check of its SQL against the schema of the database.
    package func prepare<Query: Statement>(_ type: Query.Type) throws(PostgresError) {
        try requireLiving()
        guard unsafe PQsendPrepare(pointer, Query.name, Query.sql, 0, nil) == 1 else {
            throw unsafe .unreachable(Self.lastMessage(of: pointer))
        }
        _ = try awaitRows()
        session.prepared.insert(ObjectIdentifier(type))
    }

    /// Runs the statement in one round trip, and reads the whole answer.
    @usableFromInline
    func exchange(
        _ identity: ObjectIdentifier, name: String, sql: String, _ parameters: Parameters
    ) throws(PostgresError) -> Rows {
        var awaitsPreparation = try sendPipeline(identity, name: name, sql: sql, parameters)
        defer { _ = unsafe PQexitPipelineMode(pointer) }
        return try awaitPipeline { succeeded in
            if awaitsPreparation, succeeded { session.prepared.insert(identity) }
            awaitsPreparation = false
        }
    }

    /// Sends the statement as a pipeline with one synchronisation point, at its first use with its preparation in
    /// front, of which it tells; pipeline mode is the caller's to leave.
    func sendPipeline(
        _ identity: ObjectIdentifier, name: String, sql: String, _ parameters: Parameters
    ) throws(PostgresError) -> Bool {
        try requireLiving()
        let isFirstUse = !session.prepared.contains(identity)
        _ = unsafe PQenterPipelineMode(pointer)
        // Without the synchronisation point the server commits nothing: until that is sent, a loss is a clean one.
        guard !isFirstUse || sendPreparation(name: name, sql: sql, parameters), send(name, parameters) else {
            defer { _ = unsafe PQexitPipelineMode(pointer) }
            throw unsafe .unreachable(Self.lastMessage(of: pointer))
        }
        guard unsafe PQpipelineSync(pointer) == 1 else {
            defer { _ = unsafe PQexitPipelineMode(pointer) }
            throw unsafe .connectionLost(Self.lastMessage(of: pointer), nil)
        }
        return isFirstUse
    }

    private func sendPreparation(name: String, sql: String, _ parameters: Parameters) -> Bool {
        unsafe PQsendPrepare(pointer, name, sql, parameters.count, parameters.types) == 1
    }

    private func send(_ name: String, _ parameters: Parameters) -> Bool {
        unsafe parameters.withPointers { values in
            unsafe PQsendQueryPrepared(
                pointer, name, parameters.count, values, parameters.lengths, parameters.formats, 1) == 1
        }
    }
}
