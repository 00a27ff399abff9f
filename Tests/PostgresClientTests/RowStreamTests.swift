import PostgresClient
import Testing

struct RowStreamTests {
    @Test func `Rows come one by one, in order, also at the second use of the statement`() async throws {
        let connection = try await TestDatabase.connect()
        for _ in 1...2 {
            var numbers: [Int64] = []
            try connection.stream(Quotients(divisor: 7, last: 4)) { numbers.append($0) }
            #expect(numbers == [1, 2, 3, 4])
        }
        #expect(try connection.execute(Quotients(divisor: 7, last: 2)) == [1, 2])
    }

    @Test func `A result without rows calls nobody`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.stream(Quotients(divisor: 7, last: 0)) { _ in Issue.record("a row") }
        #expect(try connection.run("select 1").text(row: 0) == "1")
    }

    @Test func `What the closure throws ends the reading at once and leaves the connection usable`() async throws {
        let connection = try await TestDatabase.connect()
        var count = 0
        for _ in 1...5 {
            do throws(CopyFailure<EnoughOfIt>) {
                try connection.stream(Quotients(divisor: -1, last: 1_000_000_000)) { (number) throws(EnoughOfIt) in
                    count += 1
                    if number == 3 { throw EnoughOfIt() }
                }
                Issue.record("nothing was thrown")
            } catch {
                guard case .body = error else { throw error }
            }
            #expect(try connection.run("select 1").text(row: 0) == "1")
        }
        #expect(count == 15)
    }

    @Test func `An error of the server comes after the rows before it, and leaves the connection usable`() async throws
    {
        let connection = try await TestDatabase.connect()
        var numbers: [Int64] = []
        do throws(CopyFailure<Never>) {
            try connection.stream(Quotients(divisor: 3, last: 5)) { numbers.append($0) }
            Issue.record("no error")
        } catch {
            guard case .database(let error) = error else { throw error }
            #expect(error.sqlState?.rawValue == "22012")
        }
        #expect(numbers == [1, 2])
        #expect(try connection.execute(Quotients(divisor: 7, last: 2)) == [1, 2])
    }

    @Test func `A statement that cannot be prepared is an error, each time`() async throws {
        let connection = try await TestDatabase.connect()
        for _ in 1...2 {
            do throws(CopyFailure<Never>) {
                try connection.stream(Nonsense()) { _ in Issue.record("a row") }
                Issue.record("no error")
            } catch {
                guard case .database(let error) = error else { throw error }
                #expect(error.sqlState?.rawValue == "42703")
            }
        }
        #expect(try connection.run("select 1").text(row: 0) == "1")
    }

    @Test func `A row of another form is unexpected and leaves the connection usable`() async throws {
        let connection = try await TestDatabase.connect()
        do throws(CopyFailure<Never>) {
            try connection.stream(TooWide()) { _ in Issue.record("a row") }
            Issue.record("it was read")
        } catch {
            guard case .database(.unexpected) = error else { throw error }
        }
        #expect(try connection.run("select 1").text(row: 0) == "1")
    }

    @Test func `A connection that is lost under way is an error`() async throws {
        let connection = try await TestDatabase.connect()
        let other = try await TestDatabase.connect()
        var count = 0
        do throws(CopyFailure<any Error>) {
            try connection.stream(Quotients(divisor: -1, last: 1_000_000_000)) { (_) throws(any Error) in
                count += 1
                if count == 1 { try other.run("select pg_terminate_backend(\(connection.backendProcessID))") }
            }
            Issue.record("no error")
        } catch {
            guard case .database(.connectionLost) = error else { throw error }
        }
        let isLost = connection.isLost
        #expect(isLost)
    }
}

private struct EnoughOfIt: Error {}

/// The numbers from 1 to the last; an error at the one that is the divisor.
private struct Quotients: Statement {
    let divisor: Int64
    let last: Int64

    static let name = "quotients"
    // In the list of columns the series is made row by row; behind FROM it would be made as a whole first.
    static let sql = "select n + 0 / ($1 - n) from (select generate_series(1::int8, $2::int8) as n) as series"

    func bind(to parameters: inout Parameters) {
        parameters.append(divisor)
        parameters.append(last)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

private struct Nonsense: Statement {
    static let name = "nonsense"
    static let sql = "select nothing"
    func bind(to parameters: inout Parameters) {}
    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

private struct TooWide: Statement {
    static let name = "too_wide"
    static let sql = "select 1::int8, n from generate_series(1, 100000) n"
    func bind(to parameters: inout Parameters) {}
    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}
