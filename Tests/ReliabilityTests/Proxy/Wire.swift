/// A request as the client sends it, up to where it waits for an answer.
struct WireRequest {
    let bytes: [UInt8]
    /// Whether the server commits a command by it, not only keys that are made ready for one.
    let commits: Bool
}

/// The messages of PostgreSQL's protocol that go one way over a connection, cut out of its bytes.
///
/// Each is a byte for its kind, four for the length of what follows with themselves, and that; only the first of a
/// connection has no kind.
struct WireReader: ~Copyable {
    private let socket: UnixSocket
    private var bytes: [UInt8] = []

    init(_ socket: consuming UnixSocket) {
        self.socket = socket
    }

    borrowing func write(_ bytes: some Sequence<UInt8>) -> Bool { socket.write(bytes) }

    /// The first message of a client.
    mutating func nextOpening() -> [UInt8]? { nextMessage(kindLength: 0) }

    /// Everything up to the end of the next request: a simple query, or a synchronisation point with what leads to it.
    ///
    /// Nil once the client has closed or said goodbye. `isIdle` says whether no transaction is open. What runs the
    /// prepared statement `begin` opens one, and leaves the commit to a query of its own.
    mutating func nextRequest(isIdle: Bool) -> WireRequest? {
        var request: [UInt8] = []
        var (opensTransaction, isPreparing) = (false, false)
        while let message = nextMessage(kindLength: 1) {
            request += message
            switch message[0] {
            case UInt8(ascii: "Q"):
                return WireRequest(bytes: request, commits: message.dropFirst(5).starts(with: "COMMIT".utf8))
            case UInt8(ascii: "B") where message.dropFirst(5).starts(with: "\0begin\0".utf8): opensTransaction = true
            case UInt8(ascii: "B") where message.dropFirst(5).starts(with: "\0provide_keys\0".utf8): isPreparing = true
            case UInt8(ascii: "B") where message.dropFirst(5).starts(with: "\0read_keys\0".utf8): isPreparing = true
            case UInt8(ascii: "S"):
                return WireRequest(bytes: request, commits: isIdle && !opensTransaction && !isPreparing)
            case UInt8(ascii: "X"): return nil
            default: break
            }
        }
        return nil
    }

    /// Everything up to where the server is ready for the next request, and whether no transaction is open then.
    mutating func nextAnswer() -> (bytes: [UInt8], isIdle: Bool)? {
        var answer: [UInt8] = []
        while let message = nextMessage(kindLength: 1) {
            answer += message
            if message[0] == UInt8(ascii: "Z") { return (answer, message[5] == UInt8(ascii: "I")) }
        }
        return nil
    }

    private mutating func nextMessage(kindLength: Int) -> [UInt8]? {
        let head = kindLength + 4
        guard fill(to: head) else { return nil }
        let length = bytes[kindLength..<head].reduce(0) { $0 << 8 | Int($1) }
        guard fill(to: kindLength + length) else { return nil }
        let message = Array(bytes.prefix(kindLength + length))
        bytes.removeFirst(message.count)
        return message
    }

    private mutating func fill(to count: Int) -> Bool {
        while bytes.count < count {
            let received = socket.read()
            guard !received.isEmpty else { return false }
            bytes += received
        }
        return true
    }
}
