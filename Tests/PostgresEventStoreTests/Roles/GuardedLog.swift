import PostgresClient
import TestSupport

/// A database with something in each of its tables, for those who try to get at it.
struct GuardedLog: ~Copyable {
    let database: ThrowawayDatabase
    let superuser: Connection
    private let digests: String

    /// Of the commands; the first three are there, with one event in `mission-one` each.
    static func commandID(_ number: Int) -> String {
        let digits = String(number)
        return "01950000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    static func make() async throws -> GuardedLog {
        let database = try await ThrowawayCluster.shared.database()
        let superuser = try Connection(ConnectionOptions(address: database.superuserURL))
        for number in 1...3 {
            try superuser.run(
                """
                select event_store.append('\(commandID(number))', 'sample.do', '{}', 'officer-one', null, '{}', '{}',
                    '{mission-one}', '{Done}', array[now()], array['{}']::bytea[], array['{}']::bytea[])
                """)
        }
        try superuser.run(
            """
            select event_store.advance_watermark();
            select event_store.keep_snapshot(
                'mission-one', 1, 1, event_store.event_id('\(commandID(1))', 1), 'a fold', '{}');
            select event_store.claim_subscription('letters', 0);
            select keys.provide(
                '{company-one,register}', '{register,index}',
                array[decode(repeat('c0ffee', 26), 'hex'), decode(repeat('4c', 77), 'hex')],
                array[decode(repeat('3f', 16), 'hex'), decode(repeat('b3', 16), 'hex')], null);
            select register.enter(
                '\(commandID(1))', 'company-one', 1, 'Van Dijk, sealed', null, null, sha256('1'), sha256('2'), sha256('3'));
            select register.match_command('\(commandID(1))', 'company-one', 'salt', sha256('4'));
            select read_models.claim('board', 1);
            select read_models.apply('board', 1, 1, 0, 1, '{mission-one}', array['{}']::bytea[], true,
                '{mission-two}', '{1}', '{undecodable}', '{so it was}');
            select access_log.record('dossier', 'mission-one', 'shown', null, null, 3, null, 'table', 1, null);
            set role missieboek_owner;
            select access_log.set_term(400, null);
            select event_store.bind_login('missieboek_superuser', null);
            reset role
            """)
        return try GuardedLog(database, superuser)
    }

    private init(_ database: ThrowawayDatabase, _ superuser: consuming Connection) throws {
        self.database = database
        digests = try superuser.column(Self.digestsOfAll).joined(separator: " union all ")
        self.superuser = superuser
    }

    /// What there is: a digest of the rows of each table, the state of each sequence, the roles and their settings.
    func contents() throws -> [String] { try superuser.column(digests) }

    /// What `verify()` finds.
    func findings() throws -> [String] {
        try superuser.column("select concat_ws(' ', finding, detail) from event_store.verify()")
    }

    /// A query for each table that gives its name with the digest of its rows; and one for the roles.
    private static let digestsOfAll = """
        select format(
            'select %L || coalesce(md5(string_agg(item::text, chr(10) order by item::text)), %L) from (select * from %s) as item',
            class.oid::regclass || ' ', 'empty', class.oid::regclass)
        from pg_class as class
        where class.relkind in ('r', 'p', 'S') and not class.relispartition
            and class.relnamespace in ('event_store'::regnamespace, 'register'::regnamespace,
                'keys'::regnamespace, 'read_models'::regnamespace, 'schema_history'::regnamespace,
                'access_log'::regnamespace)
        union all
        select $$
            select 'roles ' || md5(string_agg(role::text, chr(10) order by role.rolname)) from pg_roles as role
            where role.rolname like 'missieboek%' or role.rolname like 'test\\_%'
            $$
        union all
        select $$
            select 'members ' || md5(string_agg(member::text, chr(10) order by member.roleid, member.member))
            from pg_auth_members as member
            $$
        """
}
