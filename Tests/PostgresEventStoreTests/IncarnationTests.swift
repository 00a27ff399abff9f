import EventSourcing
import PostgresClient
import PostgresEventStore
import Schema
import TestSupport
import Testing

// What a log that lost its end tells the readers that know more than it.
@Suite(.timeLimit(.minutes(10)))
struct IncarnationTests {
    /// A log of three events, all below the watermark.
    private static func log() async throws -> (script: ScriptedLog, superuser: ScriptedConnection) {
        let script = try await ScriptedLog.make()
        let superuser = try ScriptedConnection(ConnectionOptions(address: script.database.superuserURL))
        for _ in 1...3 { try superuser.append() }
        #expect(try superuser.advanceWatermark() == 3)
        return (script, superuser)
    }

    private static func current(_ connection: ScriptedConnection) throws -> String {
        try connection.run("select event_store.current_incarnation()").text(row: 0) ?? ""
    }

    private static func resume(_ connection: ScriptedConnection, _ position: Int, _ incarnation: String) throws -> Int64
    {
        try connection.number("select event_store.resume_position(\(position), '\(incarnation)')")
    }

    @Test func `A checkpoint in a lost tail goes back to what both know, others stay where they are`() async throws {
        let (_, connection) = try await Self.log()
        let before = try Self.current(connection)
        try connection.run("select event_store.begin_incarnation('promoted', 5)")
        let after = try Self.current(connection)
        #expect(before != after)
        #expect(try connection.append() == 1_000_006)
        try connection.run("select event_store.advance_watermark()")

        // 4 and 5 were given out before; whoever has seen them goes back to 3.
        #expect(try (1...5).map { try Self.resume(connection, $0, before) } == [1, 2, 3, 3, 3])
        #expect(try Self.resume(connection, 1_000_006, after) == 1_000_006)
        // Of another log, and beyond the end of this one.
        #expect(try Self.resume(connection, 3, "00000000-0000-0000-0000-000000000000") == 0)
        #expect(try Self.resume(connection, 2_000_000, after) == 1_000_006)

        // A loss behind a loss: the earlier reader keeps the earlier bound.
        try connection.run("select event_store.begin_incarnation('restored', null)")
        #expect(try Self.resume(connection, 5, before) == 3)
        #expect(try Self.resume(connection, 1_000_007, after) == 1_000_006)
        #expect(try connection.append() == 2_000_007)
    }

    @Test func `No append stands between what is kept and a promotion's beginning`() async throws {
        let (script, connection) = try await Self.log()
        let writer = try script.connect()
        try writer.run("begin")
        try writer.append()
        let address = script.database.superuserURL
        let beginning = RunningThread {
            try ScriptedConnection(ConnectionOptions(address: address)).number(
                "select after_position from event_store.begin_incarnation('promoted', null)")
        }
        let waiting =
            "select from pg_locks where locktype = 'advisory' and not granted"
            + " and database = (select oid from pg_database where datname = current_database())"
        while try connection.run(waiting).count == 0, !beginning.hasEnded {}
        try writer.run("commit")
        #expect(try beginning.outcome().get() == 4)
    }

    /// As a standby that was promoted by hand, or a copy that was started, finds its log: written on another timeline.
    private static func moveToAnotherServer(_ superuser: ScriptedConnection) throws {
        try superuser.run(
            """
            alter table event_store.incarnations disable trigger refuse_change;
            update event_store.incarnations set timeline = timeline + 1;
            alter table event_store.incarnations enable trigger refuse_change
            """)
    }

    private static func standing(_ script: ScriptedLog) throws -> IncarnationStanding.Standing {
        try Connection(ConnectionOptions(address: script.database.url)).executeOne(IncarnationStanding())
    }

    @Test(arguments: [false, true])
    func `A server that nobody announced is found before anything is appended there`(inBatch: Bool) async throws {
        let (script, superuser) = try await Self.log()
        // The fourth had come to the standby, and its watermark had not.
        try superuser.append()
        let before = try Self.current(superuser)
        try Self.moveToAnotherServer(superuser)
        let unnoticed = try Self.standing(script)
        #expect(unnoticed.number == 1 && !unnoticed.isOfThisServer)

        let store = try PostgresEventStore(ConnectionOptions(address: script.database.url), keys: RegisterOfTests.keys)
        let requests = (0..<(inBatch ? 2 : 1)).map { _ in AppendRequest.sample([.sample("mission-one")]) }
        let positions = try store.append(requests).flatMap { try $0.get().entry.placements.map(\.position) }
        #expect(positions == (inBatch ? [1_000_005, 1_000_006] : [1_000_005]))
        let found = try Self.standing(script)
        #expect(found.number == 2 && found.cause == "found" && found.isOfThisServer && found.keptPosition == 4)
        // Whoever has seen the fourth has seen what stands there; a fifth that somebody saw is lost, and nothing else.
        #expect(try (3...6).map { try Self.resume(superuser, $0, before) } == [3, 4, 4, 4])
        // It is found once.
        _ = try superuser.advanceWatermark()
        _ = try script.connect().append()
        #expect(try Self.standing(script).number == 2)
    }

