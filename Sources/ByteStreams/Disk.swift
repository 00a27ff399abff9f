import Glibc

/// Where files are put that must outlast a loss of power.
///
/// A file stands whole under its name or not at all. It may still be lost until it was synchronised, and so may its name
/// until the folder was that it is in.
package protocol Disk: Sendable {
    /// Puts a file in the place of what is called `name` in a folder, which is there; one writer in a folder at a time.
    ///
    /// With `isForced` the file is synchronised before it takes that place: else a loss of power could leave neither.
    func put(_ bytes: [UInt8], as name: String, in folder: String, isForced: Bool) throws(StreamError)

    /// Gives a file another name on the same disk, at once; what had that name is gone.
    func move(_ path: String, to other: String) throws(StreamError)

    /// Waits until a regular file, or the names in a folder, will outlast a loss of power.
    func synchronise(_ path: String) throws(StreamError)

    /// Makes a folder with those above it, where they are not there; gives those folders in which one was made.
    func makeFolder(_ path: String) throws(StreamError) -> [String]

    /// Takes a file away, which need not be there.
    func remove(_ path: String) throws(StreamError)
}

/// The disks of this machine.
///
/// Calls C with pointers: Foundation's writing is whole or not at all too, but leaves open when it is on the disk.
package struct LocalDisk: Disk {
    /// What a file is called in its folder while it is written.
    ///
    /// Whoever is killed then leaves it there; the next who writes in that folder takes its place.
    package static let unfinishedName = ".new"

    package init() {}

    package func put(
        _ bytes: [UInt8], as name: String, in folder: String, isForced: Bool
    ) throws(StreamError) {
        let unfinished = "\(folder)/\(Self.unfinishedName)"
        let file = try FileStream(replacing: unfinished)
        try file.write(bytes)
        if isForced { try file.synchronise() }
        try move(unfinished, to: "\(folder)/\(name)")
    }

    /// Calls `rename`.
    package func move(_ path: String, to other: String) throws(StreamError) {
        guard unsafe rename(path, other) == 0 else { throw StreamError(number: errno) }
    }

    package func synchronise(_ path: String) throws(StreamError) {
        let stream = try FileStream(synchronising: path)
        try stream.synchronise()
    }

    /// Calls `mkdir`.
    package func makeFolder(_ path: String) throws(StreamError) -> [String] {
        let above = path.folderAbove
        if unsafe mkdir(path, 0o777) == 0 { return [above] }
        guard errno == ENOENT else { return try Self.requireThere(errno) }
        let made = try makeFolder(above)
        if unsafe mkdir(path, 0o777) == 0 { return made + [above] }
        return try made + Self.requireThere(errno)
    }

    /// Calls `unlink`.
    package func remove(_ path: String) throws(StreamError) {
        guard unsafe unlink(path) != 0 else { return }
        let failure = StreamError(number: errno)
        guard failure == .noSuchFile || failure == .noFolder else { throw failure }
    }

    /// None, when the call failed because the folder is there.
    private static func requireThere(_ failure: Int32) throws(StreamError) -> [String] {
        guard failure == EEXIST else { throw StreamError(number: failure) }
        return []
    }
}

extension String {
    /// The folder that a path names something in: `.` where it names no folder.
    package var folderAbove: String {
        guard let end = lastIndex(of: "/") else { return "." }
        return end == startIndex ? "/" : String(self[..<end])
    }
}
