import EmbeddedPostgres
import PostgresClient
import PostgresEventStore

/// Puts the schema into the template database, once in a test process.
enum SchemaInstallation {
    static func install(in database: String, of cluster: EmbeddedCluster) async throws {
        let address = try cluster.connectionString(as: .superuser, database: database)
        var connection = try Connection(ConnectionOptions(address: address))
        try SchemaMigrator().migrate(&connection)
    }
}
