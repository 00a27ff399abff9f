import AuditLog
import FoundationEssentials
import LogAudit
import PostgresClient
import TestSupport
import Testing

// Whoever owns the database and the folder of the proofs: what only a checkpoint that was kept elsewhere shows.
@Suite(.timeLimit(.minutes(10)))
struct CollusionTests {
    @Test func `Tiles that were made anew over a changed event do not lead to the root that was signed`() async throws {
        let (log, position) = try await Self.rewritten()
        let note = try #require(try log.latestNote())
        let forged = try log.copy()
        try forged.seal(AuditedLog.key(9))
        // The tiles of the forgery, under the checkpoint of the truth.
        for tile in Tile.added(from: 0, to: 300) {
            try FolderFiles(log.folder).write(FolderFiles(forged.folder).read(tile.path), to: tile.path)
        }
        #expect(try log.latestNote() == note)
        let report = try log.verify()
        let end = try log.folder.position(of: 299, size: 300)
        #expect(
            report.findings == [.falseTiles(size: 300), .rewritten(size: 300, through: end)],
            "\(report) at \(position)")
    }

    @Test func `Signed anew with another key it is nobody's word, and with the log's own key a kept one shows it`()
        async throws
    {
        let (log, position) = try await Self.rewritten()
        let kept = try Checkpoint(of: #require(try log.latestNote()))
        let trusted = try AuditedLog.key().verifier
        let policy = TrustPolicy(origin: trusted.name, logKeys: [trusted])

        let stranger = try log.copy()
        try stranger.seal(AuditedLog.key(9))
        let strangers = try #require(try stranger.latestNote())
        #expect(throws: AuditFault.unsigned) { try policy.checkpoint(of: strangers) }

        let forged = try log.copy()
        try forged.seal(AuditedLog.key())
        let alone = try forged.verify()
        #expect(alone.isSound, "database, folder and key agree: nothing inside can show it")
        let beside = try forged.verify(keeping: [kept])
        let rewritten = LogFinding.rewritten(size: 300, through: try log.folder.position(of: 299, size: 300))
        #expect(beside.findings == [.forked(size: 300), rewritten] && beside.unmet == [kept.head])
        #expect(try #require(rewritten.position) >= position)
        // The same without a folder at all, in which the second checkpoint is.
        #expect(try forged.verify(keeping: [kept], withFolder: false).findings == [rewritten])
    }

    @Test func `An earlier backup passed off as the latest is shorter than what was kept`() async throws {
        let log = try await AuditedLog.make()
        try log.record(200)
        let early = try log.seal(AuditedLog.key()).checkpoint
        try log.record(100)
        let late = try log.seal(AuditedLog.key()).checkpoint
        try log.superuser.run("set session_replication_role = replica")
        try log.superuser.run(
            "delete from event_store.events where position > \(try log.folder.position(of: 199, size: 300))")
        let rolledBack = try log.copy()
        try rolledBack.seal(AuditedLog.key())
        #expect(try rolledBack.verify(keeping: [early]).isSound)
        #expect(try rolledBack.verify(keeping: [early, late]).findings == [.cutOff(size: 300, found: 200)])
        #expect(try rolledBack.verify(keeping: [late], withFolder: false).findings == [.cutOff(size: 300, found: 200)])
        // Other events in the place of those that are gone.
        try rolledBack.record(100)
        let fork = try rolledBack.verify(keeping: [early, late])
        guard case .rewritten(300, _, let position)? = fork.findings.first else {
            Issue.record("\(fork)")
            return
        }
        // They go on from the versions of those that are gone.
        let others = fork.findings.dropFirst()
        #expect(position > 0 && others.allSatisfy { if case .misnumbered = $0 { true } else { false } }, "\(fork)")
    }

    @Test func `A checkpoint that is older than the log's is no alarm`() async throws {
        let log = try await AuditedLog.make()
        try log.record(20)
        let stale = try log.seal(AuditedLog.key()).checkpoint
        try log.record(300)
        try log.seal(AuditedLog.key())
        #expect(try log.verify(keeping: [stale]).isSound)
        #expect(try log.verify(keeping: [stale], withFolder: false).isSound)
    }

    /// A log of 300 events that was sealed, and one of them changed after that, with its leaf.
    private static func rewritten() async throws -> (log: AuditedLog, position: Int64) {
        let log = try await AuditedLog.make()
        try log.record(300)
        try log.seal(AuditedLog.key())
        let position = try log.folder.position(of: 123, size: 300)
        try log.superuser.run("set session_replication_role = replica")
        try log.superuser.run(
            """
            update event_store.events set data = data || '\\x20' where position = \(position);
            update event_store.events set leaf_hash = event_store.leaf_hash(
                position, version, recorded_at, occurred_at, event_id, stream, type, actor, data, metadata)
            where position = \(position)
            """)
        return (log, position)
    }

    @Test func `A folder that is damaged is told, and a kept checkpoint speaks all the same`() async throws {
        let (log, _) = try await Self.rewritten()
        let kept = try Checkpoint(of: #require(try log.latestNote()))
        try FileManager.default.removeItem(atPath: log.folder.path + "/tile/0/000")
        let report = try log.verify(keeping: [kept])
        #expect(report.findings.contains(.damagedFolder(path: "tile/0/000")))
        #expect(report.findings.contains { if case .rewritten(300, _, _) = $0 { true } else { false } }, "\(report)")
    }

    @Test func `A decoy in the folder hides no checkpoint that a later one of the same key contradicts`() async throws {
        let log = try await AuditedLog.make()
        try log.record(150)
        try log.seal(AuditedLog.key())
        let earlier = try #require(try log.latestNote())
        try log.superuser.run("set session_replication_role = replica")
        try log.rewrite("position = \(try log.folder.position(of: 20, size: 150))")
        try log.record(150)
        let forged = try log.copy()
        try forged.seal(AuditedLog.key())
        try FolderFiles(forged.folder).write(Array(earlier.encoded.utf8), to: "checkpoints/150")
        let end = try forged.folder.position(of: 149, size: 300)
        let rewritten = LogFinding.rewritten(size: 150, through: end)
        #expect(try forged.verify().findings == [.falseTiles(size: 150), rewritten])
        // Events behind it are named, as if they were put in, up to the root of all.
        try forged.change("positions/000") { $0[10 * 8 + 1] ^= 1 }
        #expect(
            try forged.verify().findings == [.falseTiles(size: 150), rewritten, .falseIndex(path: "positions/000")])
    }

    @Test func `A decoy hides nothing of what a kept checkpoint shows`() async throws {
        let (log, _) = try await Self.rewritten()
        let kept = try Checkpoint(of: #require(try log.latestNote()))
        let forged = try log.copy()
        try forged.seal(AuditedLog.key())
        try forged.record(5)
        try log.superuser.run(
            "update event_store.events set actor = 'x' where position = (select max(position) from event_store.events)")
        let report = try forged.verify(keeping: [kept])
        #expect(report.findings.contains { if case .rewritten(300, _, _) = $0 { true } else { false } }, "\(report)")
        #expect(report.findings.contains { if case .changed = $0 { true } else { false } })
    }
}
