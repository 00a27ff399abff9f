import Dispatch
import EventSourcing
import Synchronization

/// Given whenever the watermark of a log in memory was moved.
package final class InMemoryLogSignal: LogSignal {
    private struct State {
        var isGiven = false
        var isStopped = false
    }

    private let state = Mutex(State())
    private let changed = DispatchSemaphore(value: 0)

    package init(_ log: InMemoryLog) {
        log.onAdvance { [weak self] in self?.give() }
    }

    private func give() {
        state.withLock { $0.isGiven = true }
        changed.signal()
    }

    package func wait() -> Bool {
        while true {
            let (isGiven, isStopped) = state.withLock { state in
                defer { state.isGiven = false }
                return (state.isGiven, state.isStopped)
            }
            if isStopped { return false }
            if isGiven { return true }
            changed.wait()
        }
    }

    package func stop() {
        state.withLock { $0.isStopped = true }
        changed.signal()
    }
}
