import EventSourcing
import PersonalDataSealing
import PostgresClient

/// Puts the tables of keys and of the register into new files; the row holds nothing.
struct RewriteKeys: Statement {
    static let name = "rewrite_keys"
    static let sql = "select keys.rewrite() is null"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

/// The keys that were destroyed.
struct ReadDestroyedKeys: Statement {
    static let name = "read_destroyed_keys"
    static let sql = "select subject, dossier, trace, destroyed_at from keys.destroyed()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> DestroyedKey {
        let scope = KeyScope(subject: try row.next(), dossier: try row.next())
        let trace: [UInt8]? = try row.nextOptional()
        return DestroyedKey(
            scope: scope, marker: trace.map { $0.map { ~$0 } }, destroyedAt: Timestamp(try row.next()))
    }
}

/// Where the server keeps its files, and what may keep its log from being thrown away.
struct ReadLogKeepers: Statement {
    static let name = "read_log_keepers"
    // Settings and sessions that are not everybody's to see are left out for whoever may not see them.
    static let sql = """
        select case when pg_has_role(current_user, 'pg_read_all_settings', 'usage') then current_setting('data_directory') end,
            (select system_identifier from pg_control_system()),
            current_setting('wal_recycle') = 'on',
            current_setting('archive_mode') <> 'off', current_setting('wal_keep_size') <> '0',
            coalesce((select array_agg(slot_name::text order by slot_name) from pg_replication_slots), '{}'),
            coalesce(
                (select array_agg(coalesce(application_name, pid::text) order by pid) from pg_stat_replication), '{}'),
            pg_is_in_recovery()
        """

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> LogKeepers {
        LogKeepers(
            dataFolder: try row.nextOptional(), clusterNumber: try row.next(), recyclesFiles: try row.next(),
            archives: try row.next(),
            keepsSize: try row.next(), slots: try row.nextArray(), followers: try row.nextArray(),
            isStandby: try row.next())
    }
}

/// How many files of the log lie ahead of the one that is written: with what they held when they were used before.
struct CountFilesAhead: Statement {
    static let name = "count_files_ahead"
    static let sql = """
        select count(*) from pg_ls_waldir()
        where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_insert_lsn())
        """

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// Ends the file of the log that is written, so that the next is begun; gives where it ended.
struct SwitchLogFile: Statement {
    static let name = "switch_log_file"
    // Of a file in which nothing stands there is no end.
    static let sql = "select pg_create_restore_point('missieboek keys purge')::text || pg_switch_wal()::text"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> String { try row.next() }
}
