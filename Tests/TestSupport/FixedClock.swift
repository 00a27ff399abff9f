package import EventSourcing
import Synchronization

/// A clock that stands still, or moves by a fixed tick each time it is read.
package final class FixedClock: Sendable {
    private let time: Mutex<Timestamp>
    private let tick: Int64

    /// `tick` is in microseconds.
    ///
    /// A store's clock ticks when its moments must differ.
    package init(_ time: Timestamp = .sample, tick: Int64 = 0) {
        self.time = Mutex(time)
        self.tick = tick
    }

    package func now() -> Timestamp {
        time.withLock { time in
            time = Timestamp(microseconds: time.microseconds + tick)
            return time
        }
    }

    package func set(_ newTime: Timestamp) {
        time.withLock { $0 = newTime }
    }

    /// Negative seconds turn it back, as an administrator may do with a server's clock.
    package func advance(seconds: Int64) {
        time.withLock { $0 = $0.adding(seconds: seconds) }
    }
}
