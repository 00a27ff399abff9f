import FoundationEssentials
import TestSupport
import Testing

@testable import EmbeddedPostgres

// Who may log in as whom, in clusters that were made before there was a keeper of keys.
@Suite(.timeLimit(.minutes(2)))
struct UserMapTests {
    private func restarted(changing change: (String) -> String) async throws -> (before: String, after: String) {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        try await home.cluster.stop()
        let file = home.path + "/cluster/data/pg_ident.conf"
        let made = try String(contentsOfFile: file, encoding: .utf8)
        try change(made).write(toFile: file, atomically: false, encoding: .utf8)
        try await home.cluster.start()
        return (made, try String(contentsOfFile: file, encoding: .utf8))
    }

    @Test func `a cluster from before there were keys lets their keeper in from its next start on`() async throws {
        let (before, after) = try await restarted { text in
            text.split(separator: "\n").filter { !$0.contains("missieboek_keeper") }.map { $0 + "\n" }.joined()
        }
        #expect(before.contains("missieboek_keeper") && after == before)
    }

    @Test func `what somebody wrote into pg_ident is left alone`() async throws {
        let (before, after) = try await restarted { $0 + "# mine\n" }
        #expect(after == before + "# mine\n")
    }
}
