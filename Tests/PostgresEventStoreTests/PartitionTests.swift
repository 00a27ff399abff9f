import EventSourcing
import PostgresClient
import Synchronization
import TestSupport
import Testing

@testable import PostgresEventStore

// The log gets its partitions ahead, and nobody waits for them.
@Suite(.timeLimit(.minutes(10)))
struct PartitionTests {
    /// With 500 positions left in the first partition, and small partitions behind it.
    private static func nearTheEdge(room: Int64) async throws -> PostgresFixture {
        let fixture = try await PostgresFixture.make()
        try fixture.superuser().run(
            """
            update event_store.layout set partition_size = 1000, room_ahead = \(room), position_jump = 100;
            select setval('event_store.position', 100000000 - 500)
            """)
        return fixture
    }

    private static func request(_ stream: StreamName, id: UniqueID) throws -> AppendRequest {
        AppendRequest(
            commandID: id, command: "sample.do", content: Array("{}".utf8), actor: "officer-sample",
            expectations: [Expectation(stream, .any)],
            events: [
                NewEvent(
                    stream: stream, type: "SomethingHappened", occurredAt: Timestamp(microseconds: 0),
                    data: Array("{}".utf8), metadata: Array("{}".utf8))
            ])
    }

    private static func partitions(of fixture: PostgresFixture) throws -> Int {
        try fixture.superuser().run("select from pg_inherits where inhparent = 'event_store.events'::regclass").count
    }

    @Test func `Sixteen clients append over many edges while partitions are made, and none waits for it`() async throws
    {
        let fixture = try await Self.nearTheEdge(room: 2000)
        let writers = 16
        let each = 300
        let gate = StartingGate(writers + 1)
        let running = Mutex(writers)
        let slowest = try await Threads.run {
            try Threads.run(writers + 1) { index in
                let store = try fixture.store(named: "writer")
                gate.wait()
                guard index < writers else {
                    // Readers come and go, and each moves the watermark.
                    while running.withLock({ $0 > 0 }) { _ = try store.advanceWatermark() }
                    return Duration.zero
                }
                defer { running.withLock { $0 -= 1 } }
                let stream = try StreamName(text: "mission-\(index)")
                var slowest = Duration.zero
                for number in 0..<each {
                    let request = try Self.request(stream, id: UniqueID(high: UInt64(index), low: UInt64(number)))
                    let start = ContinuousClock.now
                    guard case .stored = try store.append(request) else { throw ScriptFailed("not stored") }
                    slowest = max(slowest, ContinuousClock.now - start)
                }
                return slowest
            }.max() ?? .zero
        }
        let count = try Self.partitions(of: fixture)
        print("16 clients, 4,800 appends over \(count) partitions: the slowest took \(slowest)")
        #expect(count > 5)
        #expect(slowest < .seconds(2))
        let stored = try fixture.superuser().run("select from event_store.events").count
        #expect(stored == writers * each)
        #expect(try fixture.superuser().run("select from event_store.verify()").count == 0)
    }

    @Test func `An append in flight holds up no partition, and a partition being made holds up no append or reader`()
        async throws
    {
        let fixture = try await Self.nearTheEdge(room: 2000)
        let script = ScriptedLog(database: fixture.database)
        let writer = try script.connect()
        try writer.run("begin")
        try writer.append(to: "mission-one")

        // With the append in flight it is made at once: its own time-out for locks would leave it undone.
        let maker = try script.connect()
        try maker.run("begin")
        #expect(try maker.number("select event_store.ensure_partitions_ahead()") >= 2000)

        // With the making in flight appends and readers go on: theirs would be an error.
        let other = try script.connect()
        try other.run("set lock_timeout = '1s'")
        try other.append(to: "mission-two")
        try writer.append(to: "mission-one")
        #expect(try other.versions(of: "mission-two") == [1])
        try maker.run("commit")
        try writer.run("commit")
        #expect(try Self.partitions(of: fixture) == 3)
        #expect(try other.advanceWatermark() == 99_999_503)
    }

    @Test func `Of two makers at once one makes the partitions`() async throws {
        let fixture = try await Self.nearTheEdge(room: 2000)
        let script = ScriptedLog(database: fixture.database)
        let first = try script.connect()
        try first.run("begin")
        try first.run("select event_store.ensure_partitions_ahead()")
        let second = try script.startBlocked { connection in
            try connection.number("select event_store.ensure_partitions_ahead()")
        }
        try first.run("commit")
        // What the other made, or what there was before when it gave up waiting.
        #expect(try [500, 2500].contains(second.outcome().get()))
        #expect(try Self.partitions(of: fixture) == 3)
    }

    @Test func `An append that finds no partition makes one and is stored`() async throws {
        let fixture = try await Self.nearTheEdge(room: 10)
        let store = try fixture.store(named: "writer")
        try fixture.superuser().run("select setval('event_store.position', 100000000)")
        let request = try Self.request(StreamName(text: "mission-one"), id: UniqueID(high: 1, low: 1))
        let entry = try store.append(request).entry
        #expect(entry.placements.map(\.position) == [100_000_002])
        #expect(try store.append(request) == .duplicate(entry))
        #expect(try store.advanceWatermark() == 100_000_002)
        #expect(try store.read([StreamName(text: "mission-one")], through: nil).map(\.version) == [1])
    }

    @Test func `A partition made later has the triggers, indexes and columns of the first`() async throws {
        let fixture = try await Self.nearTheEdge(room: 2000)
        let superuser = try fixture.superuser()
        try superuser.run("select event_store.ensure_partitions_ahead()")
        let later = "events_100000001"
        func described(_ partition: String, _ sql: String) throws -> String? {
            try superuser.run(
                "select string_agg(replace(line, '\(partition)', 'events_n'), E'\\n' order by line) from (\(sql)) as f(line)"
            ).text(row: 0)
        }
        for sql in [
            "select pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'event_store.%s'::regclass",
            "select indexdef from pg_indexes where tablename = '%s'",
            """
            select concat_ws(' ', attname, atttypid::regtype, attcollation, attnotnull, attgenerated, attstorage,
                pg_get_expr(adbin, adrelid))
            from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
            where attrelid = 'event_store.%s'::regclass and attnum > 0
            """,
            "select concat_ws(' ', relowner::regrole, coalesce(relacl, acldefault('r', relowner))) from pg_class where relname = '%s'",
        ] {
            let first = try described("events_1", sql.replacing("%s", with: "events_1"))
            #expect(try described(later, sql.replacing("%s", with: later)) == first)
            #expect(first != nil)
        }
    }
}
