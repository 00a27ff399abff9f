import PostgresClient
import Testing

struct ValueTests {
    @Test func `Every type comes back as it was sent, at its edges`() async throws {
        let connection = try await TestDatabase.connect()
        try expectRoundTrip([Int64.min, -1, 0, 1, .max], on: connection)
        try expectRoundTrip([Int32.min, -1, 0, 1, .max], on: connection)
        try expectRoundTrip([true, false], on: connection)
        try expectRoundTrip(["", "a", "e\u{301} 👩🏽‍🚀 \u{10FFFF}", "'; drop table x; --"], on: connection)
        try expectRoundTrip([[], [0], [0, 255, 0], Array(0...255)] as [[UInt8]], on: connection)
        try expectRoundTrip(
            [PostgresUUID(high: 0, low: 0), PostgresUUID(high: 1, low: .max), PostgresUUID(high: .max, low: 1)],
            on: connection)
        try expectRoundTrip(
            [
                -210_866_803_200_000_000, -946_684_800_000_001, -1, 0, 1, 946_684_799_999_999, 946_684_800_000_000,
                1_769_767_200_123_456, Int64.max - 1_000_000_000_000_000,
            ].map { PostgresTimestamp(microseconds: $0) }, on: connection)
    }

    @Test func `Texts keep their bytes though Swift holds them for equal`() async throws {
        let connection = try await TestDatabase.connect()
        let text = try #require(try connection.executeOne(Echo(value: "e\u{301}")))
        #expect(Array(text.utf8) == [0x65, 0xCC, 0x81])
    }

    @Test func `The server reads the values as they are meant`() async throws {
        let connection = try await TestDatabase.connect()
        let row = try connection.executeOne(
            Rendered(
                uuid: PostgresUUID(high: 0x0123_4567_89AB_CDEF, low: 0x8000_0000_0000_0001),
                moment: PostgresTimestamp(microseconds: -1), bytes: [0, 1, 0xFE]))
        #expect(row == ["01234567-89ab-cdef-8000-000000000001", "1969-12-31 23:59:59.999999+00", "\\x0001fe"])
    }

    @Test(arguments: [Int64.min, Int64.min + 946_684_800_000_000] as [Int64])
    func `A time that PostgreSQL does not know is refused, not stored as infinity`(microseconds: Int64) async throws {
        let connection = try await TestDatabase.connect()
        let error = try failure { () throws(PostgresError) in
            _ = try connection.execute(Echo(value: PostgresTimestamp(microseconds: microseconds)))
        }
        #expect(error.sqlState == SQLState(rawValue: "22008"))
    }

    @Test(arguments: ["infinity", "-infinity", "294276-01-01"])
    func `A time beyond Int64 is unexpected`(text: String) async throws {
        let connection = try await TestDatabase.connect()
        let error = try failure { () throws(PostgresError) in _ = try connection.execute(MomentOf(text: text)) }
        #expect(error == .unexpected("a timestamptz out of range"))
    }

    @Test func `A text with a NUL character is refused by the server`() async throws {
        let connection = try await TestDatabase.connect()
        let error = try failure { () throws(PostgresError) in _ = try connection.execute(Echo(value: "a\0b")) }
        #expect(error.sqlState == SQLState(rawValue: "22021"))
    }

    private func expectRoundTrip<Value: PostgresValue & Equatable>(
        _ values: [Value], on connection: borrowing Connection
    ) throws {
        for value in values {
            #expect(try connection.executeOne(Echo(value: value)) == value)
        }
        #expect(try connection.executeOne(Echo<Value>(value: nil)) == nil)
        #expect(try connection.executeOne(EchoArray(values: values)) == values)
        #expect(try connection.executeOne(EchoArray<Value>(values: [])) == [])
    }
}

private struct Echo<Value: PostgresValue>: Statement {
    let value: Value?

    static var name: String { "echo_\(Value.self)" }
    static var sql: String { "select $1" }

    func bind(to parameters: inout Parameters) {
        parameters.append(value)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Value? {
        try row.nextOptional()
    }
}

private struct EchoArray<Value: PostgresValue>: Statement {
    let values: [Value]

    static var name: String { "echo_array_\(Value.self)" }
    static var sql: String { "select $1" }

    func bind(to parameters: inout Parameters) {
        parameters.append(array: values)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> [Value] {
        try row.nextArray()
    }
}

private struct Rendered: Statement {
    let uuid: PostgresUUID
    let moment: PostgresTimestamp
    let bytes: [UInt8]

    static let name = "rendered"
    static let sql = "select array[$1::text, ($2 at time zone 'UTC')::text || '+00', $3::text]"

    func bind(to parameters: inout Parameters) {
        parameters.append(uuid)
        parameters.append(moment)
        parameters.append(bytes)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> [String] {
        try row.nextArray()
    }
}

private struct MomentOf: Statement {
    let text: String

    static let name = "moment_of"
    static let sql = "select $1::timestamptz"

    func bind(to parameters: inout Parameters) {
        parameters.append(text)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> PostgresTimestamp {
        try row.next()
    }
}
