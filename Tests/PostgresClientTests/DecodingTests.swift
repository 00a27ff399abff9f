import PostgresClient
import Testing

struct DecodingTests {
    @Test func `A row that is not what the statement declares is unexpected`() async throws {
        let connection = try await TestDatabase.connect()
        #expect(try unexpected(Null(), on: connection))
        #expect(try unexpected(Narrow(), on: connection))
        #expect(try unexpected(TooWide(), on: connection))
        #expect(try unexpected(TooFew(), on: connection))
        #expect(try unexpected(ArrayWithNull(), on: connection))
        #expect(try unexpected(ArrayOfOthers(), on: connection))
        #expect(try unexpected(Square(), on: connection))
        #expect(try connection.run("select 1").text(row: 0) == "1")
    }

    @Test func `A statement of one row fails when there are none or two`() async throws {
        let connection = try await TestDatabase.connect()
        #expect(throws: PostgresError.unexpected("NoRows gave 0 rows instead of one")) {
            try connection.executeOne(NoRows())
        }
        #expect(throws: PostgresError.unexpected("TwoRows gave 2 rows instead of one")) {
            try connection.executeOne(TwoRows())
        }
        #expect(try connection.execute(TwoRows()) == [1, 2])
    }

    private func unexpected(_ statement: some Statement, on connection: borrowing Connection) throws -> Bool {
        let error = try failure { () throws(PostgresError) in _ = try connection.execute(statement) }
        if case .unexpected = error { return true }
        return false
    }
}

private struct Null: NumbersStatement { static let sql = "select null::int8" }
private struct Narrow: NumbersStatement { static let sql = "select 1::int4" }
private struct TooWide: NumbersStatement { static let sql = "select 1::int8, 2" }
private struct TooFew: NumbersStatement { static let sql = "select" }
private struct NoRows: NumbersStatement { static let sql = "select 1::int8 where false" }
private struct TwoRows: NumbersStatement { static let sql = "select generate_series(1::int8, 2)" }

private protocol ArrayStatement: Statement<[Int64]> {}

extension ArrayStatement {
    static var name: String { "\(Self.self)" }

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> [Int64] {
        try row.nextArray()
    }
}

private struct ArrayWithNull: ArrayStatement { static let sql = "select array[1::int8, null]" }
private struct ArrayOfOthers: ArrayStatement { static let sql = "select array['a'::text]" }
private struct Square: ArrayStatement { static let sql = "select array[[1::int8, 2], [3, 4]]" }
