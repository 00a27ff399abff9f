import Glibc
import SystemPackage

/// Files of which reading would never end.
enum OddFile {
    /// Makes a pipe that nobody writes to.
    ///
    /// Calls `mkfifo`.
    static func makePipe(_ path: String) throws {
        guard unsafe mkfifo(path, 0o600) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Makes a file of a terabyte that takes no room.
    ///
    /// Calls `truncate`.
    static func makeVast(_ path: String) throws {
        let file = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        try file.close()
        guard unsafe truncate(path, 1 << 40) == 0 else { throw Errno(rawValue: errno) }
    }
}
