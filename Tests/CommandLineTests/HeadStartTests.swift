import EmbeddedPostgres
import FoundationEssentials
import Glibc
import PostgresClient
import TestSupport
import Testing

// The connection that is begun before the command line is parsed.
@Suite(.timeLimit(.minutes(10)))
struct HeadStartTests {
    @Test func `A question takes one connection, and what asks no database takes none`() async throws {
        let server = try await LoggingServer()
        for question in [["board"], ["--output", "json", "bmo"], ["ledger"], ["timeline", "mission-x"]] {
            #expect(try await server.logins(of: question) == 1, "\(question)")
        }
        let others = [
            ["--version"], ["help"], ["help", "board"], ["board", "--help"], ["explain", "R1"], ["rules"],
            ["gate", "-h"],
            ["bord"], ["simulate", "--missions", "1", "--seed", "1"],
            ["board", "--database", "postgresql:///?host=/nowhere"],
        ]
        for other in others {
            #expect(try await server.logins(of: other) == 0, "\(other)")
        }
    }

    @Test func `A question that turns out wrong leaves nothing in the server's log but its login`() async throws {
        let server = try await LoggingServer()
        let mistakes = [
            ["board", "--nonsense"], ["board", "--output", "xml"], ["gate"], ["gate", "a", "b"], ["ledger", "--table"],
            ["dossier"], ["board", "--as-of", "-1"], ["board", "--as-of", "yesterday"],
        ]
        for mistake in mistakes {
            let before = try server.log().count
            let run = try await server.program.run(mistake)
            #expect(run.status == 64, "\(mistake): \(run.talk)")
            let lines = try server.log().dropFirst(before).filter { line in
                !["received", "authenticated", "authorized"].contains { line.contains("LOG:  connection \($0)") }
            }
            #expect(lines.isEmpty, "\(mistake): \(lines)")
        }
        // That log does tell of a client that leaves in the middle of its login.
        while try !server.log().contains(where: { $0.contains("connection to client lost") }) {
            try server.leaveInTheMiddle()
        }
    }

    @Test func `A server that was stopped, or will have nobody in, is started or told as without a head start`()
        async throws
    {
        let server = try await LoggingServer()
        try server.execute("alter role missieboek nologin")
        let refused = try await server.program.run("board")
        #expect(refused.status == 69)
        #expect(refused.talk.contains("not permitted to log in"))
        try server.execute("alter role missieboek login")
        #expect(try await server.program.run("db", "stop").status == 0)
        let again = try await server.program.run("board")
        #expect(again.status == 0)
        #expect(again.talk.contains("Started the PostgreSQL cluster"))
    }

    @Test func `A schema of another version is migrated, as without a head start`() async throws {
        let server = try await LoggingServer()
        try server.execute(
            """
            update schema_history.files set sha256 = '\\x00' where path = 'functions/schema_history/current.sql';
            update schema_history.installations set fingerprint = 'older'
            """)
        let run = try await server.program.run("board")
        #expect(run.status == 0, "\(run.talk)")
        #expect(try server.value(of: "select schema_history.current() <> 'older'") == "t")
    }
}

/// A private cluster whose server notes every login.
private struct LoggingServer {
    let program: Program
    private let home: String

    init() async throws {
        home = try TemporaryBook().path
        program = Program(home: home)
        #expect(try await program.run("board").status == 0)
        try execute("alter system set log_connections = on")
        try execute("select pg_reload_conf()")
        // Until a login of this process itself is noted.
        while try log().allSatisfy({ !$0.contains("connection authorized") }) { try execute("select 1") }
    }

    private func superuser() throws -> Connection {
        try Connection(
            ConnectionOptions(
                address: "postgresql://missieboek_superuser@/missieboek?host=\(home)/cluster/socket&port=5432"))
    }

    func execute(_ sql: String) throws { try superuser().run(sql) }

    func value(of sql: String) throws -> String? { try superuser().run(sql).text(row: 0) }

    func log() throws -> [Substring] {
        try EmbeddedCluster(home: home).logFiles().flatMap { file in
            try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        }
    }

    /// Begins a login and leaves before the server has answered.
    func leaveInTheMiddle() throws {
        let path = home + "/cluster/socket/.s.PGSQL.5432"
        let client = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(client, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(connected == 0)
        // The start-up packet of protocol 3.0: its length, the version, names and values.
        let parameters = Array("user\0missieboek\0database\0missieboek\0\0".utf8)
        let packet = [0, 0, 0, UInt8(parameters.count + 8), 0, 3, 0, 0] + parameters
        try #require(unsafe write(client, packet, packet.count) == packet.count)
    }

    /// How often the login of daily work was used during a run.
    func logins(of arguments: [String]) async throws -> Int {
        let before = try log().count
        _ = try await program.run(arguments)
        return try log().dropFirst(before).count {
            $0.contains("connection authorized") && $0.contains("user=missieboek ")
        }
    }
}
