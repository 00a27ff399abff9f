import Glibc

/// Wakes whoever waits in `poll`, from any thread and once for all (`pipe`).
///
/// Nothing reads the pipe: once something was written, every wait on it ends at once.
package final class WakePipe: Sendable {
    /// The end to wait on.
    let readingEnd: Int32
    private let writingEnd: Int32

    /// Fails with ``PostgresError/unreachable(_:)`` when the process has too many open files.
    package init() throws(PostgresError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .unreachable(unsafe String(cString: strerror(errno))) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readingEnd, writingEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readingEnd)
        close(writingEnd)
    }

    package func wake() {
        // A pipe that is full wakes as well as one byte does.
        _ = unsafe write(writingEnd, [UInt8(1)], 1)
    }
}
