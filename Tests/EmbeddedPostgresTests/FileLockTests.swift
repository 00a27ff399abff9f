import Dispatch
import FoundationEssentials
import Testing

@testable import EmbeddedPostgres

@Suite(.timeLimit(.minutes(10))) struct FileLockTests {
    @Test func `Who finds the lock taken gets it when it is given back`() async throws {
        let path = "/tmp/missieboek-test-lock-\(UInt64.random(in: .min ... .max))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (entered, enter) = AsyncStream<Void>.makeStream()
        let (released, release) = AsyncStream<Void>.makeStream()
        async let first: Void = withFileLock(path) {
            enter.finish()
            for await _ in released {}
        }
        for await _ in entered {}
        // The holder stays until others have found the lock taken.
        await #expect(throws: EmbeddedPostgresError.self) {
            try await withFileLock(path, patience: .milliseconds(20)) {}
        }
        async let second = withFileLock(path) { true }
        release.finish()
        try await first
        #expect(try await second)
    }
}
