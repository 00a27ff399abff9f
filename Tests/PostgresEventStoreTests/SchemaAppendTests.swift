import PostgresClient
import TestSupport
import Testing

// What append does beside the contract of every store.
@Suite(.timeLimit(.minutes(10)))
struct SchemaAppendTests {
    /// One command id, always with the same content; each given stream gets one event.
    private func append(to streams: String) -> String {
        """
        select duplicate::text || positions::text from event_store.append(
            '01950000-0000-7000-8000-000000000001', 'sample.do', '{}', 'officer-sample', null, '{}', '{}',
            \(streams), array_fill('Done'::text, array[cardinality(\(streams))]),
            array_fill(now(), array[cardinality(\(streams))]), array_fill('{}'::bytea, array[cardinality(\(streams))]),
            array_fill('{}'::bytea, array[cardinality(\(streams))]))
        """
    }

    @Test(arguments: ["array['mission-two']", "array['mission-two','mission-three']", "'{}'::text[]"])
    func `Of two sessions with one command id the second gets what the first stored`(_ second: String) async throws {
        let log = try await ScriptedLog.make()
        let first = try log.connect()
        try first.run("begin")
        try first.run(append(to: "array['mission-one']"))
        let sql = append(to: second)
        let blocked = try log.startBlocked { connection in
            try connection.run(sql).text(row: 0) == "true{1}" ? 1 : 0
        }
        try first.run("commit")

        #expect(try blocked.outcome().get() == 1)
        #expect(try first.number("select count(*) from event_store.events") == 1)
    }

    // More locks than the server's table holds for one session.
    @Test func `An append may write ten thousand streams`() async throws {
        let log = try await ScriptedLog.make()
        let connection = try log.connect()
        try connection.run(append(to: "(select array_agg('many-' || n) from generate_series(1, 10000) as n)"))

        #expect(try connection.number("select count(*) from event_store.streams where version = 1") == 10_000)
        #expect(try connection.advanceWatermark() == 10_000)
    }

    // What Swift's types rule out, SQL can say.
    @Test(arguments: [
        ("''", "now()", "0", "TM422"), ("null", "now()", "0", "TM422"), ("'two words-a'", "now()", "0", "TM422"),
        ("'mission-two'", "null", "0", "TM422"), ("'mission-two'", "'infinity'", "0", "TM422"),
        ("'mission-two'", "now()", "9223372036854775807", "TM409"), ("'mission-two'", "now()", "-3", "TM422"),
        ("'mission-two'", "now()", "null", "TM422"),
    ])
    func `What is wrong with one command of a batch costs the others nothing, and no position`(
        _ stream: String, _ time: String, _ version: String, _ code: String
    ) async throws {
        let log = try await ScriptedLog.make()
        let connection = try log.connect()
        let rows = try connection.run(
            """
            select coalesce(failure, 'stored at ' || positions[1]) from event_store.append_batch(
                array['01950000-0000-7000-8000-000000000001', '01950000-0000-7000-8000-000000000002',
                    '01950000-0000-7000-8000-000000000003']::uuid[],
                '{sample.do,sample.do,sample.do}', '{a,b,c}', '{officer-a,officer-a,officer-a}',
                array[null, null, null]::bytea[], '{1,1,1}', array['mission-one', 'mission-three', \(stream)],
                array[0, 0, \(version)]::bigint[], '{1,1,1}', array['mission-one', 'mission-three', \(stream)],
                '{Done,Done,Done}', array[now(), now(), \(time)]::timestamptz[], '{a,b,c}', '{a,b,c}')
            """)
        #expect((0..<3).map { rows.text(row: $0) } == ["stored at 1", "stored at 2", code])
        try connection.append(to: "mission-four")
        #expect(try connection.number("select max(position) from event_store.events") == 3)
    }

