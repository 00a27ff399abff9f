import Dispatch
import Synchronization

/// A state that threads change, and wait for.
final class Monitor<State: Sendable>: Sendable {
    private struct Waiter {
        let isOver: @Sendable (State) -> Bool
        let bell: DispatchSemaphore
    }

    private struct Guarded {
        var state: State
        var waiters: [Waiter] = []
    }

    private let guarded: Mutex<Guarded>

    init(_ state: State) {
        guarded = Mutex(Guarded(state: state))
    }

    /// Changes the state, and wakes those who waited for what it is now.
    func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        guarded.withLock { guarded in
            let value = body(&guarded.state)
            Self.ring(&guarded)
            return value
        }
    }

    /// Blocks the thread until `condition` holds, and changes the state before anybody else can.
    func change<Value: Sendable>(
        once condition: @escaping @Sendable (State) -> Bool, _ body: (inout State) -> Value
    ) -> Value {
        while true {
            let bell = DispatchSemaphore(value: 0)
            let value: Value? = guarded.withLock { guarded in
                guard condition(guarded.state) else {
                    guarded.waiters.append(Waiter(isOver: condition, bell: bell))
                    return nil
                }
                let value = body(&guarded.state)
                Self.ring(&guarded)
                return value
            }
            if let value { return value }
            bell.wait()
        }
    }

    private static func ring(_ guarded: inout Guarded) {
        var waiting: [Waiter] = []
        for waiter in guarded.waiters {
            if waiter.isOver(guarded.state) { waiter.bell.signal() } else { waiting.append(waiter) }
        }
        guarded.waiters = waiting
    }
}
