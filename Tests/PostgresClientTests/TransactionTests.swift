import PostgresClient
import Testing

struct TransactionTests {
    @Test func `A transaction is kept when its body commits, and undone when it rolls back or throws`() async throws {
        var connection = try await TestDatabase.connect()
        try connection.run("create temporary table kept (n int8)")

        let committed = try connection.transaction { (connection) throws(PostgresError) in
            try connection.run("insert into kept values (1)")
            return .commit("committed")
        }
        let undone = try connection.transaction { (connection) throws(PostgresError) in
            try connection.run("insert into kept values (2)")
            return .rollBack("undone")
        }
        #expect(throws: PostgresError.unexpected("stop")) {
            try connection.transaction { (connection) throws(PostgresError) -> TransactionEnd<Void> in
                try connection.run("insert into kept values (3)")
                throw .unexpected("stop")
            }
        }

        #expect([committed, undone] == ["committed", "undone"])
        #expect(try connection.run("select string_agg(n::text, ',') from kept").text(row: 0) == "1")
    }

    @Test func `A commit that the server answers with a rollback fails`() async throws {
        var connection = try await TestDatabase.connect()
        #expect(throws: PostgresError.rolledBack) {
            try connection.transaction { (connection) throws(PostgresError) in
                _ = try? connection.run("select 1 / 0")
                return .commit(())
            }
        }
        #expect(try connection.run("select 1").text(row: 0) == "1")
    }
}
