import Glibc
import SystemPackage

/// Runs `body` while this process alone holds the lock on a file, which is created when missing.
///
/// The kernel gives the lock back when the process dies, however it dies. Waits two minutes at most.
func withFileLock<Result>(
    _ path: String, _ body: () async throws(EmbeddedPostgresError) -> Result
) async throws(EmbeddedPostgresError) -> Result {
    let file: FileDescriptor
    do {
        file = try FileDescriptor.open(
            FilePath(path), .readOnly, options: [.create, .noFollow, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
    } catch {
        throw .unusable(path, error)
    }
    defer { try? file.close() }
    let deadline = ContinuousClock.now + .seconds(120)
    while flock(file.rawValue, LOCK_EX | LOCK_NB) != 0 {
        guard ContinuousClock.now < deadline else { throw .busy(lock: path) }
        await pause(milliseconds: 50)
    }
    return try await body()
}

/// Waits, also in a task that was cancelled: a cluster is not left half made.
func pause(milliseconds: Int) async {
    await Task.detached { try? await Task.sleep(for: .milliseconds(milliseconds)) }.value
}
