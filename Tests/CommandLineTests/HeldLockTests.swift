import EventSourcing
import Foundation
import PostgresClient
import TestSupport
import Testing

@testable import missieboek

/// One session that leaves its transaction open holds up others for a while only, and never a backup.
@Suite(.timeLimit(.minutes(10)))
struct HeldLockTests {
    /// A database whose log of readings another session holds, for as long as the connection lives.
    private static func held() async throws -> (database: ThrowawayDatabase, holder: ScriptHolder) {
        let database = try await ThrowawayCluster.shared.database()
        let holder = try ScriptHolder(address: database.url)
        try holder.connection.run("select pg_advisory_lock(7101)")
        return (database, holder)
    }

    /// Keeps a connection open until its last use.
    private final class ScriptHolder {
        let connection: Connection

        init(address: String) throws { connection = try Connection(ConnectionOptions(address: address)) }
    }

    @Test(arguments: ["nl", "en"])
    func `An answer that cannot be entered for a lock is not shown, and the refusal says why`(
        _ language: String
    ) async throws {
        let (database, holder) = try await Self.held()
        let asked = try await Missieboek.run(["ledger", "--lang", language, "--database", database.url])
        #expect(asked.status == 69 && asked.out.isEmpty, "\(asked.out)")
        let words =
            language == "nl"
            ? ["er wordt niets getoond", "een andere sessie houdt te lang vast"]
            : ["nothing is shown", "another session holds for too long"]
        for part in words { #expect(asked.err.contains(part), "\(asked.err)") }
        #expect(asked.err.contains("pg_stat_activity"))
        try holder.connection.run("select pg_advisory_unlock(7101)")
        #expect(try await Missieboek.run(["ledger", "--database", database.url]).status == 0)
    }

    @Test func `A backup is made all the same, with a caution`() async throws {
        let (database, holder) = try await Self.held()
        let folder = try TemporaryBook().folder
        let kept = try await Missieboek.run(
            ["db", "backup", folder + "/held.dump", "--lang", "en", "--database", database.superuserURL])
        #expect(kept.status == 0 && kept.err.contains("CAUTION: another session holds"), "\(kept.err)")
        #expect(FileManager.default.fileExists(atPath: folder + "/held.dump"))
        try holder.connection.run("select pg_advisory_unlock(7101)")
        let entered = try await Missieboek.run(
            ["db", "backup", folder + "/free.dump", "--lang", "en", "--database", database.superuserURL])
        #expect(entered.status == 0 && !entered.err.contains("CAUTION"), "\(entered.err)")
    }

    @Test func `Doctor names the logins whose transactions may stay open for ever`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        func doctor() async throws -> String {
            try await Missieboek.run(["doctor", "--lang", "en", "--database", database.url]).out
        }
        try superuser.run("create role left_open login in role missieboek_backup")
        let named = try await doctor()
        #expect(named.contains("warn  logins") && named.contains("left_open"), "\(named)")
        #expect(named.contains("idle_in_transaction_session_timeout"))
        try superuser.run("alter role left_open set idle_in_transaction_session_timeout = 0")
        #expect(try await doctor().contains("left_open"))
        try superuser.run("alter role left_open set idle_in_transaction_session_timeout = '10s'")
        #expect(try await !doctor().contains("left_open"))
        try superuser.run("drop role left_open")
    }

    @Test(arguments: [("2026-03-16", "2026-03-15T23:00:00Z"), ("2026-07-01", "2026-06-30T22:00:00Z")])
    func `A day begins at midnight in Amsterdam, and not a microsecond before`(
        _ day: String, _ midnight: String
    ) throws {
        #expect(try Timestamp(since: day) == Timestamp(text: midnight))
        #expect(try Timestamp(since: midnight) == Timestamp(text: midnight))
        #expect(throws: Failure.self) { try Timestamp(since: "gisteren") }
    }
}