    // What is not usual goes to append, which gives the reason; the next event stands where nothing was stored between.
    @Test(arguments: [
        ("''", "now()", "0", "'a'", "TM422"), ("null", "now()", "0", "'a'", "TM422"),
        ("'two words-a'", "now()", "0", "'a'", "TM422"), ("'mission-a b c'", "now()", "0", "'a'", "TM422"),
        ("'mission-one'", "null", "1", "'a'", "TM422"), ("'mission-one'", "'infinity'", "1", "'a'", "TM422"),
        ("'mission-one'", "now()", "-3", "'a'", "TM422"), ("'mission-one'", "now()", "null", "'a'", "TM422"),
        ("'mission-one'", "now()", "1", "null", "TM422"), ("'mission-one'", "now()", "0", "'a'", "TM409"),
        ("'mission-two'", "now()", "-2", "'a'", "TM409"), ("'mission-two'", "now()", "1", "'a'", "TM409"),
    ])
    func `What is wrong with a command of one event is refused as by append, and uses no position`(
        _ stream: String, _ time: String, _ version: String, _ data: String, _ code: String
    ) async throws {
        let log = try await ScriptedLog.make()
        let connection = try log.connect()
        try connection.append(to: "mission-one", expecting: ("mission-one", 0))
        let failure = #expect(throws: PostgresError.self) {
            try connection.run(
                """
                select event_store.append_event('01950000-0000-7000-8000-000000000001', 'sample.do', '{}', 'officer-a',
                    \(stream), \(version), 'Done', \(time), \(data), '{}')
                """)
        }
        #expect(failure?.sqlState == SQLState(rawValue: code))
        #expect(try connection.append(to: "mission-one", expecting: ("mission-one", 1)) == 2)
    }

    @Test(arguments: [("null", "'{}'"), ("'{}'", "null")])
    func `A command of one event without content or metadata is refused, and uses no position`(
        _ content: String, _ metadata: String
    ) async throws {
        let log = try await ScriptedLog.make()
        let connection = try log.connect()
        try connection.append(to: "mission-one", expecting: ("mission-one", 0))
        let failure = #expect(throws: PostgresError.self) {
            try connection.run(
                """
                select event_store.append_event('01950000-0000-7000-8000-000000000001', 'sample.do', \(content),
                    'officer-a', 'mission-one', 1, 'Done', now(), '{}', \(metadata))
                """)
        }
        #expect(failure?.sqlState == SQLState(rawValue: "TM422"))
        #expect(try connection.append(to: "mission-one", expecting: ("mission-one", 1)) == 2)
    }

    @Test(arguments: ["0", "-1", "1", "-2"])
    func `A command of one event that comes again gets its entry, whatever it expects now`(_ version: String)
        async throws
    {
        let log = try await ScriptedLog.make()
        let connection = try log.connect()
        func append(_ content: String, expecting version: String) throws -> Rows {
            try connection.run(
                """
                select version, position, (earlier).positions, (earlier).versions
                from event_store.append_event('01950000-0000-7000-8000-000000000001', 'sample.do', '\(content)',
                    'officer-a', 'mission-one', \(version), 'Done', now(), '{}', '{}')
                """)
        }
        let first = try append("{}", expecting: "-1")
        #expect((0..<4).map { first.text(row: 0, column: $0) } == ["1", "1", nil, nil])
        let second = try append("{}", expecting: version)
        #expect((0..<4).map { second.text(row: 0, column: $0) } == [nil, nil, "{1}", "{1}"])
        let failure = #expect(throws: PostgresError.self) { _ = try append("{\"other\":1}", expecting: version) }
        #expect(failure?.sqlState == SQLState(rawValue: "TM410"))
        #expect(try connection.number("select count(*) from event_store.events") == 1)
        #expect(try connection.number("select max(version) from event_store.streams") == 1)
    }

    @Test func `An append in another isolation level is refused where it could be deceived`() async throws {
        let log = try await ScriptedLog.make()
        let connection = try log.connect()
        try connection.run("begin isolation level repeatable read")
        let failure = #expect(throws: PostgresError.self) {
            try connection.append(to: "mission-one", expecting: ("policy-one", 0))
        }
        #expect(failure?.sqlState == SQLState(rawValue: "TM422"))
        try connection.run("rollback")
    }

    @Test func `The watermark moves in no isolation level in which what is below it might not be seen`() async throws {
        let log = try await ScriptedLog.make()
        let connection = try log.connect()
        for level in ["repeatable read", "serializable"] {
            try connection.run("begin isolation level \(level)")
            let failure = #expect(throws: PostgresError.self) {
                try connection.run("select event_store.advance_watermark()")
            }
            #expect(failure?.sqlState == SQLState(rawValue: "TM422"))
            try connection.run("rollback")
        }
    }

    @Test func `A later partition takes over where the first ends`() async throws {
        let log = try await ScriptedLog.make()
        let superuser = try Connection(ConnectionOptions(address: log.database.superuserURL))
        try superuser.run(
            """
            select event_store.create_partition(100000001, 200000001);
            select setval('event_store.position', 99999999)
            """)
        let connection = try log.connect()
        let positions = try (1...3).map { _ in try connection.append(to: "mission-one") }

        #expect(positions == [100_000_000, 100_000_001, 100_000_002])
        #expect(try connection.versions(of: "mission-one") == [1, 2, 3])
        #expect(try connection.advanceWatermark() == 100_000_002)
        let findings = try superuser.run("select * from event_store.verify()").count
        #expect(findings == 0)
    }
}
