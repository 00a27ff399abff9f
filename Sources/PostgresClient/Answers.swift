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
    /// Returns the rows of the last statement in it, having told `onResult` for each whether it succeeded.
    func awaitPipeline(_ onResult: (Bool) -> Void) throws(PostgresError) -> Rows {
        var answer = Answer()
        var isBetweenStatements = false
        while true {
            guard let result = unsafe PQgetResult(pointer) else {
                // One null ends a statement; a second one in a row means that nothing more is to come.
                if isBetweenStatements { break }
                isBetweenStatements = true
                continue
            }
            isBetweenStatements = false
            let status = unsafe PQresultStatus(result)
            if status == PGRES_PIPELINE_SYNC {
                unsafe PQclear(result)
                break
            }
            onResult(status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
            unsafe answer.take(result)
        }
        return try answer.rows(from: self)
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

/// The results that have come in for one request.
private struct Answer: ~Copyable {
    private var failure: ServerReport?
    private var last: Rows?

    /// Takes ownership of `result`.
    mutating func take(_ result: OpaquePointer) {
        let status = unsafe PQresultStatus(result)
        if status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE {
            if failure == nil { failure = unsafe ServerReport(result) }
            unsafe PQclear(result)
        } else if status == PGRES_PIPELINE_ABORTED {
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
