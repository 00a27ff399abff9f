import PostgresClient

/// The database that the variables of libpq name.
enum AuditDatabase {
    static let options = ConnectionOptions(address: "", applicationName: "missieboek-audit")

    static func connect() throws(PostgresError) -> Connection { try Connection(options) }
}
