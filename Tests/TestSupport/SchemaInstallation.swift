import EmbeddedPostgres

/// Puts the schema into the template database, once in a test process.
enum SchemaInstallation {
    static func install(in database: String, of cluster: EmbeddedCluster) async throws {
        // SchemaMigrator takes this place.
    }
}
