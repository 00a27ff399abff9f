import FoundationEssentials
import Glibc
import Synchronization
import TestSupport

/// Where a connection is cut, around a request that commits.
enum Cut: CaseIterable, Sendable {
    /// The server never sees the request.
    case beforeRequest
    /// The server sees a part of it.
    case insideRequest
    /// The server has carried it out and answered, and the client gets nothing of that.
    case beforeAnswer
    /// The client gets a part of the answer.
    case insideAnswer
    /// The client gets the answer, and then the connection is gone.
    case afterAnswer

    /// Whether the server commits.
    var hasEffect: Bool {
        switch self {
        case .beforeRequest, .insideRequest: false
        case .beforeAnswer, .insideAnswer, .afterAnswer: true
        }
    }
}

/// Stands between a client and the server, and cuts the connection where it is told to.
///
/// One thread serves one connection after the other: the protocol is a request and its answer in turn, and the client
/// is known to use one connection at a time.
final class CuttingProxy: Sendable {
    /// The folder of the proxy's socket.
    let folder: String
    private let server: String
    /// The next cut, with the share of the bytes that still passes.
    private let armed = Mutex<(cut: Cut, share: Double)?>(nil)

    private static let socketName = ".s.PGSQL.5432"

    /// `server` is the folder of the server's socket.
    init(server: String) throws {
        folder = "/tmp/missieboek-proxy-\(getpid())-\(UInt32.random(in: .min ... .max))"
        self.server = server + "/" + Self.socketName
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }

    /// Serves connections while `body` runs on another thread.
    func serving<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let listener = try UnixSocket.listening(at: path)
        let thread = RunningThread { [self] in
            let result = Result { try body() }
            // Wakes the loop below, which then finds nobody.
            isOver.withLock { $0 = true }
            _ = try UnixSocket.connected(to: path)
            return try result.get()
        }
        try await Threads.run { [self] in
            try serve(listener)
        }
        try FileManager.default.removeItem(atPath: folder)
        return try thread.outcome().get()
    }

    /// Cuts at the next request that commits.
    func arm(_ cut: Cut, share: Double) {
        armed.withLock { $0 = (cut, share) }
    }

    private let isOver = Mutex(false)
    private var path: String { folder + "/" + Self.socketName }

    private func serve(_ listener: borrowing UnixSocket) throws {
        while let client = listener.accepted(), !isOver.withLock({ $0 }) {
            var client = WireReader(client)
            var server = WireReader(try UnixSocket.connected(to: server))
            relay(&client, &server)
        }
    }

    /// Hands requests and answers on until one side closes, or the cut.
    private func relay(_ client: inout WireReader, _ server: inout WireReader) {
        guard let opening = client.nextOpening(), server.write(opening), let greeting = server.nextAnswer(),
            client.write(greeting.bytes)
        else { return }
        var isIdle = greeting.isIdle
        while let request = client.nextRequest(isIdle: isIdle) {
            let cut = request.commits ? armed.withLock { $0.take() } : nil
            switch cut?.cut {
            case .beforeRequest: return
            case .insideRequest:
                _ = server.write(request.bytes.prefix(share: cut?.share))
                return
            case .beforeAnswer, .insideAnswer, .afterAnswer, nil: break
            }
            guard server.write(request.bytes), let answer = server.nextAnswer() else { return }
            switch cut?.cut {
            case .beforeAnswer: return
            case .insideAnswer:
                _ = client.write(answer.bytes.prefix(share: cut?.share))
                return
            case .afterAnswer:
                _ = client.write(answer.bytes)
                return
            case .beforeRequest, .insideRequest, nil: break
            }
            guard client.write(answer.bytes) else { return }
            isIdle = answer.isIdle
        }
    }
}

extension [UInt8] {
    /// At least the first byte, and never the last.
    fileprivate func prefix(share: Double?) -> ArraySlice<UInt8> {
        prefix(Swift.max(1, Swift.min(count - 1, Int(Double(count) * (share ?? 0)))))
    }
}
