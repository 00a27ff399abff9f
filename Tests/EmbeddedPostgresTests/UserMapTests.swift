import FoundationEssentials
import TestSupport
import Testing

@testable import EmbeddedPostgres

// Who may log in as whom, in clusters that were made before there were all of today's logins.
@Suite(.timeLimit(.minutes(10)))
struct UserMapTests {
    private func restarted(changing change: (String) -> String) async throws -> (before: String, after: String) {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        try await home.cluster.stop()
        let file = Self.map(of: home)
        let made = try String(contentsOfFile: file, encoding: .utf8)
        try change(made).write(toFile: file, atomically: false, encoding: .utf8)
        try await home.cluster.start()
        return (made, try String(contentsOfFile: file, encoding: .utf8))
    }

    private static func map(of home: TemporaryHome) -> String { home.path + "/cluster/data/pg_ident.conf" }

    /// The map as it was before there were these logins.
    private static func without(_ logins: [String], _ text: String) -> String {
        let lines = text.split(separator: "\n").filter { line in !logins.contains { line.hasSuffix(" " + $0) } }
        return lines.map { $0 + "\n" }.joined()
    }

    @Test(arguments: [["missieboek_inspector"], ["missieboek_keeper", "missieboek_inspector"]])
    func `a cluster from before there were these logins lets them in from its next start on`(_ logins: [String])
        async throws
    {
        let (before, after) = try await restarted { Self.without(logins, $0) }
        #expect(logins.allSatisfy(before.contains) && after == before)
    }

    @Test func `a server that runs lets in whom the map has named anew`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        let file = Self.map(of: home)
        let made = try String(contentsOfFile: file, encoding: .utf8)
        try Self.without(["missieboek_inspector"], made).write(toFile: file, atomically: false, encoding: .utf8)
        let superuser = try home.cluster.connectionString(as: .superuser, database: "postgres")
        try await Shell.run("psql", "-Xqd", superuser, "-c", "create role missieboek_inspector login")
        try await Shell.run("psql", "-Xqd", superuser, "-c", "select pg_reload_conf()")
        let inspector = try home.cluster.connectionString(as: .inspector, database: "postgres")
        await #expect(throws: Shell.Failure.self) { try await Shell.run("psql", "-Xqd", inspector, "-c", "select 1") }
        try await home.cluster.renewLogins()
        try await Shell.run("psql", "-Xqd", inspector, "-c", "select 1")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == made)
    }

    @Test func `what somebody wrote into pg_ident is left alone`() async throws {
        let (before, after) = try await restarted { $0 + "# mine\n" }
        #expect(after == before + "# mine\n")
    }
}
