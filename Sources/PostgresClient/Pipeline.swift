import CLibPQ

extension Connection {
    /// Runs several statements in one round trip and returns what each was answered, in their order.
    ///
    /// They succeed or fail as one: when one of them fails, its error is thrown, those behind it are not run, and
    /// outside a transaction those before it are undone. Each sees what the ones before it did, and in READ COMMITTED
    /// also what others committed meanwhile: a later one never sees less than an earlier one.
    package func pipeline<each Query: Statement>(
        _ statement: repeat each Query
    ) throws(PostgresError) -> (repeat Reply<each Query>) {
        try pipeline(behind: [], repeat each statement)
    }

    /// The same, with requests in front whose answers nobody reads.
    package func pipeline<each Query: Statement>(
        behind first: [StatementRequest], _ statement: repeat each Query
    ) throws(PostgresError) -> (repeat Reply<each Query>) {
        var requests = first
        repeat requests.append(StatementRequest(each statement))
        let results = try exchange(requests)
        var next = first.count
        func reply<Asked: Statement>(to _: Asked) throws(PostgresError) -> Reply<Asked> {
            defer { next += 1 }
            return try Reply(results[next].rows)
        }
        return (repeat try reply(to: each statement))
    }

    /// Sends the requests as a pipeline and reads the whole answer.
    ///
    /// Whatever the size of either side, neither waits for the other for ever: while libpq cannot send, it takes in
    /// what the server says.
    func exchange(_ requests: [StatementRequest]) throws(PostgresError) -> [HeldRows] {
        let steps = try sendPipeline(requests)
        defer { _ = unsafe PQexitPipelineMode(pointer) }
        return try awaitPipeline(of: steps)
    }

    /// Sends the requests with one synchronisation point, each at its first use with its preparation in front; returns
    /// what the server answers, in its order.
    ///
    /// Pipeline mode is the caller's to leave.
    func sendPipeline(_ requests: [StatementRequest]) throws(PostgresError) -> [PipelineStep] {
        try requireLiving()
        _ = unsafe PQenterPipelineMode(pointer)
        var steps: [PipelineStep] = []
        var isSent = true
        for request in requests where isSent {
            let preparation = PipelineStep.preparation(request.identity)
            if session.keepsStatements, !session.prepared.contains(request.identity), !steps.contains(preparation) {
                isSent = sendPreparation(of: request)
                steps.append(preparation)
            }
            isSent = isSent && send(request)
            steps.append(.execution)
        }
        // Without the synchronisation point the server commits nothing: until that is sent, a loss is a clean one.
        let isSynchronised = unsafe isSent && PQpipelineSync(pointer) == 1
        if isSynchronised { return steps }
        session.isOutOfStep = true
        let message = unsafe Self.lastMessage(of: pointer)
        _ = unsafe PQexitPipelineMode(pointer)
        throw isSent ? .connectionLost(message, nil) : .unreachable(message)
    }

    private func sendPreparation(of request: StatementRequest) -> Bool {
        let parameters = request.parameters
        return unsafe PQsendPrepare(pointer, request.name, request.sql, parameters.count, parameters.types) == 1
    }

    /// Behind a pooler it is prepared and run within the pipeline: in a session of the server that serves nobody else
    /// meanwhile.
    private func send(_ request: StatementRequest) -> Bool {
        let parameters = request.parameters
        return unsafe parameters.withPointers { values in
            guard session.keepsStatements else {
                return unsafe PQsendQueryParams(
                    pointer, request.sql, parameters.count, parameters.types, values, parameters.lengths,
                    parameters.formats, 1) == 1
            }
            return unsafe PQsendQueryPrepared(
                pointer, request.name, parameters.count, values, parameters.lengths, parameters.formats, 1) == 1
        }
    }
}

/// A statement with its parameters, whatever its type.
package struct StatementRequest {
    let identity: ObjectIdentifier
    let name: String
    let sql: String
    let parameters: Parameters

    package init<Query: Statement>(_ statement: Query) {
        identity = ObjectIdentifier(Query.self)
        (name, sql) = (Query.name, Query.sql)
        var parameters = Parameters()
        statement.bind(to: &parameters)
        self.parameters = parameters
    }
}

/// What the server answers with one result within a pipeline.
enum PipelineStep: Equatable {
    /// Of the statement with this identity.
    case preparation(ObjectIdentifier)
    case execution
}

/// Rows in a list, which can only hold what can be copied.
package final class HeldRows {
    package let rows: Rows

    init(_ rows: consuming Rows) {
        self.rows = rows
    }
}
