import AuditLog
import ByteStreams
import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import missieboek_audit

/// What a loss of power leaves of a key that signs checkpoints.
struct KeyDurabilityTests {
    private let folder: String

    init() throws {
        folder = try TemporaryBook().folder
    }

    @Test func `A new key has its name on the disk before anybody is told of it`() throws {
        let disk = NamingDisk()
        let made = try KeyFile.make("\(folder)/keys/audit.key", name: "log.example", kind: .note, on: disk)
        #expect(disk.steps == ["folder \(folder)/keys", "wait for \(folder)", "wait for \(folder)/keys"])
        #expect(try KeyFile.read(made.path).signing.encoded == made.signing.encoded)
    }

    @Test func `A key that takes the place of another has its name on the disk before anybody is told of it`() throws {
        let path = "\(folder)/audit.key"
        let old = try KeyFile.make(path, name: "log.example", kind: .note)
        let new = try SigningKey.generate(name: "log.example", kind: .note)
        let disk = NamingDisk()
        _ = try old.replace(by: new, handingOverAt: 3, on: disk)
        #expect(
            disk.steps == ["wait for \(folder)", "move \(path).unfinished to \(path)", "wait for \(folder)"])
        #expect(try KeyFile.read(path).former == [FormerKey(old.signing.verifier, through: 3)])
    }
}

/// The disk of this machine, with a list of what was done to names on it.
private final class NamingDisk: Disk {
    private let disk = LocalDisk()
    private let done = Mutex<[String]>([])

    var steps: [String] { done.withLock { $0 } }

    private func record(_ step: String) {
        done.withLock { $0.append(step) }
    }

    func put(_ bytes: [UInt8], as name: String, in folder: String, isForced: Bool) throws(StreamError) {
        record("put \(folder)/\(name)")
        try disk.put(bytes, as: name, in: folder, isForced: isForced)
    }

    func move(_ path: String, to other: String) throws(StreamError) {
        record("move \(path) to \(other)")
        try disk.move(path, to: other)
    }

    func synchronise(_ path: String) throws(StreamError) {
        record("wait for \(path)")
        try disk.synchronise(path)
    }

    func makeFolder(_ path: String) throws(StreamError) -> [String] {
        record("folder \(path)")
        return try disk.makeFolder(path)
    }

    func remove(_ path: String) throws(StreamError) {
        record("remove \(path)")
        try disk.remove(path)
    }
}
