import Dispatch
import Glibc
package import PostgresClient
import Synchronization

/// A wait whose clock stands still but for the pauses that it makes, which take no time.
///
/// On a connection it waits as the system does, for ever; before that it calls a script, which may end the connection
/// or let something be recorded. Where the script lets the time run out, nothing is waited for.
package final class TestWait: ListenerWait {
    package enum Course: Sendable {
        case wait
        /// Nothing came in for as long as was to be waited.
        case timeOut
    }

    private struct State {
        var now = Duration.zero
        var pauses: [Duration] = []
        var socketsWaitedOn = 0
    }

    private let state = Mutex(State())
    private let system = SystemWait()
    private let reachedSocket = DispatchSemaphore(value: 0)
    private let script: @Sendable (_ socket: Int32, _ count: Int) -> Course

    /// `script` is called before each wait on a connection, with its socket and how many waits were before.
    package init(_ script: @escaping @Sendable (_ socket: Int32, _ count: Int) -> Course) {
        self.script = script
    }

    package convenience init(_ script: @escaping @Sendable (_ socket: Int32, _ count: Int) -> Void) {
        self.init { socket, count in
            script(socket, count)
            return .wait
        }
    }

    package var now: Duration { state.withLock { $0.now } }

    /// The pauses without a connection, in order; those of no length are left out.
    package var pauses: [Duration] { state.withLock { $0.pauses } }

    /// Returns once a connection is waited on.
    package func awaitSocket() { reachedSocket.wait() }

    package func wait(socket: Int32?, wake: WakePipe, atMost limit: Duration?) -> ListenerReadiness {
        guard let socket else { return pause(wake, limit) }
        let count = state.withLock { state in
            defer { state.socketsWaitedOn += 1 }
            return state.socketsWaitedOn
        }
        let course = script(socket, count)
        reachedSocket.signal()
        switch course {
        case .wait: return system.wait(socket: socket, wake: wake, atMost: nil)
        case .timeOut:
            if let limit { state.withLock { $0.now += limit } }
            return ListenerReadiness(hasInput: false, isWoken: false)
        }
    }

    private func pause(_ wake: WakePipe, _ limit: Duration?) -> ListenerReadiness {
        guard let limit else { return system.wait(socket: nil, wake: wake, atMost: nil) }
        if limit > .zero {
            state.withLock { state in
                state.now += limit
                state.pauses.append(limit)
            }
        }
        return system.wait(socket: nil, wake: wake, atMost: .zero)
    }
}

/// Cuts a connection as a network does: neither side is told.
package func shutDown(_ socket: Int32) {
    shutdown(socket, Int32(SHUT_RDWR))
}
