import CLibPQ
import Glibc

/// A connection that the server makes ready while the caller does something else (`PQconnectStart`).
///
/// For a server on this machine: no name is looked up, nothing is encrypted, and the address's `connect_timeout` is
/// not heeded. A connection that nobody wants is still brought to its end first: a client that leaves in the middle of
/// a login is an entry in the server's log.
@safe
package struct PendingConnection: ~Copyable {
    /// Null when libpq had no memory for it.
    private let pointer: OpaquePointer?
    /// What libpq waits for before its next step.
    private var next: PostgresPollingStatusType

    /// Asks for the connection.
    ///
    /// Waits for nothing; what goes wrong shows when it is finished.
    package init(_ options: ConnectionOptions) {
        unsafe pointer = options.withKeywordsAndValues { unsafe PQconnectStartParams($0, $1, 1) }
        // As the manual wants it for the first step.
        next = PGRES_POLLING_WRITING
        advance(within: .zero)
    }

    deinit {
        unsafe Self.advance(pointer, from: next, within: .seconds(1))
        unsafe PQfinish(pointer)
    }

    /// Waits until the connection is made, for as long as the server may take over it.
    ///
    /// Fails with ``PostgresError/unreachable(_:)``, whatever the reason.
    package consuming func finish(within patience: Duration = .seconds(10)) throws(PostgresError) -> Connection {
        advance(within: patience)
        let opened = unsafe pointer
        let isUndecided = unsafe Self.isUnderWay(opened, next)
        discard self
        guard !isUndecided else {
            unsafe PQfinish(opened)
            throw .unreachable("the server did not answer in time")
        }
        return try unsafe Connection(opened)
    }

    private mutating func advance(within patience: Duration) {
        next = unsafe Self.advance(pointer, from: next, within: patience)
    }

    /// Takes every step that can be taken in that time; returns what the one after it waits for.
    @discardableResult
    private static func advance(
        _ connection: OpaquePointer?, from first: PostgresPollingStatusType, within patience: Duration
    ) -> PostgresPollingStatusType {
        var next = first
        let deadline = ContinuousClock.now + patience
        while unsafe isUnderWay(connection, next) {
            let events = next == PGRES_POLLING_READING ? POLLIN : POLLOUT
            let rest = max(.zero, deadline - .now)
            guard unsafe isReady(PQsocket(connection), for: events, within: rest) else { return next }
            next = unsafe PQconnectPoll(connection)
        }
        return next
    }

    private static func isUnderWay(_ connection: OpaquePointer?, _ next: PostgresPollingStatusType) -> Bool {
        unsafe PQstatus(connection) != CONNECTION_BAD && [PGRES_POLLING_READING, PGRES_POLLING_WRITING].contains(next)
    }

    private static func isReady(_ socket: Int32, for events: Int32, within patience: Duration) -> Bool {
        var asked = pollfd(fd: socket, events: Int16(events), revents: 0)
        while true {
            let count = unsafe poll(&asked, 1, Int32(patience / .milliseconds(1)))
            if count >= 0 || errno != EINTR { return count > 0 }
        }
    }
}
