import FoundationEssentials
import Glibc
import PostgresClient
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PendingConnectionTests {
    @Test func `What is begun and finished is a connection like any other`() async throws {
        let pending = PendingConnection(try await TestDatabase.options(settings: ["work_mem": "8MB"]))
        let connection = try pending.finish()
        #expect(try connection.run("show work_mem").text(row: 0) == "8MB")
        #expect(try connection.executeOne(One()) == 1)
        try connection.run("do $$ begin raise notice 'heard'; end $$")
        #expect(connection.takeNotices().map(\.message) == ["heard"])
    }

    @Test func `The server's side is made while nobody waits for it`() async throws {
        var options = try await TestDatabase.options()
        options.applicationName = "pending-\(UInt32.random(in: .min ... .max))"
        let observer = try await TestDatabase.connect()
        let backend = "select from pg_stat_activity where application_name = '\(options.applicationName)'"
        do {
            let pending = PendingConnection(options)
            while try observer.run(backend).count == 0 {}
            _ = consume pending
        }
        while try observer.run(backend).count == 1 {}
    }

    @Test(arguments: ["postgresql:///nobody?host=/nowhere", "postgresql://[", "no=such option"])
    func `What cannot be reached shows when it is finished`(address: String) throws {
        let error = try failure { () throws(PostgresError) in
            _ = try PendingConnection(ConnectionOptions(address: address)).finish()
        }
        guard case .unreachable(let message) = error else { throw error }
        #expect(!message.isEmpty)
    }

    @Test func `A login that the server refuses is told in its words`() async throws {
        var options = try await TestDatabase.options()
        options.address += "&user=nobody_of_this_name"
        let error = try failure { () throws(PostgresError) in _ = try PendingConnection(options).finish() }
        guard case .unreachable(let message) = error else { throw error }
        #expect(message.contains("nobody_of_this_name"))
    }

    @Test func `A server that never answers is not waited for longer than agreed`() throws {
        let folder = "/tmp/missieboek-test-\(getpid())-deaf"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = try DeafServer(path: folder + "/.s.PGSQL.5432")
        defer { server.close() }
        let options = ConnectionOptions(address: "host=\(folder) port=5432 dbname=x")
        let error = try failure { () throws(PostgresError) in
            _ = try PendingConnection(options).finish(within: .milliseconds(1))
        }
        #expect(error == .unreachable("the server did not answer in time"))
    }
}

private struct One: NumbersStatement { static let sql = "select 1::int8" }

/// A socket to which one can connect, and behind which nobody listens.
private struct DeafServer {
    private let socket: Int32

    init(path: String) throws {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        self.socket = socket
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0, listen(socket, 1) == 0 else { throw NothingFailed() }
    }

    func close() { _ = Glibc.close(socket) }
}
