import CanonicalJSON
import EmbeddedPostgres
import EventSourcing
import Foundation
import PersonalDataSealing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

// A whole book, looked through byte by byte: before and after one of its keys is destroyed.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ErasedKeysTests {
    private static let victim = "company-b7d2f9h4j1l6"
    private static let other = "company-n3p8r5t0v7x2"
    private static let measure = "measure-riyad-2026-1"
    /// What the victim answered, which names a person; sealed in an event under the victim's key in its own file.
    private static let confidential = "Ferhat Voorbeeldoğlu (fictief) meldde zich bij het meldpunt"

    @Test func `Nothing personal lies in the clear, and nothing is left of a key that was destroyed`() async throws {
        let server = try BookServer()
        let book = try await SealedBook(server)
        try await book.record(Self.confidential, about: Self.victim)
        let (folder, data) = (server.book.folder, try book.dataFolder())
        let entries = try RegisterOfTests.entries(
            at: server.cluster.connectionString(as: .superuser), keys: KeyFile(path: server.keyFile))
        #expect(entries.count == 22)
        let personal = entries.flatMap { [$0.name, $0.kvkNumber, $0.contact].compactMap { $0 } }
        let search = ByteSearch(texts: personal + [Self.confidential])

        // From the beginning: nothing in the server's files, its log, the program's files, and the main dump.
        let proof = try await book.prove(Self.measure, in: folder + "/before.tlog-proof")
        let sealedProof = try await book.prove(Self.victim, in: folder + "/sealed.tlog-proof")
        try await book.dump(to: folder + "/before.sql")
        let places = [server.home, data, proof, sealedProof, folder + "/before.sql"]
        #expect(search.hits(in: places) == [])
        // The same search finds what a question shows to whoever may see it.
        let shown = try await server.run("timeline", Self.victim, "--lang", "en")
        #expect(search.hits(in: Data(shown.out.utf8)).contains(Self.confidential))
        for form in [
            ["--table", "confidential"], ["--output", "json"], ["--output", "csv", "--table", "confidential"],
            ["--as-of", "100000", "--output", "jsonl"],
        ] {
            let dossier = try await server.run(["dossier", Self.measure] + form)
            #expect(dossier.status == 0 && dossier.out.contains(Self.confidential), "\(form) \(dossier.err)")
        }

        let (doomed, kept) = try (book.keys(of: Self.victim), book.keys(of: Self.other))
        // Of the register, and of the file.
        #expect(doomed.map(\.dossier) == [Self.victim, "register"] && !kept.isEmpty)
        let remains = ByteSearch(doomed.map { ("wrapped of \($0.dossier)", $0.wrapped) })
        let control = ByteSearch(kept.map { ("wrapped of \($0.dossier)", $0.wrapped) })
        // The server's log has a heading in its midst where a page of it ends; the table has the whole key.
        try await server.sql("checkpoint")
        for key in doomed { #expect(!ByteSearch([("wrapped", key.wrapped)]).hits(in: [data]).isEmpty) }
        #expect(try await server.run("keys", "backup", folder + "/early.keys").status == 0)

        // The planner's statistics hold samples of values; of keys they must not.
        try await server.sql("analyze")
        let name = try #require(entries.first { $0.id == Self.victim }).name
        try book.destroyKeys(of: Self.victim)
        // A power cut between the steps; what the server's log holds of the key is the more.
        try await server.kill()
        try await server.cluster.start()
        let purged = try await server.run("keys", "purge", "--output", "json")
        let report = try Node(parsing: Array(purged.out.utf8))
        #expect(purged.status == 0 && report["walCleared"] == true, "\(purged.out) \(purged.err)")
        #expect(report["found"]?.items.isEmpty == true && report["unread"]?.items.isEmpty == true)
        #expect((report["searchedFiles"]?.integer ?? 0) > 100)

        try await book.dump(to: folder + "/after.sql")
        let left = [server.home, data, folder + "/after.sql"]
        #expect(remains.hits(in: left) == [])
        #expect(ByteSearch(doomed.map { ("key of \($0.dossier)", $0.key) }).hits(in: left) == [])
        #expect(!control.hits(in: [data]).isEmpty)
        #expect(search.hits(in: left) == [])
        // A backup of the keys from before holds it until it is removed, and brings nothing back.
        for key in doomed {
            let wrapped = Data(key.wrapped.map { String(format: "%02x", $0) }.joined().utf8)
            #expect(try Data(contentsOf: URL(filePath: folder + "/early.keys")).range(of: wrapped) != nil)
        }
        let restored = try await server.run("keys", "restore", folder + "/early.keys", "--output", "json")
        #expect(try Node(parsing: Array(restored.out.utf8))["refused"]?.integer == 2, "\(restored.err)")

        // Every question answers, none with what was erased; the others are named as before.
        for question in Self.questions {
            let answer = try await server.run(question + ["--lang", "en"])
            #expect(answer.status == 0, "\(question) \(answer.err)")
            #expect(!answer.out.contains(name) && !answer.err.contains(name), "\(question)")
            #expect(search.hits(in: Data(answer.out.utf8)).allSatisfy { $0 != Self.confidential }, "\(question)")
        }
        let erased = try await server.run("timeline", Self.victim, "--lang", "nl")
        #expect(erased.out.contains("\(Self.victim) [gewist]"), "\(erased.out)")
        #expect(erased.out.contains("vertrouwelijk: [gewist]"), "\(erased.out)")
        let named = try await server.run("timeline", Self.other)
        #expect(named.out.contains(try #require(entries.first { $0.id == Self.other }).name))
        // All proofs stand: of now, and from before.
        #expect(try await book.audit("verify").status == 0)
        for proof in [proof, sealedProof] {
            let verified = try await Program(environment: [:], running: "missieboek-verify")
                .run("bundle", proof, "--key", book.publicKey)
            #expect(verified.status == 0, "\(verified.talk)")
        }
        try await server.cluster.stop()
    }

    private static let questions = [
        ["board"], ["gate", "mission-riyad-2026"], ["bmo"], ["dossier", measure], ["ledger"], ["exceptions"],
        ["timeline", victim], ["timeline", measure], ["dossier", measure, "--as-of", "100000"],
        ["dossier", measure, "--output", "json"], ["ledger", "--output", "csv"],
    ]
}

