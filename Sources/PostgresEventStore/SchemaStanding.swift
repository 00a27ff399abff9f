package import EventSourcing
package import PostgresClient

/// How a database's schema stands to this program's.
package enum SchemaStanding: Hashable, Sendable {
    case current
    case missing
    /// Older than this program's, or newer.
    case other
    /// The log is there, and the function that says which schema it has is not, or names none: somebody has taken that
    /// away.
    case untold
    /// As ``untold``, and what the function read is gone as well.
    case lost
}

extension SchemaMigrator {
    /// One round trip where the database says which schema it has.
    package func standing(_ connection: borrowing Connection) throws(PostgresError) -> SchemaStanding {
        let installed: String?
        do throws(PostgresError) { installed = try connection.execute(CurrentFingerprint()).first ?? nil } catch {
            guard case .server(let report) = error, report.sqlState.meansNoSchema else { throw error }
            installed = nil
        }
        guard let installed else {
            let remains = try connection.executeOne(SchemaRemains())
            return !remains.hasLog ? .missing : remains.hasInstallations ? .untold : .lost
        }
        return installed == fingerprint ? .current : .other
    }
}

extension PostgresEventStore {
    /// How the schema of this store's database stands to this program's, see
    /// ``SchemaMigrator/standing(_:)``.
    package func schemaStanding() throws(StoreFailure) -> SchemaStanding {
        try reading { (connection) throws(PostgresError) in try SchemaMigrator().standing(connection) }
    }
}
