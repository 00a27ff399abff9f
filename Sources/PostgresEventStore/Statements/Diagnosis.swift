package import PostgresClient

// What `doctor` asks. Each of these may be run by any login, on a database with the schema in place.

/// Who is logged in, and what this login can do to the log beside appending; nothing is as it should be.
package struct LoginRights: Statement {
    package struct Rights: Sendable {
        package let login: String
        package let isSuperuser: Bool
        /// Whether the login may become the owner of the tables.
        package let isOwner: Bool
        package let canAppend: Bool
        /// Whether the login sees only what lies within a scope.
        package let isScoped: Bool
        /// Such as `UPDATE on events`.
        package let excess: [String]
    }

    package static let name = "login_rights"
    package static let sql = """
        select session_user::text, role.rolsuper, pg_has_role(session_user, space.nspowner, 'member'),
            exists (
                select from pg_proc as function
                where function.pronamespace = space.oid and function.proname = 'append'
                    and has_function_privilege(session_user, function.oid, 'execute')),
            exists (
                select from pg_roles as held
                where held.rolname = 'missieboek_scoped_reader' and not role.rolsuper
                    and pg_has_role(session_user, held.oid, 'usage')),
            array(
                select privilege || ' on ' || relation.relname
                from pg_class as relation
                    cross join unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as privilege
                where relation.relnamespace = space.oid and relation.relkind in ('r', 'p')
                    and case
                        when privilege in ('INSERT', 'UPDATE')
                        then has_any_column_privilege(session_user, relation.oid, privilege)
                        else has_table_privilege(session_user, relation.oid, privilege) end
                order by relation.relname, privilege)
        from pg_namespace as space join pg_roles as role on role.rolname = session_user
        where space.nspname = 'event_store'
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Rights {
        Rights(
            login: try row.next(), isSuperuser: try row.next(), isOwner: try row.next(), canAppend: try row.next(),
            isScoped: try row.next(), excess: try row.nextArray())
    }
}

/// The server's settings that decide whether what was acknowledged survives a crash.
package struct DurabilitySettings: Statement {
    package struct Setting: Sendable {
        package let name: String
        package let value: String
    }

    package static let name = "durability_settings"
    package static let sql = """
        select name, setting from pg_settings
        where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Setting {
        Setting(name: try row.next(), value: try row.next())
    }
}

/// The tables of the log, and of the log of readings, that a disabled or missing trigger leaves open to changes; no rows
/// when all are guarded.
///
/// What is derived from it, and what a migration fills anew, is open to be emptied.
package struct UnguardedTables: Statement {
    package static let name = "unguarded_tables"
    package static let sql = """
        with tables as (
            select relation.oid, relation.relname, space.oid as space
            from pg_class as relation join pg_namespace as space on space.oid = relation.relnamespace
            where space.nspname in ('event_store', 'access_log') and relation.relkind in ('r', 'p')
                and relation.relname not in (
                    'snapshots', 'naming_rules', 'mention_rules', 'stream_links', 'stream_countries',
                    'placing_standing')
        ), guards as (
            select trigger.* from pg_trigger as trigger join tables on tables.oid = trigger.tgrelid
                join pg_proc as function on function.oid = trigger.tgfoid
                join pg_namespace as space on space.oid = function.pronamespace
            where (space.nspname, function.proname) in (
                ('event_store', 'refuse_change'), ('access_log', 'require_disposal'))
        )
        select tables.relname::text from tables
        where not exists (select from guards where guards.tgrelid = tables.oid and guards.tgtype & 1 = 0)
        union all
        select tables.relname || ': ' || guards.tgname
        from guards join tables on tables.oid = guards.tgrelid
        where guards.tgenabled not in ('O', 'A')
        union all
        select 'session_replication_role' where current_setting('session_replication_role') = 'replica'
        order by 1
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> String { try row.next() }
}

/// How many events the log holds: reads an index from end to end.
package struct EventCount: Statement {
    package static let name = "event_count"
    package static let sql = "select count(*) from event_store.events"

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// How far the watermark is behind the log, and what the clocks say.
package struct LogProgress: Statement {
    package struct Progress: Sendable {
        package let watermark: Int64
        package let lastPosition: Int64
        /// When the watermark was last moved.
        package let movedAt: PostgresTimestamp?
        /// When the first event was recorded that it does not cover.
        package let waitingSince: PostgresTimestamp?
        package let serverTime: PostgresTimestamp
        package let databaseBytes: Int64
    }

    package static let name = "log_progress"
    package static let sql = """
        select mark.position, coalesce((select max(position) from event_store.events), 0),
            (select max(recorded_at) from event_store.watermark),
            (select recorded_at from event_store.events where position > mark.position order by position limit 1),
            clock_timestamp(), pg_database_size(current_database())
        from (select event_store.current_watermark() as position) as mark
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Progress {
        Progress(
            watermark: try row.next(), lastPosition: try row.next(), movedAt: try row.nextOptional(),
            waitingSince: try row.nextOptional(), serverTime: try row.next(), databaseBytes: try row.next())
    }
}

/// What these settings of the server are, for this session; those that it does not know are missing.
package struct LogSettings: Statement {
    package struct Setting: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    let names: [String]

    package static let name = "log_settings"
    package static let sql = "select name, setting from pg_settings where name = any ($1) order by name"

    package init(of names: [String]) {
        self.names = names
    }

    package func bind(to parameters: inout Parameters) {
        parameters.append(array: names) { $0 }
    }

    package static func decode(_ row: inout Row) throws(PostgresError) -> Setting {
        Setting(name: try row.next(), value: try row.next())
    }
}

/// The logins with a role of ours whose transactions may stay open for ever, and with them the locks that others wait for.
///
/// Roles hand on no settings. Superusers count as members of every role, and are left out.
package struct UnlimitedLogins: Statement {
    package static let name = "unlimited_logins"
    package static let sql = """
        select login.rolname::text from pg_roles as login
        where login.rolcanlogin and not login.rolsuper
            and exists (
                select from pg_roles as held
                where held.rolname = any ('{missieboek_owner,missieboek_appender,missieboek_projector,missieboek_reader,\
        missieboek_auditor,missieboek_backup,missieboek_scoped_reader,missieboek_key_keeper}')
                    and pg_has_role(login.oid, held.oid, 'member'))
            and not exists (
                select from pg_db_role_setting as setting cross join unnest(setting.setconfig) as line
                where setting.setrole in (0, login.oid)
                    and setting.setdatabase in (0, (select oid from pg_database where datname = current_database()))
                    and line ~ '^idle_in_transaction_session_timeout=0*[1-9]')
        order by login.rolname
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> String { try row.next() }
}
