import Glibc

/// Opens what is a regular file, and never waits for the other end of what is none.
enum RegularFile {
    /// The descriptor of the file, which the caller closes; throws ``StreamError/notRegular`` for a pipe, a socket or a
    /// device, and ``StreamError/isFolder`` for a folder unless one will do.
    ///
    /// Calls `open` with `O_NONBLOCK`, which means nothing for a regular file and fails with `ENXIO` for writing to a pipe
    /// that nobody reads, and `fstat`.
    static func open(
        _ path: String, _ flags: Int32, mode: mode_t = 0, orFolder: Bool = false
    ) throws(StreamError) -> Int32 {
        let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK, mode)
        guard descriptor >= 0 else { throw errno == ENXIO ? .notRegular : StreamError(number: errno) }
        var status = stat()
        let failure: StreamError? =
            if unsafe fstat(descriptor, &status) != 0 { StreamError(number: errno) } else {
                switch status.st_mode & S_IFMT {
                case S_IFREG: nil
                case S_IFDIR: orFolder ? nil : .isFolder
                default: .notRegular
                }
            }
        guard let failure else { return descriptor }
        close(descriptor)
        throw failure
    }
}
