import CanonicalJSON
import EventSourcing
import PostgresClient
import TestSupport
import Testing

@Suite struct RetryTests {
    @Test func `A registration that is given again with its id enters nobody twice`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let program = Program(database: database.url)
        _ = try await program.run("dispatch", "-", input: Array(CommandFile.founding.utf8))
        let registration = [
            "officer", "register", "--name", "M. Manager", "--unit", "RVO", "--actor", CommandFile.administrator,
            "--id", "01950000-0000-7000-8000-00000000abcd", "--output", "json",
        ]
        let first = try await program.run(registration)
        let again = try await program.run(registration)
        #expect(try first.answers().map(\.outcome) == ["accepted"])
        #expect(try again.answers().map(\.outcome) == ["duplicate"])
        #expect(try streams(of: first) == streams(of: again))
        #expect(try RegisterOfTests.entries(at: database.superuserURL).count { $0.name == "M. Manager" } == 1)
    }

    @Test func `Who got no answer is told with which id to ask again`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        _ = try await Program(database: database.url).run("dispatch", "-", input: Array(CommandFile.founding.utf8))
        let holder = try Connection(ConnectionOptions(address: database.superuserURL))
        try holder.run("begin; select pg_advisory_xact_lock(event_store.append_lock())")
        let registration = [
            "officer", "register", "--name", "M. Manager", "--unit", "RVO", "--actor", CommandFile.administrator,
        ]
        let hasty = Program(database: database.url + "&options=-c%20lock_timeout%3D50")
        let failed = try await hasty.run(registration)
        try holder.run("rollback")
        #expect(failed.status == 69)
        let id = try #require(failed.talk.split(separator: "--id ").last).prefix { !$0.isWhitespace }

        let program = Program(database: database.url)
        let again = try await program.run(registration + ["--id", String(id), "--output", "json"])
        let oncemore = try await program.run(registration + ["--id", String(id), "--output", "json"])
        #expect(try again.answers().map(\.outcome) == ["accepted"])
        #expect(try oncemore.answers().map(\.outcome) == ["duplicate"])
        #expect(try streams(of: again) == streams(of: oncemore))
    }

    @Test func `A refusal that is asked for again keeps its exit code, and says how to have it decided anew`()
        async throws
    {
        let database = try await ThrowawayCluster.shared.database()
        let program = Program(database: database.url)
        let lines = [CommandFile.founding, CommandFile.officer(1)].joined(separator: "\n")
        _ = try await program.run("dispatch", "-", input: Array(lines.utf8))
        let registration = [
            "officer", "register", "--name", "M. Manager", "--unit", "RVO", "--actor", CommandFile.id("officer", 1),
            "--id", "01950000-0000-7000-8000-00000000abce", "--lang", "en",
        ]
        let first = try await program.run(registration)
        let again = try await program.run(registration)
        #expect(first.status == 4 && again.status == 4, "\(again.output)")
        #expect(again.output.contains("refused before under this id") && again.output.contains("with a new id"))
        let asLine = try await program.run(registration + ["--output", "json"])
        #expect(try asLine.answers().map(\.outcome) == ["duplicate"])
        #expect(asLine.status == 4)
    }

    private func streams(of run: Program.Run) throws -> [String] {
        try run.lines.flatMap { (line) throws -> [String] in
            guard case .array(let events)? = try Node(parsing: Array(line.utf8))["events"] else { return [] }
            return events.compactMap { $0["stream"]?.stringValue }
        }
    }
}
