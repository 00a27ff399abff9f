import FoundationEssentials
import PostgresClient

/// The database that the variables of libpq name.
enum AuditDatabase {
    /// What decides whether the log can be read is said here: what a login or a database was set to (`alter role … set`)
    /// counts for nothing in it.
    static let options = ConnectionOptions(
        address: "", applicationName: "missieboek-audit",
        settings: [
            "statement_timeout": "0", "idle_session_timeout": "0", "row_security": "on",
            "lock_timeout": String(patience.components.seconds * 1_000),
        ])

    /// How long an answer may take, and a lock that somebody else holds: an hour, or as many seconds as
    /// `MISSIEBOEK_AUDIT_PATIENCE` says, up to a week.
    static let patience: Duration = {
        let named = ProcessInfo.processInfo.environment["MISSIEBOEK_AUDIT_PATIENCE"].flatMap { Int32($0) }
        return .seconds(min(max(1, named ?? 3_600), 604_800))
    }()

    static func connect() throws(PostgresError) -> Connection { try Connection(options) }
}
