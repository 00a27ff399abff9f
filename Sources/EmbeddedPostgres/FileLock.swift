import Dispatch
import Glibc
import Synchronization
import SystemPackage

/// Runs `body` while this process alone holds the lock on a file, which is created when missing.
///
/// The kernel gives the lock back when the process dies, however it dies. Waits two minutes at most, on a thread of
/// its own: no other task is held up by it, and a task that was cancelled waits too, so that no cluster is left half
/// made.
func withFileLock<Result>(
    _ path: String, patience: DispatchTimeInterval = .seconds(120),
    _ body: () async throws(EmbeddedPostgresError) -> Result
) async throws(EmbeddedPostgresError) -> Result {
    let file: FileDescriptor
    do {
        file = try FileDescriptor.open(
            FilePath(path), .readOnly, options: [.create, .noFollow, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
    } catch {
        throw .unusable(path, error)
    }
    // Until it is given back, the file belongs to the thread that waits.
    guard await isLocked(file, within: patience) else { throw .busy(lock: path) }
    defer { try? file.close() }
    return try await body()
}

/// Whether the lock was given in time; else the file is closed as soon as nobody waits for its lock.
private func isLocked(_ file: FileDescriptor, within patience: DispatchTimeInterval) async -> Bool {
    await withCheckedContinuation { continuation in
        let answer = FirstAnswer(continuation)
        DispatchQueue(label: "file lock").async {
            var result: Int32
            repeat { result = flock(file.rawValue, LOCK_EX) } while result != 0 && errno == EINTR
            if !answer.give(result == 0) || result != 0 { try? file.close() }
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + patience) { _ = answer.give(false) }
    }
}

/// Resumes once, with the first answer.
private final class FirstAnswer: Sendable {
    private let waiting: Mutex<CheckedContinuation<Bool, Never>?>

    init(_ continuation: CheckedContinuation<Bool, Never>) {
        waiting = Mutex(continuation)
    }

    /// Whether it was the first.
    func give(_ answer: Bool) -> Bool {
        guard let continuation = waiting.withLock({ $0.take() }) else { return false }
        continuation.resume(returning: answer)
        return true
    }
}
