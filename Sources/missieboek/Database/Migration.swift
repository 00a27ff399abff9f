import EmbeddedPostgres
import PostgresClient
import PostgresEventStore
import TradeMissions

extension Session {
    /// Brings an embedded cluster to this program's schema; one round trip when it is there already.
    static func migrate(_ cluster: EmbeddedCluster) throws {
        let current = try isCurrent(cluster.connectionString())
        guard !current else { return }
        _ = try migrate(address: cluster.connectionString(as: .superuser))
    }

    /// Applies what is new or changed, and returns the paths of it.
    static func migrate(address: String) throws -> [String] {
        var connection = try Connection(ConnectionOptions(address: address))
        do throws(SchemaFailure) {
            return try SchemaMigrator().migrate(&connection)
        } catch {
            throw Failure(.databaseUnavailable, Phrase(nl: "schema: \(error)", en: "schema: \(error)"))
        }
    }

    private static func isCurrent(_ address: String) throws -> Bool {
        // A cluster without the database's roles cannot be logged in to yet.
        guard let connection = try? Connection(ConnectionOptions(address: address)) else { return false }
        return try SchemaMigrator().isCurrent(connection)
    }
}