    @Test func `A server that nobody announced is found before the watermark moves, and keeps what is there`()
        async throws
    {
        let (script, superuser) = try await Self.log()
        try superuser.append()
        let before = try Self.current(superuser)
        try Self.moveToAnotherServer(superuser)
        #expect(try script.connect().advanceWatermark() == 4)
        let found = try Self.standing(script)
        #expect(found.number == 2 && found.cause == "found" && found.isOfThisServer && found.keptPosition == 4)
        #expect(try Self.resume(superuser, 4, before) == 4)
        #expect(try script.connect().append() > 1_000_000)
    }

    @Test
    func `Of two sessions that append first at once, one finds the server, and none takes a position of the other`()
        async throws
    {
        let (script, superuser) = try await Self.log()
        try Self.moveToAnotherServer(superuser)
        let first = try script.connect()
        try first.run("begin")
        #expect(try first.append() == 1_000_004)
        let second = try script.startBlocked { try $0.append() }
        try first.run("commit")
        #expect(try second.outcome().get() == 1_000_005)
        #expect(try Self.standing(script).number == 2)
    }

    @Test func `Whoever has found the server and stays open holds the watermark up no longer than an append does`()
        async throws
    {
        let (script, superuser) = try await Self.log()
        try superuser.append()
        try Self.moveToAnotherServer(superuser)
        let first = try script.connect()
        try first.run("begin")
        #expect(try first.append() == 1_000_005)
        let reader = try script.connect()
        try reader.run("set statement_timeout = '5s'")
        #expect(try reader.advanceWatermark() == 3)
        try first.run("commit")
        #expect(try reader.advanceWatermark() == 1_000_005)
        #expect(try Self.standing(script).number == 2)
    }

