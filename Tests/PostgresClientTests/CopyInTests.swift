import PostgresClient
import Testing

struct CopyInTests {
    private static let table = "create temporary table copied (number int8 primary key, text text, bytes bytea)"

    @Test func `Rows arrive in one piece, with their values and NULLs`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.run(Self.table)
        try connection.copy(
            into: Copied.self,
            [
                Record(number: .min, text: "", bytes: nil), Record(number: 2, text: "é 🌍 \\ \t", bytes: []),
                Record(number: .max, text: nil, bytes: [0, 255]),
            ])
        let rows = try connection.run("select number, text, encode(bytes, 'hex') from copied order by number")
        let found = (0..<rows.count).map { row in (0..<3).map { rows.text(row: row, column: $0) } }
        #expect(
            found == [
                ["-9223372036854775808", "", nil], ["2", "é 🌍 \\ \t", ""], ["9223372036854775807", nil, "00ff"],
            ])
    }

    @Test func `More than fits in a buffer arrives whole, and nothing at all is no rows`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.run(Self.table)
        try connection.copy(into: Copied.self, [])
        #expect(try connection.run("select count(*) from copied").text(row: 0) == "0")
        let long = String(repeating: "x", count: 200_000)
        let records = (1...20_000).lazy.map {
            Record(number: $0, text: $0 == 7 ? long : "row \($0)", bytes: [1, 2, 3])
        }
        try connection.copy(into: Copied.self, records)
        let totals = try connection.run("select count(*), sum(number), max(length(text)) from copied")
        #expect((0..<3).map { totals.text(row: 0, column: $0) } == ["20000", "200010000", "200000"])
    }

    @Test(arguments: [
        ([Record(number: 1, text: "a", bytes: nil), Record(number: 1, text: "b", bytes: nil)], "23505"),
        ([Record(number: 1, text: "a", bytes: nil), Record(number: 2, text: "\0", bytes: nil)], "22021"),
        ([Record(number: nil, text: "a", bytes: nil)], "23502"),
    ])
    func `What the server refuses is reported, writes nothing and leaves the connection usable`(
        _ records: [Record], _ state: String
    ) async throws {
        let connection = try await TestDatabase.connect()
        try connection.run(Self.table)
        let error = try failure { () throws(PostgresError) in try connection.copy(into: Copied.self, records) }
        #expect(error.sqlState?.rawValue == state)
        #expect(try connection.run("select count(*) from copied").text(row: 0) == "0")
    }

    @Test func `A refusal in the midst of much data is reported too`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.run(Self.table)
        // The second row is refused long before the last one is sent.
        let records = (1...100_000).lazy.map { Record(number: max(2, $0), text: "row \($0)", bytes: nil) }
        let error = try failure { () throws(PostgresError) in try connection.copy(into: Copied.self, records) }
        #expect(error.sqlState?.rawValue == "23505")
        #expect(try connection.run("select count(*) from copied").text(row: 0) == "0")
    }

    @Test func `A table that is not there is reported`() async throws {
        let connection = try await TestDatabase.connect()
        let error = try failure { () throws(PostgresError) in try connection.copy(into: Copied.self, []) }
        #expect(error.sqlState?.rawValue == "42P01")
        #expect(try connection.run("select 1").text(row: 0) == "1")
    }

    @Test func `What was copied in a transaction goes with it`() async throws {
        var connection = try await TestDatabase.connect()
        try connection.run(Self.table)
        try connection.transaction { (connection) throws(PostgresError) in
            try connection.copy(into: Copied.self, [Record(number: 1, text: "a", bytes: nil)])
            return .rollBack(())
        }
        #expect(try connection.run("select count(*) from copied").text(row: 0) == "0")
    }

    @Test func `A server that is gone is noticed`() async throws {
        let connection = try await TestDatabase.connect()
        try connection.run(Self.table)
        let killer = try await TestDatabase.connect()
        let records = (1...1_000_000 as ClosedRange<Int64>).lazy.map { number in
            if number == 500_000 {
                _ = try? killer.run("select pg_terminate_backend(\(connection.backendProcessID), 10000)")
            }
            return Record(number: number, text: "row \(number)", bytes: nil)
        }
        let error = try failure { () throws(PostgresError) in try connection.copy(into: Copied.self, records) }
        guard case .connectionLost = error else { throw error }
        let isLost = connection.isLost
        #expect(isLost)
    }

    private func failure(_ body: () throws(PostgresError) -> Void) throws -> PostgresError {
        try PostgresClientTests.failure(of: body)
    }
}

struct Record: Sendable {
    let number: Int64?
    let text: String?
    let bytes: [UInt8]?
}

private struct Copied: CopyInStatement {
    static let target = "copied (number, text, bytes)"
    static let columnCount = 3

    static func encode(_ record: Record, to row: inout CopyRow) {
        row.append(record.number)
        row.append(record.text)
        row.append(record.bytes)
    }
}
