import CanonicalJSON
import EmbeddedPostgres
import FoundationEssentials
import PostgresClient
import TestSupport

/// A database and a replica that follows it, each a cluster of its own, gone when the tests end.
struct ServerPair {
    let primary: BookServer
    let standby: BookServer

    /// The last position of the primary when the standby was made.
    let end: Int64

    /// The primary holds the first lines of the demo.
    static func make(lines count: Int) async throws -> ServerPair {
        let (primary, standby) = (try BookServer(), try BookServer())
        try await primary.cluster.start()
        let end = try await primary.dispatch(lines: 0..<count).last?["position"]?.integer
        let url = try primary.cluster.connectionString(as: .superuser)
        let made = try await standby.run("db", "replicate", url)
        guard made.status == 0, let end else { throw Unexpected(output: made) }
        try standby.takeKey(of: primary)
        let pair = ServerPair(primary: primary, standby: standby, end: end)
        try await pair.catchUp()
        return pair
    }

    /// Waits until the standby has applied everything that the primary has written.
    func catchUp() async throws {
        try await wait(until: "pg_last_wal_replay_lsn()")
    }

    /// Waits until everything that the primary has written has come to the standby, applied or not.
    func receive() async throws {
        try await wait(until: "pg_last_wal_receive_lsn()")
    }

    private func wait(until function: String) async throws {
        let end = try await primary.sql("select pg_current_wal_insert_lsn()")
        while try await standby.sql("select coalesce(\(function) >= '\(end)', false)") != "t" {}
    }

    /// Asks the standby.
    func ask(_ arguments: String..., environment: [String: String] = [:]) async throws -> Missieboek.Output {
        let url = try standby.cluster.connectionString()
        let key = ["MISSIEBOEK_REGISTER_KEY": primary.keyFile]
        return try await Missieboek.run(
            arguments + ["--replica", url], environment: key.merging(environment) { $1 })
    }

    struct Unexpected: Error {
        let output: Missieboek.Output
    }
}

/// A private cluster as the command line keeps it, in a home that goes when the tests end.
struct BookServer {
    let book: TemporaryBook
    var home: String { book.path }
    /// Not forced to disk, for speed, where the tests start it.
    var cluster: EmbeddedCluster { EmbeddedCluster(home: book.path, durability: .none) }

    init() throws {
        book = try TemporaryBook()
    }

    func run(_ arguments: String...) async throws -> Missieboek.Output {
        try await run(arguments)
    }

    func run(_ arguments: [String]) async throws -> Missieboek.Output {
        try await Missieboek.run(arguments, environment: ["MISSIEBOEK_HOME": home])
    }

    /// Where the key of the register lies.
    var keyFile: String { home + "/register.key" }

    /// Copies the key of the register, as whoever keeps it does for a server that takes over.
    func takeKey(of other: BookServer) throws {
        try FileManager.default.copyItem(atPath: other.keyFile, toPath: keyFile)
    }

    /// Carries out some lines of the demo, and returns the answers.
    @discardableResult
    func dispatch(lines range: Range<Int>) async throws -> [Node] {
        let lines = try ScenarioFile().lines[range].map(\.text).joined(separator: "\n")
        let run = try await Missieboek.run(["dispatch", "-"], environment: ["MISSIEBOEK_HOME": home], input: lines)
        guard run.status == 0 else { throw ServerPair.Unexpected(output: run) }
        return try run.out.split(separator: "\n").map { try Node(parsing: Array($0.utf8)) }
    }

    /// The board as programs see it.
    func board() async throws -> Node {
        let run = try await run("board", "--output", "json")
        guard run.status == 0 else { throw ServerPair.Unexpected(output: run) }
        return try Node(parsing: Array(run.out.utf8))
    }

    /// As the superuser.
    @discardableResult
    func sql(_ sql: String) async throws -> String {
        try await SuperuserShell(cluster: cluster, database: "missieboek").run(sql)
    }

    /// Kills the server and every process of it at one stroke, as a power cut would.
    func kill() async throws {
        guard case .running(let processID) = try cluster.state() else { throw NotRunning() }
        try await killServer(processID)
    }

    struct NotRunning: Error {}
}

extension Node {
    var integer: Int64? {
        if case .number(let digits) = self { return Int64(digits) }
        return nil
    }
}
