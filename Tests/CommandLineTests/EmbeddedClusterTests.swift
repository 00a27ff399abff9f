import EmbeddedPostgres
import TestSupport
import Testing

// The private cluster as the command line keeps it.
@Suite(.timeLimit(.minutes(10)))
struct EmbeddedClusterTests {
    @Test func `Two runs at once on an absent cluster make one, and after kill -9 the next run starts it again`()
        async throws
    {
        let home = try TemporaryBook().path
        let program = Program(home: home)
        let lines = CommandFile.book(of: 2)

        async let first = program.run("dispatch", "-", input: Array(lines.joined(separator: "\n").utf8))
        async let second = program.run("board", "--output", "json")
        let runs = try await [first, second]
        #expect(runs.map(\.status) == [0, 0], "\(runs.map(\.talk))")
        #expect(try runs[0].answers().allSatisfy { $0.outcome == "accepted" })
        #expect(runs.filter { $0.talk.contains("Made a new PostgreSQL cluster") }.count == 1)

        guard case .running(let processID) = try EmbeddedCluster(home: home).state() else {
            Issue.record("the server does not run")
            return
        }
        try await killServer(processID)

        let third = try await program.run("dispatch", "-", input: Array(lines.joined(separator: "\n").utf8))
        #expect(third.status == 0, "\(third.talk)")
        #expect(third.talk.contains("Started the PostgreSQL cluster in"))
        #expect(third.talk.split(separator: "\n").count == 1)
        #expect(try third.answers().allSatisfy { $0.outcome == "duplicate" })
        let fourth = try await program.run("board")
        #expect(fourth.status == 0)
        #expect(fourth.talk.isEmpty)
    }
}
