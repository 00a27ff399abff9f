import PostgresClient
import Schema

/// What all files of the schema together came to when it was installed; no row or NULL when it never was.
struct CurrentFingerprint: Statement {
    static let name = "schema_fingerprint"
    static let sql = "select schema_history.current()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> String? {
        try row.nextOptional()
    }
}

/// Whether a schema was ever installed.
struct HistoryExists: Statement {
    static let name = "schema_history_exists"
    static let sql = "select to_regclass('schema_history.files') is not null"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}

/// What is there of a schema that is not told; whoever may log in may ask.
struct SchemaRemains: Statement {
    struct Tables {
        let hasLog: Bool
        /// Where it is kept which schema was installed.
        let hasInstallations: Bool
    }

    static let name = "schema_remains"
    static let sql = """
        select coalesce(bool_or((space.nspname, class.relname) = ('event_store', 'events')), false),
            coalesce(bool_or((space.nspname, class.relname) = ('schema_history', 'installations')), false)
        from pg_catalog.pg_class as class join pg_catalog.pg_namespace as space on space.oid = class.relnamespace
        where space.nspname in ('event_store', 'schema_history')
        """

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Tables {
        Tables(hasLog: try row.next(), hasInstallations: try row.next())
    }
}

/// How these files stand to what was applied.
struct CompareFiles: Statement {
    let files: [SQLFile]

    static let name = "schema_compare"
    static let sql = "select path, state from schema_history.compare($1, $2)"

    func bind(to parameters: inout Parameters) {
        parameters.append(array: files) { $0.path }
        parameters.append(array: files) { $0.text }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> FileState {
        FileState(path: try row.next(), state: try row.next())
    }
}

struct FileState {
    let path: String
    /// `new`, `same`, `changed` or `unknown`.
    let state: String
}

/// Notes the files that were applied; the row holds nothing.
struct RecordFiles: Statement {
    let files: [SQLFile]
    let fingerprint: String

    static let name = "schema_record"
    static let sql = "select schema_history.record($1, $2, $3) is null"

    func bind(to parameters: inout Parameters) {
        parameters.append(array: files) { $0.path }
        parameters.append(array: files) { $0.text }
        parameters.append(fingerprint)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}

/// Whether a migration of before knows how to tell what was changed behind its back.
struct CanNoteDepartures: Statement {
    static let name = "schema_can_note_departures"
    static let sql = "select to_regprocedure('schema_history.note_departures()') is not null"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}

/// Keeps what is not as the last migration left it; gives how much that is.
struct NoteDepartures: Statement {
    static let name = "schema_note_departures"
    static let sql = "select schema_history.note_departures()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 {
        try row.next()
    }
}

/// Whether this login may note what is defined now, and the schema knows how.
struct CanNoteDefinitions: Statement {
    static let name = "schema_can_note"
    static let sql = """
        select to_regprocedure('schema_history.renew_definitions()') is not null
            and pg_has_role(session_user, 'missieboek_owner', 'member')
        """

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}

/// Notes what is defined now, when the server is of another major version than it was; gives how many objects, or nil.
struct RenewDefinitions: Statement {
    static let name = "schema_renew"
    static let sql = "select schema_history.renew_definitions()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64? {
        try row.nextOptional()
    }
}

/// Notes the duties of what was appended before there was any note of them; gives how many.
struct NoteDuties: Statement {
    static let name = "note_duties"
    static let sql = "select event_store.note_duties_in_log()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 {
        try row.next()
    }
}

/// Held to the end of the transaction, so that migrations of one database take turns.
enum Lock {
    static let sql = "select pg_advisory_xact_lock(7090)"
}

/// To the end of the transaction: what is made belongs to the owner, whoever has logged in.
enum BecomeOwner {
    static let sql = "set local role missieboek_owner"
}
