import PostgresClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PipelineTests {
    @Test func `Statements of several types are answered in their order, each by its own rows`() async throws {
        let connection = try await TestDatabase.connect()
        for _ in 1...2 {
            let (numbers, texts, none) = try connection.pipeline(UpTo(limit: 3), Spelled(text: "π"), NoNumbers())
            #expect(numbers.rows == [1, 2, 3])
            #expect(try texts.one == "π")
            #expect(none.rows == [])
        }
        let rows = try connection.run("select string_agg(name, ',' order by name) from pg_prepared_statements")
        #expect(rows.text(row: 0) == "NoNumbers,Spelled,UpTo")
    }

    @Test func `They are one transaction, in which each sees what those before it did`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.run("create temporary table kept (n int8)")
        let (first, second, all, start) = try connection.pipeline(
            Keep(number: 1), Keep(number: 2), AllKept(), TransactionNumbers())
        #expect(try [first.one, second.one] == [1, 2])
        #expect(all.rows == [1, 2])
        #expect(start.rows == [1])
        #expect(try connection.execute(AllKept()) == [1, 2])
    }

    @Test func `A failure in the middle undoes what came before it and keeps the rest from being run`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.run("create temporary table kept (n int8)")
        for _ in 1...2 {
            let error = try failure { () throws(PostgresError) in
                _ = try connection.pipeline(Keep(number: 1), DividedByZero(), Spelled(text: "never"))
            }
            #expect(error.sqlState == SQLState(rawValue: "22012"))
            #expect(try connection.execute(AllKept()) == [])
        }
        // What stood behind the failure was not prepared, and is at its next use.
        let (texts, kept) = try connection.pipeline(Spelled(text: "now"), Keep(number: 2))
        #expect(try texts.one == "now")
        #expect(try kept.one == 2)
        #expect(try connection.execute(AllKept()) == [2])
    }

    @Test func `A statement that cannot be prepared fails the pipeline with its error`() async throws {
        let connection = try await TestDatabase.connect()
        let error = try failure { () throws(PostgresError) in
            _ = try connection.pipeline(UpTo(limit: 1), Unknown(), Spelled(text: "never"))
        }
        #expect(error.sqlState == SQLState(rawValue: "42P01"))
        let (_, texts) = try connection.pipeline(UpTo(limit: 1), Spelled(text: "now"))
        #expect(try texts.one == "now")
    }

    @Test func `An answer of another form than declared is unexpected and leaves the connection usable`() async throws {
        let connection = try await TestDatabase.connect()
        let error = try failure { () throws(PostgresError) in
            _ = try connection.pipeline(UpTo(limit: 1), WrongType(), UpTo(limit: 2))
        }
        guard case .unexpected = error else { throw error }
        #expect(throws: PostgresError.unexpected("UpTo gave 2 rows instead of one")) {
            let (numbers, _) = try connection.pipeline(UpTo(limit: 2), NoNumbers())
            return try numbers.one
        }
        let (_, numbers) = try connection.pipeline(UpTo(limit: 1), UpTo(limit: 2))
        #expect(numbers.rows == [1, 2])
    }

    @Test func `Neither side waits for the other, however much both have to say`() async throws {
        let connection = try await TestDatabase.connect()
        let bytes = [UInt8](repeating: 7, count: 6 << 20)
        let (first, second, third, fourth) = try connection.pipeline(
            Echo(bytes: bytes), Echo(bytes: bytes), Echo(bytes: bytes), Echo(bytes: bytes))
        let lengths = try [first.one.count, second.one.count, third.one.count, fourth.one.count]
        #expect(lengths == [Int](repeating: bytes.count, count: 4))
    }

    @Test func `A backend that was stopped before a pipeline makes it unreachable`() async throws {
        let connection = try await TestDatabase.connect()
        let other = try await TestDatabase.connect()
        let stopped = try other.run("select pg_terminate_backend(\(connection.backendProcessID), 10000)")
        #expect(stopped.text(row: 0) == "t")
        let error = try failure { () throws(PostgresError) in
            _ = try connection.pipeline(UpTo(limit: 1), UpTo(limit: 2))
        }
        guard case .unreachable = error else { throw error }
    }

    @Test func `A backend that stops within a pipeline leaves the outcome of all of it unknown`() async throws {
        let connection = try await TestDatabase.connect()
        let error = try failure { () throws(PostgresError) in
            _ = try connection.pipeline(UpTo(limit: 1), Stop(), UpTo(limit: 2))
        }
        guard case .connectionLost(_, let report) = error else { throw error }
        #expect(report?.sqlState == .adminShutdown)
        #expect(connection.isLost == true)
    }

    @Test func `A transaction of statements is kept or undone as its end says`() async throws {
        var connection = try await TestDatabase.connect()
        try connection.run("create temporary table kept (n int8)")
        let kept = try connection.transaction(of: Keep(number: 1), AllKept()) { (number, all) throws(PostgresError) in
            .commit([try number.one] + all.rows)
        }
        #expect(kept == [1, 1])
        let undone = try connection.transaction(of: Keep(number: 2), AllKept()) { (_, all) in .rollBack(all.rows) }
        #expect(undone == [1, 2])
        #expect(throws: PostgresError.unexpected("stop")) {
            try connection.transaction(of: Keep(number: 3)) { (_) throws(PostgresError) -> TransactionEnd<Void> in
                throw .unexpected("stop")
            }
        }
        let error = try failure { () throws(PostgresError) in
            try connection.transaction(of: Keep(number: 4), DividedByZero()) { (_, _) in .commit(()) }
        }
        #expect(error.sqlState == SQLState(rawValue: "22012"))
        #expect(try connection.execute(AllKept()) == [1])
    }
}

private struct UpTo: NumbersStatement {
    let limit: Int64

    static let sql = "select generate_series(1::int8, $1)"

    func bind(to parameters: inout Parameters) { parameters.append(limit) }
}

private struct NoNumbers: NumbersStatement { static let sql = "select 1::int8 where false" }
private struct DividedByZero: NumbersStatement { static let sql = "select (1 / (random() * 0)::int4)::int8" }
private struct Unknown: NumbersStatement { static let sql = "select n from no_such_table_at_all" }
private struct WrongType: NumbersStatement { static let sql = "select 'text'" }
private struct AllKept: NumbersStatement { static let sql = "select n from kept order by n" }

/// How many transactions made what is kept.
private struct TransactionNumbers: NumbersStatement {
    static let sql = "select count(distinct xmin::text) from kept"
}

private struct Stop: NumbersStatement {
    static let sql = "select 1::int8 from pg_terminate_backend(pg_backend_pid()), pg_sleep(60)"
}

private struct Keep: NumbersStatement {
    let number: Int64

    static let sql = "insert into kept values ($1) returning n"

    func bind(to parameters: inout Parameters) { parameters.append(number) }
}

private struct Spelled: Statement {
    let text: String

    static let name = "Spelled"
    static let sql = "select $1::text"

    func bind(to parameters: inout Parameters) { parameters.append(text) }

    static func decode(_ row: inout Row) throws(PostgresError) -> String { try row.next() }
}

private struct Echo: Statement {
    let bytes: [UInt8]

    static let name = "Echo"
    static let sql = "select $1::bytea"

    func bind(to parameters: inout Parameters) { parameters.append(bytes) }

    static func decode(_ row: inout Row) throws(PostgresError) -> [UInt8] { try row.next() }
}
