import AuditLog
import EventSourcing
import LogAudit
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

// A superuser puts functions and operators before those of the server, or takes away what keeps the rows in order.
@Suite(.timeLimit(.minutes(10)))
struct ForeignFunctionTests {
    /// A log of 20 sealed events, its triggers off.
    private static func sealed() async throws -> AuditedLog {
        let log = try await AuditedLog.make()
        try log.record(20)
        try log.seal(AuditedLog.key())
        try log.superuser.run("set session_replication_role = replica")
        return log
    }

    @Test func `No function that somebody has added says what a record is`() async throws {
        let log = try await Self.sealed()
        let position = try log.folder.position(of: 14, size: 20)
        // It gives back the actor that was there when the log was sealed, so that the leaf seems to hold.
        try log.superuser.run(
            """
            create function pg_catalog.convert_to(text, text) returns bytea language sql stable strict as $$
                select pg_catalog.convert_to(
                    case when $1 = 'officer-other' then 'officer-sample' else $1 end, $2::name)
            $$;
            update event_store.events set actor = 'officer-other' where position = \(position)
            """)
        let asked = try log.superuser.run(
            "select convert_from(convert_to(actor, 'UTF8'), 'UTF8') from event_store.events where position = \(position)"
        )
        #expect(asked.text(row: 0) == "officer-sample", "whoever asks the server is deceived")
        let kept = try Checkpoint(of: #require(try log.latestNote()))
        for withFolder in [true, false] {
            let report = try log.verify(keeping: [kept], withFolder: withFolder)
            #expect(report.findings.contains(.changed(position: position)), "\(report)")
            #expect(report.findings.contains { if case .rewritten(20, _, _) = $0 { true } else { false } }, "\(report)")
        }
        let prover = try #require(try Prover(log.folder))
        #expect(throws: AuditFailure.finding(.changed(position: position))) {
            try prover.bundle(of: ["mission-4"], log.superuser)
        }
    }

    @Test func `A leaf is the same to whoever reads the columns, the store and the database`() async throws {
        let log = try await Self.sealed()
        let store = try PostgresEventStore(ConnectionOptions(address: log.database.url), keys: RegisterOfTests.keys)
        let stream = try StreamName(text: "mission-4")
        let read = try store.read([stream], through: nil)
        let proofs = try #require(try Prover(log.folder)).bundle(of: ["mission-4"], log.superuser).proofs
        let leaves = try log.superuser.run(
            """
            select encode(leaf_hash, 'hex'), encode(leaf_hash, 'base64') from event_store.events
            where stream = 'mission-4' order by position
            """)
        #expect(leaves.count == 2)
        #expect(read.map(\.leafHash) == (0..<leaves.count).map { leaves.text(row: $0) })
        let proved = proofs.map { TreeHash(leaf: $0.record).base64 }
        #expect(proved == (0..<leaves.count).map { leaves.text(row: $0, column: 1) })
    }

    @Test func `A hash that is not its event's own is told as that, and a later event's as a change`() async throws {
        let log = try await Self.sealed()
        try log.record(5)
        let position = try log.folder.position(of: 14, size: 20)
        let kept = try Checkpoint(of: #require(try log.latestNote()))
        try log.superuser.run(
            "update event_store.events set leaf_hash = sha256(leaf_hash) where position = \(position)")
        let report = try log.verify(keeping: [kept])
        #expect(report.findings == [.strayLeaf(position: position)], "\(report)")
        let without = try log.verify(keeping: [kept], withFolder: false)
        #expect(without.findings == [.strayLeaf(position: position)], "\(without)")
        let end = try log.number("select max(position) from event_store.events")
        try log.superuser.run("update event_store.events set leaf_hash = sha256(leaf_hash) where position = \(end)")
        #expect(try log.verify().findings == [.strayLeaf(position: position), .changed(position: end)])
        try log.superuser.run("update event_store.events set actor = 'officer-x' where position = \(position)")
        #expect(try log.verify().findings.contains(.changed(position: position)))
    }

    @Test func `A position that is there twice is found, and not sealed`() async throws {
        let log = try await Self.sealed()
        let position = try log.folder.position(of: 14, size: 20)
        let last = try log.folder.position(of: 19, size: 20)
        try log.superuser.run("alter table event_store.events drop constraint events_pkey")
        try log.superuser.run("begin")
        try log.superuser.run(Self.copy(of: position, at: "\(position)"))
        let report = try log.verify()
        #expect(report.findings.contains(.disordered(position: position)), "\(report)")
        try log.superuser.run("rollback")
        try log.record(5)
        try log.superuser.run(Self.copy(of: position, at: "\(last + 3)"))
        try log.rewrite("position = \(last + 3)")
        #expect(try log.verify().findings.contains(.disordered(position: last + 3)))
        #expect(throws: AuditFailure.finding(.disordered(position: last + 3))) { try log.seal(AuditedLog.key()) }
        #expect(try log.folder.notes().count == 1)
    }

    @Test func `An event without a position, or with a column that is empty, is found beside the others`() async throws
    {
        let log = try await Self.sealed()
        let position = try log.folder.position(of: 3, size: 20)
        let last = try log.folder.position(of: 19, size: 20)
        try log.superuser.run(
            """
            alter table event_store.events drop constraint events_pkey;
            alter table event_store.events alter position drop not null, alter actor drop not null;
            create table event_store.events_rest partition of event_store.events default
            """)
        try log.superuser.run("update event_store.events set actor = null where position = \(position)")
        try log.superuser.run(Self.copy(of: last, at: "null"))
        let report = try log.verify()
        #expect(
            report.findings.contains(.changed(position: position)) && report.findings.contains(.unplaced), "\(report)")
        #expect(report.events == 21)
    }

    private static func copy(of position: Int64, at place: String) -> String {
        """
        insert into event_store.events select \(place), stream, version + 1000, gen_random_uuid(), type, actor, occurred_at,
            recorded_at, data, metadata, leaf_hash
        from event_store.events where position = \(position) limit 1
        """
    }
}
