import CLibPQ

extension Connection {
    /// Runs the statement in one round trip and hands its rows to `body` one by one, in order, while they come in
    /// (`PQsetSingleRowMode`): for results that are long, or that the caller works on meanwhile.
    ///
    /// When the body throws, the server is told to stop. An error of the server can come after some rows. The body must
    /// not use this connection.
    package func stream<Query: Statement, Failure: Error>(
        _ statement: Query, _ body: (Query.Output) throws(Failure) -> Void
    ) throws(CopyFailure<Failure>) {
        var thrown: Failure?
        do throws(PostgresError) {
            try streamRows(of: StatementRequest(statement)) { (row) throws(PostgresError) in
                let output = try Query.decode(&row)
                guard row.isExhausted else { throw .unexpected("\(Query.name) does not read all of its columns") }
                do throws(Failure) {
                    try body(output)
                } catch {
                    thrown = error
                    return false
                }
                return true
            }
        } catch {
            throw .database(error)
        }
        if let thrown { throw .body(thrown) }
    }

    /// Calls `receive` for each row until it returns false.
    func streamRows(
        of request: StatementRequest, _ receive: (inout Row) throws(PostgresError) -> Bool
    ) throws(PostgresError) {
        let steps = try sendPipeline([request])
        defer { _ = unsafe PQexitPipelineMode(pointer) }
        var failure = steps.first == .execution ? nil : awaitPreparation(request.identity)
        _ = unsafe PQsetSingleRowMode(pointer)
        var goesOn = Result<Bool, PostgresError>.success(true)
        while let result = unsafe PQgetResult(pointer) {
            defer { unsafe PQclear(result) }
            let status = unsafe PQresultStatus(result)
            if status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE {
                if failure == nil { failure = unsafe ServerReport(result) }
            } else if status == PGRES_SINGLE_TUPLE, case .success(true) = goesOn {
                var row = unsafe Row(result: result, index: 0, texts: session.texts)
                goesOn = Result { () throws(PostgresError) in try receive(&row) }
                guard case .success(true) = goesOn else {
                    cancelRequest()
                    continue
                }
            }
        }
        discardToSynchronisation()
        // What the server says to being stopped is no news.
        guard try goesOn.get() else { return }
        if isLost { throw loss(failure) }
        if let failure { throw .server(failure) }
    }

    /// The failure of a preparation, which is the first statement of its pipeline.
    private func awaitPreparation(_ identity: ObjectIdentifier) -> ServerReport? {
        var failure: ServerReport?
        while let result = unsafe PQgetResult(pointer) {
            if unsafe PQresultStatus(result) != PGRES_COMMAND_OK, failure == nil {
                failure = unsafe ServerReport(result)
            }
            unsafe PQclear(result)
        }
        if failure == nil { session.prepared.insert(identity) }
        return failure
    }

    private func discardToSynchronisation() {
        var isBetweenStatements = false
        while true {
            guard let result = unsafe PQgetResult(pointer) else {
                // A second null in a row means that nothing more is to come: the connection is lost.
                if isBetweenStatements { return }
                isBetweenStatements = true
                continue
            }
            isBetweenStatements = false
            let status = unsafe PQresultStatus(result)
            unsafe PQclear(result)
            if status == PGRES_PIPELINE_SYNC { return }
        }
    }
}
