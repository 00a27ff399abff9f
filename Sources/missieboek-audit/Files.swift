import ByteStreams
import Glibc
import SystemPackage

/// A file that must not be there yet.
enum NewFile {
    /// That everybody may read.
    static func publish(_ text: String, to path: String) throws {
        try write(text, to: path, permissions: [.ownerReadWrite, .groupRead, .otherRead])
    }

    static func write(_ text: String, to path: String, permissions: FilePermissions) throws {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: permissions)
            try file.closeAfter {
                try file.writeAll(text.utf8)
                guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch Errno.fileExists {
            throw AuditAbort(
                73, nl: "\(path) bestaat al; kies een andere naam", en: "\(path) exists already; choose another name")
        } catch {
            throw AuditAbort(
                73, nl: "\(path) kan niet worden geschreven: \(error)", en: "\(path) cannot be written: \(error)")
        }
    }
}

/// A file that the user named.
enum InputFile {
    static func bytes(of path: String, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        do throws(StreamError) {
            let stream = try FileStream(reading: path)
            while bytes.count <= limit {
                let next = try stream.read(upTo: 1 << 16)
                if next.isEmpty { return bytes }
                bytes += next
            }
        } catch {
            throw AuditAbort(error, at: path)
        }
        throw AuditAbort(65, nl: "\(path) is te groot", en: "\(path) is too large")
    }
}
