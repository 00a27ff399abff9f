/// How a transaction ends when its body returns.
package enum TransactionEnd<Value> {
    case commit(Value)
    /// Undoes everything and returns the value all the same.
    case rollBack(Value)
}

extension Connection {
    /// Runs `body` in a transaction.
    ///
    /// An error that it throws rolls everything back and is passed on.
    ///
    /// The body is handed the connection as borrowed, so that a transaction within a transaction does not compile.
    /// Fails with ``PostgresError/rolledBack`` when the body swallowed the error of a statement and commits.
    package mutating func transaction<Value>(
        _ body: (borrowing Connection) throws(PostgresError) -> TransactionEnd<Value>
    ) throws(PostgresError) -> Value {
        try run("BEGIN")
        return try finishTransaction(body)
    }

    /// Runs a transaction that consists of these statements, with its BEGIN in one round trip.
    ///
    /// They succeed or fail as one; `end` looks at what they were answered and says whether they are kept.
    package mutating func transaction<each Query: Statement, Value>(
        of statement: repeat each Query,
        endingBy end: (repeat Reply<each Query>) throws(PostgresError) -> TransactionEnd<Value>
    ) throws(PostgresError) -> Value {
        try finishTransaction { (connection) throws(PostgresError) in
            let replies = try connection.pipeline(behind: [StatementRequest(Begin())], repeat each statement)
            return try end(repeat each replies)
        }
    }

    /// Ends the transaction as `body` says.
    private func finishTransaction<Value>(
        _ body: (borrowing Connection) throws(PostgresError) -> TransactionEnd<Value>
    ) throws(PostgresError) -> Value {
        let end: TransactionEnd<Value>
        do {
            end = try body(self)
        } catch {
            // The first error says more than that of a rollback on a connection that may be gone.
            _ = try? run("ROLLBACK")
            throw error
        }
        switch end {
        case .commit(let value):
            guard try run("COMMIT").commandTag == "COMMIT" else { throw .rolledBack }
            return value
        case .rollBack(let value):
            try run("ROLLBACK")
            return value
        }
    }
}

/// At the head of a pipeline.
private struct Begin: Statement {
    static let name = "begin"
    static let sql = "BEGIN"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) {
        throw .unexpected("BEGIN has no rows")
    }
}
