import EmbeddedPostgres
import Glibc
import PostgresClient
import PostgresEventStore
import Subprocess
import TestSupport
import Testing

// A server or a dispatch that is killed half-way. The cluster is durable: what it acknowledged is on disk.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LostServerTests {
    private static let lines = CommandFile.book(of: 832)
    private static let input = Array(lines.joined(separator: "\n").utf8)

    /// What the file leads to when nobody disturbs it.
    private static let undisturbed = Task {
        let database = try await ThrowawayCluster.shared.database()
        let run = try await Program(database: database.url).run("dispatch", "-", input: input)
        #expect(run.status == 0, "\(run.talk)")
        #expect(try run.answers().allSatisfy { $0.outcome == "accepted" })
        return try database.contents()
    }

    @Test(arguments: [1, 1700])
    func `After kill -9 of the server the same file again ends as an undisturbed run`(place: Int) async throws {
        let cluster = try await DurableCluster.shared.value
        let database = try await cluster.database()

        let program = Program(database: database.url)
        let first = try await program.run("dispatch", "-", input: Self.input, afterLine: place) { _ in
            try await cluster.kill()
        }
        #expect([69, 75].contains(first.status), "\(first.status)")
        #expect(first.talk.contains("nothing is recorded twice"), "\(first.talk)")
        #expect(first.lines.count >= place && first.lines.count < Self.lines.count)
        // As long as it is gone, nothing else comes of it.
        let refused = try await program.run("dispatch", "-", input: Self.input)
        #expect(refused.status == 69)
        #expect(refused.lines.isEmpty)

        try await cluster.start()
        try await expectCompletion(of: first, by: program, database)
    }

    @Test(arguments: [900])
    func `After kill -9 of dispatch itself the same file again ends as an undisturbed run`(place: Int) async throws {
        let database = try await DurableCluster.shared.value.database()
        let program = Program(database: database.url)

        let first = try await program.run("dispatch", "-", input: Self.input, afterLine: place) { kill($0, SIGKILL) }
        #expect(first.status == 128 + SIGKILL)
        #expect(first.lines.count >= place && first.lines.count < Self.lines.count)

        try await expectCompletion(of: first, by: program, database)
    }

    /// Dispatches the whole file again: what was answered is there still, the rest is carried out.
    private func expectCompletion(
        of first: Program.Run, by program: Program, _ database: ThrowawayDatabase
    ) async throws {
        let acknowledged = try first.answers()
        #expect(acknowledged.allSatisfy { $0.outcome == "accepted" })
        let second = try await program.run("dispatch", "-", input: Self.input)
        #expect(second.status == 0, "\(second.talk)")
        let answers = try second.answers()
        #expect(answers.count == Self.lines.count)
        for (before, now) in zip(acknowledged, answers) {
            #expect(now.id == before.id && now.outcome == "duplicate" && now.events == before.events)
        }
        // At most one command was stored whose answer was lost.
        let rest = answers.dropFirst(acknowledged.count)
        #expect(rest.dropFirst().allSatisfy { $0.outcome == "accepted" })
        #expect(rest.first?.outcome == "accepted" || rest.first?.outcome == "duplicate")
        let undisturbed = try await Self.undisturbed.value
        #expect(try database.contents() == undisturbed)
    }
}

/// A cluster of its own whose server can be killed: writes are forced to disk, as in earnest.
struct DurableCluster: Sendable {
    static let shared = Task { try await DurableCluster() }

    private let cluster: EmbeddedCluster

    private init() async throws {
        cluster = try EmbeddedCluster(home: TemporaryBook().path)
        try await cluster.start()
        try connect(to: "postgres").run("create database template")
        var connection = try connect(to: "template")
        try SchemaMigrator().migrate(&connection)
    }

    func start() async throws {
        try await cluster.start()
    }

    func database() async throws -> ThrowawayDatabase {
        let name = "book_\(UInt32.random(in: .min ... .max))"
        try connect(to: "postgres").run("create database \(name) template template strategy wal_log")
        return ThrowawayDatabase(
            name: name, url: try cluster.connectionString(database: name),
            superuserURL: try cluster.connectionString(as: .superuser, database: name))
    }

    /// Kills the server and every process of it at one stroke, as a power cut would.
    func kill() async throws {
        guard case .running(let processID) = try cluster.state() else { throw NotRunning() }
        try await killServer(processID)
    }

    struct NotRunning: Error {}

    private func connect(to database: String) throws -> Connection {
        try Connection(ConnectionOptions(address: cluster.connectionString(as: .superuser, database: database)))
    }
}
