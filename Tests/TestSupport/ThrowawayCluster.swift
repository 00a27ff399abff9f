package import EmbeddedPostgres
import Glibc
import PostgresClient
import PostgresEventStore

/// The private PostgreSQL cluster of this test process: started on first use, gone when the process is.
///
/// Nothing needs to be cleaned up, also when the process crashes: a ``Watchdog`` stops the server and removes the
/// files. Writes are not forced to disk, so the cluster can be killed, but not unplugged.
package actor ThrowawayCluster {
    package static let shared = ThrowawayCluster()

    private var template: Task<EmbeddedCluster, any Error>?
    private var count = 0

    /// A database of its own for one test, with the schema in place.
    ///
    /// It is never dropped: the cluster goes as a whole.
    package func database() async throws -> ThrowawayDatabase {
        try await make(from: Self.templateName)
    }

    /// A database of its own for one test, with nothing in it.
    package func emptyDatabase() async throws -> ThrowawayDatabase {
        try await make(from: "template0")
    }

    /// The same database once more, as a backup that was restored beside it would be.
    ///
    /// Nobody may be connected to it.
    package func copy(of database: ThrowawayDatabase) async throws -> ThrowawayDatabase {
        try await make(from: database.name)
    }

    private func make(from template: String) async throws -> ThrowawayDatabase {
        let cluster = try await cluster()
        count += 1
        let name = "test_\(count)"
        try Self.connect(to: "postgres", of: cluster)
            .run("create database \(name) template \(template) strategy wal_log")
        return ThrowawayDatabase(
            name: name,
            url: try cluster.connectionString(as: .operator, database: name),
            superuserURL: try cluster.connectionString(as: .superuser, database: name))
    }

    /// The running cluster, whose template database holds the schema.
    package func cluster() async throws -> EmbeddedCluster {
        if let template { return try await template.value }
        let task = Task { try await Self.start() }
        template = task
        return try await task.value
    }

    private static let templateName = "missieboek_template"

    private static func start() async throws -> EmbeddedCluster {
        let home = "/tmp/missieboek-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
        Watchdog.clearAway(home: home, folder: home)
        let cluster = EmbeddedCluster(home: home, durability: .none)
        try await cluster.start()
        try connect(to: "postgres", of: cluster).run("create database \(templateName)")
        var connection = try connect(to: templateName, of: cluster)
        try SchemaMigrator().migrate(&connection)
        return cluster
    }

    private static func connect(to database: String, of cluster: EmbeddedCluster) throws -> Connection {
        try Connection(ConnectionOptions(address: cluster.connectionString(as: .superuser, database: database)))
    }
}

/// A database that one test has to itself.
package struct ThrowawayDatabase: Sendable {
    package let name: String
    /// For libpq, as the login of daily work.
    package let url: String
    /// For libpq, as superuser.
    package let superuserURL: String

    package init(name: String, url: String, superuserURL: String) {
        self.name = name
        self.url = url
        self.superuserURL = superuserURL
    }
}
