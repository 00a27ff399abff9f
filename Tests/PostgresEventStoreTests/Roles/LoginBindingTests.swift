import EventSourcing
import PostgresClient
import TestSupport
import Testing

@testable import PostgresEventStore

// Which login recorded what, and for whom it may.
@Suite(.timeLimit(.minutes(10)))
struct LoginBindingTests {
    /// The same command by each way into the log, of which each stores one event.
    private static let ways = [
        """
        select event_store.append_event(
            '<id>', 'sample.do', '{}', '<actor>', 'mission-<id>', 0, 'Done', now(), '{}', '{}')
        """,
        """
        select event_store.append_event(
            '<id>', 'sample.do', '{}', '<actor>', 'mission-<id>', -1, 'Done', now(), '{}', '{}')
        """,
        """
        select event_store.append('<id>', 'sample.do', '{}', '<actor>', null, '{mission-<id>}', '{0}',
            '{mission-<id>}', '{Done}', array[now()], array['{}']::bytea[], array['{}']::bytea[])
        """,
        // Two streams: one that is looked at by itself.
        """
        select event_store.append('<id>', 'sample.do', '{}', '<actor>', null, '{mission-none,mission-<id>}', '{0,0}',
            '{mission-<id>}', '{Done}', array[now()], array['{}']::bytea[], array['{}']::bytea[])
        """,
        // One that was refused is recorded too.
        """
        select event_store.append('<id>', 'sample.do', '{}', '<actor>', '{"rule":"R1"}', '{}', '{}',
            '{}', '{}', '{}', '{}', '{}')
        """,
    ]

    private static func sql(_ way: String, _ number: Int, by actor: String) -> String {
        way.replacing("<id>", with: GuardedLog.commandID(number)).replacing("<actor>", with: actor)
    }

    private static func request(_ stream: StreamName, by actor: String) -> AppendRequest {
        AppendRequest(
            commandID: .random(), command: "sample.do", content: Array("{}".utf8), actor: actor,
            expectations: [Expectation(stream, .noStream)], events: [.sample(stream)])
    }

    private func bind(_ login: RoleLogin, _ actors: String, in log: borrowing GuardedLog) throws {
        try log.superuser.run(
            "set role missieboek_owner; select event_store.bind_login('\(login.name)', \(actors)); reset role")
    }

    @Test(arguments: [true, false])
    func `A login that is bound records for its actors, and for nobody else, by every way`(
        _ hasAppended: Bool
    ) async throws {
        let log = try await GuardedLog.make()
        let connection = try await RoleLogin.appender.connect(to: log.database)
        try bind(.appender, "'{officer-one,officer-two}'", in: log)
        // The first append of a session goes another way than those behind it.
        if hasAppended { try connection.run(Self.sql(Self.ways[0], 4, by: "officer-one")) }
        let before = try log.contents()
        for way in Self.ways {
            for actor in ["officer-three", "officer-on", "officer-one,officer-two"] {
                let outcome = connection.outcome(of: Self.sql(way, 5, by: actor))
                #expect(outcome == "TM403", "\(actor): \(way)")
            }
        }
        let after = try log.contents()
        #expect(after == before)

        for (number, way) in Self.ways.enumerated() where number < 4 {
            let actor = number.isMultiple(of: 2) ? "officer-two" : "officer-one"
            try connection.run(Self.sql(way, 5 + number, by: actor))
            // What is known is not told to whom it is not his.
            let repeated = connection.outcome(of: Self.sql(way, 5 + number, by: "officer-three"))
            #expect(repeated == "TM403")
        }
        let findings = try log.findings()
        #expect(findings == [])
    }

    @Test func `The last that was said of a login counts, and a login of which nothing was said records for anybody`()
        async throws
    {
        let log = try await GuardedLog.make()
        let bound = try await RoleLogin.appender.connect(to: log.database)
        let other = try await RoleLogin.daily.connect(to: log.database)
        var number = 3
        for (actors, expected) in [
            ("'{officer-one}'", "TM403"), ("null", "done"), ("'{}'", "TM403"), ("'{officer-six}'", "done"),
        ] {
            try bind(.appender, actors, in: log)
            number += 1
            let outcome = bound.outcome(of: Self.sql(Self.ways[0], number, by: "officer-six"))
            #expect(outcome == expected, "\(actors)")
            let free = other.outcome(of: Self.sql(Self.ways[0], number + 4, by: "officer-\(number)"))
            #expect(free == "done")
        }
        let said = try log.superuser.column(
            """
            select concat_ws(' ', actors, recorded_by) from event_store.login_bindings
            where login = 'test_appender' order by number
            """)
        #expect(
            said == [
                "{officer-one} missieboek_superuser", "missieboek_superuser", "{} missieboek_superuser",
                "{officer-six} missieboek_superuser",
            ])
    }

    @Test(arguments: [
        "'nobody_of_that_name', '{officer-one}'", "'missieboek_appender', '{officer-one}'", "null, '{officer-one}'",
        "'missieboek', '{officer one}'", "'missieboek', array['officer-one', null]", "'missieboek', '{\"\"}'",
    ])
    func `What would bind nobody, or to nobody, is refused`(_ arguments: String) async throws {
        let log = try await GuardedLog.make()
        let outcome = log.superuser.outcome(of: "select event_store.bind_login(\(arguments))")
        #expect(outcome == "TM422")
    }

    @Test func `Of a batch only what is another's fails, and the store says whose it is not`() async throws {
        let log = try await GuardedLog.make()
        try bind(.daily, "'{officer-sample}'", in: log)
        let store = try PostgresEventStore(ConnectionOptions(address: log.database.url), keys: RegisterOfTests.keys)
        let own = [AppendRequest.sample([.sample("mission-two")]), .sample([.sample("mission-three")])]
        let foreign = Self.request("mission-four", by: "officer-other")
        let reason = StoreFailure.actorRefused("login missieboek may not record for officer-other")
        #expect(throws: reason) { try store.append(foreign) }

        let results = store.append([own[0], foreign, own[1]])
        #expect(results[1] == .failure(reason))
        for index in [0, 2] {
            guard case .success(.stored) = results[index] else {
                Issue.record("\(results[index])")
                continue
            }
        }
        // Also where each stands on its own stream at a version, which is stored as a whole when nothing is wrong.
        let second = store.append([
            Self.request("mission-five", by: "officer-sample"), Self.request("mission-six", by: "officer-other"),
        ])
        guard case .success(.stored) = second[0] else { throw ScriptFailed("\(second[0])") }
        #expect(second[1] == .failure(reason))
        let findings = try log.findings()
        #expect(findings == [])
    }

    @Test(arguments: LoginBindingTests.ways)
    func `The journal says which login recorded a command, whoever it claims to be`(_ way: String) async throws {
        let log = try await GuardedLog.make()
        let connection = try await RoleLogin.appender.connect(to: log.database)
        try connection.run("set role missieboek_appender; set application_name = 'missieboek'")
        try connection.run(Self.sql(way, 4, by: "officer-one"))
        let recorded = try connection.column("select event_store.recorded_by('\(GuardedLog.commandID(4))')")
        #expect(recorded == ["test_appender"])
        let journal = try log.superuser.column(
            "select concat_ws(' ', login, actor) from event_store.commands where id = '\(GuardedLog.commandID(4))'")
        #expect(journal == ["test_appender officer-one"])
    }
}
