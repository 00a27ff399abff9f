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

/// What the server answered to one statement.
package struct Reply<Query: Statement> {
    package let rows: [Query.Output]

    package init(rows: [Query.Output]) {
        self.rows = rows
    }

    /// The row of a statement that always has exactly one.
    package var one: Query.Output {
        get throws(PostgresError) {
            guard let row = rows.first, rows.count == 1 else {
                throw .unexpected("\(Query.name) gave \(rows.count) rows instead of one")
            }
            return row
        }
    }
}

extension Connection {
    /// Runs the statement in one round trip and returns its rows, decoded.
    package func execute<Query: Statement>(_ statement: Query) throws(PostgresError) -> [Query.Output] {
        let results = try exchange([StatementRequest(statement)])
        return try Reply<Query>(results[0].rows).rows
    }

    /// Runs a statement that always has exactly one row.
    package func executeOne<Query: Statement>(_ statement: Query) throws(PostgresError) -> Query.Output {
        try Reply<Query>(rows: execute(statement)).one
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
}

extension Reply {
    /// Decodes a result in binary form.
    package init(_ result: borrowing Rows) throws(PostgresError) {
        var rows: [Query.Output] = []
        rows.reserveCapacity(result.count)
        for index in 0..<result.count {
            var row = result.row(index)
            rows.append(try Query.decode(&row))
            guard row.isExhausted else { throw .unexpected("\(Query.name) does not read all of its columns") }
        }
        self.init(rows: rows)
    }
}
