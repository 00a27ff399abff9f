import Glibc

/// How a listener waits, and by which clock: the system's, or a script in tests.
package protocol ListenerWait: Sendable {
    /// The time since a fixed moment; never goes back.
    var now: Duration { get }

    /// Waits until there is something to read on `socket`, or `wake` was woken, or `limit` is over (never when nil).
    ///
    /// May return before any of these.
    func wait(socket: Int32?, wake: WakePipe, atMost limit: Duration?) -> ListenerReadiness
}

package struct ListenerReadiness: Hashable, Sendable {
    /// There is something to read, or the connection is gone.
    package let hasInput: Bool
    package let isWoken: Bool

    package init(hasInput: Bool, isWoken: Bool) {
        self.hasInput = hasInput
        self.isWoken = isWoken
    }
}

/// The system's `poll` and its monotonic clock.
package struct SystemWait: ListenerWait {
    private let start = ContinuousClock.now

    package init() {}

    package var now: Duration { ContinuousClock.now - start }

    package func wait(socket: Int32?, wake: WakePipe, atMost limit: Duration?) -> ListenerReadiness {
        // `poll` passes over a descriptor below zero.
        var descriptors = [socket ?? -1, wake.readingEnd].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = unsafe poll(&descriptors, nfds_t(descriptors.count), limit.map(Self.milliseconds) ?? -1)
        return ListenerReadiness(hasInput: descriptors[0].revents != 0, isWoken: descriptors[1].revents != 0)
    }

    /// Rounded up, so that nobody asks again before the time is over.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 1_000_000 else { return .max }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
