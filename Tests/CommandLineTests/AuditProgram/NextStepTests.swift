import CanonicalJSON
import FoundationEssentials
import PostgresClient
import TestSupport
import Testing

/// What operators, auditors and witnesses are told to do next, and that it helps.
@Suite(.timeLimit(.minutes(10)))
struct NextStepTests {
    private let book: AuditedBook
    private var folder: String { book.folder }

    init() async throws {
        book = try await AuditedBook()
    }

    @Test func `Of several kept files the one is named that is wrong`() async throws {
        _ = try await book.sealedDemo()
        let (kept, foreign, text) = (folder + "/kept", folder + "/foreign", folder + "/text")
        let files = FileManager.default
        try files.copyItem(atPath: book.proofs + "/checkpoint", toPath: kept)
        let note = try String(contentsOfFile: kept, encoding: .utf8)
        // Under another name nobody of the log has signed it.
        try Data(note.replacing("— missieboek.example/book", with: "— other.example/book").utf8).write(
            to: URL(filePath: foreign))
        try Data("x".utf8).write(to: URL(filePath: text))
        let unsigned = try await book.audit("verify", "--since", kept, "--since", foreign)
        #expect(
            unsigned.status == 5 && unsigned.err.contains("\(foreign): none of the keys that were given"),
            "\(unsigned.err)")
        for words in [["verify", "--since", kept, "--since", text], ["growth", folder + "/growth", "--since", text]] {
            let refused = try await book.run(["audit"] + words, [:])
            #expect(refused.status == 65, "\(refused.err)")
            #expect(refused.err.contains("\(text): this is not what is asked for here"), "\(refused.err)")
        }
    }

    @Test func `A witness who names a file that is there has not signed, and whoever was stopped gets the signature`()
        async throws
    {
        let publicKey = try await book.sealedDemo()
        let own = folder + "/auditor.key"
        #expect(try await book.audit("key", "auditor.example", "--witness", "--key-file", own).status == 0)
        let (growth, taken) = (folder + "/growth", folder + "/taken")
        #expect(try await book.audit("growth", growth).status == 0)
        try Data("mine".utf8).write(to: URL(filePath: taken))
        func sign(_ name: String) async throws -> Missieboek.Output {
            try await book.audit("witness", growth, name, "--key-file", own, "--public-key", publicKey)
        }
        let refused = try await sign(taken)
        #expect(refused.status == 73 && refused.err.contains("choose another name"), "\(refused.err)")
        #expect(try Data(contentsOf: URL(filePath: own + ".signed")).isEmpty, "nothing was signed")
        let signed = try await sign(folder + "/first")
        #expect(signed.status == 0, "\(signed.err)")
        let again = try await sign(folder + "/second")
        #expect(again.status == 0 && again.out.contains("cosigned already"), "\(again.err)")
        let files = FileManager.default
        #expect(files.contents(atPath: folder + "/first") == files.contents(atPath: folder + "/second"))
    }

    @Test func `A witness of two logs is told to have a key for each, and has lost nothing`() async throws {
        let publicKey = try await book.sealedDemo()
        let (own, growth) = (folder + "/auditor.key", folder + "/growth")
        let new = ["key", "auditor.example", "--witness", "--key-file"]
        #expect(try await book.run(["audit"] + new + [own], [:]).status == 0)
        #expect(try await book.audit("growth", growth).status == 0)
        func sign(_ name: String, with key: String, for log: String) async throws -> Missieboek.Output {
            try await book.audit("witness", growth, folder + name, "--key-file", key, "--public-key", log)
        }
        #expect(try await sign("/first", with: own, for: publicKey).status == 0)
        let kept = try Data(contentsOf: URL(filePath: own + ".signed"))
        let elsewhere = folder + "/elsewhere.key"
        let other = try await book.audit("key", "other.example/book", "--key-file", elsewhere, "--output", "json")
        let otherKey = try #require(try book.node(other)["publicKey"]?.stringValue)
        let refused = try await sign("/second", with: own, for: otherKey)
        #expect(refused.status == 64 && refused.err.contains("each log has a key of its own"), "\(refused.err)")
        #expect(!refused.err.contains("put it back") && !refused.err.contains("not right"), "\(refused.err)")
        #expect(try Data(contentsOf: URL(filePath: own + ".signed")) == kept)
        // The step that is named: a key of its own gets past what the first one remembers.
        let second = folder + "/second.key"
        #expect(try await book.run(["audit"] + new + [second], [:]).status == 0)
        let past = try await sign("/third", with: second, for: otherKey)
        #expect(past.status == 5 && past.err.contains("none of the keys"), "\(past.err)")
        #expect(try await sign("/fourth", with: second, for: publicKey).status == 0)
    }

    @Test func `A former key is named with its bound by what was proved under a checkpoint of before`() async throws {
        let old = try await book.sealedDemo()
        let own = folder + "/auditor.key"
        let made = try await book.audit("key", "auditor.example", "--witness", "--key-file", own, "--output", "json")
        let witness = try #require(try book.node(made)["publicKey"]?.stringValue)
        let (growth, seen) = (folder + "/growth", folder + "/seen")
        #expect(try await book.audit("growth", growth).status == 0)
        let signed = try await book.audit("witness", growth, seen, "--key-file", own, "--public-key", old)
        #expect(signed.status == 0, "\(signed.err)")
        #expect(try await book.audit("cosign", seen, "--witness", witness).status == 0)
        // The old key signs once more, and only that is handed over.
        let size = try book.sealedSize()
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        let handedOver = try book.sealedSize()
        #expect(try await book.audit("key", "--rotate").status == 0 && handedOver != size)
        for form in ["table", "json"] {
            let proved = try await book.audit(
                "prove", "measure-riyad-2026-1", "\(folder)/proof-\(form)", "--witness", witness, "--output", form)
            #expect(proved.status == 0 && proved.out.contains("\(old)@\(handedOver)"), "\(proved.out)\(proved.err)")
        }
        let checked = try await Program(environment: [:], running: "missieboek-verify").run(
            "bundle", folder + "/proof-table", "--key", "\(old)@\(handedOver)", "--witness", witness)
        #expect(checked.status == 0, "\(checked.talk)")
    }

    @Test func `What a key remembers is told to lie beside it, and a copy of what it signed last is as good`()
        async throws
    {
        _ = try await book.sealedDemo()
        let files = FileManager.default
        let memory = book.key + ".signed"
        try files.removeItem(atPath: memory)
        for verb in ["checkpoint", "verify"] {
            let lost = try await book.audit(verb)
            #expect(lost.status == 5 && lost.err.contains("beside the key belongs \(memory)"), "\(lost.err)")
            #expect(lost.err.contains("Next step") && !lost.err.contains("folder of the proofs"), "\(lost.err)")
        }
        try Data("x".utf8).write(to: URL(filePath: memory))
        let damaged = try await book.audit("checkpoint")
        #expect(damaged.status == 5 && damaged.err.contains("\(memory), with what it has signed"), "\(damaged.err)")
        try files.removeItem(atPath: memory)
        try files.copyItem(atPath: book.proofs + "/checkpoint", toPath: memory)
        #expect(try await book.audit("checkpoint").status == 0)
        #expect(try await book.audit("verify").status == 0)
    }

    @Test func `A folder that was lost is made anew from what the key remembers`() async throws {
        _ = try await book.sealedDemo()
        let files = FileManager.default
        try files.removeItem(atPath: book.proofs)
        let lost = try await book.audit("checkpoint")
        #expect(lost.status == 5 && lost.err.contains("missieboek audit rebuild"), "\(lost.err)")
        try files.createDirectory(atPath: book.proofs, withIntermediateDirectories: false)
        let nothing = try await book.audit("rebuild")
        #expect(nothing.status == 5 && nothing.err.contains("as checkpoint"), "\(nothing.err)")
        try files.copyItem(atPath: book.key + ".signed", toPath: book.proofs + "/checkpoint")
        let mended = try await book.audit("rebuild")
        #expect(mended.status == 0, "\(mended.err)")
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        #expect(try await book.audit("verify").status == 0)
    }

    @Test func `A database that no longer says which schema it has is not told to be out of reach`() async throws {
        _ = try await book.sealedDemo()
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        func isUntold() async throws -> String {
            let found = try await book.audit("verify")
            #expect(found.status == 5 && found.err.contains("cannot be told"), "\(found.status) \(found.err)")
            return found.err
        }
        try superuser.run("drop function schema_history.current()")
        let steps = try await isUntold()
        let files = ["functions/schema_history/current.sql", "grants/grants.sql"]
        for file in files { #expect(steps.contains("Schema/" + file), "\(steps)") }
        try superuser.run("set role missieboek_owner")
        let schema = URL(filePath: #filePath).appending(path: "../../../../Schema").standardized
        for file in files {
            try superuser.run(String(contentsOf: schema.appending(path: file), encoding: .utf8))
        }
        try superuser.run("reset role")
        let mended = try await book.audit("verify")
        #expect(mended.status == 0, "\(mended.out)\(mended.err)")
        try superuser.run("drop schema schema_history cascade")
        let lost = try await isUntold()
        #expect(!lost.contains("current.sql") && lost.contains("restore a backup into an empty database"), "\(lost)")
    }
}
