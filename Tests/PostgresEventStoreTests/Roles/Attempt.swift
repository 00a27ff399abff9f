/// A statement that is tried as every role: refused to all, but to those for whom it is said why not.
struct Attempt: Sendable {
    let sql: String
    /// Those whose work it is, with the reason.
    let allowed: [RoleLogin: String]

    /// Nobody may.
    init(_ sql: String) {
        self.sql = sql
        allowed = [:]
    }

    init(_ sql: String, _ reason: String, for logins: [RoleLogin]) {
        self.sql = sql
        allowed = Dictionary(uniqueKeysWithValues: logins.map { ($0, reason) })
    }

    /// What nobody may.
    static let hostile = [onRows, onDefinitions, onRights, onTheServer, onInnerFunctions].joined().map { Attempt($0) }
}

extension Attempt {
    /// The log and all beside it, row by row.
    private static let onRows: [String] = [
        "update event_store.events set actor = 'officer-other'",
        "update event_store.events set data = '{}' where false",
        "delete from event_store.events where position = 1",
        "with gone as (delete from event_store.events returning position) select count(*) from gone",
        "truncate event_store.events, event_store.commands, event_store.streams",
        """
        merge into event_store.events as event using (values (1::bigint)) as given (place)
            on event.position = given.place when matched then delete
        """,
        """
        insert into event_store.events (
            position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata, leaf_hash)
        values (4, 'mission-one', 4, gen_random_uuid(), 'Forged', 'officer-other', now(), now(), '{}', '{}', '')
        """,
        // A position of one's own, past the table that is guarded.
        """
        insert into event_store.events_1 (
            position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata, leaf_hash)
        values (1000, 'mission-one', 4, gen_random_uuid(), 'Forged', 'officer-one', now(), now(), '{}', '{}', '')
        """,
        "copy event_store.events from stdin",
        "select from event_store.events for update",
        "select; lock table event_store.events in access exclusive mode",
        "select; lock table event_store.commands in share mode",
        "insert into event_store.streams values ('mission-one', 9) on conflict (stream) do update set version = 9",
        "update event_store.streams set version = 9",
        "delete from event_store.streams",
        """
        insert into event_store.commands (id, command, content_hash, actor, login, positions, recorded_at)
        values (gen_random_uuid(), 'sample.do', '', 'officer-other', 'somebody', '{1}', now())
        """,
        "update event_store.commands set login = 'somebody'",
        "delete from event_store.commands",
        "insert into event_store.watermark values (1000, now())",
        "delete from event_store.watermark",
        "insert into event_store.incarnations default values",
        "update event_store.layout set partition_size = 1",
        "delete from event_store.event_types",
        "insert into event_store.login_bindings values ('missieboek', 9, '{officer-other}', now(), 'somebody')",
        "delete from event_store.login_bindings",
        "insert into event_store.scope_bindings values ('test_scoped_reader', 9, null, '{}', now(), 'somebody')",
        "delete from event_store.scope_bindings",
        "insert into event_store.stream_countries values ('mission-one', 'SA')",
        "delete from event_store.stream_countries",
        "insert into event_store.stream_links values ('mission-one', 'mission-two')",
        "update event_store.placing_standing set position = 0",
        "delete from event_store.mention_rules",
        "update event_store.naming_rules set pattern = '^'",
        "delete from event_store.duties_done",
        "insert into event_store.duties_done values ('mission-one', 'preparing', 'officer-one', 1)",
        "update event_store.linked_files set file = 'assessment-other'",
        "insert into event_store.linked_files values ('mission-one', 'deciding', 'mission-two', 1)",
        "truncate event_store.persons_behind",
        "truncate event_store.mistaken_persons",
        "insert into event_store.mistaken_persons values ('officer-one', 'person-one', 1)",
        "insert into event_store.persons_behind values ('officer-one', 'person-one', 1)",
        "update event_store.subscriptions set position = 0",
        """
        insert into event_store.snapshots (stream, version, position, leaf_hash, fold, state, made_at)
        values ('mission-one', 9, 1, '', 'a fold of mine', '{}', now())
        """,
        "update event_store.snapshots set state = '{\"forged\":true}'",
        "insert into register.sealed_entries values ('company-two', 1, 'Forged', null, null, sha256('1'), null, now())",
        "update register.sealed_entries set name = (select name from register.sealed_entries limit 1)",
        "delete from register.sealed_entries",
        "delete from register.kvk_terms",
        "update register.kvk_terms set id = 'company-two'",
        "delete from register.name_terms",
        "delete from register.fingerprints",
        "update register.scopes set destroyed_at = null",
        "delete from register.scopes",
        "insert into keys.data_keys values ('company-two', 'register', decode(repeat('00', 77), 'hex'), now())",
        "update keys.data_keys set wrapped = decode(repeat('00', 77), 'hex')",
        "delete from keys.data_keys",
        "truncate keys.data_keys",
        "copy keys.data_keys from stdin",
        "insert into read_models.rows values ('board', 1, 'forged', '{}', 1)",
        "delete from read_models.rows",
        "update read_models.checkpoints set position = 0",
        "delete from read_models.parked",
        // In the name of another transaction.
        "insert into read_models.staging (staged_by, key, body) values ('1', 'forged', '{}')",
        "update schema_history.installations set fingerprint = 'forged'",
        "delete from schema_history.files",
        "delete from schema_history.definitions",
        "delete from schema_history.departures",
        """
        insert into access_log.entries (
            number, recorded_at, action, object, result, login, origin, application, previous_hash, hash)
        values (9, now(), 'dossier', 'mission-one', 'shown', 'somebody', '', '', sha256(''), sha256(''))
        """,
        "update access_log.entries set login = 'somebody'",
        "delete from access_log.entries",
        "truncate access_log.entries",
        "insert into access_log.terms values (9, 1, now(), 'somebody')",
        "update access_log.terms set days = 1",
        "select nextval('event_store.position')",
        "select setval('event_store.position', 1)",
        "alter sequence event_store.binding restart",
        "select setval('event_store.binding', 1, false)",
        "alter sequence event_store.position restart",
    ]

