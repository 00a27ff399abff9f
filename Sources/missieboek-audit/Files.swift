import AuditLog
import AuditMessages
import ByteStreams
import FoundationEssentials
import Glibc
import SystemPackage

/// A file that must not be there yet; it is there for good when it was written.
enum NewFile {
    /// That everybody may read.
    static func publish(_ text: String, to path: String) throws(AuditAbort) {
        try write(text, to: path, permissions: [.ownerReadWrite, .groupRead, .otherRead], on: LocalDisk())
    }

    /// That its owner alone may read; gone again when it cannot be written whole.
    static func keep(
        _ text: String, in path: String, on disk: any Disk = LocalDisk()
    ) throws(AuditAbort) {
        try write(text, to: path, permissions: .ownerReadWrite, on: disk)
    }

    /// Refuses a name that something has, for whoever does first what is not to be done in vain.
    static func requireFree(_ path: String) throws(AuditAbort) {
        if isTaken(path) { throw taken(path) }
    }

    /// Whether something has that name, also a symbolic link that leads nowhere.
    static func isTaken(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    private static func taken(_ path: String) -> AuditAbort {
        AuditAbort(
            .cannotCreate, nl: "\(path) bestaat al; kies een andere naam",
            en: "\(path) exists already; choose another name")
    }

    private static func write(
        _ text: String, to path: String, permissions: FilePermissions, on disk: any Disk
    ) throws(AuditAbort) {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: permissions)
        } catch Errno.fileExists {
            throw taken(path)
        } catch {
            throw AuditAbort(
                .cannotCreate, nl: "\(path) kan niet worden gemaakt: \(error)", en: "\(path) cannot be made: \(error)")
        }
        do {
            try file.closeAfter {
                try file.writeAll(text.utf8)
                guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
            try disk.synchronise(path.folderAbove)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw AuditAbort(
                .inputOutput, nl: "\(path) kan niet worden geschreven: \(error)",
                en: "\(path) cannot be written: \(error)")
        }
    }
}

/// A file that the user named.
enum InputFile {
    static func bytes(of path: String, limit: Int) throws(AuditAbort) -> [UInt8] {
        let bytes: [UInt8]
        do throws(StreamError) { bytes = try FileStream.contents(ofRegular: path, limit: limit) } catch {
            throw AuditAbort(error, at: path)
        }
        guard bytes.count <= limit else {
            throw AuditAbort(
                .badInput, nl: "\(path) is groter dan \(limit) bytes: dat is geen bewijs en geen ijkpunt",
                en: "\(path) is larger than \(limit) bytes: that is neither a proof nor a checkpoint")
        }
        return bytes
    }

    /// A note, of which no signature was verified yet.
    static func note(in path: String) throws(AuditAbort) -> SignedNote {
        let bytes = try bytes(of: path, limit: SignedNote.sizeLimit)
        do throws(AuditFault) { return try SignedNote(parsing: bytes) } catch { throw AuditAbort(error, in: path) }
    }

    /// A checkpoint that was kept, and holds under `policy`.
    static func checkpoint(in path: String, under policy: TrustPolicy) throws(AuditAbort) -> Checkpoint {
        let note = try note(in: path)
        do throws(AuditFault) { return try policy.checkpoint(of: note) } catch { throw AuditAbort(error, in: path) }
    }
}
