import CanonicalJSON
import EventSourcing
import Glibc
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing
import TradeMissions

/// `missieboek projections …`, as its users run it.
@Suite(.timeLimit(.minutes(10)))
struct ProjectionsCommandTests {
    @Test func `Status gives the lag in events and in time, up to the watermark and up to the end`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let store = try PostgresEventStore(.init(address: database.url), keys: RegisterOfTests.keys)
        try store.link("concern-a1")
        _ = try Projector<Board>(store, store, waitingBy: atOnce).latest()
        try store.link("concern-a1")
        let reached = try store.advanceWatermark()
        let end = try store.link("concern-a1")

        let program = Program(database: database.url)
        let run = try await program.run("projections", "status", "--output", "json")
        let models = try Node(parsing: Array(run.output.utf8)).items
        #expect(run.status == 0 && models.map { $0["model"]?.stringValue } == ["board", "registers"])
        let board = try #require(models.first)
        #expect(board["eventsBehindWatermark"] == .number("1") && board["eventsBehindLog"] == .number("2"))
        #expect(board["position"] == .number("1") && board["rows"] == .number("1"))
        #expect(board["epoch"] == .number("1") && board["isClaimed"] == .bool(false))
        #expect(microseconds(board, "microsecondsBehindWatermark") > 0)
        // A model that was never asked for lacks everything, and says how long.
        let registers = models[1]
        #expect(registers["eventsBehindWatermark"] == .number("\(reached)"))
        #expect(registers["eventsBehindLog"] == .number("\(end)"))
        #expect(
            microseconds(registers, "microsecondsBehindLog") > microseconds(board, "microsecondsBehindWatermark"))
        #expect(registers["appliedAt"] == .null && registers["epoch"] == .number("0"))

        _ = try await program.run("board")
        let table = try await program.run("projections", "status", "--lang", "nl")
        #expect(table.output.contains("achter op watermerk"))
    }

    @Test func `Verify names the keys that differ and exits with 5; rebuild says them, mends them and exits with 0`()
        async throws
    {
        let database = try await ThrowawayCluster.shared.database()
        let store = try PostgresEventStore(.init(address: database.url), keys: RegisterOfTests.keys)
        for mission in ["mission-aa", "mission-bb"] { try store.link("concern-b1", to: mission) }
        let program = Program(database: database.url)
        _ = try await program.run("board")
        #expect(try await program.run("projections", "verify").status == 0)
        try database.runAsSuperuser(
            "delete from read_models.rows where model = 'board' and key = 'mission-bb'")

        let verify = try await program.run("projections", "verify", "--lang", "en", "--output", "json")
        #expect(verify.status == 5 && verify.talk.contains("rebuild board"))
        let found = try #require(Node(parsing: Array(verify.output.utf8)).items.first)
        #expect(found["isSound"] == .bool(false) && found["differing"] == .number("1"))
        #expect(found["differences"] == [["key": "mission-bb", "kind": "missing"]])

        let rebuild = try await program.run("projections", "rebuild", "board", "--lang", "nl")
        #expect(rebuild.status == 0 && rebuild.output.contains("mission-bb") && rebuild.output.contains("ontbrak"))
        #expect(try await program.run("projections", "verify").status == 0)
        #expect(try await program.run("board").output.contains("mission-bb"))
        #expect(try await program.run("projections", "rebuild", "bord").status == 64)
    }

    @Test(arguments: [SIGINT, SIGKILL])
    func `A rebuild that is stopped by a signal harms nothing; the next status removes what it left`(
        _ signal: Int32
    ) async throws {
        let history = try await History(seed: 31, missions: 1)
        while try history.goOn() {}
        let database = history.database
        let program = Program(database: database.url)
        let before = try await program.run("board", "--output", "json").output
        // It waits for this lock once it has written rows of its generation.
        let superuser = database.superuserURL
        let holder = try Connection(ConnectionOptions(address: superuser))
        try holder.run("begin; lock table read_models.parked in exclusive mode")
        let killed = try await program.run(
            "projections", "rebuild", "board",
            disturbedBy: { rebuild in
                let observer = try Connection(ConnectionOptions(address: superuser))
                while try !rebuild.hasEnded
                    && observer.run(
                        """
                        select from pg_locks where not granted and relation = 'read_models.parked'::regclass
                            and database = (select oid from pg_database where datname = current_database())
                        """
                    ).count == 0
                { await Task.yield() }
                kill(rebuild.process, signal)
            })
        #expect(killed.status == 128 + signal, "\(killed.talk)")
        try holder.run("rollback")
        #expect(try await program.run("board", "--output", "json").output == before)

        let young = try await program.run("projections", "status", "--output", "json")
        #expect(try Node(parsing: Array(young.output.utf8)).items.first?["rebuildsAt"]?.items.count == 1)
        try database.runAsSuperuser("update read_models.candidates set alive_at = alive_at - interval '31 s'")
        let old = try await program.run("projections", "status", "--output", "json", "--lang", "en")
        #expect(old.talk.contains("interrupted"))
        #expect(try Node(parsing: Array(old.output.utf8)).items.first?["rebuildsAt"] == .array([]))
        #expect(try generations(database) == 1)
        #expect(try await program.run("projections", "verify", "board").status == 0)
    }

    @Test func `Status counts the rebuilds that it removes`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let program = Program(database: database.url)
        func talk(removing count: Int, in language: String) async throws -> String {
            try database.runAsSuperuser(
                "select read_models.begin_generation('board', 1) from generate_series(1, \(count))")
            try database.runAsSuperuser("update read_models.candidates set alive_at = alive_at - interval '31 s'")
            return try await program.run("projections", "status", "--lang", language).talk
        }
        #expect(try await talk(removing: 1, in: "en") == "Removed: 1 rebuild that had been interrupted.\n")
        #expect(try await talk(removing: 2, in: "en") == "Removed: 2 rebuilds that had been interrupted.\n")
        #expect(try await talk(removing: 1, in: "nl") == "Opgeruimd: 1 herbouw die was afgebroken.\n")
        #expect(try await talk(removing: 2, in: "nl") == "Opgeruimd: 2 herbouwen die waren afgebroken.\n")
    }

    private func microseconds(_ node: Node, _ key: String) -> Int64 {
        if case .number(let text) = node[key] { return Int64(text) ?? -1 }
        return -1
    }
}
