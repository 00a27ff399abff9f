import AuditLog
import ByteStreams
import LogAudit
import PostgresClient
import TestSupport
import Testing

// A folder whose tiles are lost or damaged, and whose checkpoints are there.
@Suite(.timeLimit(.minutes(10)))
struct RebuildTests {
    @Test func `Whatever is damaged is made anew, byte for byte`() async throws {
        let log = try await Self.sealed()
        let files = FolderFiles(log.folder)
        let whole = try files.contents()
        let names = whole.keys.filter { $0.hasPrefix("tile/") || $0.hasPrefix("positions/") }.sorted()
        for seed in Seeds.all {
            var chance = Chance(seed: UInt64(seed))
            let damaged = Set((0..<chance.number(1...names.count)).map { _ in chance.pick(names) })
            for name in damaged.sorted() { try Self.damage(name, of: files, &chance) }
            let outcome = try log.rebuild()
            #expect(outcome.checkpoint.head.size == 700)
            #expect(Set(outcome.mended) == damaged, "seed \(seed)")
            #expect(try files.contents() == whole, "seed \(seed)")
            #expect(try log.verify().isSound, "seed \(seed)")
        }
        for folder in ["tile", "positions"] { try files.remove(folder) }
        #expect(try log.rebuild(on: LocalDisk()).mended.count == names.count)
        #expect(try files.contents() == whole)
        #expect(try log.rebuild().mended == [])
    }

    @Test func `Unless the log is what was signed, the folder stays as it was`() async throws {
        let log = try await Self.sealed()
        let files = FolderFiles(log.folder)
        let positions = try [150, 200, 299, 699].map { try log.folder.position(of: $0, size: 700) }
        let last = positions[3]
        let held = try log.folder.position(of: 149, size: 700)
        let behind = try log.number("select min(position) from event_store.events where position > \(last)")
        let changes: [(sql: String, finding: LogFinding)] = [
            (
                "update event_store.events set data = data || '\\x20' where position = \(positions[1])",
                .rewritten(size: 300, after: held, through: positions[2])
            ),
            (
                "delete from event_store.events where position = (select min(position) from event_store.events)",
                .rewritten(size: 150, through: positions[0])
            ),
            (
                "update event_store.events set position = 1000000 where position = \(last)",
                .rewritten(size: 700, after: positions[2], through: behind)
            ),
            ("delete from event_store.events where position >= \(last)", .cutOff(size: 700, found: 699)),
        ]
        try log.superuser.run("set session_replication_role = replica")
        var chance = Chance(seed: 1)
        for name in ["tile/0/001", "positions/002.p/188"] { try Self.damage(name, of: files, &chance) }
        let damaged = try files.contents()
        for (change, finding) in changes {
            try log.superuser.run("begin")
            try log.superuser.run(change)
            #expect(throws: AuditFailure.finding(finding), "\(change)") { try log.rebuild() }
            try log.superuser.run("rollback")
            #expect(try files.contents() == damaged, "\(change)")
        }
        #expect(try log.rebuild().mended == ["tile/0/001", "positions/002.p/188"])
    }

    @Test func `Nobody's checkpoints, none and a busy folder are refused`() async throws {
        let log = try await Self.sealed()
        let files = FolderFiles(log.folder)
        try files.remove("tile/0/000")
        let damaged = try files.contents()
        let stranger = try AuditedLog.key(9).verifier
        let policy = TrustPolicy(origin: stranger.name, logKeys: [stranger])
        #expect(throws: AuditFailure.proof(.unsigned)) {
            try FolderRebuild(log.folder, under: policy).run(log.superuser)
        }
        let other = try Connection(ConnectionOptions(address: log.database.superuserURL))
        try other.run("select pg_advisory_lock(7096)")
        #expect(throws: AuditFailure.busy) { try log.rebuild() }
        try other.run("select pg_advisory_unlock(7096)")
        #expect(try files.contents() == damaged)
        for name in ["checkpoint", "checkpoints"] { try files.remove(name) }
        #expect(throws: AuditFailure.self) { try log.rebuild() }
    }

    @Test func `Whoever is killed while rebuilding leaves what can be begun anew`() async throws {
        let log = try await Self.sealed()
        let files = FolderFiles(log.folder)
        let whole = try files.contents()
        var damaged = whole
        for name in ["tile/0/000", "tile/1/000.p/2", "positions/001"] { damaged[name] = [1, 2, 3] }
        // What another one has left.
        damaged[".rebuilding/tile/0/000"] = [4]
        damaged[".rebuilding/tile/0/.new"] = [5]
        let disk = RecordedDisk()
        try files.restore(damaged)
        try log.rebuild(on: disk)
        #expect(try files.contents() == whole)
        for count in disk.steps.indices {
            try files.restore(damaged)
            #expect(throws: AuditFailure.self) { try log.rebuild(on: RecordedDisk(stoppingAfter: count)) }
            for (name, bytes) in try files.contents() {
                #expect(bytes == whole[name] || bytes == damaged[name], "\(name) after \(count) steps")
            }
            try log.rebuild()
            #expect(try files.contents() == whole, "after \(count) steps")
        }
    }

    /// A log of 707 events, of which 700 were sealed in three steps.
    private static func sealed() async throws -> AuditedLog {
        let log = try await AuditedLog.make()
        for count in [150, 150, 400] {
            try log.record(count)
            try log.seal(AuditedLog.key())
        }
        try log.record(7)
        return log
    }

    private static func damage(_ name: String, of files: FolderFiles, _ chance: inout Chance) throws {
        switch chance.number(0...3) {
        case 0: try files.remove(name)
        case 1: try files.write(Array(files.read(name).dropLast(chance.number(1...64))), to: name)
        case 2: try files.write(files.read(name) + [0], to: name)
        default: try files.changeByte(of: name, &chance)
        }
    }
}
