import PostgresClient
import TestSupport
import Testing

// What a session puts in the way of our tables, functions and operators is seen by none of our functions.
@Suite(.timeLimit(.minutes(10)))
struct ShadowingTests {
    /// Everything by the names that our functions use, before ours in the session's path.
    private static let shadows = """
        create temp table events (position bigint, stream text, version bigint, event_id uuid, type text, actor text,
            occurred_at timestamptz, recorded_at timestamptz, data bytea, metadata bytea, leaf_hash bytea);
        create temp table streams (stream text primary key, version bigint);
        create temp table commands (id uuid primary key, command text, content_hash bytea, actor text, login text,
            rejection bytea, positions bigint[], recorded_at timestamptz);
        create temp table watermark (position bigint, recorded_at timestamptz);
        create temp table incarnations (number bigint, id uuid);
        create temp table login_bindings (login name, number bigint, actors text[]);
        create temp table snapshots (stream text primary key, version bigint);
        create temp table definitions (number bigint, place text, object text, definition text);
        create temp table pg_class (oid oid, relname name);
        create temp sequence position;
        create type pg_temp.text as (forged integer);
        create type pg_temp.journal_entry as (forged integer);
        create function pg_temp.sha256(bytea) returns bytea language sql immutable return '\\x00'::bytea;
        create function pg_temp.nextval(regclass) returns bigint language sql return 999;
        create function pg_temp.clock_timestamp() returns timestamptz language sql return '2000-01-01'::timestamptz;
        create function pg_temp.pg_advisory_xact_lock(bigint) returns boolean language sql return true;
        create function pg_temp.pg_sequence_last_value(regclass) returns bigint language sql return null::bigint;
        create function pg_temp.may_record(pg_catalog.text[]) returns boolean language sql return true;
        create function pg_temp.append_lock() returns bigint language sql return 1;
        create function pg_temp.leaf_hash(
            bigint, bigint, timestamptz, timestamptz, uuid, pg_catalog.text, pg_catalog.text, pg_catalog.text, bytea,
            bytea) returns bytea language sql return '\\x00'::bytea;
        create function pg_temp.never(bigint, bigint) returns boolean language sql immutable return false;
        create operator pg_temp.= (function = pg_temp.never, leftarg = bigint, rightarg = bigint);
        create operator pg_temp.<> (function = pg_temp.never, leftarg = bigint, rightarg = bigint);
        set search_path = pg_temp, event_store, read_models, register, pg_catalog
        """

    @Test func `An append goes into the log and nowhere else, with its leaf`() async throws {
        let log = try await GuardedLog.make()
        let connection = try await RoleLogin.appender.connect(to: log.database)
        try connection.run(Self.shadows)
        let calls = [
            """
            select event_store.append('\(GuardedLog.commandID(4))', 'sample.do', '{}', 'officer-one', null, '{}', '{}',
                '{mission-two}', '{Done}', array[now()], array['{}']::bytea[], array['{}']::bytea[])
            """,
            """
            select event_store.append_event('\(GuardedLog.commandID(5))', 'sample.do', '{}', 'officer-one',
                'mission-three', 0, 'Done', now(), '{}', '{}')
            """,
            """
            select event_store.append_batch(
                array['\(GuardedLog.commandID(6))']::uuid[], '{sample.do}', '{a}', '{officer-one}',
                array[null]::bytea[], '{0}', '{}', '{}', '{1}', '{mission-four}', '{Done}', array[now()], '{a}', '{a}')
            """,
            "select event_store.advance_watermark()",
        ]
        for sql in calls {
            let outcome = connection.outcome(of: sql)
            #expect(outcome == "done", "\(sql)")
        }

        let stored = try log.superuser.column(
            """
            select concat_ws(' ', position, stream, version, actor, recorded_at > now() - interval '1 hour')
            from event_store.events where position > 3 order by position
            """)
        #expect(
            stored == [
                "4 mission-two 1 officer-one t", "5 mission-three 1 officer-one t", "6 mission-four 1 officer-one t",
            ])
        let watermark = try log.superuser.column("select event_store.current_watermark()")
        let findings = try log.findings()
        #expect(watermark == ["6"] && findings == [])
        let fallen = try connection.column(
            """
            select (select pg_catalog.count(*) from pg_temp.events) + (select pg_catalog.count(*) from pg_temp.streams)
                + (select pg_catalog.count(*) from pg_temp.commands)
                + (select pg_catalog.count(*) from pg_temp.watermark)
            """)
        #expect(fallen == ["0"])
    }

    @Test func `A binding of a login is read where the owner has written it`() async throws {
        let log = try await GuardedLog.make()
        let connection = try await RoleLogin.appender.connect(to: log.database)
        try log.superuser.run(
            "set role missieboek_owner; select event_store.bind_login('test_appender', '{officer-one}'); reset role")
        try connection.run(Self.shadows)
        try connection.run("insert into pg_temp.login_bindings values ('test_appender', 99, null)")
        let outcome = connection.outcome(
            of: """
                select event_store.append_event('\(GuardedLog.commandID(4))', 'sample.do', '{}', 'officer-two',
                    'mission-two', 0, 'Done', now(), '{}', '{}')
                """)
        #expect(outcome == "TM403")
    }

    @Test func `What an auditor's session puts in the way hides nothing from verification`() async throws {
        let log = try await GuardedLog.make()
        try log.superuser.run("alter table event_store.events disable trigger refuse_change")
        let connection = try await RoleLogin.auditor.connect(to: log.database)
        try connection.run(Self.shadows)
        let findings = try connection.column("select detail from event_store.verify()")
        #expect(findings == ["event_store.events, trigger refuse_change: is another one"])
    }
}
