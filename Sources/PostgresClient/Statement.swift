import CLibPQ

/// One SQL statement: its text, its parameters and the form of its rows, in one type.
///
/// A connection prepares it at its first use, in the same round trip, and keeps it; behind a pooler that may run each
/// transaction in another session it is prepared at every use, without a name.
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
        let name = session.keepsStatements ? Query.name : ""
        guard unsafe PQsendPrepare(pointer, name, Query.sql, 0, nil) == 1 else {
            throw unsafe .unreachable(Self.lastMessage(of: pointer))
        }
        _ = try awaitRows()
        if session.keepsStatements { session.prepared.insert(ObjectIdentifier(type)) }
    }

    /// Sends the statement as a pipeline with one synchronisation point, at its first use with its preparation in
    /// front, and reads the whole answer.
    @usableFromInline
    func exchange(
        _ identity: ObjectIdentifier, name: String, sql: String, _ parameters: Parameters
    ) throws(PostgresError) -> Rows {
        try requireLiving()
        let isFirstUse = session.keepsStatements && !session.prepared.contains(identity)
        _ = unsafe PQenterPipelineMode(pointer)
        defer { _ = unsafe PQexitPipelineMode(pointer) }
        // Without the synchronisation point the server commits nothing: until that is sent, a loss is a clean one.
        let isSent =
            session.keepsStatements
            ? (!isFirstUse || sendPreparation(name: name, sql: sql, parameters)) && send(name, parameters)
            : sendUnnamed(sql, parameters)
        guard isSent else { throw unsafe .unreachable(Self.lastMessage(of: pointer)) }
        guard unsafe PQpipelineSync(pointer) == 1 else {
            throw unsafe .connectionLost(Self.lastMessage(of: pointer), nil)
        }
        var awaitsPreparation = isFirstUse
        return try awaitPipeline { succeeded in
            if awaitsPreparation, succeeded { session.prepared.insert(identity) }
            awaitsPreparation = false
        }
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

    /// Prepares and runs it within the pipeline: a session of the server that serves nobody else meanwhile.
    private func sendUnnamed(_ sql: String, _ parameters: Parameters) -> Bool {
        unsafe parameters.withPointers { values in
            unsafe PQsendQueryParams(
                pointer, sql, parameters.count, parameters.types, values, parameters.lengths, parameters.formats, 1)
                == 1
        }
    }
}