    /// What the schema is made of.
    private static let onDefinitions: [String] = [
        "alter table event_store.events disable trigger all",
        "alter table event_store.events_1 disable trigger refuse_change",
        "alter table event_store.events add column forged text",
        "alter table event_store.events alter column leaf_hash drop not null",
        "alter table event_store.events detach partition event_store.events_1",
        "alter table event_store.events enable row level security",
        "alter table event_store.events disable row level security",
        "alter table read_models.rows no force row level security",
        "drop policy scope on event_store.events",
        "alter policy scope on read_models.rows using (true)",
        "create or replace view event_store.streams_in_scope as select stream from event_store.streams",
        "alter view event_store.streams_in_scope reset (security_barrier)",
        "alter table event_store.commands drop constraint commands_pkey",
        "alter table event_store.commands owner to current_user",
        "alter schema event_store rename to forged",
        "drop table event_store.commands",
        "drop trigger refuse_change on event_store.events",
        "alter table access_log.entries disable trigger all",
        "drop schema access_log cascade",
        "create or replace function access_log.writing_lock() returns bigint language sql immutable return 1",
        "drop function event_store.append_lock()",
        "drop schema event_store cascade",
        "drop owned by missieboek_owner",
        "reassign owned by missieboek_owner to current_user",
        "create or replace function event_store.append_lock() returns bigint language sql immutable return 1",
        "create or replace function register.require_sealed() returns void language sql return null",
        "alter table keys.data_keys disable row level security",
        "create policy forged on keys.data_keys using (true)",
        "drop table keys.data_keys",
        "drop schema keys cascade",
        "create function pg_catalog.sha256(text) returns bytea language sql return '\\x00'::bytea",
        "alter function event_store.verify() set search_path = pg_temp",
        "alter function event_store.advance_watermark() security invoker",
        "create schema forged",
        "create table public.events ()",
        "create table event_store.forged ()",
        "create index forged on event_store.events (actor)",
        "create rule forged as on insert to event_store.events do instead nothing",
        """
        create trigger forged before insert on event_store.events
            for each row execute function event_store.refuse_change()
        """,
        "create policy forged on event_store.events using (true)",
        "comment on table event_store.events is 'forged'",
        "reindex table event_store.commands",
        "create extension pgcrypto",
        "create publication forged for table event_store.events",
        "create event trigger forged on ddl_command_end execute function event_store.refuse_change()",
    ]

