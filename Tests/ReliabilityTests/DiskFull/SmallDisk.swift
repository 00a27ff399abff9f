import FoundationEssentials
import Glibc
import Subprocess

/// A disk of a few megabytes in memory (tmpfs), which a test can fill and empty again.
///
/// Making one needs root and the right to mount.
struct SmallDisk: Sendable {
    let folder: String
    private var filler: String { folder + "/filler" }

    /// Whether one can be made here: tried once.
    static let isPossible = Task {
        guard geteuid() == 0, let disk = try? await SmallDisk(megabytes: 1) else { return false }
        return (try? await disk.remove()) != nil
    }

    init(megabytes: Int) async throws {
        folder = "/tmp/missieboek-disk-\(getpid())-\(UInt32.random(in: .min ... .max))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        do {
            try await run("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=755", "tmpfs", folder)
        } catch {
            try FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    func remove() async throws {
        // Lazily: a process that just ended may still hold a file.
        try await run("umount", "--lazy", folder)
        try FileManager.default.removeItem(atPath: folder)
    }

    /// Leaves no more than `kilobytes` free.
    func fill(leaving kilobytes: Int) async throws {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder)
        guard let free = attributes[.systemFreeSize] as? UInt64 else { throw NoFigure() }
        try await run("fallocate", "--length", "\(Int(free) / 1024 - kilobytes)KiB", filler)
    }

    func makeSpace() throws {
        try FileManager.default.removeItem(atPath: filler)
    }

    private func run(_ words: String...) async throws {
        let result = try await Subprocess.run(
            .name(words[0]), arguments: Arguments(Array(words.dropFirst())), output: .discarded,
            error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess else {
            throw Failed(words: words, talk: result.standardError)
        }
    }

    private struct NoFigure: Error {}

    struct Failed: Error {
        let words: [String]
        let talk: String
    }
}
