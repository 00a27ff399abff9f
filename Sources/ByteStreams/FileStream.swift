import Glibc

/// An open file or standard stream, read and written in bytes.
///
/// Calls C with pointers: the standard library has no other way to read a stream in constant memory without repairing its
/// bytes.
package struct FileStream: ~Copyable {
    private let descriptor: Int32
    private let isOwned: Bool

    package static var standardInput: FileStream { FileStream(descriptor: STDIN_FILENO, isOwned: false) }
    package static var standardOutput: FileStream { FileStream(descriptor: STDOUT_FILENO, isOwned: false) }
    package static var standardError: FileStream { FileStream(descriptor: STDERR_FILENO, isOwned: false) }

    private init(descriptor: Int32, isOwned: Bool) {
        self.descriptor = descriptor
        self.isOwned = isOwned
    }

    /// Keeps the number of a standard stream that is closed from going to the next file or connection that is opened: what
    /// is written to that stream then fails, as it should, and goes nowhere else.
    ///
    /// To be called before anything is opened. Calls `fcntl` and `open`.
    package static func reserveStandardStreams() {
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) == -1 { _ = unsafe open("/dev/null", mode) }
    }

    /// Opens a file for reading.
    ///
    /// Calls `open`.
    package init(reading path: String) throws(StreamError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StreamError(number: errno) }
        self.init(descriptor: descriptor, isOwned: true)
    }

    /// Opens for reading what is a regular file.
    ///
    /// Throws ``StreamError/notRegular`` for what is none, such as a pipe that nobody writes to, and never waits for it.
    package init(readingRegular path: String) throws(StreamError) {
        let descriptor = try RegularFile.open(path, O_RDONLY)
        self.init(descriptor: descriptor, isOwned: true)
    }

    /// Opens what is a regular file or a folder, to be synchronised.
    ///
    /// Throws ``StreamError/notRegular`` for what is neither, and never waits for it.
    init(synchronising path: String) throws(StreamError) {
        let descriptor = try RegularFile.open(path, O_RDONLY, orFolder: true)
        self.init(descriptor: descriptor, isOwned: true)
    }

    /// Opens a regular file for writing, emptied where it is there already; never by way of a symbolic link.
    ///
    /// Throws ``StreamError/notRegular`` for what is none, such as a pipe that nobody reads, and never waits for it.
    package init(replacing path: String) throws(StreamError) {
        let descriptor = try RegularFile.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o666)
        self.init(descriptor: descriptor, isOwned: true)
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    /// Whether a person sits at the other end.
    ///
    /// Calls `isatty`.
    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// How many columns the terminal at the other end has; nil when there is none, or it does not say.
    ///
    /// Calls `ioctl` with `TIOCGWINSZ`.
    package var terminalWidth: Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// The next bytes, at most `count`; none at the end.
    ///
    /// Calls `read`.
    package borrowing func read(upTo count: Int) throws(StreamError) -> [UInt8] {
        var failure: StreamError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { (buffer, filled) in
            repeat {
                let result = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
                failure = result < 0 ? StreamError(number: errno) : nil
                filled = max(0, result)
            } while failure == .interrupted
        }
        if let failure { throw failure }
        return bytes
    }

    /// All that a file holds; one byte more than `limit` when it holds more.
    package static func contents(of path: String, limit: Int) throws(StreamError) -> [UInt8] {
        try FileStream(reading: path).contents(limit: limit)
    }

    /// The same of a regular file; throws ``StreamError/notRegular`` for what is none, such as a pipe that nobody writes
    /// to, and never waits for it.
    package static func contents(ofRegular path: String, limit: Int) throws(StreamError) -> [UInt8] {
        try FileStream(readingRegular: path).contents(limit: limit)
    }

    private borrowing func contents(limit: Int) throws(StreamError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let next = try read(upTo: min(1 << 16, limit + 1 - bytes.count))
            if next.isEmpty { break }
            bytes += next
        }
        return bytes
    }

    /// Writes all bytes.
    ///
    /// Calls `write`.
    package borrowing func write(_ bytes: [UInt8]) throws(StreamError) {
        var written = 0
        while written < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            }
            if result < 0 {
                let failure = StreamError(number: errno)
                guard failure == .interrupted else { throw failure }
            } else {
                written += result
            }
        }
    }
}

extension FileStream {
    /// Waits until what was written to the file, by whomever, is on its disk; of a folder, until the names in it are.
    ///
    /// Calls `fsync`.
    package borrowing func synchronise() throws(StreamError) {
        while fsync(descriptor) != 0 {
            let failure = StreamError(number: errno)
            guard failure == .interrupted else { throw failure }
        }
    }
}

/// The number of a failed call, as in `errno`, or one below 0.
package struct StreamError: Error, Hashable, Sendable, CustomStringConvertible {
    package let number: Int32

    package static let interrupted = StreamError(number: EINTR)
    /// Whoever read our output has gone away.
    package static let brokenPipe = StreamError(number: EPIPE)
    package static let notAllowed = StreamError(number: EACCES)
    package static let isFolder = StreamError(number: EISDIR)
    package static let noSuchFile = StreamError(number: ENOENT)
    package static let noFolder = StreamError(number: ENOTDIR)
    /// It is a pipe, a socket or a device.
    package static let notRegular = StreamError(number: -1)

    package var description: String {
        self == .notRegular ? "not a regular file" : unsafe String(cString: strerror(number))
    }
}
