import CanonicalJSON
import FoundationEssentials
import Glibc
import PostgresClient
import SystemPackage
import TestSupport
import Testing

/// A book whose history is sealed: what its operator does, what an auditor finds.
@Suite(.timeLimit(.minutes(10)))
struct AuditTests {
    private let book: AuditedBook
    private var folder: String { book.folder }
    private var proofs: String { book.proofs }
    private var key: String { book.key }

    init() async throws {
        book = try await AuditedBook()
    }

    @Test func `A key is made once, and its secret is shown to nobody`() async throws {
        let made = try await book.audit("key", "missieboek.example/book")
        #expect(made.status == 0, "\(made.err)")
        let secret = try String(contentsOfFile: key, encoding: .utf8)
        #expect(secret.hasPrefix("PRIVATE+KEY+missieboek.example/book+"))
        #expect(try Stat(FilePath(key)).permissions == .ownerReadWrite)
        let taken = try await book.audit("key", "other.example")
        #expect(taken.status == 73 && taken.err.contains("audit key --rotate"), "\(taken.err)")
        #expect(!taken.err.contains("choose another name"), "\(taken.err)")
        let shown = try await book.audit("key", "--output", "json")
        let publicKey = try #require(try book.node(shown)["publicKey"]?.stringValue)
        let plain = try await book.audit("key")
        #expect(plain.out == publicKey + "\n" && plain.err.contains("The public key:"), "\(plain.out)\(plain.err)")
        #expect(made.out.contains(publicKey) && publicKey.hasPrefix("missieboek.example/book+"))
        let seed = try #require(secret.split(separator: "+", maxSplits: 4).last).dropLast()
        #expect([made, shown].allSatisfy { !($0.out + $0.err).contains(seed) })
        #expect(try await book.audit("key", "with blank", "--key-file", folder + "/other").status == 64)

        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: key)
        let open = try await book.audit("key")
        #expect(open.status == 4 && open.err.contains("chmod 600"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        try Data(secret.dropLast(3).utf8).write(to: URL(filePath: key))
        let damaged = try await book.audit("key")
        #expect(damaged.status == 65 && !damaged.err.contains("PRIVATE"), "\(damaged.err)")
    }

    @Test func `Without a key, a checkpoint, a database's own place or the sibling, the next step is told`()
        async throws
    {
        let unsealed = try await book.audit("checkpoint")
        for lacking in [unsealed, try await book.audit("verify")] {
            #expect(lacking.status == 66 && lacking.err.contains(key), "\(lacking.err)")
            #expect(
                lacking.err.contains("missieboek audit key NAME, then missieboek audit checkpoint"), "\(lacking.err)")
        }
        _ = try await book.audit("key", "missieboek.example/book")
        let unsigned = try await book.audit("verify")
        #expect(unsigned.status == 66 && unsigned.err.contains("missieboek audit checkpoint"), "\(unsigned.err)")
        let unplaced = try await Missieboek.run(["audit", "checkpoint", "--database", book.database.url])
        #expect(unplaced.status == 64 && unplaced.err.contains("MISSIEBOEK_AUDIT_FOLDER"), "\(unplaced.err)")
        let pooled = try await book.audit("checkpoint", environment: ["MISSIEBOEK_POOLER": "transaction"])
        #expect(pooled.status == 64 && pooled.err.contains("pooler"), "\(pooled.err)")
        let nothing = try await book.audit("checkpoint")
        #expect(nothing.status == 0 && nothing.out.contains("Checkpoint of 0 events"), "\(nothing.err)")
        #expect(try await book.audit("prove", "measure-x", folder + "/x").status == 66)
    }

    @Test func `One exclusion is proved offline, and nothing else is shown`() async throws {
        let publicKey = try await book.sealedDemo()
        let sound = try await book.audit("verify", "--lang", "nl")
        #expect(sound.status == 0 && sound.out.hasPrefix("ONGESCHONDEN"), "\(sound.out) \(sound.err)")
        // An auditor has no private key.
        let other = try await book.audit(
            "key", "missieboek.example/book", "--key-file", folder + "/other", "--output", "json")
        let otherKey = try #require(try book.node(other)["publicKey"]?.stringValue)
        let watched = try await book.audit(
            "verify", "--key-file", "/nowhere", "--public-key", otherKey, "--public-key", publicKey, "--output", "json")
        #expect(try book.node(watched)["isIntact"] == true && book.node(watched)["defects"] == [], "\(watched.err)")

        let bundle = folder + "/exclusion.tlog-proof"
        let proved = try await book.audit("prove", "measure-riyad-2026-1", bundle)
        #expect(proved.status == 0 && proved.out.contains("missieboek-verify bundle"), "\(proved.err)")
        #expect(try await book.audit("prove", "measure-riyad-2026-1", bundle).status == 73)
        let verifier = Program(environment: [:], running: "missieboek-verify")
        let checked = try await verifier.run("bundle", bundle, "--key", publicKey)
        #expect(checked.status == 0 && checked.output.hasPrefix("PROVED"), "\(checked.talk)")
        let dossier = try await book.run("dossier", "measure-riyad-2026-1", "--output", "json")
        guard case .array(let chronicle)? = try book.node(dossier)["chronicle"] else {
            Issue.record("the dossier has no chronicle")
            return
        }
        #expect(checked.output.contains("PROVED: these \(chronicle.count) events"))
        #expect(checked.output.contains("\"reason\":"), "\(checked.output)")
        #expect(checked.output.contains("measure-riyad-2026-1") && !checked.output.contains("concern-openbaar"))

        let (kept, growth) = (folder + "/kept", folder + "/growth")
        try FileManager.default.copyItem(atPath: proofs + "/checkpoint", toPath: kept)
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        let grown = try await book.audit("growth", growth, "--since", kept)
        #expect(grown.status == 0, "\(grown.err)")
        let later = try await verifier.run("growth", kept, growth, "--key", publicKey)
        #expect(later.status == 0 && later.output.contains("begins with the same"), "\(later.talk)")
        let since = try await book.audit("verify", "--since", kept)
        #expect(since.status == 0 && since.out.contains("Compared with the kept checkpoint of"), "\(since.out)")
        let whole = folder + "/whole"
        #expect(try await book.audit("growth", whole).status == 0)
        #expect(try await verifier.run("growth", whole, "--key", publicKey).status == 0)
    }

    @Test func `What a superuser changes is found with its position, and not proved`() async throws {
        _ = try await book.sealedDemo()
        let position = try await book.tamper()
        let found = try await book.audit("verify")
        #expect(found.status == 5 && found.out.contains("NOT INTACT"))
        #expect(found.out.contains("position \(position): this event is another one"), "\(found.out)")
        let listed = try book.node(await book.audit("verify", "--output", "json"))
        guard case .array(let findings)? = listed["findings"] else {
            Issue.record("no finding is listed")
            return
        }
        // What the key remembers shows it too.
        #expect(findings.map { $0["kind"] } == ["rewritten", "changed"])
        #expect(findings.last?["position"] == .number(position))
        let proof = try await book.audit("prove", "measure-riyad-2026-1", folder + "/false")
        #expect(proof.status == 5 && !FileManager.default.fileExists(atPath: folder + "/false"))
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        try superuser.run("alter table event_store.events disable trigger refuse_change")
        #expect(try await book.audit("verify").out.contains("not guarded: events"))
    }

    @Test func `Whoever rewrites the log, the folder and what the key remembers is caught by a kept checkpoint`()
        async throws
    {
        _ = try await book.sealedDemo()
        let kept = folder + "/kept"
        try FileManager.default.copyItem(atPath: proofs + "/checkpoint", toPath: kept)
        _ = try await book.tamper()
        let files = FileManager.default
        try files.removeItem(atPath: proofs)
        // The key still knows what it has signed.
        let lost = try await book.audit("checkpoint")
        #expect(lost.status == 5 && lost.err.contains("this key has signed a checkpoint"), "\(lost.err)")
        try files.removeItem(atPath: key + ".signed")
        #expect(try await book.audit("checkpoint").status == 5, "nobody knows what the key has signed")
        // Whoever has the key can say that it has signed nothing.
        try Data().write(to: URL(filePath: key + ".signed"))
        #expect(try await book.audit("checkpoint").status == 0)
        #expect(try await book.audit("verify").status == 0, "nothing within the operator's reach shows it")
        let caught = try await book.audit("verify", "--since", kept)
        #expect(caught.status == 5 && caught.out.contains("these are not the"), "\(caught.out)")
        // Who has neither folder nor key compares the log with what was kept, and learns as much.
        let publicKey = try #require(
            try book.node(await book.audit("key", "--output", "json"))["publicKey"]?.stringValue)
        let apart = try await Missieboek.run([
            "audit", "verify", "--since", kept, "--public-key", publicKey, "--database", book.database.superuserURL,
        ])
        #expect(apart.status == 5 && apart.out.contains("these are not the"), "\(apart.out)\(apart.err)")
        // A kept checkpoint of another log's key is no evidence.
        let stranger = folder + "/stranger"
        _ = try await book.audit("key", "missieboek.example/book", "--key-file", stranger)
        let refused = try await book.audit(
            "verify", "--since", kept, "--key-file", stranger, "--folder", folder + "/none")
        #expect(refused.status == 5 && refused.err.contains("none of the keys that were given"), "\(refused.err)")
    }

    @Test func `Several who seal at once sign one history`() async throws {
        _ = try await book.sealedDemo()
        try await book.proposeMission()
        let runs = try await withThrowingTaskGroup(of: Missieboek.Output.self) { group in
            for _ in 0..<4 { group.addTask { try await book.audit("checkpoint", "--output", "json") } }
            return try await group.reduce(into: [Missieboek.Output]()) { $0.append($1) }
        }
        #expect(runs.allSatisfy { $0.status == 0 }, "\(runs.map(\.err))")
        #expect(try Set(runs.map { try book.node($0)["root"] }).count == 1)
        #expect(try runs.map { try book.node($0)["added"] }.count { $0 == 1 } == 1)
    }

    @Test func `It follows the log, and ends with whoever runs it`() async throws {
        _ = try await book.sealedDemo()
        let program = Program(environment: book.environment)
        let run = try await program.run([
            "audit", "checkpoint", "--follow", "--every", "0", "--output", "jsonl",
        ]) { line, process in
            if line == 1 { try await book.proposeMission() }
            if line == 2 { kill(process, SIGTERM) }
        }
        #expect(run.status == 128 + SIGTERM && run.lines.count == 2, "\(run.talk)")
        let seals = try run.lines.map { try Node(parsing: Array($0.utf8)) }
        #expect(seals.map { $0["added"] } == [0, 1])
    }

    @Test func `A damaged folder is mended as long as the log is what was signed`() async throws {
        _ = try await book.sealedDemo()
        let whole = try await book.audit("rebuild")
        #expect(whole.status == 0 && whole.out.contains("Nothing to mend"), "\(whole.err)")
        let names = try FileManager.default.subpathsOfDirectory(atPath: proofs).filter { $0.hasPrefix("tile/0/") }
        let name = try #require(names.max { $0.count < $1.count })
        let tile = proofs + "/" + name
        try FileManager.default.removeItem(atPath: tile)
        #expect(try await book.audit("verify").status == 5)
        let mended = try await book.audit("rebuild", "--output", "json")
        #expect(try book.node(mended)["mended"] == [.string(name)], "\(mended.err)")
        #expect(try await book.audit("verify").status == 0)
        try FileManager.default.removeItem(atPath: tile)
        let position = try await book.tamper()
        let refused = try await book.audit("rebuild")
        #expect(refused.status == 5 && refused.err.contains("these are not the"), "\(position) \(refused.err)")
        #expect(!FileManager.default.fileExists(atPath: tile))
    }

    @Test func `A folder that was put back to an older state is not signed over`() async throws {
        _ = try await book.sealedDemo()
        let older = folder + "/older"
        try FileManager.default.copyItem(atPath: proofs, toPath: older)
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        let again = try await book.audit("checkpoint")
        #expect(again.status == 0 && again.out.contains("Nothing was recorded since"), "\(again.err)")
        let old = try await book.audit("checkpoint", "--folder", older)
        #expect(old.status == 5 && old.err.contains("this key has signed"), "\(old.err)")
    }

    @Test func `A witness signs only what goes on from what it has seen, and its signature can be demanded`()
        async throws
    {
        let publicKey = try await book.sealedDemo()
        let own = folder + "/auditor.key"
        let made = try await book.audit("key", "auditor.example", "--witness", "--key-file", own, "--output", "json")
        let witness = try #require(try book.node(made)["publicKey"]?.stringValue)
        func sign(_ name: String, by key: String, since: [String] = []) async throws -> Missieboek.Output {
            let growth = folder + "/growth-" + name
            let grown = try await book.run(["audit", "growth", growth] + since, [:])
            #expect(grown.status == 0, "\(grown.err)")
            return try await book.audit(
                "witness", growth, folder + "/" + name, "--key-file", key, "--public-key", publicKey)
        }
        let notWitness = try await sign("nobody", by: key)
        #expect(notWitness.status == 64 && notWitness.err.contains("--witness"), "\(notWitness.err)")
        #expect(try await sign("first", by: own).status == 0)
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        let again = try await sign("again", by: own)
        #expect(again.status == 65 && again.err.contains("--since \(own).signed"), "\(again.err)")
        let second = try await sign("second", by: own, since: ["--since", own + ".signed"])
        #expect(second.status == 0 && second.out.contains("cosigned"), "\(second.err)")

        #expect(try await !book.isProved("alone", "--key", publicKey, "--witness", witness))
        let unseen = try await book.audit("prove", "measure-riyad-2026-1", folder + "/unseen", "--witness", witness)
        #expect(unseen.status == 66 && unseen.err.contains("audit cosign"), "\(unseen.err)")
        #expect(try await book.audit("cosign", folder + "/second", "--witness", publicKey).status == 64)
        #expect(try await book.audit("cosign", folder + "/second", "--witness", witness).status == 0)
        #expect(try await book.isProved("seen", "--key", publicKey, "--witness", witness))
        // The log goes on, and the witness comes later: what it has seen is proved under what it has signed.
        try await book.proposeMission("bergen-2027")
        #expect(try await book.audit("checkpoint").status == 0)
        #expect(try await !book.isProved("newer", "--key", publicKey, "--witness", witness))
        let latest = folder + "/latest"
        let proved = try await book.audit("prove", "measure-riyad-2026-1", latest, "--witness", witness)
        #expect(proved.status == 0 && proved.out.contains("--witness \(witness)"), "\(proved.err)")
        let checked = try await Program(environment: [:], running: "missieboek-verify").run(
            "bundle", latest, "--key", publicKey, "--witness", witness)
        #expect(checked.status == 0, "\(checked.talk)")
        let late = try await book.audit("prove", "bergen-2027", folder + "/late", "--witness", witness)
        #expect(late.status == 66 && late.err.contains("has cosigned"), "\(late.err)")
        #expect(try await book.audit("verify").status == 0)
    }

    @Test func `A new key takes over with a checkpoint that both have signed, and the old one signs no more`()
        async throws
    {
        let old = try await book.sealedDemo()
        let secret = try String(contentsOfFile: key, encoding: .utf8)
        let rotated = try await book.audit("key", "--rotate", "--output", "json")
        let new = try #require(try book.node(rotated)["publicKey"]?.stringValue)
        #expect(try new != old && book.node(rotated)["formerKeys"] == [.string("\(old)@\(book.sealedSize())")])
        #expect(try !String(contentsOfFile: key, encoding: .utf8).contains(secret.dropLast()))
        let shown = try await book.audit("key")
        #expect(shown.out == new + "\n" && shown.err.contains("\(old)@"), "\(shown.out)\(shown.err)")
        for key in [old, new] { #expect(try await book.isProved("both-\(key == old)", "--key", key)) }
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        #expect(try await !book.isProved("old", "--key", old))
        #expect(try await book.isProved("new", "--key", new))
        #expect(try await book.audit("verify").status == 0)
        #expect(try await book.audit("key", "another.example", "--rotate").status == 64)
    }
}
