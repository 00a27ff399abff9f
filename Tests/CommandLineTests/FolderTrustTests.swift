import CanonicalJSON
import FoundationEssentials
import TestSupport
import Testing

// A folder of proofs that is sound, lost, put back or another's, and what an auditor is told of it.
@Suite(.timeLimit(.minutes(10)))
struct FolderTrustTests {
    private let book: AuditedBook

    init() async throws {
        book = try await AuditedBook()
    }

    @Test func `After a new key took over, whoever has one of the keys is told that the other lacks, and both suffice`()
        async throws
    {
        let old = try await book.sealedDemo()
        try await book.proposeMission("bergen-2027")
        #expect(try await book.audit("checkpoint").status == 0)
        let rotated = try await book.audit("key", "--rotate")
        let size = try book.sealedSize()
        let new = try #require(
            try book.node(await book.audit("key", "--output", "json"))["publicKey"]?.stringValue)
        #expect(rotated.out.contains("\(new)\n\(old)@\(size)"), "\(rotated.out)")
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        for key in [old, new] {
            let found = try await book.audit("verify", "--key-file", "/nowhere", "--public-key", key)
            #expect(found.status == 5 && found.out.hasPrefix("NOT IN ORDER"), "\(found.out)\(found.err)")
            #expect(found.out.contains("none of the keys that were given has signed"), "\(found.out)")
            #expect(!found.out.contains("is gone"), "\(found.out)")
        }
        let both = try await book.audit(
            "verify", "--key-file", "/nowhere", "--public-key", new, "--public-key", "\(old)@\(size)")
        #expect(both.status == 0, "\(both.out)\(both.err)")
    }

    @Test func `A folder that lacks what was kept is told so, whatever else is there`() async throws {
        let publicKey = try await book.sealedDemo()
        let files = FileManager.default
        let kept = book.folder + "/kept"
        try files.copyItem(atPath: book.proofs + "/checkpoint", toPath: kept)
        let size = try book.sealedSize()
        try files.createDirectory(atPath: book.folder + "/empty", withIntermediateDirectories: false)
        for folder in ["/nowhere", book.folder + "/empty"] {
            let found = try await book.audit(
                "verify", "--folder", folder, "--public-key", publicKey, "--key-file", "/nowhere", "--since", kept)
            #expect(
                found.status == 5 && found.out.contains("lacks the checkpoint of \(size)"), "\(found.out)\(found.err)")
            #expect(found.out.hasPrefix("NOT IN ORDER"), "\(found.out)")
        }
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        try files.removeItem(atPath: "\(book.proofs)/checkpoints/\(size)")
        let listed = try await book.audit("verify", "--since", kept, "--output", "json")
        guard case .array(let findings)? = try book.node(listed)["findings"] else {
            Issue.record("no finding is listed")
            return
        }
        #expect(listed.status == 5 && findings.map { $0["kind"] } == ["lacking"], "\(listed.out)")
    }

    @Test func `A file that should be a checkpoint and is none hides no event that was rewritten`() async throws {
        _ = try await book.sealedDemo()
        let (files, checkpoints) = (FileManager.default, book.proofs + "/checkpoints/")
        let latest = try Data(contentsOf: URL(filePath: book.proofs + "/checkpoint"))
        try files.createDirectory(atPath: checkpoints + "3", withIntermediateDirectories: false)
        try Data("no\u{1b}note".utf8).write(to: URL(filePath: checkpoints + "999999"))
        try Data([0] + latest.dropFirst()).write(to: URL(filePath: book.proofs + "/checkpoint"))
        let damaged = try await book.audit("verify")
        #expect(
            damaged.status == 5 && damaged.out.hasPrefix("NOT IN ORDER: none of the first"),
            "\(damaged.out)\(damaged.err)")
        for name in ["checkpoint", "checkpoints/3", "checkpoints/999999"] {
            #expect(damaged.out.contains("folder of the proofs, \(name) is no checkpoint"), "\(damaged.out)")
        }
        let position = try await book.tamper()
        let listed = try book.node(await book.audit("verify", "--output", "json"))
        guard case .array(let findings)? = listed["findings"] else {
            Issue.record("no finding is listed")
            return
        }
        #expect(findings.count { $0["kind"] == "unreadable" } == 3)
        #expect(findings.contains { $0["kind"] == "changed" && $0["position"] == .number(position) }, "\(findings)")
    }

    @Test func `What another program has left among the checkpoints is passed over, and said`() async throws {
        _ = try await book.sealedDemo()
        let (files, checkpoints) = (FileManager.default, book.proofs + "/checkpoints/")
        let size = try book.sealedSize()
        try Data().write(to: URL(filePath: checkpoints + ".DS_Store"))
        try files.copyItem(atPath: checkpoints + size, toPath: checkpoints + size + "~")
        try files.createDirectory(atPath: checkpoints + "x", withIntermediateDirectories: false)
        let verified = try await book.audit("verify")
        #expect(verified.status == 0 && verified.out.hasPrefix("INTACT"), "\(verified.out)\(verified.err)")
        for name in [".DS_Store", size + "~", "x"] {
            #expect(verified.out.contains("passed over: checkpoints/\(name)\n"), "\(verified.out)")
        }
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        #expect(try await book.audit("verify").status == 0)
    }

    @Test(.timeLimit(.minutes(10)))
    func `What is no regular file is refused and never waited for, and of a file without an end no more is read`()
        async throws
    {
        let publicKey = try await book.sealedDemo()
        let (files, checkpoint) = (FileManager.default, book.proofs + "/checkpoint")
        let kept = book.folder + "/kept"
        try files.moveItem(atPath: checkpoint, toPath: kept)
        // Read whole, it would take all memory.
        try OddFile.makeVast(checkpoint)
        let endless = try await book.audit("verify")
        #expect(endless.status == 5 || endless.status == 65, "\(endless.status) \(endless.out)\(endless.err)")
        #expect((endless.out + endless.err).contains("checkpoint"), "\(endless.out)\(endless.err)")
        try files.removeItem(atPath: checkpoint)
        let pipe = book.folder + "/pipe"
        for path in [checkpoint, pipe] { try OddFile.makePipe(path) }
        for words in [["verify"], ["checkpoint"], ["prove", "measure-riyad-2026-1", book.folder + "/bundle"]] {
            let run = try await book.run(["audit"] + words, [:])
            #expect(
                run.status != 0 && (run.out + run.err).contains("not a regular file"), "\(words): \(run.out)\(run.err)")
        }
        try files.removeItem(atPath: checkpoint)
        try files.moveItem(atPath: kept, toPath: checkpoint)
        for (number, name) in ["lock", ".new", "checkpoints/.new"].enumerated() {
            try await book.proposeMission("bergen-\(2_027 + number)")
            let path = book.proofs + "/" + name
            try? files.removeItem(atPath: path)
            try OddFile.makePipe(path)
            let sealed = try await book.audit("checkpoint")
            #expect(
                sealed.status != 0 && sealed.err.contains("not a regular file"), "\(name): \(sealed.out)\(sealed.err)")
            try files.removeItem(atPath: path)
        }
        #expect(try await book.audit("checkpoint").status == 0)
        for words in [
            ["verify", "--since", pipe], ["verify", "--key-file", pipe],
            ["growth", book.folder + "/x", "--since", pipe],
            ["checkpoint", "--key-file", pipe],
        ] {
            let run = try await book.run(["audit"] + words, [:])
            #expect(run.status == 65 && run.err.contains("no regular file"), "\(words): \(run.out)\(run.err)")
        }
        for words in [["bundle", pipe], ["growth", pipe], ["growth", pipe, checkpoint]] {
            let run = try await Program(environment: [:], running: "missieboek-verify").run(
                words + ["--key", publicKey])
            #expect(run.status == 65 && run.talk.contains("no regular file"), "\(words): \(run.talk)")
        }
    }
}
