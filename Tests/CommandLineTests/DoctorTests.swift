import FoundationEssentials
import TestSupport
import Testing

// What `doctor` says of the checkpoints of a log, by the folder of its proofs.
@Suite(.timeLimit(.minutes(10)))
struct DoctorTests {
    @Test func `The age of the last checkpoint is told, with how many events came after it`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let folder = try TemporaryBook().folder
        let places = [
            "MISSIEBOEK_AUDIT_FOLDER": folder + "/proofs", "MISSIEBOEK_AUDIT_KEY": folder + "/keys/audit.key",
        ]
        func run(_ words: [String]) async throws -> Missieboek.Output {
            try await Missieboek.run(words + ["--lang", "en", "--database", database.url], environment: places)
        }
        func record(_ lines: Range<Int>) async throws {
            let text = try ScenarioFile().lines[lines].map(\.text).joined(separator: "\n")
            let run = try await Missieboek.run(["dispatch", "-", "--database", database.url], input: text)
            #expect(run.status == 0, "\(run.err)")
        }
        try await record(0..<5)
        let unsealed = try await run(["doctor"])
        #expect(unsealed.out.contains("warn  checkpoint") && unsealed.out.contains("no checkpoint of the log yet"))
        #expect(unsealed.out.contains("missieboek audit key NAME"), "\(unsealed.out)")

        #expect(try await run(["audit", "key", "missieboek.example/book"]).status == 0)
        #expect(try await run(["audit", "checkpoint"]).status == 0)
        let sealed = try await run(["doctor"]).out
        #expect(sealed.contains("ok    checkpoint") && sealed.contains("0 came after it"), "\(sealed)")
        try await record(5..<6)
        let young = try await run(["doctor"]).out
        #expect(young.contains("ok    checkpoint") && !young.contains("0 came after it"), "\(young)")

        let file = folder + "/proofs/checkpoint"
        try FileManager.default.setAttributes(
            [.modificationDate: Date.now.addingTimeInterval(-2 * 86_400)], ofItemAtPath: file)
        let old = try await run(["doctor"]).out
        #expect(old.contains("warn  checkpoint") && old.contains("missieboek audit checkpoint, and keep a copy"))
        #expect(try await run(["audit", "checkpoint"]).status == 0)
        #expect(try await run(["doctor"]).out.contains("ok    checkpoint"))

        // A log that is shorter than what was signed of it.
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let forged = [lines[0], "99999"] + lines.dropFirst(2)
        try forged.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let short = try await run(["doctor"])
        #expect(short.status == 5 && short.out.contains("fail  checkpoint"), "\(short.out)")
        #expect(short.out.contains("and 99999 were sealed") && short.out.contains("missieboek audit verify"))
        // Of a database elsewhere whose proofs nobody named, nothing is said.
        let elsewhere = try await Missieboek.run(["doctor", "--database", database.url])
        #expect(!elsewhere.out.contains("checkpoint"))
    }

    @Test func `Whether names can be read is told, and why not`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let key = try TemporaryBook().folder + "/register.key"
        func run(_ words: [String], input: String = "") async throws -> String {
            let run = try await Missieboek.run(
                words + ["--database", database.url], environment: ["MISSIEBOEK_REGISTER_KEY": key], input: input)
            return run.out
        }
        // Nothing is sealed yet, so no key is needed.
        #expect(try await !run(["doctor"]).contains(" register "))
        _ = try await run(["dispatch", "-"], input: ScenarioFile().lines[0..<2].map(\.text).joined(separator: "\n"))
        #expect(try await run(["doctor", "--lang", "nl"]).contains("ok    register"))

        let kept = try #require(FileManager.default.contents(atPath: key))
        try FileManager.default.removeItem(atPath: key)
        let missing = try await run(["doctor", "--lang", "nl"])
        #expect(missing.contains("fail  register") && missing.contains("ontbreekt"), "\(missing)")
        #expect(
            FileManager.default.createFile(
                atPath: key, contents: Data("hallo".utf8), attributes: [.posixPermissions: 0o600]))
        #expect(try await run(["doctor", "--lang", "en"]).contains("no key file of this program"))
        #expect(FileManager.default.createFile(atPath: key, contents: kept, attributes: [.posixPermissions: 0o644]))
        #expect(try await run(["doctor", "--lang", "en"]).contains("chmod 600"))
    }
}
