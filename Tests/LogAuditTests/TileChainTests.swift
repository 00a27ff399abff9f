import AuditLog
import LogAudit
import PostgresClient
import TestSupport
import Testing

// A root rests on few tiles: those below them must be held against it as well.
@Suite(.timeLimit(.minutes(10)))
struct TileChainTests {
    @Test
    func `An event that was changed with its leaf in the lowest tile alone is found, and the tile's stretch named`()
        async throws
    {
        let log = try await AuditedLog.make()
        try log.record(400)
        let earlier = try log.seal(AuditedLog.key()).checkpoint
        // One checkpoint, as of a folder that has no other, and a copy of an earlier one.
        try FolderFiles(log.folder).removeAll()
        try log.record(600)
        try log.seal(AuditedLog.key())
        #expect(try log.verify(keeping: [earlier]).isSound)
        try log.superuser.run("set session_replication_role = replica")
        try log.rewriteWithLeaf(500, size: 1_000)
        let within = LogFinding.rewrittenWithin(
            from: try log.folder.position(of: 256, size: 1_000), through: try log.folder.position(of: 511, size: 1_000))
        for kept in [[], [earlier]] {
            let report = try log.verify(keeping: kept)
            #expect(report.findings == [within], "\(report)")
        }
    }

    @Test func `One level up the same holds`() async throws {
        let log = try await Self.long()
        let files = FolderFiles(log.folder)
        let whole = try files.contents()
        #expect(try log.verify().isSound)
        // The folder alone: no event is accused.
        try log.change("tile/1/000") { $0[5 * TreeHash.byteCount] ^= 1 }
        #expect(try log.verify().findings == [.falseIndex(path: "tile/1/000")])
        try log.change("positions/007") { $0[1] ^= 1 }
        #expect(
            try log.verify().findings == [.falseIndex(path: "positions/007"), .falseIndex(path: "tile/1/000")])
        try files.restore(whole)
        // However much of the folder is damaged, an event that was changed is named.
        for number in 0..<120 {
            let tile = Tile(level: 0, index: Int64(number))
            try log.change(tile.path) { $0[0] ^= 1 }
        }
        try log.superuser.run("begin")
        try log.superuser.run("update event_store.events set data = data || '\\x20' where position = 60000")
        let beside = try log.verify()
        #expect(beside.findings.contains(.changed(position: 60_000)) && beside.isCutOff, "\(beside)")
        try log.superuser.run("rollback")
        try files.restore(whole)
        try log.superuser.run("begin")
        try log.rewriteWithLeaf(500, size: Self.size)
        let lowest = try log.verify().findings
        #expect(lowest == [.rewrittenWithin(from: 257, through: 512)], "\(lowest)")
        try log.raise("tile/0/001", to: "tile/1/000", at: 1)
        let above = try log.verify().findings
        #expect(above == [.rewrittenWithin(from: 1, through: 65_536)], "\(above)")
        try log.raise("tile/1/000", to: "tile/2/000.p/1", at: 0)
        let highest = try log.verify().findings
        #expect(
            highest == [.falseTiles(size: Self.size), .rewritten(size: Self.size, through: Self.size)], "\(highest)")
        try log.superuser.run("rollback")
    }

    @Test func `A last tile of leaves that no tile above has the hash of is no obstacle`() async throws {
        let log = try await Self.long(65_537)
        #expect(try log.verify().isSound)
        try log.change("tile/0/256.p/1") { $0[0] ^= 1 }
        #expect(
            try log.verify().findings == [.falseTiles(size: 65_537), .falseIndex(path: "tile/0/256.p/1")])
    }

    private static let size: Int64 = 66_000

    /// So many sealed events, at the positions from 1, so that the tree has three levels of tiles.
    private static func long(_ size: Int64 = size) async throws -> AuditedLog {
        let log = try await AuditedLog.make()
        try log.superuser.run(
            """
            set session_replication_role = replica;
            insert into event_store.events (position, stream, version, event_id, type, actor, occurred_at, recorded_at,
                data, metadata, leaf_hash)
            select event.*, event_store.leaf_hash(position, version, recorded_at, occurred_at, event_id, stream, type,
                actor, data, metadata)
            from (
                select number as position, 'mission-1' as stream, number as version, gen_random_uuid() as event_id,
                    'MissionProposed' as type, 'officer-sample' as actor, now() as occurred_at, now() as recorded_at,
                    '\\x7b7d'::bytea as data, '\\x7b7d'::bytea as metadata
                from generate_series(1::bigint, \(size)) as number
            ) as event;
            insert into event_store.watermark (position, recorded_at) values (\(size), now())
            """)
        try log.seal(AuditedLog.key())
        return log
    }
}
