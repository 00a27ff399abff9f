package import EventSourcing
package import PostgresClient

/// How a database's schema stands to this program's.
package enum SchemaStanding: Hashable, Sendable {
    case current
    case missing
    /// Older than this program's, or newer.
    case other
}

extension SchemaMigrator {
    /// One round trip.
    package func standing(_ connection: borrowing Connection) throws(PostgresError) -> SchemaStanding {
        do throws(PostgresError) {
            guard let installed = try connection.execute(CurrentFingerprint()).first ?? nil else { return .missing }
            return installed == fingerprint ? .current : .other
        } catch {
            if case .server(let report) = error, report.sqlState.meansNoSchema { return .missing }
            throw error
        }
    }
}

extension PostgresEventStore {
    /// How the schema of this store's database stands to this program's, in one round trip.
    package func schemaStanding() throws(StoreFailure) -> SchemaStanding {
        try reading { (connection) throws(PostgresError) in try SchemaMigrator().standing(connection) }
    }
}
