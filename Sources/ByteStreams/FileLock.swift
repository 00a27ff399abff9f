import Glibc

/// A lock on a file, which one process at a time has; the kernel gives it back when that ends, however it ends.
///
/// Calls C with pointers, as the streams do.
package struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Waits until nobody else has it.
    ///
    /// The file is made where it is not there, never by way of a symbolic link; throws ``StreamError/notRegular`` where it is
    /// something else, such as a pipe. Calls `flock`.
    package init(_ path: String) throws(StreamError) {
        let descriptor = try RegularFile.open(path, O_RDONLY | O_CREAT | O_NOFOLLOW, mode: 0o600)
        var result: Int32
        repeat { result = flock(descriptor, LOCK_EX) } while result != 0 && errno == EINTR
        guard result == 0 else {
            let failure = StreamError(number: errno)
            close(descriptor)
            throw failure
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
