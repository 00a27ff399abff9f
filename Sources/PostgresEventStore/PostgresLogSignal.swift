package import EventSourcing
package import PostgresClient
import Synchronization

/// Looks at the log whenever its watermark was moved, and from time to time.
///
/// A notification that is lost, or that nobody sent, delays by one interval at most.
package final class PostgresLogSignal: LogSignal {
    private let wake: WakePipe
    private let interval: Duration?
    private let source: Mutex<Source>

    /// What wakes a follower beside the interval.
    private struct Source: ~Copyable {
        /// Nil when there is no address that one can listen at.
        var listener: Listener?
        let wait: any ListenerWait
    }

    /// The channel on which `event_store.advance_watermark` tells the new watermark.
    static let channel = "event_store"

    /// Without an address to listen at, only the interval counts; without an interval, only what is heard.
    ///
    /// `onLoss` is told once each time that the listening connection is lost, or cannot be made. Fails with
    /// ``StoreFailure/unavailable(_:)`` when the process has too many open files.
    package init(
        listeningAt address: ConnectionOptions?, lookingEvery interval: Duration? = .seconds(1),
        wait: any ListenerWait = SystemWait(), onLoss: @escaping @Sendable (PostgresError) -> Void = { _ in }
    ) throws(StoreFailure) {
        precondition(address != nil || interval != nil, "a signal that nothing gives")
        let wake: WakePipe
        do { wake = try WakePipe() } catch { throw StoreFailure(reading: error) }
        self.wake = wake
        self.interval = interval
        let listener = address.map {
            Listener($0, channel: Self.channel, wake: wake, wait: wait, onLoss: onLoss)
        }
        source = Mutex(Source(listener: listener, wait: wait))
    }

    package func wait() -> Bool {
        source.withLock { source in
            if source.listener != nil { return source.listener?.next(atMost: interval) != .woken }
            return !source.wait.wait(socket: nil, wake: wake, atMost: interval).isWoken
        }
    }

    package func stop() {
        wake.wake()
    }
}
