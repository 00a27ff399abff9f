import PostgresClient
import Testing

struct CopyOutTests {
    @Test func `Rows come one by one, in order, with their values and NULLs`() async throws {
        let connection = try await TestDatabase.connect()
        var rows: [Pair] = []
        try connection.copy(
            Pairs(sql: "select n, case when n <> 2 then repeat('é', n::int) end from generate_series(0::int8, 3) n")
        ) { rows.append($0) }
        #expect(rows == [Pair(0, ""), Pair(1, "é"), Pair(2, nil), Pair(3, "ééé")])
    }

    @Test func `A COPY without rows calls nobody`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.copy(Pairs(sql: "select 1::int8, '' where false")) { _ in Issue.record("a row") }
    }

    @Test func `Texts that come again are read as if each came alone`() async throws {
        let connection = try await TestDatabase.connect()
        // Some thousand texts, far more than are kept; of all lengths, also such as differ in one character only.
        let text = "repeat('é', n % 3) || left(md5((n % 1000)::text), n % 40) || repeat('x', n % 20) || n % 7"
        var count = 0
        for _ in 1...2 {
            let texts = Twins(sql: "select \(text), \(text) from generate_series(1, 20000) n union all select '', ''")
            try connection.copy(texts) { twins in
                count += 1
                if twins.alone != twins.again { Issue.record("\(twins.again) for \(twins.alone)") }
            }
        }
        #expect(count == 40_002)
    }

    @Test func `What the closure throws ends the COPY at once and leaves the connection usable`() async throws {
        let connection = try await TestDatabase.connect()
        var count = 0
        for _ in 1...5 {
            do throws(CopyFailure<EnoughOfIt>) {
                try connection.copy(Pairs(sql: "select generate_series(1::int8, 1000000000), 'x'")) {
                    (row) throws(EnoughOfIt) in
                    count += 1
                    if row.number == 3 { throw EnoughOfIt() }
                }
                Issue.record("nothing was thrown")
            } catch {
                guard case .body = error else { throw error }
            }
            #expect(try connection.run("select 1").text(row: 0) == "1")
        }
        #expect(count == 15)
    }

    @Test func `An error of the server is reported, at the start and after some rows`() async throws {
        let connection = try await TestDatabase.connect()
        #expect(try sqlState(of: "select nothing", on: connection) == "42703")
        let division = "select 1::int8 / (3 - n), 'x' from generate_series(1, 5) n"
        #expect(try sqlState(of: division, on: connection) == "22012")
        #expect(try connection.run("select 1").text(row: 0) == "1")
    }

    @Test func `A row of another form is unexpected and leaves the connection usable`() async throws {
        let connection = try await TestDatabase.connect()
        for sql in ["select 1::int4, 'x'", "select 1::int8", "select 1::int8, 'x', 2", "select null::int8, 'x'"] {
            do throws(CopyFailure<Never>) {
                try connection.copy(Pairs(sql: sql + " from generate_series(1, 100000)")) { _ in }
                Issue.record("\(sql) was read")
            } catch {
                guard case .database(.unexpected) = error else { throw error }
            }
        }
        #expect(try connection.run("select 1").text(row: 0) == "1")
    }

    private func sqlState(of sql: String, on connection: borrowing Connection) throws -> String? {
        do throws(CopyFailure<Never>) { try connection.copy(Pairs(sql: sql)) { _ in } } catch {
            guard case .database(let error) = error else { throw error }
            return error.sqlState?.rawValue
        }
        return nil
    }
}

private struct EnoughOfIt: Error {}

/// One text twice, read in either way.
private struct Twins: CopyStatement {
    let sql: String

    static func decode(_ row: inout Row) throws(PostgresError) -> (alone: String, again: String) {
        (try row.next(), try row.nextRecurring())
    }
}

private struct Pair: Equatable {
    let number: Int64
    let text: String?

    init(_ number: Int64, _ text: String?) {
        (self.number, self.text) = (number, text)
    }
}

private struct Pairs: CopyStatement {
    let sql: String

    static func decode(_ row: inout Row) throws(PostgresError) -> Pair {
        Pair(try row.next(), try row.nextOptional())
    }
}
