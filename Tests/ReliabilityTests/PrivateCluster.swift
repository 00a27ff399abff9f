import EmbeddedPostgres
import FoundationEssentials
import Glibc
import PostgresClient
import PostgresEventStore
import TestSupport

/// A cluster that one test may kill; it goes, with its folder, when the tests end.
///
/// Its writes reach the kernel before they are acknowledged, but are not forced to disk: for `kill -9` of every process
/// that is the same, for a power cut it would not be.
struct PrivateCluster: Sendable {
    private let cluster: EmbeddedCluster

    /// Makes and starts it, in a new folder or in one that is there.
    static func start(in folder: String? = nil) async throws -> PrivateCluster {
        let folder = folder ?? "/tmp/missieboek-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        Watchdog.clearAway(home: folder + "/book", folder: folder)
        let cluster = PrivateCluster(cluster: EmbeddedCluster(home: folder + "/book", durability: .none))
        try await cluster.start()
        return cluster
    }

    /// Starts the server when it does not run.
    func start() async throws {
        try await cluster.start()
    }

    func stop() async throws {
        try await cluster.stop()
    }

    /// Kills the server and every process of it at one stroke.
    func kill() async throws {
        guard case .running(let processID) = try cluster.state() else { throw NotRunning() }
        try await killServer(processID)
    }

    /// Tries to connect until the server has recovered from a crash that it survived itself, for a minute at most.
    func waitUntilRecovered(_ database: ThrowawayDatabase) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        try await Threads.run {
            while true {
                do throws(PostgresError) {
                    _ = try Connection(ConnectionOptions(address: database.url))
                    return
                } catch {
                    guard ContinuousClock.now < deadline else { throw error }
                }
            }
        }
    }

    /// A new database with the schema in place; that of another version when it has one.
    func database(_ name: String = "book", schema: SchemaMigrator = SchemaMigrator()) throws -> ThrowawayDatabase {
        try connect(to: "postgres").run("create database \(name) strategy wal_log")
        var connection = try connect(to: name)
        try schema.migrate(&connection)
        return ThrowawayDatabase(
            name: name, url: try cluster.connectionString(database: name),
            superuserURL: try cluster.connectionString(as: .superuser, database: name))
    }

    /// Sets a setting of the server that needs no restart.
    func set(_ name: String, to value: String) throws {
        let connection = try connect(to: "postgres")
        try connection.run("alter system set \(name) = '\(value)'")
        try connection.run("select pg_reload_conf()")
    }

    /// The folder of the server's socket.
    var socketFolder: String { get throws { try cluster.socketFolder() } }

    struct NotRunning: Error {}

    private func connect(to database: String) throws -> Connection {
        try Connection(ConnectionOptions(address: cluster.connectionString(as: .superuser, database: database)))
    }
}
