import CanonicalJSON
import TestSupport
import Testing

// The login beside the officer, who is only said to act.
@Suite(.timeLimit(.minutes(10)))
struct RecordedByTests {
    private static func play(_ lines: Range<Int>, at url: String) async throws -> [Node] {
        let text = try ScenarioFile().lines[lines].map(\.text).joined(separator: "\n")
        let run = try await Missieboek.run(["dispatch", "-", "--database", url], input: text)
        return try run.out.split(separator: "\n").map { try Node(parsing: Array($0.utf8)) }
    }

    @Test func `A dossier and a timeline say which login recorded, and where two did for one officer`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        _ = try await Self.play(0..<28, at: database.url)
        func timeline(_ words: String...) async throws -> Missieboek.Output {
            try await Missieboek.run(["timeline", "riyad-2026", "--lang", "en", "--database", database.url] + words)
        }
        let before = try Node(parsing: Array(try await timeline("--output", "json").out.utf8)).items
        #expect(!before.isEmpty && before.allSatisfy { $0["recordedBy"]?.text == "missieboek" })
        #expect(try await !timeline().out.contains("More than one login"))

        let later = try await Self.play(28..<60, at: database.superuserURL)
        #expect(later.allSatisfy { $0["outcome"] == "accepted" })
        let after = try Node(parsing: Array(try await timeline("--output", "json").out.utf8)).items
        let logins = after.compactMap { $0["recordedBy"]?.text }
        #expect(logins.count == after.count && Set(logins) == ["missieboek", "missieboek_superuser"])
        let shown = try await timeline().out
        let remark = "More than one login recorded for Missiemanager (fictief): missieboek, missieboek_superuser ×"
        #expect(shown.contains(remark), "\(shown)")
        let sheet = try await timeline("--output", "csv").out
        #expect(sheet.hasPrefix("position,occurred,recorded,file,event,by,login,content\r\n"))
        #expect(sheet.contains(",missieboek_superuser,"))
    }
}