    @Test func `The migration from a release that did not look before it appended looks once more`() async throws {
        let (script, superuser) = try await Self.log()
        try superuser.append()
        try Self.moveToAnotherServer(superuser)
        let migration = try #require(
            EmbeddedSQL.files.first { $0.path == "migrations/V0016_noticed_appends.sql" })
        try superuser.run(migration.text)
        let found = try Self.standing(script)
        #expect(found.number == 2 && found.cause == "found" && found.isOfThisServer)
    }

    @Test func `What was found and rolled back is found again`() async throws {
        let (script, superuser) = try await Self.log()
        try Self.moveToAnotherServer(superuser)
        let session = try script.connect()
        try session.run("begin")
        try session.append()
        try session.run("rollback")
        #expect(try Self.standing(script).number == 1)
        // The jump of the sequence stays, as a sequence does.
        #expect(try session.append() == 2_000_005)
        #expect(try Self.standing(script).number == 2)
    }

    @Test func `A read model that knows more than the log is emptied, and another is left`() async throws {
        let (script, connection) = try await Self.log()
        for (model, position) in [("board", 3), ("registers", 2)] {
            try connection.run(
                """
                select read_models.claim('\(model)', 1);
                select read_models.apply('\(model)', 1, 1, 0, \(position), '{a}', array['{}'::bytea], false)
                """)
        }
        let store = try PostgresEventStore(ConnectionOptions(address: script.database.url), keys: RegisterOfTests.keys)
        #expect(try store.discardModelsAhead().isEmpty)
        let filled = try connection.number("select read_models.begin_generation('board', 1)")
        try connection.run("select read_models.fill_generation('board', 1, \(filled), 2, '{f}', array['{}'::bytea])")

        // The log ends at 2 as restored; the board has come from a later backup.
        try connection.run("update read_models.checkpoints set position = 9 where model = 'board'")
        let ahead = try Connection(ConnectionOptions(address: script.database.url)).execute(ModelsAhead())
        #expect(ahead == ["board"])
        #expect(try store.discardModelsAhead() == ["board"])
        #expect(try connection.number("select position from read_models.checkpoints where model = 'board'") == 0)
        // What is being filled beside it was folded from this log.
        let left = "select count(*) from read_models.rows where model = 'board' and generation"
        #expect(try connection.number("\(left) <> \(filled)") == 0)
        #expect(try connection.number("\(left) = \(filled)") == 1)
        #expect(try connection.number("select count(*) from read_models.rows where model = 'registers'") == 1)
        #expect(try store.discardModelsAhead().isEmpty)
        // Whoever was filling it does not go on with what it knew.
        let stale = try connection.run(
            "select read_models.apply('board', 1, 1, 0, 3, '{b}', array['{}'::bytea], false)")
        #expect(stale.text(row: 0) == "f")
    }

    @Test func `Whoever claims a read model that knows more than the log begins from nothing`() async throws {
        let (script, connection) = try await Self.log()
        let board = ProjectionName("board", version: 1)
        try connection.run(
            """
            select read_models.claim('board', 1);
            select read_models.apply('board', 1, 1, 0, 3, '{a}', array['{}'::bytea], false);
            select read_models.claim('registers', 1);
            update read_models.checkpoints set position = 9
            """)
        let store = try PostgresEventStore(ConnectionOptions(address: script.database.url), keys: RegisterOfTests.keys)
        #expect(try store.standing(of: board).isAhead)
        let claim = try store.claim(board)
        #expect(claim.position == 0)
        #expect(try connection.number("select count(*) from read_models.rows where model = 'board'") == 0)
        #expect(try store.apply(ProjectionBatch(through: 2), to: board, claim, keepingClaim: false))
        #expect(try !store.standing(of: board).isAhead)
        // Whoever asks another is told of that one.
        #expect(try store.discardModelsAhead() == ["registers"])
    }

    @Test func `Two that empty what they claim do not wait for each other, nor for one that empties all`() async throws
    {
        let (script, connection) = try await Self.log()
        for model in ["board", "registers"] {
            try connection.run("select read_models.claim('\(model)', 1)")
        }
        try connection.run("update read_models.checkpoints set position = 9")
        let (first, second) = (try script.connect(), try script.connect())
        try first.run("begin; select read_models.claim('registers', 1)")
        try second.run("set statement_timeout = '5s'; begin; select read_models.claim('board', 1)")
        let all = try script.startBlocked { connection in
            Int64(try connection.run("select read_models.discard_ahead()").count)
        }
        try first.run("commit")
        try second.run("commit")
        #expect(try all.outcome().get() == 0)
    }

    @Test func `A read model beyond what is kept begins from nothing also when the log has outgrown it`() async throws {
        let (script, connection) = try await Self.log()
        let board = ProjectionName("board", version: 1)
        try connection.append()
        #expect(try connection.advanceWatermark() == 4)
        try connection.run(
            """
            select read_models.claim('board', 1);
            select read_models.apply('board', 1, 1, 0, 4, '{a}', array['{}'::bytea], false);
            set session_replication_role = replica;
            delete from event_store.events where position = 4;
            delete from event_store.watermark where position = 4;
            reset session_replication_role
            """)
        try Self.moveToAnotherServer(connection)
        // The log goes on before anybody asks: far beyond where the board stands.
        #expect(try script.connect().append() > 1_000_000)
        _ = try script.connect().advanceWatermark()
        let store = try PostgresEventStore(ConnectionOptions(address: script.database.url), keys: RegisterOfTests.keys)
        #expect(try store.claim(board).position == 0)
        #expect(try connection.number("select count(*) from read_models.rows where model = 'board'") == 0)
    }

    @Test func `An acknowledged position far beyond the log is a mistake`() async throws {
        let (_, connection) = try await Self.log()
        let failure = #expect(throws: PostgresError.self) {
            try connection.run("select event_store.begin_incarnation('promoted', 9000000000000000000)")
        }
        #expect(failure?.sqlState == SQLState(rawValue: "TM422"))
        #expect(try connection.append() == 4)
    }

    @Test func `What can have been acknowledged is the same before a promotion and in it`() async throws {
        let (_, connection) = try await Self.log()
        let limit = try connection.number(AcknowledgedLimit.sql)
        #expect(throws: PostgresError.self) {
            try connection.run("select event_store.begin_incarnation('promoted', \(limit + 1))")
        }
        try connection.run("select event_store.begin_incarnation('promoted', \(limit))")
    }
}
