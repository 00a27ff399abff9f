package import PostgresClient

/// A database that takes no login but a superuser's while something is restored into it, so that nobody sees half of it.
///
/// Opened again when it goes out of scope. Where a restore is killed, the next ``reopen(_:)`` does it. A login that is no
/// superuser cannot refuse others: then only a second restore is kept out.
package struct DatabaseClosure: ~Copyable {
    private let connection: Connection

    private init(over connection: consuming Connection) throws(PostgresError) {
        self.connection = connection
        try self.connection.run(Self.close)
    }

    /// Ends the sessions of others; nil when somebody else restores into the database at this moment.
    package static func begin(_ options: ConnectionOptions) throws(PostgresError) -> DatabaseClosure? {
        let connection = try Connection(options)
        guard try connection.executeOne(TryRestorationLock(isShared: false)) else { return nil }
        return try DatabaseClosure(over: connection)
    }

    deinit {
        // A server that is gone is opened by whoever starts it.
        _ = try? connection.run(Self.open)
    }

    /// Opens a database that a restore has left closed; false when it goes on.
    ///
    /// No restore begins as long as the connection stays.
    package static func reopen(_ connection: borrowing Connection) throws(PostgresError) -> Bool {
        guard try connection.executeOne(TryRestorationLock(isShared: true)) else { return false }
        try connection.run(open)
        return true
    }

    private static let close = """
        do $close$
        begin
            if (select rolsuper from pg_roles where rolname = session_user) then
                execute format('alter database %I connection limit 0', current_database());
                perform pg_terminate_backend(activity.pid)
                from pg_stat_activity as activity join pg_roles as login on login.rolname = activity.usename
                where activity.datname = current_database() and not login.rolsuper;
            end if;
        end
        $close$
        """

    private static let open = """
        do $open$
        begin
            if (select rolsuper from pg_roles where rolname = session_user)
                and (select datconnlimit = 0 from pg_database where datname = current_database())
            then
                execute format('alter database %I connection limit -1', current_database());
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