    /// `<login>` is who tries, `<database>` where.
    private static let onRights: [String] = [
        "set role missieboek_owner",
        "set role missieboek_superuser",
        "set session authorization missieboek_owner",
        "set session authorization missieboek_superuser",
        "set session_replication_role = replica",
        "select set_config('session_replication_role', 'replica', false)",
        "alter role <login> set session_replication_role = replica",
        "alter database <database> set session_replication_role = replica",
        "alter system set session_replication_role = replica",
        "alter role <login> superuser",
        "alter role <login> createrole",
        "alter role <login> bypassrls",
        "grant missieboek_reader to <login>",
        "alter role missieboek_owner login",
        "drop role missieboek_auditor",
        "create role forged login",
        "grant missieboek_owner to <login>",
        "grant missieboek_key_keeper to <login>",
        "grant pg_write_all_data to <login>",
        "grant pg_execute_server_program to <login>",
        // Who has some right to the table is only warned, and has no more than before.
        """
        grant insert on event_store.events to <login>;
        insert into event_store.events select * from event_store.events
        """,
        "grant create on schema event_store to <login>; create table event_store.forged ()",
        "grant execute on function event_store.append_lock() to <login>",
        "alter default privileges for role missieboek_owner grant all on tables to public",
    ]

    /// Files, programs and processes of the server; `<process>` is a superuser's.
    private static let onTheServer: [String] = [
        "copy (select 1) to program 'cat'",
        "create temp table lines (line text); copy lines from program 'id'",
        "create temp table lines (line text); copy lines from '/etc/hostname'",
        "copy (select 1) to '/tmp/forged'",
        "select pg_read_file('PG_VERSION')",
        "select pg_read_binary_file('PG_VERSION')",
        "select pg_ls_dir('.')",
        "select lo_import('/etc/hostname')",
        "select lo_export(1, '/tmp/forged')",
        "load 'forged'",
        "select pg_terminate_backend(<process>)",
        "select pg_cancel_backend(<process>)",
        "select pg_reload_conf()",
        "select pg_promote()",
        "select pg_switch_wal()",
        "select pg_create_physical_replication_slot('forged')",
        "select from pg_authid",
        "select from pg_statistic",
        "select from pg_hba_file_rules",
    ]

    /// Functions that others are made of, or that are the owner's.
    private static let onInnerFunctions: [String] = [
        """
        select event_store.append_each(
            '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')
        """,
        "select event_store.append_lock()",
        "select event_store.may_record('{officer-one}')",
        "select event_store.bears_duty('Done')",
        "select event_store.barred_duty('officer-one', '{}', '{}', '{}', '{}')",
        "select event_store.note_duties_in_log()",
        "select from event_store.duties_in_log()",
        "select from event_store.unrecorded_destructions()",
        "create or replace function event_store.bears_duty(type text) returns boolean language sql return false",
        "select event_store.bind_login('missieboek', null)",
        "select event_store.begin_incarnation('found', null)",
        "select event_store.notice_server()",
        "select event_store.create_partition(100000001, 200000001)",
        "select event_store.declare_event_type('Forged', 'mission', 1, 'Forged', 'vals', '{}')",
        "select event_store.holds(1, '')",
        "select access_log.add('dossier', 'mission-one', 'shown', null, null, null, null, null, null, null)",
        "select access_log.set_term(1, null)",
        "select access_log.dispose(null)",
        "select access_log.writing_lock()",
        "select access_log.entry_hash(null)",
        "select keys.provide_one('company-two', 'register', null, null)",
        "select keys.is_destroyed('company-one', 'register')",
        "select keys.subject_lock('company-one')",
        "select register.require_sealed()",
        "select register.lock_unsealed()",
        "select register.unsealed()",
        "select register.unkeyed()",
        """
        select register.replace_unsealed(
            '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')
        """,
        "select read_models.change_rows('board', 1, 1, null, null)",
        "select read_models.empty_generation('board', 1, 1)",
        "select read_models.park('board', 1, 1, '{}', '{}', '{}', '{}')",
        "select schema_history.record('{}', '{}', 'forged')",
        "select schema_history.note_definitions()",
        "select schema_history.note_departures()",
        "select schema_history.renew_definitions()",
    ]
}
