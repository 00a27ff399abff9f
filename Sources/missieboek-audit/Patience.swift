import Glibc
import PostgresClient
import Synchronization

/// How long a server may take to answer.
struct Patience {
    /// Beyond it the server is given this long to end the statement itself, and is hung up on then: a function can refuse
    /// to be cancelled.
    private static let grace = Duration.seconds(2)

    private let limit: Duration

    init(_ limit: Duration) {
        self.limit = limit
    }

    /// Throws when the answer is late; the connection may be lost then.
    func wait<Answer>(
        for connection: borrowing Connection, _ body: (borrowing Connection) throws -> Answer
    ) throws -> Answer {
        try connection.run("set statement_timeout = \(max(1, limit.components.seconds * 1_000))")
        let line = OpenLine(connection.fileDescriptor)
        let end = Task.detached { [limit] in
            try await Task.sleep(for: limit + Self.grace)
            line.hangUp()
        }
        defer {
            line.close()
            end.cancel()
        }
        let answer = try body(connection)
        try connection.run("set statement_timeout = default")
        return answer
    }
}

/// A connection's socket, as long as somebody waits for what comes from it.
private final class OpenLine: Sendable {
    private let descriptor: Mutex<Int32?>

    init(_ descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
    }

    /// Nobody waits any more: whoever has that number then is somebody else.
    func close() {
        descriptor.withLock { $0 = nil }
    }

    func hangUp() {
        descriptor.withLock { descriptor in
            if let descriptor { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }
}
