import CLibPQ

// Collecting what the server answers to one request.
extension Connection {
    /// Reads to the end of the answer to a simple query; the first error wins, else the last result.
    func awaitRows() throws(PostgresError) -> Rows {
        var answer = Answer()
        while let result = unsafe PQgetResult(pointer) {
            let status = unsafe PQresultStatus(result)
            unsafe answer.take(result)
            if status == PGRES_COPY_IN {
                _ = unsafe PQputCopyEnd(pointer, "COPY FROM STDIN is not supported here")
            } else if status == PGRES_COPY_OUT {
                discardCopy()
            }
        }
        return try answer.rows(from: self)
    }

    /// Reads to the end of the answer to a pipeline with one synchronisation point.
    ///
    /// Notes which statements were prepared on the way. The first error wins, else the results of all statements.
    func awaitPipeline(of steps: [PipelineStep]) throws(PostgresError) -> [HeldRows] {
        var answer = PipelineAnswer()
        var isBetweenStatements = false
        while true {
            guard let result = unsafe PQgetResult(pointer) else {
                // One null ends a statement; a second one in a row means that nothing more is to come.
                if isBetweenStatements { break }
                isBetweenStatements = true
                continue
            }
            isBetweenStatements = false
            if unsafe PQresultStatus(result) == PGRES_PIPELINE_SYNC {
                unsafe PQclear(result)
                break
            }
            // What fails at the synchronisation point belongs to no step.
            let step = answer.count < steps.count ? steps[answer.count] : .execution
            if unsafe answer.take(result, isKept: step == .execution), case .preparation(let identity) = step {
                session.prepared.insert(identity)
            }
        }
        return try answer.results(of: steps, from: self)
    }

    /// The error of a request under way on a connection that is lost, of which `report` is the first failure.
    func loss(_ report: ServerReport?) -> PostgresError {
        // What libpq itself reports has no SQLSTATE; a killed backend may leave nothing else, or nothing at all.
        let isServerWord = report.map { !$0.sqlState.rawValue.isEmpty } ?? false
        let message = unsafe report?.message ?? Self.lastMessage(of: pointer)
        return .connectionLost(message, isServerWord ? report : session.farewell)
    }

    /// Reads the rows of a `COPY … TO STDOUT` to their end without looking at them.
    func discardCopy() {
        var buffer: UnsafeMutablePointer<CChar>?
        while unsafe PQgetCopyData(pointer, &buffer, 0) > 0 {
            unsafe PQfreemem(buffer)
        }
    }
}

/// The results that have come in for a script.
private struct Answer: ~Copyable {
    private var failure: ServerReport?
    private var last: Rows?

    /// Takes ownership of `result`.
    mutating func take(_ result: OpaquePointer) {
        let status = unsafe PQresultStatus(result)
        if status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE {
            if failure == nil { failure = unsafe ServerReport(result) }
            unsafe PQclear(result)
        } else {
            last = unsafe Rows(result)
        }
    }

    consuming func rows(from connection: borrowing Connection) throws(PostgresError) -> Rows {
        if connection.isLost { throw connection.loss(failure) }
        if let failure { throw .server(failure) }
        guard let last else { throw .unexpected("the server gave no result") }
        return last
    }
}

/// The results that have come in for a pipeline.
private struct PipelineAnswer {
    /// How many came in, also of those that were not kept.
    private(set) var count = 0
    private var failure: ServerReport?
    private var kept: [HeldRows] = []

    /// Takes ownership of `result`, and tells whether it is one of success.
    mutating func take(_ result: OpaquePointer, isKept: Bool) -> Bool {
        count += 1
        let status = unsafe PQresultStatus(result)
        let isSuccess = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
        if isSuccess, isKept {
            unsafe kept.append(HeldRows(Rows(result)))
        } else {
            // Those behind a failure are aborted only because of it.
            if !isSuccess, status != PGRES_PIPELINE_ABORTED, failure == nil { failure = unsafe ServerReport(result) }
            unsafe PQclear(result)
        }
        return isSuccess
    }

    func results(of steps: [PipelineStep], from connection: borrowing Connection) throws(PostgresError) -> [HeldRows] {
        if connection.isLost { throw connection.loss(failure) }
        if let failure { throw .server(failure) }
        guard kept.count == steps.count(where: { $0 == .execution }) else {
            throw .unexpected("the server gave \(kept.count) results")
        }
        return kept
    }
}
