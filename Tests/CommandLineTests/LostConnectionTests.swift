import PostgresClient
import TestSupport
import Testing

// A server that lives on, and ends one connection of a dispatch.
@Suite(.timeLimit(.minutes(10)))
struct LostConnectionTests {
    @Test func `A connection that is ended between two lines is made anew, and every line is carried out`() async throws
    {
        let database = try await ThrowawayCluster.shared.database()
        // The third names its actor, for whom the register is asked first.
        let lines = [
            CommandFile.founding, CommandFile.officer(1),
            CommandFile.officer(2).replacing(CommandFile.administrator, with: "A. Beheerder"), CommandFile.officer(3),
        ]
        let run = try await Program(database: database.url).converse("dispatch", "-", lines: lines) { place in
            if place > 0 { try database.endConnections(where: "true") }
        }
        #expect(try run.answers().map(\.outcome) == Array(repeating: "accepted", count: 4))
        #expect(run.status == 0)
        #expect(run.talk.isEmpty)
    }

    @Test func `A connection that is ended while a command waits for its answer is made anew`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let lines = [CommandFile.founding, CommandFile.officer(1)]
        let run = try await Program(database: database.url).converse("dispatch", "-", lines: lines) { place in
            guard place == 1 else { return }
            let holder = RunningThread { try database.holdAppends() }
            while try database.count("pg_locks where locktype = 'advisory' and database = \(Self.ownDatabase)") == 0 {
                if holder.hasEnded { _ = try holder.outcome().get() }
            }
        }
        #expect(try run.answers().map(\.outcome) == ["accepted", "accepted"])
        #expect(run.status == 0)
    }

    private static let ownDatabase = "(select oid from pg_database where datname = current_database())"
}

extension ThrowawayDatabase {
    /// Ends the program's connections, and returns when they are gone.
    func endConnections(where condition: String) throws {
        try Connection(ConnectionOptions(address: superuserURL)).run(
            """
            select pg_terminate_backend(pid, 10000) from pg_stat_activity
            where application_name = 'missieboek' and datname = current_database() and pid <> pg_backend_pid()
                and (\(condition))
            """)
    }

    func count(_ table: String) throws -> Int {
        let rows = try Connection(ConnectionOptions(address: superuserURL)).run("select count(*) from \(table)")
        return rows.text(row: 0).flatMap { Int($0) } ?? 0
    }

    /// Lets every append wait, until the program has waited and lost its connection.
    fileprivate func holdAppends() throws {
        let holder = try Connection(ConnectionOptions(address: superuserURL, applicationName: "holder"))
        try holder.run("begin; select pg_advisory_xact_lock(event_store.append_lock())")
        let waiting =
            "pg_stat_activity where application_name = 'missieboek' and datname = current_database()"
            + " and wait_event_type = 'Lock'"
        while try count(waiting) == 0 {}
        try endConnections(where: "wait_event_type = 'Lock'")
        try holder.run("rollback")
    }
}
