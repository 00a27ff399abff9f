import CanonicalJSON
import DomainRecords
import EmbeddedPostgres
import EventSourcing
import FoundationEssentials
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing
import TradeMissions

/// `missieboek snapshots …`, as its users run it, and the snapshots that its commands make.
@Suite(.timeLimit(.minutes(10)))
struct SnapshotsCommandTests {
    @Test func `A command makes a snapshot of a long stream, which is listed, verified, dropped and made anew`()
        async throws
    {
        let long = try await LongStream(events: 150)
        let program = Program(database: long.database.url)
        #expect(try await program.run("snapshots", "status", "--output", "json").output == "[]\n")
        try await Self.goOn(program)

        let found = try await Self.only("status", program)
        #expect(found["stream"]?.stringValue == long.stream.text && found["version"] == .number("151"))
        #expect(found["eventsBehind"] == .number("0") && found["isUsed"] == .bool(true))
        try await Self.goOn(program)
        let behind = try await Self.only("status", program)
        #expect(behind["version"] == .number("151") && behind["eventsBehind"] == .number("1"))
        #expect(try await program.run("snapshots", "status", "--lang", "nl").output.contains("achter op dossier"))

        let verified = try await Self.only("verify", program)
        #expect(verified["finding"]?.stringValue == "same" && verified["version"] == .number("151"))

        // Without the kind in front, as every command takes it.
        let short = String(long.stream.text.drop { $0 != "-" }.dropFirst())
        let drop = try await program.run("snapshots", "drop", short, "--lang", "nl")
        #expect(drop.status == 0 && drop.output.contains("Weggegooid: 1"))
        let again = try await program.run("snapshots", "drop", long.stream.text, "--lang", "en")
        #expect(again.status == 66 && again.talk.contains("there is no snapshot of \(long.stream.text)"))
        let unknown = try await program.run("snapshots", "drop", "mission-nergens", "--lang", "nl")
        #expect(unknown.status == 66 && unknown.talk.contains("mission-nergens bestaat niet"))
        let words = try await program.run("snapshots", "drop", "Nobody at all", "--lang", "en")
        #expect(words.status == 66 && words.talk.contains("is no file and is not in the register"))
        let none = try await program.run("snapshots", "drop", "--lang", "nl")
        #expect(none.status == 0 && none.output == "Er waren geen momentopnamen.\n")
        try await Self.goOn(program)
        #expect(try long.store.snapshots().map(\.version) == [153])
    }

    @Test func `Verify names a stream whose snapshot says something else than the log, and exits with 5`() async throws
    {
        let long = try await LongStream(events: 150)
        let program = Program(database: long.database.url)
        // The state of an earlier event in the place of that of a later one.
        let (early, late) = (try long.snapshot(at: 100), try long.snapshot(at: 120))
        #expect(try long.store.keepSnapshot(late.with(state: early.state)))
        let talk = try await program.run("snapshots", "verify", "--lang", "en").talk
        #expect(talk.contains(long.stream.text) && talk.contains("snapshots drop"))
        let verified = try await Self.only("verify", program, status: 5)
        #expect(verified["finding"]?.stringValue == "different")
        _ = try await program.run("snapshots", "drop")
        #expect(try await program.run("snapshots", "verify").status == 0)
    }

    @Test func `A snapshot that nobody uses is shown as such, and fails no verification`() async throws {
        let long = try await LongStream(events: 120)
        let program = Program(database: long.database.url)
        _ = try long.store.keepSnapshot(try long.snapshot(at: 100).with(fold: "of another release", state: []))
        let foreign = try await program.run("snapshots", "verify", "--lang", "en")
        #expect(foreign.status == 0 && foreign.output.contains("of another release"))

        _ = try long.store.keepSnapshot(try long.snapshot(at: 110))
        try Connection(ConnectionOptions(address: long.database.superuserURL))
            .run("update event_store.snapshots set leaf_hash = sha256(leaf_hash)")
        let strayed = try await program.run("snapshots", "verify", "--lang", "nl")
        #expect(strayed.status == 0 && strayed.output.contains("niet gebruikt"))
        let listed = try await Self.only("status", program)
        #expect(listed["isUsed"] == .bool(false) && listed["isHeld"] == .bool(false))
        // Nor does a command: it reads everything, and puts its own in that place.
        try await Self.goOn(program)
        #expect(try long.store.snapshots().map(\.isHeld) == [true])
        #expect(try await program.run("snapshots", "verify").status == 0)
    }

    @Test func `A rehearsal makes no snapshot`() async throws {
        let long = try await LongStream(events: 150)
        let program = Program(database: long.database.url)
        let run = try await program.run("dispatch", "-", "--dry-run", input: Self.line())
        #expect(run.status == 0, "\(run)")
        #expect(try long.store.snapshots().isEmpty)
    }

    @Test func `Workers side by side make snapshots too`() async throws {
        let long = try await LongStream(events: 150)
        let program = Program(database: long.database.url)
        let run = try await program.run("dispatch", "-", "--parallel", "2", input: Self.line() + Self.line())
        #expect(run.status == 0, "\(run)")
        #expect(try long.store.snapshots().map(\.stream) == [long.stream])
        #expect(try await program.run("snapshots", "verify").status == 0)
    }

    @Test func `A backup leaves snapshots out, and what is restored goes on without them`() async throws {
        let long = try await LongStream(events: 150)
        try await Self.goOn(Program(database: long.database.url))
        #expect(try long.store.snapshots().count == 1)
        let file = "/tmp/missieboek-snapshots-\(UInt64.random(in: .min ... .max)).dump"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await DatabaseBackup(connection: ConnectionOptions(address: long.database.superuserURL).environment)
            .write(to: file)
        let copy = try await ThrowawayCluster.shared.emptyDatabase()
        try await DatabaseBackup(connection: ConnectionOptions(address: copy.superuserURL).environment)
            .read(from: file)

        let restored = try PostgresEventStore(.init(address: copy.url), keys: RegisterOfTests.keys)
        #expect(try restored.snapshots().isEmpty)
        #expect(try restored.read([long.stream], through: nil) == long.store.read([long.stream], through: nil))
        try await Self.goOn(Program(database: copy.url))
        #expect(try restored.snapshots().map(\.version) == [152])
    }

    private struct NotOne: Error {
        let run: Program.Run
    }

    /// The one snapshot of which a subcommand tells.
    private static func only(_ subcommand: String, _ program: Program, status: Int32 = 0) async throws -> Node {
        let run = try await program.run("snapshots", subcommand, "--output", "json")
        guard case .array(let items) = try Node(parsing: Array(run.output.utf8)), items.count == 1,
            run.status == status
        else { throw NotOne(run: run) }
        return items[0]
    }

    private static func goOn(_ program: Program) async throws {
        let run = try await program.run("dispatch", "-", input: line())
        try #require(run.status == 0, "\(run)")
    }

    private static func line() throws -> [UInt8] {
        let node: Node = [
            "command": "mission.waive-involvement", "id": .string(UniqueID.random().text),
            "actor": .string(LongStream.officer.text),
            "data": [
                "mission": .string(LongStream.mission.text), "kind": "vakbond",
                "reason": .string("gevraagd, \(UniqueID.random().text.suffix(6))"),
            ],
        ]
        return try node.canonicalBytes + Array("\n".utf8)
    }
}
