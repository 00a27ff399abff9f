package import EventSourcing
import Foundation
import PostgresEventStore
import Synchronization

/// Real threads for calls that block: tasks would share two threads of Swift's pool and starve each other.
package enum Threads {
    /// Runs `body` once on each of `count` threads, and waits for all.
    ///
    /// The values come in order of the threads; the first failure is thrown after all have ended.
    package static func run<Value: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
    ) throws -> [Value] {
        let threads = (0..<count).map { index in RunningThread { try body(index) } }
        let outcomes = threads.map { $0.outcome() }
        return try outcomes.map { try $0.get() }
    }

    /// Runs `body` on a thread of its own without blocking Swift's pool.
    package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try body() }) }.start()
        }
    }
}

extension Threads {
    /// One to be given work.
    @Sendable package static func own() -> any BlockingThread { DispatchThread(label: "test") }
}

/// A call under way on a thread of its own.
package final class RunningThread<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let ended = DispatchGroup()

    package init(_ body: @escaping @Sendable () throws -> Value) {
        ended.enter()
        let thread = Thread { [self] in
            let result = Result { try body() }
            self.result.withLock { $0 = result }
            ended.leave()
        }
        thread.start()
    }

    package var hasEnded: Bool { result.withLock { $0 != nil } }

    /// Waits for the end of the call.
    package func outcome() -> Result<Value, any Error> {
        ended.wait()
        guard let result = result.withLock({ $0 }) else { preconditionFailure("ended without a result") }
        return result
    }
}

/// Holds threads until all have arrived, so that they start at the same moment.
package final class StartingGate: Sendable {
    private let missing: Mutex<Int>
    private let arrived = DispatchGroup()

    package init(_ count: Int) {
        missing = Mutex(count)
        arrived.enter()
    }

    package func wait() {
        let isLast = missing.withLock { missing in
            missing -= 1
            return missing == 0
        }
        if isLast { arrived.leave() }
        arrived.wait()
    }
}