/// The demo's book in a private cluster, sealed by an audit key.
private struct SealedBook {
    let server: BookServer
    let publicKey: String

    init(_ server: BookServer) async throws {
        self.server = server
        try await server.cluster.start()
        let lines = try ScenarioFile().lines.map(\.text).joined(separator: "\n")
        _ = try await Missieboek.run(["dispatch", "-"], environment: ["MISSIEBOEK_HOME": server.home], input: lines)
        let made = try await server.run("audit", "key", "missieboek.example/book", "--output", "json")
        publicKey = try #require(try Node(parsing: Array(made.out.utf8))["publicKey"]?.stringValue)
    }

    /// Records what a company answered, with a text that names a person.
    func record(_ text: String, about company: String) async throws {
        let run = try await server.run(
            "company", "record-response", "--company", company, "--response", "gedeeltelijk", "--summary",
            "zoekt het uit", "--confidential-about", company, "--confidential", text, "--actor",
            "IMVO-adviseur (fictief)")
        try #require(run.status == 0, "\(run.out) \(run.err)")
    }

    func audit(_ words: String...) async throws -> Missieboek.Output { try await server.run(["audit"] + words) }

    /// Seals the log, and writes the proof of one file.
    func prove(_ stream: String, in file: String) async throws -> String {
        let (sealed, proved) = (try await audit("checkpoint"), try await audit("prove", stream, file))
        try #require(sealed.status == 0 && proved.status == 0, "\(sealed.err) \(proved.err)")
        return file
    }

    func dataFolder() throws -> String {
        let address = try server.cluster.connectionString(as: .superuser)
        let found = try Connection(.init(address: address)).run("show data_directory").text(row: 0)
        return try #require(found)
    }

    /// The main backup, as text: nothing hides in what is compressed.
    func dump(to file: String) async throws {
        let packed = file + ".dump"
        let backup = try await server.run("db", "backup", packed)
        try #require(backup.status == 0, "\(backup.err)")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pg_restore", "--file=" + file, packed]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    /// Each key of somebody as the database keeps it, and as it is, in order of dossier.
    func keys(of subject: String) throws -> [(dossier: String, wrapped: [UInt8], key: [UInt8])] {
        let address = try server.cluster.connectionString(as: .keeper)
        let kept = try Connection(.init(address: address)).execute(ExportKeys()).filter { $0.scope.subject == subject }
        let outer = try #require(try KeyFile(path: server.keyFile).read())
        return try kept.sorted { $0.scope.dossier < $1.scope.dossier }.map { found in
            let wrapped = try #require(found.wrapped)
            let key = try #require(wrapped.unwrapped(by: outer, for: found.scope)).copiedBytes()
            return (found.scope.dossier, wrapped.bytes, key)
        }
    }

    func destroyKeys(of subject: String) throws {
        let store = try PostgresEventStore(
            .init(address: server.cluster.connectionString(as: .keeper)), keys: KeyFile(path: server.keyFile))
        let erased = try NewEvent.sample(
            StreamName(text: "erasure-\(subject)"), type: "PersonalDataErased",
            data: #"{"dossiers":["\#(subject)"],"ground":"bezwaar","kept":[],"receivedOn":"2026-01-30","#
                + #""register":true,"requester":"betrokkene","subject":"\#(subject)"}"#)
        let destroyed = [subject, KeyDestruction.registerDossier].map { KeyDestruction(subject: subject, dossier: $0) }
        _ = try store.append(.sample([erased], destroying: destroyed))
    }
}
