import FoundationEssentials
import Glibc
import SystemPackage

extension BaseBackup {
    /// Makes a new backup: copied and verified in `FOLDER.partial`, so that what has its name is whole.
    ///
    /// What an earlier run that was broken off left there is removed, and `onLeftover` called. The folder that it is to
    /// stand in must be there. Fails with ``EmbeddedPostgresError/folderInTheWay(_:)`` when `FOLDER.partial` is of a run
    /// that goes on, or holds anything that is not of a backup of ours.
    package func make(
        from connection: [String: String], onLeftover: () -> Void
    ) async throws(EmbeddedPostgresError) {
        let partial = try PartialFolder(folder + ".partial", onLeftover: onLeftover)
        defer { partial.close() }
        let copy = BaseBackup(folder: partial.content)
        try await copy.write(from: connection)
        try await copy.verify()
        try partial.move(to: folder)
    }
}

/// A folder in which a backup is made, locked by whoever makes it: the kernel gives the lock back when the process dies,
/// however it dies.
private struct PartialFolder {
    let path: String
    private let lock: FileDescriptor

    /// What stands in it, under a name that says whose it is.
    ///
    /// Of each process its own: a program that outlives a run writes nothing into the next one's.
    var content: String { "\(path)/\(Self.prefix)\(getpid())" }

    private static let prefix = "missieboek-backup-"

    init(_ path: String, onLeftover: () -> Void) throws(EmbeddedPostgresError) {
        if try Self.removeLeftover(path) { onLeftover() }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unusable(path, error)
        }
        self.path = path
        lock = try Self.locked(path)
    }

    /// Gives what stands in it a name of its own.
    func move(to name: String) throws(EmbeddedPostgresError) {
        do {
            try FileManager.default.moveItem(atPath: content, toPath: name)
        } catch {
            throw .unusable(name, error)
        }
    }

    /// Removes it with what is still in it.
    func close() {
        try? FileManager.default.removeItem(atPath: path)
        try? lock.close()
    }

    /// Whether there was one.
    private static func removeLeftover(_ path: String) throws(EmbeddedPostgresError) -> Bool {
        guard (try? FileManager.default.attributesOfItem(atPath: path)) != nil else { return false }
        let lock = try locked(path)
        defer { try? lock.close() }
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
            guard names.allSatisfy({ $0.hasPrefix(prefix) }) else { throw EmbeddedPostgresError.folderInTheWay(path) }
            // Away from its name first: a program that was not broken off with its run finds no place to write.
            for name in names {
                try FileManager.default.moveItem(atPath: "\(path)/\(name)", toPath: "\(path)/\(name)-left")
            }
            try FileManager.default.removeItem(atPath: path)
            return true
        } catch let error as EmbeddedPostgresError {
            throw error
        } catch {
            throw .unusable(path, error)
        }
    }

    /// Fails when another holds its lock, or it is no folder.
    private static func locked(_ path: String) throws(EmbeddedPostgresError) -> FileDescriptor {
        let folder: FileDescriptor
        do {
            folder = try .open(FilePath(path), .readOnly, options: [.directory, .noFollow, .closeOnExec])
        } catch Errno.notDirectory, Errno.tooManySymbolicLinkLevels {
            throw .folderInTheWay(path)
        } catch {
            throw .unusable(path, error)
        }
        guard flock(folder.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            let number = Errno(rawValue: errno)
            try? folder.close()
            throw number == .wouldBlock ? .folderInTheWay(path) : .unusable(path, number)
        }
        return folder
    }
}
