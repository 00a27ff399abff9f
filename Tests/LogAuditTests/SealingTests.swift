import AuditLog
import ByteStreams
import LogAudit
import PostgresClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SealingTests {
    @Test func `A log is sealed step by step, and each checkpoint goes on from the one before`() async throws {
        let log = try await AuditedLog.make()
        let key = try AuditedLog.key()
        var heads: [TreeHead] = []
        for count in [0, 1, 254, 1, 1, 343] {
            if count > 0 { try log.record(count) }
            let seal = try log.seal(key, on: LocalDisk())
            #expect(seal.added == Int64(count))
            heads.append(seal.checkpoint.head)
        }
        #expect(heads.map(\.size) == [0, 1, 255, 256, 257, 600])
        #expect(try log.folder.notes().count == 6)
        let tree = TiledTree(size: 600, tiles: log.folder)
        for (earlier, later) in zip(heads, heads.dropFirst()) {
            #expect(try tree.consistencyProof(from: earlier.size, to: later.size).links(earlier, to: later))
        }
        let report = try log.verify()
        #expect(report.isSound && report.events == 600 && report.sealed == 600, "\(report)")
        // The leaves by the database's own account.
        var frontier = MerkleFrontier()
        let leaves = try log.superuser.run(
            "select encode(leaf_hash, 'base64') from event_store.events order by position")
        for row in 0..<leaves.count {
            frontier.append(try #require(TreeHash(base64: leaves.text(row: row) ?? "")))
        }
        #expect(frontier.head == heads.last)
    }

    @Test func `Without new events nothing is signed, and what came later is sealed then`() async throws {
        let log = try await AuditedLog.make()
        let key = try AuditedLog.key()
        try log.record(10)
        let first = try log.seal(key)
        let again = try log.seal(key)
        #expect(again.added == 0 && again.checkpoint == first.checkpoint && again.lastPosition == first.lastPosition)
        #expect(try log.folder.notes().count == 1)
        try log.record(5)
        #expect(try log.verify().isSound)
        #expect(try log.seal(key).added == 5)
    }

    @Test func `A new key signs over what the old one has signed, and a stranger's does not`() async throws {
        let log = try await AuditedLog.make()
        try log.record(10)
        let (old, new) = (try AuditedLog.key(1), try AuditedLog.key(2))
        try log.seal(old)
        try log.record(5)
        #expect(throws: AuditFailure.proof(.unsigned), "nobody has introduced it") { try log.seal(new) }
        #expect(throws: AuditFailure.proof(.handedOver(size: 10, at: 9)), "the old one had handed over before that") {
            try log.seal(new, after: [FormerKey(old.verifier, through: 9)])
        }
        try log.seal(new, after: [FormerKey(old.verifier, through: 10)])
        let policy = TrustPolicy(origin: old.verifier.name, logKeys: [old.verifier])
        let note = try #require(try log.latestNote())
        #expect(throws: AuditFault.unsigned) { try policy.checkpoint(of: note) }
        #expect(throws: AuditFailure.proof(.unsigned)) {
            try log.seal(AuditedLog.key(3, name: "other.example"))
        }
    }

    @Test func `Sealing reads the last checkpoint only, and verifying all of them`() async throws {
        let log = try await AuditedLog.make()
        let key = try AuditedLog.key()
        for _ in 0..<3 {
            try log.record(5)
            try log.seal(key)
        }
        let files = FolderFiles(log.folder)
        try files.write(Array("not a note".utf8), to: "checkpoints/5")
        try log.record(5)
        #expect(try log.seal(key).checkpoint.head.size == 20)
        #expect(throws: AuditFailure.self) { try log.folder.notes() }
        // Two that say something else of the last size are never gone on from.
        let other = try key.sign(
            Checkpoint(origin: key.verifier.name, head: TreeHead(size: 20, root: .empty)).note(), at: 0)
        try files.write(Array(other.encoded.utf8), to: "checkpoint")
        #expect(throws: AuditFailure.finding(.falseTiles(size: 20))) { try log.seal(key) }
        // One that bears the name of another size is not taken for it.
        try files.write(Array(other.encoded.utf8), to: "checkpoints/21")
        #expect(throws: AuditFailure.folder(path: "checkpoints/21", .misnamed(size: 20))) { try log.seal(key) }
    }

    @Test func `Nothing is signed over a leaf that is not that of its record, nor over tiles that were changed`()
        async throws
    {
        let log = try await AuditedLog.make()
        let key = try AuditedLog.key()
        try log.record(300)
        try log.seal(key)
        try log.record(5)
        let last = try log.number("select event_store.current_watermark()")
        try log.superuser.run("set session_replication_role = replica")
        try log.superuser.run("update event_store.events set data = data || '\\x20' where position = \(last)")
        #expect(throws: AuditFailure.finding(.changed(position: last))) { try log.seal(key) }
        try log.superuser.run("delete from event_store.events where position = \(last)")
        let tile = Tile(level: 0, index: 0)
        var hashes = try log.folder.hashes(of: tile)
        hashes.swapAt(3, 4)
        try FolderFiles(log.folder).write(hashes.flatMap(\.bytes), to: tile.path)
        // The root of a full tile stands in the one above it: only what is read leads elsewhere.
        #expect(throws: Never.self) { try log.folder.hashes(of: tile) }
        #expect(try !log.verify().isSound)
        let above = Tile(level: 1, index: 0, width: 1)
        try FolderFiles(log.folder).write(TreeHash(leaf: []).bytes, to: above.path)
        #expect(throws: AuditFailure.finding(.falseTiles(size: 300))) { try log.seal(key) }
        #expect(try log.folder.notes().count == 1)
    }

    @Test func `What was signed once is never signed otherwise, whatever is missing`() async throws {
        let log = try await AuditedLog.make()
        let key = try AuditedLog.key()
        #expect(throws: AuditFailure.self, "a folder that is not there may be one that was lost") {
            try log.seal(key, mayBegin: false)
        }
        try log.record(20)
        try log.seal(key)
        try log.record(20)
        let late = try log.seal(key).checkpoint
        let files = FolderFiles(log.folder)
        let latest = try files.read("checkpoints/40")
        // The last checkpoint's copy is gone, or an older one stands in its place: it is put back.
        try files.remove("checkpoint")
        #expect(try log.seal(key).checkpoint == late)
        #expect(try files.read("checkpoint") == latest)
        try files.write(files.read("checkpoints/20"), to: "checkpoint")
        #expect(try log.seal(key).checkpoint == late)
        #expect(try files.read("checkpoint") == latest)
        try files.remove("checkpoints/40")
        #expect(try log.seal(key).checkpoint == late)
        #expect(try files.read("checkpoints/40") == latest)
        try log.record(5)
        #expect(try log.seal(key).added == 5)
        // All that was signed is gone, and the tiles are there.
        try files.remove("checkpoint")
        try files.remove("checkpoints")
        #expect(throws: AuditFailure.self) { try log.seal(key) }
    }

    @Test func `A log that lost its end is not sealed, also where it has grown again`() async throws {
        let log = try await AuditedLog.make()
        let key = try AuditedLog.key()
        try log.record(20)
        let last = try log.seal(key).lastPosition
        try log.superuser.run("set session_replication_role = replica")
        try log.superuser.run("delete from event_store.events where position = \(last)")
        #expect(throws: AuditFailure.finding(.missing(position: last))) { try log.seal(key) }
        try log.record(10)
        #expect(throws: AuditFailure.finding(.missing(position: last))) { try log.seal(key) }
    }

    @Test func `Two do not seal one log at once`() async throws {
        let log = try await AuditedLog.make()
        try log.record(5)
        let other = try Connection(ConnectionOptions(address: log.database.superuserURL))
        try other.run("select pg_advisory_lock(7096)")
        #expect(throws: AuditFailure.busy) { try log.seal(AuditedLog.key()) }
        try other.run("select pg_advisory_unlock(7096)")
        #expect(try log.seal(AuditedLog.key()).added == 5)
    }
}
