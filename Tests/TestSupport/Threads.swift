import Foundation
import Synchronization

/// Real threads for calls that block: tasks would share two threads of Swift's pool and starve each other.
package enum Threads {
    /// Runs `body` once on each of `count` threads, and waits for all. The values come in order of the threads;
    /// the first failure is thrown after all have ended.
    package static func run<Value: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
    ) throws -> [Value] {
        let outcomes = Outcomes<Value>()
        let group = DispatchGroup()
        for index in 0..<count {
            group.enter()
            let thread = Thread {
                let outcome = Result { try body(index) }
                outcomes.values.withLock { $0[index] = outcome }
                group.leave()
            }
            thread.start()
        }
        group.wait()
        let values = outcomes.values.withLock { $0 }
        return try values.sorted { $0.key < $1.key }.map { try $0.value.get() }
    }

    /// Runs `body` on a thread of its own without blocking Swift's pool.
    package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try body() }) }.start()
        }
    }

    private final class Outcomes<Value: Sendable>: Sendable {
        let values = Mutex<[Int: Result<Value, any Error>]>([:])
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
