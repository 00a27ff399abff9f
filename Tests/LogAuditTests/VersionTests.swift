import AuditLog
import LogAudit
import PostgresClient
import TestSupport
import Testing

// A second event under the version of one that was signed, or a gap between two: nothing of it is against what was signed.
@Suite(.timeLimit(.minutes(10)))
struct VersionTests {
    /// A log of 40 events in ten streams, of which as many are sealed, its triggers off and its versions unguarded.
    private static func sealed() async throws -> AuditedLog {
        let log = try await AuditedLog.make()
        try log.record(40)
        try log.seal(AuditedLog.key())
        try log.superuser.run("set session_replication_role = replica")
        try log.superuser.run("drop index event_store.events_1_stream_version")
        return log
    }

    /// Puts an event behind all others, with a leaf of its own, under the name and version that are given.
    private static func insert(_ version: Int, of stream: String, into log: AuditedLog) throws -> Int64 {
        let position = try log.number("select max(position) + 2 from event_store.events")
        try log.superuser.run(
            """
            insert into event_store.events select \(position), '\(stream)', \(version), gen_random_uuid(), type, actor,
                occurred_at, recorded_at, data, metadata, leaf_hash
            from event_store.events order by position limit 1;
            insert into event_store.watermark values (\(position), now())
            """)
        try log.rewrite("position = \(position)")
        return position
    }

    @Test func `A version that was sealed is not sealed again, and is found in the whole log`() async throws {
        let log = try await Self.sealed()
        let kept = try Checkpoint(of: #require(try log.latestNote()))
        let position = try Self.insert(4, of: "mission-4", into: log)
        let finding = LogFinding.misnumbered(position: position, stream: "mission-4", version: 4)
        #expect(throws: AuditFailure.finding(finding)) { try log.seal(AuditedLog.key()) }
        #expect(try log.folder.notes().count == 1)
        for withFolder in [true, false] {
            #expect(try log.verify(keeping: [kept], withFolder: withFolder).findings == [finding])
        }
        // Nobody is told twice of one stream, and of each that there is.
        let other = try Self.insert(7, of: "mission-5", into: log)
        _ = try Self.insert(4, of: "mission-4", into: log)
        let another = LogFinding.misnumbered(position: other, stream: "mission-5", version: 7)
        #expect(try log.verify().findings == [finding, another])
    }

    @Test func `No version is too large or too small to be told`() async throws {
        for version in [Int64.max, .min] {
            let log = try await Self.sealed()
            let position = try Self.insert(Int(version), of: "mission-4", into: log)
            let finding = LogFinding.misnumbered(position: position, stream: "mission-4", version: version)
            #expect(throws: AuditFailure.finding(finding)) { try log.seal(AuditedLog.key()) }
            let next = try Self.insert(5, of: "mission-4", into: log)
            let behind = LogFinding.misnumbered(position: next, stream: "mission-4", version: 5)
            #expect(throws: AuditFailure.finding(behind)) { try log.seal(AuditedLog.key()) }
            #expect(try log.verify().findings.contains(finding))
        }
    }

    @Test func `Two events of one version that came at once are not sealed either`() async throws {
        let log = try await Self.sealed()
        _ = try Self.insert(5, of: "mission-4", into: log)
        let second = try Self.insert(5, of: "mission-4", into: log)
        let finding = LogFinding.misnumbered(position: second, stream: "mission-4", version: 5)
        #expect(throws: AuditFailure.finding(finding)) { try log.seal(AuditedLog.key()) }
        try log.superuser.run("delete from event_store.events where position = \(second)")
        #expect(try log.seal(AuditedLog.key()).added == 1)
    }

    @Test func `A gap is not sealed, and found where it was sealed by others`() async throws {
        let log = try await Self.sealed()
        let first = try Self.insert(2, of: "mission-new", into: log)
        let finding = LogFinding.misnumbered(position: first, stream: "mission-new", version: 2)
        #expect(throws: AuditFailure.finding(finding)) { try log.seal(AuditedLog.key()) }
        try log.superuser.run("delete from event_store.events where position = \(first)")
        let position = try log.folder.position(of: 14, size: 40)
        let next = try log.folder.position(of: 24, size: 40)
        try log.superuser.run("delete from event_store.events where position = \(position)")
        let forged = try log.copy()
        let gap = LogFinding.misnumbered(position: next, stream: "mission-4", version: 3)
        #expect(throws: AuditFailure.finding(gap)) { try forged.seal(AuditedLog.key()) }
        #expect(try forged.verify(withFolder: false).findings == [gap])
    }

    @Test func `What goes on from a long stream and from many is sealed`() async throws {
        let log = try await AuditedLog.make()
        try log.record(600, in: 300)
        try log.record(400, in: 1)
        try log.seal(AuditedLog.key())
        try log.record(600, in: 300)
        try log.record(400, in: 1)
        #expect(try log.seal(AuditedLog.key()).added == 1_000)
        #expect(try log.verify().isSound)
    }
}
