import CanonicalJSON
import FoundationEssentials
import Glibc
import PostgresClient
import TestSupport
import Testing

/// What goes wrong around the sealing of a book, and what its operator and auditors are told then.
@Suite(.timeLimit(.minutes(10)))
struct AuditFaultTests {
    private let book: AuditedBook
    private var folder: String { book.folder }

    init() async throws {
        book = try await AuditedBook()
    }

    @Test func `Witnesses who sign at once all stand under the checkpoint`() async throws {
        let publicKey = try await book.sealedDemo()
        let growth = folder + "/growth"
        #expect(try await book.audit("growth", growth).status == 0)
        var witnesses: [(name: String, key: String)] = []
        for number in 1...6 {
            let name = "\(folder)/witness-\(number)"
            let made = try await book.audit(
                "key", "witness-\(number).example", "--witness", "--key-file", name, "--output", "json")
            witnesses.append((name, try #require(try book.node(made)["publicKey"]?.stringValue)))
            let signed = try await book.audit(
                "witness", growth, name + ".note", "--key-file", name, "--public-key", publicKey)
            #expect(signed.status == 0, "\(signed.err)")
        }
        let runs = try await withThrowingTaskGroup(of: Missieboek.Output.self) { group in
            for (name, key) in witnesses {
                group.addTask { try await book.audit("cosign", name + ".note", "--witness", key) }
            }
            return try await group.reduce(into: [Missieboek.Output]()) { $0.append($1) }
        }
        #expect(runs.allSatisfy { $0.status == 0 }, "\(runs.map(\.err))")
        let note = try String(contentsOfFile: book.proofs + "/checkpoint", encoding: .utf8)
        #expect(note.split(separator: "\n").count { $0.hasPrefix("—") } == 7, "\(note)")
        let demanded = witnesses.flatMap { ["--witness", $0.key] }
        let bundle = folder + "/bundle"
        let proved = try await Missieboek.run(
            ["audit", "prove", "measure-riyad-2026-1", bundle] + demanded, environment: book.environment)
        #expect(proved.status == 0, "\(proved.err)")
        let checked = try await Program(environment: [:], running: "missieboek-verify").run(
            ["bundle", bundle, "--key", publicKey] + demanded)
        #expect(checked.status == 0, "\(checked.talk)")
    }

    @Test func `What the key signed before the program was killed is in the folder after the next run`() async throws {
        _ = try await book.sealedDemo()
        let files = FileManager.default
        let (checkpoint, earlier) = (book.proofs + "/checkpoint", folder + "/earlier")
        try files.copyItem(atPath: checkpoint, toPath: earlier)
        try await book.proposeMission()
        #expect(try await book.audit("checkpoint").status == 0)
        // As it is when the tiles and the key's memory are on the disk, and the checkpoint is not.
        let signed = files.contents(atPath: book.key + ".signed")
        try files.removeItem(atPath: "\(book.proofs)/checkpoints/\(book.sealedSize())")
        try files.removeItem(atPath: checkpoint)
        try files.copyItem(atPath: earlier, toPath: checkpoint)
        let found = try await book.audit("verify")
        #expect(found.status == 0, "somebody may be sealing at this moment: \(found.out)")
        let isMended = files.contents(atPath: checkpoint) != files.contents(atPath: earlier)
        #expect(!isMended, "whoever looks only mends nothing")
        let again = try await book.audit("checkpoint")
        #expect(again.status == 0 && again.out.contains("Nothing was recorded since"), "\(again.err)")
        #expect(files.contents(atPath: checkpoint) == signed)
        #expect(try await book.audit("verify").status == 0)
    }

    @Test func `Whoever follows the log goes on where one was killed`() async throws {
        _ = try await book.sealedDemo()
        for (number, mission) in ["oslo-2027", "bergen-2027"].enumerated() {
            let run = try await Program(environment: book.environment).run([
                "audit", "checkpoint", "--follow", "--every", "0", "--output", "jsonl",
            ]) { line, process in
                if line == 1 { try await book.proposeMission(mission) }
                if line == 2 { kill(process, SIGKILL) }
            }
            let added = try run.lines.map { try Node(parsing: Array($0.utf8))["added"] }
            #expect(added == [0, 1], "run \(number): \(run.talk)")
        }
        let verified = try await book.audit("verify", "--output", "json")
        #expect(try book.node(verified)["isIntact"] == true, "\(verified.out)\(verified.err)")
    }

    @Test func `What an append in flight holds back from the seal is told, and the next one takes it`() async throws {
        _ = try await book.sealedDemo()
        let appending = try Connection(ConnectionOptions(address: book.database.superuserURL))
        try appending.run("begin; select pg_advisory_xact_lock_shared(event_store.append_lock())")
        try await book.proposeMission()
        let held = try await book.audit("checkpoint")
        #expect(
            held.status == 0 && held.out.contains("\n1 event behind it cannot be sealed yet"), "\(held.out)\(held.err)")
        #expect(!held.out.contains("Nothing was recorded") && held.out.contains("which takes it"), "\(held.out)")
        let dutch = try await book.audit("checkpoint", "--lang", "nl")
        #expect(dutch.out.contains("\n1 gebeurtenis erachter is nog niet te verzegelen"), "\(dutch.out)")
        try await book.proposeMission("bergen-2027")
        let more = try await book.audit("checkpoint")
        #expect(more.out.contains("\n2 events behind it cannot be sealed yet"), "\(more.out)")
        let data = try book.node(await book.audit("checkpoint", "--output", "json"))
        #expect(data["behind"] == 2 && data["added"] == 0)
        try appending.run("rollback")
        let taken = try await book.audit("checkpoint")
        #expect(taken.status == 0 && taken.out.contains(", 2 of them new"), "\(taken.out)\(taken.err)")
    }

    @Test func `A login that may not ask for the log's own rules is told what was not checked`() async throws {
        _ = try await book.sealedDemo()
        let environment = book.environment.merging(["MISSIEBOEK_DATABASE_URL": book.database.url]) { $1 }
        let run = try await Missieboek.run(["audit", "verify"], environment: environment)
        #expect(run.status == 0 && run.out.contains("was not checked"), "\(run.out)\(run.err)")
        let data = try book.node(
            await Missieboek.run(["audit", "verify", "--output", "json"], environment: environment))
        #expect(data["defects"] == .null && data["isIntact"] == true)
    }

    @Test func `A login that inherits no right of an auditor's is not said to have lost one, and one that does is`()
        async throws
    {
        _ = try await book.sealedDemo()
        try await ThrowawayCluster.make(logins: [("reads_only", ""), ("also_audits", "")])
        let superuser = try Connection(ConnectionOptions(address: book.database.superuserURL))
        // From PostgreSQL 16 on a grant "with inherit false" does the same by itself.
        try superuser.run(
            """
            create role asks_first noinherit in role missieboek_auditor;
            grant missieboek_reader, asks_first to reads_only;
            grant missieboek_reader, missieboek_auditor to also_audits
            """)
        func verify(as login: String) async throws -> Missieboek.Output {
            let address = ["MISSIEBOEK_DATABASE_URL": book.database.url(as: login)]
            return try await book.audit("verify", environment: address)
        }
        let reading = try await verify(as: "reads_only")
        #expect(reading.status == 0 && reading.out.contains("was not checked"), "\(reading.out)\(reading.err)")
        let auditing = try await verify(as: "also_audits")
        #expect(auditing.status == 0 && !auditing.out.contains("was not checked"), "\(auditing.out)\(auditing.err)")
        try superuser.run("revoke execute on function event_store.verify() from missieboek_auditor")
        let taken = try await verify(as: "also_audits")
        #expect(taken.status == 5 && taken.out.contains("somebody has taken that right"), "\(taken.out)\(taken.err)")
    }

    @Test(arguments: [
        ["growth", ""], ["growth", "x", "--since", ""], ["prove", "", "x"], ["prove", "measure-riyad-2026-1", ""],
        ["verify", "--since", ""], ["verify", "--public-key", ""], ["verify", "--folder", ""],
        ["checkpoint", "--key-file", ""], ["key", ""], ["cosign", "", "--witness", "x"],
        ["witness", "", "x", "--key-file", "y", "--public-key", "z"], ["rebuild", "--folder", ""],
    ])
    func `An empty text is refused, and nothing is made of it`(words: [String]) async throws {
        _ = try await book.audit("key", "missieboek.example/book")
        let before = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        let run = try await Missieboek.run(["audit"] + words, environment: book.environment)
        #expect([64, 65, 66].contains(run.status), "\(words): \(run.status) \(run.out) \(run.err)")
        #expect(run.out.isEmpty && !run.err.isEmpty)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() == before)
    }
}
