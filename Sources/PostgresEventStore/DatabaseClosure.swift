package import PostgresClient

/// A database that takes no login but a superuser's while something is restored into it, so that nobody sees half of it.
///
/// Opened by ``end()``, or when it goes out of scope. Where a restore is killed, whoever finds it ``Standing/left`` makes
/// up for what is missing, and then opens it. A login that is no superuser cannot refuse others: then only a second
/// restore is kept out.
package struct DatabaseClosure: ~Copyable {
    private let connection: Connection

    private init(over connection: consuming Connection) throws(PostgresError) {
        self.connection = connection
        try self.connection.run(Self.close)
        // Only now: whoever was ended before the limit holds would be back at once.
        try self.connection.run(Self.endOthers)
    }

    /// Ends the sessions of others; nil when somebody else restores into the database at this moment.
    package static func begin(_ options: ConnectionOptions) throws(PostgresError) -> DatabaseClosure? {
        let connection = try Connection(options)
        guard try connection.executeOne(TryRestorationLock(isShared: false)) else { return nil }
        return try DatabaseClosure(over: connection)
    }

    /// Lets others in; throws when they may have been in before, since the connection was lost meanwhile.
    package consuming func end() throws(PostgresError) {
        try connection.run(Self.open)
    }

    deinit {
        // After a failure: a server that is gone is opened by whoever comes next.
        _ = try? connection.run(Self.open)
    }

    package enum Standing: Sendable {
        case open
        /// By a restore that was killed: a book may be there that has not begun its new incarnation.
        case left
        /// A restore goes on.
        case closed
    }

    /// Whether somebody restores into the database, or has left it closed; no restore begins then as long as the
    /// connection stays.
    ///
    /// Ends what a killed restore has left running.
    package static func standing(_ connection: borrowing Connection) throws(PostgresError) -> Standing {
        guard try connection.executeOne(TryRestorationLock(isShared: true)) else { return .closed }
        guard try connection.run("\(formerLimit)").count > 0 else { return .open }
        try connection.run(endRestore)
        return .left
    }

    /// Lets others into a database that was left closed.
    package static func open(_ connection: borrowing Connection) throws(PostgresError) {
        try connection.run(open)
    }

    /// What the limit was before: kept as a setting of the database, which also marks that this program has closed it.
    private static let formerLimit = """
        select split_part(setting, '=', 2) from pg_catalog.pg_db_role_setting, unnest(setconfig) as setting
        where setrole = 0 and setdatabase = (select oid from pg_catalog.pg_database where datname = current_database())
            and setting like 'missieboek.connection_limit=%'
        """

    private static let close = """
        do $close$
        declare
            limit_before integer;
        begin
            if not (select rolsuper from pg_catalog.pg_roles where rolname = session_user) then
                return;
            end if;
            select datconnlimit into limit_before from pg_catalog.pg_database where datname = current_database();
            if not exists (\(formerLimit)) then
                execute format(
                    'alter database %I set missieboek.connection_limit = %L', current_database(), limit_before);
            end if;
            execute format('alter database %I connection limit 0', current_database());
        end
        $close$
        """

    private static let endOthers = """
        select pg_catalog.pg_terminate_backend(activity.pid, 5000)
        from pg_catalog.pg_stat_activity as activity
            join pg_catalog.pg_roles as login on login.rolname = activity.usename
        where activity.datname = current_database() and not login.rolsuper
            and (select rolsuper from pg_catalog.pg_roles where rolname = session_user)
        """

    private static let endRestore = """
        select pg_catalog.pg_terminate_backend(pid, 5000) from pg_catalog.pg_stat_activity
        where datname = current_database() and application_name = 'pg_restore'
        """

    private static let open = """
        do $open$
        declare
            limit_before text := (\(formerLimit));
        begin
            if limit_before is not null then
                execute format('alter database %I connection limit %s', current_database(), limit_before::integer);
                execute format('alter database %I reset missieboek.connection_limit', current_database());
            end if;
        end
        $open$
        """
}

/// Takes the lock of whoever restores into a database, or of those who would see half of it, until the session ends.
package struct TryRestorationLock: Statement {
    private let isShared: Bool

    package static let name = "try_restoration_lock"
    package static let sql = """
        select case when $1 then pg_try_advisory_lock_shared(7094) else pg_try_advisory_lock(7094) end
        """

    package init(isShared: Bool) {
        self.isShared = isShared
    }

    package func bind(to parameters: inout Parameters) {
        parameters.append(isShared)
    }

    package static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}
