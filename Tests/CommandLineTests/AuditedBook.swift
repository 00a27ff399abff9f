import CanonicalJSON
import FoundationEssentials
import PostgresClient
import TestSupport
import Testing

/// A book in a database of its own, with a folder for its proofs and one for keys.
struct AuditedBook {
    let database: ThrowawayDatabase
    let folder: String
    var proofs: String { folder + "/proofs" }
    var key: String { folder + "/keys/audit.key" }

    init() async throws {
        database = try await ThrowawayCluster.shared.database()
        folder = try TemporaryBook().folder
    }

    /// Whether a bundle of the exclusion, written now, holds for whoever trusts these keys.
    func isProved(_ name: String, _ keys: String...) async throws -> Bool {
        let file = folder + "/bundle-" + name
        let written = try await audit("prove", "measure-riyad-2026-1", file)
        #expect(written.status == 0, "\(written.err)")
        let run = try await Program(environment: [:], running: "missieboek-verify").run(["bundle", file] + keys)
        #expect(run.status == 0 || run.status == 5, "\(run.talk)")
        return run.status == 0
    }

    /// A played demo under a checkpoint; gives the public key.
    func sealedDemo() async throws -> String {
        let demo = try await run("demo")
        #expect(demo.status == 0, "\(demo.err)")
        let made = try await audit("key", "missieboek.example/book", "--output", "json")
        let sealed = try await audit("checkpoint")
        #expect(sealed.status == 0 && sealed.out.hasPrefix("Checkpoint of"), "\(sealed.err)")
        return try #require(try node(made)["publicKey"]?.stringValue)
    }

    /// In events, of the last checkpoint.
    func sealedSize() throws -> String {
        let lines = try String(contentsOfFile: proofs + "/checkpoint", encoding: .utf8).split(separator: "\n")
        return String(lines[1])
    }

    /// Records one event more.
    func proposeMission(_ mission: String = "oslo-2027") async throws {
        let proposed = try await run(
            "mission", "propose", "--mission", mission, "--title", "Oslo", "--country", "sa", "--sector", "water",
            "--from", "2027-03-07", "--until", "2027-03-11", "--actor", "Missiemanager (fictief)")
        #expect(proposed.status == 0, "\(proposed.out) \(proposed.err)")
    }

    /// Changes an event of the exclusion as a superuser can; gives its position.
    func tamper() async throws -> String {
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        try superuser.run("set session_replication_role = replica")
        let changed = try superuser.run(
            """
            update event_store.events as event set data = data || '\\x20', leaf_hash = event_store.leaf_hash(
                event.position, event.version, event.recorded_at, event.occurred_at, event.event_id, event.stream,
                event.type, event.actor, event.data || '\\x20', event.metadata)
            where position = (select max(position) from event_store.events where stream = 'measure-riyad-2026-1')
            returning position
            """)
        let position = changed.text(row: 0)
        return try #require(position)
    }

    func node(_ output: Missieboek.Output) throws -> Node {
        try Node(parsing: Array(output.out.utf8))
    }

    func audit(
        _ words: String..., environment: [String: String] = [:]
    ) async throws -> Missieboek.Output {
        try await run(["audit"] + words, environment)
    }

    func run(_ words: String...) async throws -> Missieboek.Output { try await run(words, [:]) }

    func run(_ words: [String], _ more: [String: String]) async throws -> Missieboek.Output {
        try await Missieboek.run(words, environment: environment.merging(more) { $1 })
    }

    /// The owner's login, which may ask for everything.
    var environment: [String: String] {
        [
            "MISSIEBOEK_DATABASE_URL": database.superuserURL, "MISSIEBOEK_AUDIT_FOLDER": proofs,
            "MISSIEBOEK_AUDIT_KEY": key,
        ]
    }
}
