import EmbeddedPostgres
import PostgresClient
import PostgresEventStore
import TradeMissions

extension Session {
    /// The store on an embedded cluster with this program's schema; one round trip on its connection when it is there.
    static func migratedStore(on cluster: EmbeddedCluster) throws -> PostgresEventStore {
        let options = try ConnectionOptions(address: cluster.connectionString())
        // A cluster without the database's roles cannot be logged in to yet.
        if let store = try? PostgresEventStore(options), try store.hasCurrentSchema() { return store }
        _ = try migrate(address: cluster.connectionString(as: .superuser))
        return try PostgresEventStore(options)
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
}
