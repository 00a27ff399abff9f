import PostgresClient
import PostgresEventStore
import Schema
import TestSupport
import Testing

// Who prepares and who decides at the same time, and what was there before duties were noted.
@Suite(.timeLimit(.minutes(10)))
struct DutyRaceTests {
    /// What the same person does in the transaction that is open while they decide with another connection; the caller of
    /// `append` names none of the files and expects nothing of any.
    private static let preparations: [(DutyKind, String?, String)] = [
        (.evidence, nil, "officer-a"),
        (.judged, nil, "officer-a"),
        (.identified("person-p"), "officer-a", "officer-z"),
    ]

    @Test(arguments: [0, 1, 2], ["commit", "rollback"])
    func `Of a preparation and a decision by one person at the same time the second waits, and loses to a commit`(
        number: Int, end: String
    ) async throws {
        let log = try await DutyLog.make()
        try log.record(.opened, by: "officer-c")
        if number == 2 {
            try log.record(.evidence, by: "officer-b")
            try log.record(.identified("person-p"), on: "officer-b", by: "officer-z")
        }
        let (kind, stream, actor) = Self.preparations[number]
        try log.connection.run("begin")
        try log.record(kind, on: stream, by: actor)
        let decision = DutyLog.sql([.decided], by: "officer-a")
        let blocked = try log.script.startBlocked { connection in try connection.number(decision) }
        try log.connection.run(end)

        let outcome = blocked.outcome()
        if end == "commit" {
            let error = #expect(throws: PostgresError.self) { try outcome.get() }
            #expect(error?.sqlState?.rawValue == "TM405")
        } else {
            #expect(throws: Never.self) { try outcome.get() }
        }
        let decided = try log.number("select count(*) from event_store.events where type = 'MeasureDecided'")
        #expect(decided == (end == "commit" ? 0 : 1))
        #expect(try log.findings() == 0)
    }

    @Test func `A decision that came first stands, and what its decider prepares after it is no duty taken up`()
        async throws
    {
        let log = try await DutyLog.make()
        try log.record(.opened, by: "officer-c")
        try log.connection.run("begin")
        try log.record(.decided, by: "officer-a")
        let evidence = DutyLog.sql([.evidence], by: "officer-a")
        let blocked = try log.script.startBlocked { connection in try connection.number(evidence) }
        try log.connection.run("commit")
        _ = try blocked.outcome().get()
        #expect(try log.findings() == 0)
    }

    @Test func `A file that is linked while a decision waits for its own is no longer passed by`() async throws {
        let log = try await DutyLog.make()
        try log.record(.receipt, by: "officer-a")
        try log.connection.run("begin")
        try log.record(.reclaimed, by: "officer-c")
        let decision = DutyLog.sql([.granted], by: "officer-a")
        let blocked = try log.script.startBlocked { connection in try connection.number(decision) }
        try log.connection.run("commit")
        let error = #expect(throws: PostgresError.self) { try blocked.outcome().get() }
        // It did not hold the claim's lock, so it is to try again; then it is refused.
        #expect(error?.sqlState?.rawValue == "40001")
        #expect(try log.refusal(of: .granted, by: "officer-a") == "TM405")
    }

    @Test func `Whoever decides on a measure and pays on the support it ends at the same time is refused the payment`()
        async throws
    {
        let log = try await DutyLog.make()
        try log.record(.opened, by: "officer-c")
        try log.connection.run("begin")
        try log.record(.struck, by: "officer-a")
        let payment = DutyLog.sql([.advance], by: "officer-a")
        let blocked = try log.script.startBlocked { connection in try connection.number(payment) }
        try log.connection.run("commit")
        let error = #expect(throws: PostgresError.self) { try blocked.outcome().get() }
        #expect(error?.sqlState?.rawValue == "40001")
        #expect(try log.refusal(of: .advance, by: "officer-a") == "TM405")
        #expect(try log.findings() == 0)
    }

    @Test func `Deciders who look at the same files do not wait for each other`() async throws {
        let log = try await DutyLog.make()
        try log.record(.judged, by: "officer-c")
        for measure in ["measure-m", "measure-n"] { try log.record(.opened, on: measure, by: "officer-c") }
        let other = try log.script.connect("other")
        try log.connection.run("begin")
        try log.record(.decided, on: "measure-m", by: "officer-a")
        _ = try other.number(DutyLog.sql([.decided], on: "measure-n", by: "officer-a"))
        try log.connection.run("commit")
    }

    // MARK: - A log of before

    @Test func `Links that were noted at the termination of support are noted at the decision by the migration`()
        async throws
    {
        let target = try await MigrationTarget.empty()
        try target.migrate()
        for (kind, officer) in [
            (DutyKind.opened, "officer-a"), (.struck, "officer-b"), (.terminated, "officer-d"),
            (.reclaimed, "officer-d"),
            (.established, "officer-d"),
        ] { _ = try target.text(DutyLog.sql([kind], by: officer)) }
        // As V0024 left it.
        let links = "select count(*)::text from event_store.linked_files"
        let all = try target.text(links)
        _ = try target.text(
            """
            set session_replication_role = replica;
            delete from event_store.linked_files where duty in ('resuming', 'revoking');
            update event_store.linked_files set position = 3 where file = 'measure-m' and duty = 'paying';
            set session_replication_role = origin;
            select 1
            """)
        #expect(try target.text("select count(*) > 0 from event_store.verify()") == "t")
        let migration = try #require(EmbeddedSQL.files.first { $0.path.contains("V0025") })
        _ = try target.text(migration.text + "select event_store.note_duties_in_log()")
        #expect(try target.text("select count(*) from event_store.verify()") == "0")
        #expect(try target.text(links) == all)
        let position = "select position from event_store.linked_files where file = 'measure-m' and duty = 'paying'"
        #expect(try target.text(position) == "2")
        #expect(throws: (any Error).self) { try target.text(DutyLog.sql([.advance], by: "officer-b")) }
    }

    @Test
    func `What was recorded before is noted when the catalogue is applied, violations too, and bars from then on`()
        async throws
    {
        let target = try await MigrationTarget.empty()
        try target.migrate()
        _ = try target.text(DutyLog.sql([.opened], by: "officer-a"))
        _ = try target.text(DutyLog.sql([.judged], by: "officer-b"))
        // As a release leaves it that notes no duties.
        _ = try target.text(
            """
            set session_replication_role = replica;
            delete from event_store.duties_done;
            delete from event_store.linked_files;
            set session_replication_role = origin;
            select 1
            """)
        let missing = "select count(*) from event_store.verify() where finding = 'duty not noted'"
        #expect(try target.text(missing) == "4")
        _ = try target.text(DutyLog.sql([.decided], by: "officer-a"))

        let path = "catalogue/duties.sql"
        let changed = EmbeddedSQL.files.map { file in
            file.path == path ? SQLFile(path: path, text: file.text + "-- once more\n") : file
        }
        #expect(try target.migrate(files: changed, fingerprint: "changed") == [path])
        #expect(try target.text("select count(*) from event_store.verify()") == "0", "a violation is no damage")
        let noted = """
            select string_agg(concat_ws(' ', stream, duty, actor, position), ', ' order by position)
            from event_store.duties_done
            """
        #expect(
            try target.text(noted)
                == "measure-m preparing officer-a 1, assessment-a preparing officer-b 2, measure-m deciding officer-a 3"
        )
        for officer in ["officer-a", "officer-b"] {
            #expect(throws: (any Error).self) { try target.text(DutyLog.sql([.decided], by: officer)) }
        }
        #expect(try target.text(DutyLog.sql([.decided], by: "officer-c")) == "4")
    }
}
