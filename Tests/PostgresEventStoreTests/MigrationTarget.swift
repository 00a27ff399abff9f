import PostgresClient
import PostgresEventStore
import Schema
import TestSupport

/// A database to migrate, as its superuser.
final class MigrationTarget {
    private var connection: Connection

    init(_ database: ThrowawayDatabase) throws {
        connection = try Connection(ConnectionOptions(address: database.superuserURL))
    }

    /// The roles are there already, in the cluster; everything else is not.
    static func empty() async throws -> MigrationTarget {
        try MigrationTarget(try await ThrowawayCluster.shared.emptyDatabase())
    }

    @discardableResult
    func migrate() throws -> [String] {
        try SchemaMigrator().migrate(&connection)
    }

    @discardableResult
    func migrate(files: [SQLFile], fingerprint: String) throws -> [String] {
        try SchemaMigrator(files: files, fingerprint: fingerprint).migrate(&connection)
    }

    /// Whether it has the schema that was built in.
    func isCurrent() throws -> Bool {
        try SchemaMigrator().isCurrent(connection)
    }

    /// The first value of the first row.
    func text(_ sql: String) throws -> String? {
        try connection.run(sql).text(row: 0)
    }

    /// What was applied and when.
    func history() throws -> String? {
        try text(
            """
            select string_agg(path || ' ' || applied_at, ',' order by path, applied_at)
                || (select count(*) from schema_history.installations)
            from schema_history.files
            """)
    }
}
