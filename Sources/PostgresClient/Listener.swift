import CLibPQ

/// Listens on a channel, on a connection of its own, and makes a new one when it is lost.
///
/// Nothing tells what was notified while there was no connection. So whoever listens also looks for himself: each time
/// a connection was made, which counts as a notification, and from time to time, for a network that fell silent.
/// Needs a session of the server to itself: the address of a pooler in transaction mode does not do.
package struct Listener: ~Copyable {
    package enum Event: Hashable, Sendable {
        /// Something was notified, once or many times, or may have been while there was no connection.
        case notified
        case timedOut
        /// The wake pipe was woken.
        case woken
    }

    private let options: ConnectionOptions
    private let channel: String
    private let wake: WakePipe
    private let wait: any ListenerWait
    private let onLoss: @Sendable (PostgresError) -> Void
    private var line: Line?
    /// When to try again to connect, by the clock of `wait`.
    private var nextAttempt: Duration
    private var delay = Self.shortestDelay
    /// Whether the present loss was told.
    private var hasToldLoss = false

    package static let shortestDelay = Duration.milliseconds(100)
    package static let longestDelay = Duration.seconds(10)

    /// Connects at the first wait.
    ///
    /// `onLoss` is told once each time that the connection is lost, or cannot be made. `channel` holds letters a–z and
    /// underscores.
    package init(
        _ options: ConnectionOptions, channel: String, wake: WakePipe, wait: any ListenerWait = SystemWait(),
        onLoss: @escaping @Sendable (PostgresError) -> Void = { _ in }
    ) {
        precondition(channel.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }, "no name of a channel")
        self.options = options
        self.channel = channel
        self.wake = wake
        self.wait = wait
        self.onLoss = onLoss
        nextAttempt = wait.now
    }

    /// Waits for the next event, for `limit` at most (without end when nil).
    ///
    /// Notifications that came in since the last call count as one. Woken or not is asked before anything that takes
    /// time, so that a wake is never slower than one attempt to connect.
    package mutating func next(atMost limit: Duration?) -> Event {
        let end = limit.map { wait.now + $0 }
        while true {
            if wait.wait(socket: nil, wake: wake, atMost: .zero).isWoken { return .woken }
            if line == nil, wait.now >= nextAttempt, connect() { return .notified }
            if takeNotifications() { return .notified }
            let now = wait.now
            if let end, now >= end { return .timedOut }
            var pause = end.map { $0 - now }
            if line == nil {
                guard now < nextAttempt else { continue }
                pause = min(pause ?? .seconds(Int64.max), nextAttempt - now)
            }
            if wait.wait(socket: line?.connection.fileDescriptor, wake: wake, atMost: pause).isWoken { return .woken }
        }
    }

    private mutating func connect() -> Bool {
        do throws(PostgresError) {
            let fresh = Line(connection: try Connection(options))
            try fresh.connection.run("LISTEN \(channel)")
            line = fresh
            delay = Self.shortestDelay
            hasToldLoss = false
            return true
        } catch {
            lose(error)
            return false
        }
    }

    /// Whether anything was notified since the last call.
    private mutating func takeNotifications() -> Bool {
        guard let line else { return false }
        do throws(PostgresError) {
            return try line.connection.takeNotificationCount() > 0
        } catch {
            lose(error)
            return false
        }
    }

    /// Waits longer each time, up to ``longestDelay``, for a server that does not come back.
    private mutating func lose(_ error: PostgresError) {
        line = nil
        if !hasToldLoss { onLoss(error) }
        hasToldLoss = true
        nextAttempt = wait.now + delay
        delay = min(delay * 2, Self.longestDelay)
    }
}

/// A connection that may be there or not: a value that cannot be copied is awkward to hold that way.
private final class Line {
    let connection: Connection

    init(connection: consuming Connection) {
        self.connection = connection
    }
}

extension Connection {
    /// How many notifications came in since the last call (`PQnotifies`).
    ///
    /// Never waits.
    /// Fails with ``PostgresError/unreachable(_:)`` when the connection is lost.
    package func takeNotificationCount() throws(PostgresError) -> Int {
        var count = 0
        // What came in before a loss counts: it is told first, and the loss at the next call.
        let loss: PostgresError?
        do throws(PostgresError) {
            try requireLiving()
            loss = nil
        } catch {
            loss = error
        }
        while let notification = unsafe PQnotifies(pointer) {
            unsafe PQfreemem(notification)
            count += 1
        }
        if count == 0, let loss { throw loss }
        return count
    }
}
