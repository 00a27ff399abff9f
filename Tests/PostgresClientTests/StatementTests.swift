import PostgresClient
import Testing

struct StatementTests {
    @Test func `A statement is prepared once, at its first use`() async throws {
        let connection = try await TestDatabase.connect()
        for _ in 1...3 { #expect(try connection.executeOne(Answer()) == 42) }
        let rows = try connection.run("select name, generic_plans + custom_plans from pg_prepared_statements")
        #expect(rows.count == 1)
        #expect(rows.text(row: 0) == "Answer")
        #expect(rows.text(row: 0, column: 1) == "3")
    }

    @Test func `Preparing alone checks the SQL and serves later uses`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.prepare(Answer.self)
        #expect(try connection.executeOne(Answer()) == 42)
        let error = try failure { () throws(PostgresError) in try connection.prepare(Broken.self) }
        #expect(error.sqlState == SQLState(rawValue: "42P01"))
    }

    @Test func `A statement that fails stays prepared, one that cannot be prepared does not`() async throws {
        let connection = try await TestDatabase.connect()
        for _ in 1...2 {
            let error = try failure { () throws(PostgresError) in _ = try connection.execute(Failing()) }
            #expect(error.sqlState == SQLState(rawValue: "22012"))
            let broken = try failure { () throws(PostgresError) in _ = try connection.execute(Broken()) }
            #expect(broken.sqlState == SQLState(rawValue: "42P01"))
        }
        try connection.run("create temporary table no_such_table (n int8); insert into no_such_table values (7)")
        #expect(try connection.execute(Broken()) == [7])
    }

    @Test func `A failure at the end of a statement's own transaction is reported`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.run(
            """
            create temporary table deferred (n int8 primary key);
            create temporary table referring (n int8 references deferred deferrable initially deferred)
            """)
        for _ in 1...2 {
            let error = try failure { () throws(PostgresError) in _ = try connection.execute(Dangling()) }
            #expect(error.sqlState == SQLState(rawValue: "23503"))
        }
        #expect(try connection.executeOne(Answer()) == 42)
    }

    @Test func `Behind a pooler in transaction mode nothing stays prepared, and every failure is the statement's own`()
        async throws
    {
        var options = try await TestDatabase.options()
        options.isPooledByTransaction = true
        let connection = try Connection(options)
        try connection.prepare(Answer.self)
        for _ in 1...2 {
            #expect(try connection.executeOne(Answer()) == 42)
            let error = try failure { () throws(PostgresError) in _ = try connection.execute(Failing()) }
            #expect(error.sqlState == SQLState(rawValue: "22012"))
            let broken = try failure { () throws(PostgresError) in _ = try connection.execute(Broken()) }
            #expect(broken.sqlState == SQLState(rawValue: "42P01"))
        }
        #expect(try connection.executeOne(LengthOf(bytes: [1, 2, 3])) == 3)
        #expect(try connection.run("select from pg_prepared_statements where name <> ''").count == 0)
    }

    @Test func `A pooler in transaction mode is given no settings`() async throws {
        var options = try await TestDatabase.options(settings: ["statement_timeout": "1s"])
        options.isPooledByTransaction = true
        let error = try failure { () throws(PostgresError) in _ = try Connection(options) }
        guard case .unreachable(let message) = error else { throw error }
        #expect(message.contains("statement_timeout"))
    }

    @Test func `A value of a mebibyte fits`() async throws {
        let connection = try await TestDatabase.connect()
        let bytes = [UInt8](repeating: 7, count: 3 << 20)
        #expect(try connection.executeOne(LengthOf(bytes: bytes)) == Int64(bytes.count))
    }
}

private struct Answer: NumbersStatement { static let sql = "select 42::int8" }
private struct Broken: NumbersStatement { static let sql = "select n from no_such_table" }
private struct Failing: NumbersStatement { static let sql = "select (1 / (random() * 0)::int4)::int8" }
private struct Dangling: NumbersStatement { static let sql = "insert into referring values (1) returning n" }

private struct LengthOf: Statement {
    let bytes: [UInt8]

    static let name = "length_of"
    static let sql = "select octet_length($1)::int8"

    func bind(to parameters: inout Parameters) {
        parameters.append(bytes)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 {
        try row.next()
    }
}
