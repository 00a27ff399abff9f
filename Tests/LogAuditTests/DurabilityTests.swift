import AuditLog
import LogAudit
import TestSupport
import Testing

// What a loss of power leaves of a folder, or the end of whoever writes in it.
@Suite(.timeLimit(.minutes(10)))
struct DurabilityTests {
    @Test func `No checkpoint is on the disk before what it rests on`() async throws {
        let log = try await AuditedLog.make()
        let disk = RecordedDisk()
        for count in [3, 297, 300, 5] {
            try log.record(count)
            try log.seal(AuditedLog.key(), on: disk)
        }
        let sealing = disk.steps
        let outcome = PowerLoss(sealing, in: log.folder.path)
        #expect(outcome.violations == [])
        for name in ["checkpoint", "checkpoints/3", "checkpoints/300", "checkpoints/600", "checkpoints/605"] {
            #expect(outcome.isCertain(name), "\(name)")
        }

        // Files that are made anew are on the disk before they take the place of those that were.
        let files = FolderFiles(log.folder)
        for name in ["tile/0/000", "tile/1/000.p/2", "positions/002.p/93"] { try files.remove(name) }
        #expect(try log.rebuild(on: disk).mended.count == 3)
        #expect(PowerLoss(disk.steps, in: log.folder.path).violations == [])

        // Without any one of the waits for a tile something would be amiss: each is needed, and this is found.
        var waits = 0
        for (place, step) in sealing.enumerated() {
            guard case .synchronise(let path) = step, path.contains("/tile/0/0") || path.contains("/positions/0") else {
                continue
            }
            var steps = sealing
            steps.remove(at: place)
            #expect(PowerLoss(steps, in: log.folder.path).violations != [], "\(path)")
            waits += 1
        }
        #expect(waits >= 12)
    }

    @Test func `Whoever is killed while sealing leaves what the next one goes on with`() async throws {
        let log = try await AuditedLog.make()
        let key = try AuditedLog.key()
        try log.record(150)
        try log.seal(key)
        let files = FolderFiles(log.folder)
        let before = try files.contents()
        try log.record(150)
        let disk = RecordedDisk()
        try log.seal(key, on: disk)
        let after = try files.contents()

        var broken: [[String: [UInt8]]] = []
        for count in disk.steps.indices {
            try files.restore(before)
            #expect(throws: AuditFailure.self) { try log.seal(key, on: RecordedDisk(stoppingAfter: count)) }
            broken.append(try files.contents())
            #expect(try log.verify().isSound, "after \(count) steps")
            try log.seal(key)
            #expect(try files.contents() == after, "after \(count) steps")
        }
        #expect(broken.contains { $0.keys.contains { $0.hasSuffix(".p/.new") } })

        // Also where the log has outgrown the tiles that were being written.
        try log.record(300)
        for (count, contents) in broken.enumerated() {
            try files.restore(contents)
            #expect(try log.seal(key).checkpoint.head.size == 600)
            #expect(try log.verify().isSound, "after \(count) steps")
            #expect(try files.names().allSatisfy { !$0.hasSuffix(".new") }, "after \(count) steps")
        }
    }

    @Test func `Also the first sealing can be begun anew, and only until there is a checkpoint`() async throws {
        let log = try await AuditedLog.make()
        let key = try AuditedLog.key()
        try log.record(300)
        let files = FolderFiles(log.folder)
        let disk = RecordedDisk()
        try log.seal(key, on: disk)
        let sealed = try files.contents()
        for count in disk.steps.indices {
            try files.removeAll()
            #expect(throws: AuditFailure.self) { try log.seal(key, on: RecordedDisk(stoppingAfter: count)) }
            try log.seal(key)
            #expect(try files.contents() == sealed, "after \(count) steps")
        }
        for name in ["checkpoint", "checkpoints/300"] { try files.remove(name) }
        #expect(throws: AuditFailure.self) { try log.seal(key) }
    }

    @Test func `A tile that a checkpoint rests on is not written again`() async throws {
        let log = try await AuditedLog.make()
        try log.record(300)
        try log.seal(AuditedLog.key())
        try log.record(10)
        let disk = RecordedDisk()
        try log.seal(AuditedLog.key(), on: disk)
        let put = disk.steps.compactMap { step -> String? in
            guard case .put(let path, _) = step else { return nil }
            return String(path.dropFirst(log.folder.path.count + 1))
        }
        #expect(put == ["tile/0/001.p/54", "positions/001.p/54", "checkpoints/310", "checkpoint"])
    }
}
