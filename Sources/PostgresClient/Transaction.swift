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
