import Foundation
import PostgresClient
import Synchronization
import TestSupport

/// Installs the SQL of the folder Schema where the cluster's template does not hold it yet.
enum SchemaFromDisk {
    /// Roles belong to the whole cluster: two tests cannot make them at once.
    private static let turn = Mutex(())

    static func installIfMissing(in database: ThrowawayDatabase) throws {
        try turn.withLock { _ in try install(in: database) }
    }

    private static func install(in database: ThrowawayDatabase) throws {
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        guard try connection.run("select to_regclass('event_store.events')").text(row: 0) == nil else { return }
        for folder in ["roles", "migrations", "functions", "views", "grants"] {
            // Roles are made by the superuser, all else belongs to the owner.
            try connection.run(folder == "roles" ? "reset role" : "set role missieboek_owner")
            for file in try files(in: folder) { try connection.run(String(contentsOf: file, encoding: .utf8)) }
        }
    }

    private static func files(in folder: String) throws -> [URL] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Schema/\(folder)")
        let files = FileManager.default.enumerator(at: root.standardized, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "sql" }
            .sorted { $0.path < $1.path }
    }
}
