/// Something that the owner of the tables or a superuser can do to the log or its guards, and what shows of it.
struct Tampering: Sendable {
    enum Hand { case owner, superuser }

    let hand: Hand
    let sql: String
    /// What one of the findings begins with.
    let finding: String

    private init(_ hand: Hand, _ sql: String, _ finding: String) {
        (self.hand, self.sql, self.finding) = (hand, sql, finding)
    }

    static let all = byOwner.map { Tampering(.owner, $0, $1) } + bySuperuser.map { Tampering(.superuser, $0, $1) }

    private static let leafArguments =
        "bigint, bigint, timestamptz, timestamptz, uuid, text, text, text, bytea, bytea"

    private static let byOwner: [(String, String)] = [
        // Who has read what.
        (
            "alter table access_log.entries disable trigger require_disposal",
            "definition differs access_log.entries, trigger require_disposal: is another one"
        ),
        (
            """
            alter table access_log.entries disable trigger user; update access_log.entries set login = 'somebody';
            alter table access_log.entries enable trigger user
            """,
            "reading differs entry 1 is not what was entered"
        ),
        (
            """
            alter table access_log.entries disable trigger user; delete from access_log.entries where number = 1;
            alter table access_log.entries enable trigger user
            """,
            "readings broken the entries before 2 are gone, and no disposal took them"
        ),
        // Guards switched off or taken away.
        (
            "alter table event_store.events disable trigger refuse_change",
            "definition differs event_store.events, trigger refuse_change: is another one"
        ),
        (
            "alter table event_store.events_1 disable trigger user",
            "definition differs event_store.events_1, trigger refuse_row_change: is another one"
        ),
        (
            "alter table event_store.commands enable replica trigger refuse_change",
            "definition differs event_store.commands, trigger refuse_change: is another one"
        ),
        (
            "drop trigger refuse_change on event_store.commands",
            "definition differs event_store.commands, trigger refuse_change: is gone"
        ),
        (
            "drop trigger refuse_removal on event_store.streams",
            "definition differs event_store.streams, trigger refuse_removal: is gone"
        ),
        (
            "alter table event_store.persons_behind disable trigger user",
            "definition differs event_store.persons_behind, trigger refuse_change: is another one"
        ),
        (
            "alter table event_store.login_bindings disable trigger user",
            "definition differs event_store.login_bindings, trigger refuse_change: is another one"
        ),
        (
            "alter table schema_history.definitions disable trigger user; delete from schema_history.definitions",
            "definitions unchecked no migration has recorded them"
        ),
        (
            "alter table read_models.checkpoints disable trigger user",
            "definition differs read_models.checkpoints, trigger note_incarnation: is another one"
        ),
        (
            "alter table event_store.commands drop constraint commands_pkey",
            "definition differs event_store.commands, constraint commands_pkey: is gone"
        ),
        (
            "alter table event_store.layout drop constraint layout_single_check",
            "definition differs event_store.layout, constraint layout_single_check: is gone"
        ),
        (
            "alter table event_store.events alter column leaf_hash drop not null",
            "definition differs event_store.events, column leaf_hash: is another one"
        ),
        (
            "drop index event_store.events_1_stream_version",
            "definition differs event_store.events_1, index events_1_stream_version: is gone"
        ),
        (
            "alter table event_store.events detach partition event_store.events_1",
            "definition differs event_store.events_1, relation: is another one"
        ),
        (
            "alter sequence event_store.position increment by 2",
            "definition differs event_store.position, relation: is another one"
        ),
        // Functions that do something else, or run as somebody else.
        (
            """
            create or replace function event_store.refuse_change() returns trigger language plpgsql
                as 'begin return new; end'
            """,
            "definition differs event_store, function event_store.refuse_change(): is another one"
        ),
        (
            """
            create or replace function event_store.append_lock() returns bigint language sql immutable parallel safe
                return 1
            """,
            "definition differs event_store, function event_store.append_lock(): is another one"
        ),
        (
            """
            create or replace function event_store.bears_duty(type text) returns boolean
                language sql immutable parallel safe return false
            """,
            "definition differs event_store, function event_store.bears_duty(text): is another one"
        ),
        (
            "alter function event_store.leaf_hash(\(leafArguments)) immutable",
            "definition differs event_store, function event_store.leaf_hash("
        ),
        (
            "alter function event_store.advance_watermark() reset search_path",
            "definition differs event_store, function event_store.advance_watermark(): is another one"
        ),
        (
            "alter function event_store.verify() set search_path = public",
            "definition differs event_store, function event_store.verify(): is another one"
        ),
        (
            "alter function event_store.keep_snapshot(text, bigint, bigint, uuid, text, bytea) security invoker",
            "definition differs event_store, function event_store.keep_snapshot("
        ),
        (
            "create or replace function schema_history.current() returns text language sql return 'forged'",
            "definition differs schema_history, function schema_history.current(): is another one"
        ),
        (
            "create function event_store.hidden() returns bigint language sql return 1",
            "definition differs event_store, function event_store.hidden(): was not there"
        ),
        (
            "drop function event_store.holds(bigint, bytea)",
            "definition differs event_store, function event_store.holds(bigint,bytea): is gone"
        ),
        (
            """
            create or replace function register.require_sealed() returns void language sql return null
            """,
            "definition differs register, function register.require_sealed(): is another one"
        ),
        (
            "alter table keys.data_keys disable row level security",
            "definition differs keys.data_keys, relation: is another one"
        ),
        (
            "grant execute on function keys.destroy(uuid, text[], text[]) to missieboek_appender",
            "definition differs keys, function keys.destroy(uuid,text[],text[]): is another one"
        ),
        // Things in the way of what is written or read.
        (
            "create rule hidden as on insert to event_store.watermark do instead nothing",
            "definition differs event_store.watermark, rule hidden: was not there"
        ),
        (
            """
            create function event_store.forge() returns trigger language plpgsql
                as 'begin new.actor := ''officer-other''; return new; end';
            create trigger forge before insert on event_store.events for each row execute function event_store.forge()
            """,
            "definition differs event_store.events, trigger forge: was not there"
        ),
        (
            "alter table event_store.events disable row level security",
            "definition differs event_store.events, relation: is another one"
        ),
        (
            "alter policy scope on event_store.events using (true)",
            "definition differs event_store.events, policy scope: is another one"
        ),
        ("drop policy scope on read_models.rows", "definition differs read_models.rows, policy scope: is gone"),
        (
            "alter view event_store.streams_in_scope reset (security_barrier)",
            "definition differs event_store.streams_in_scope, relation: is another one"
        ),
        (
            "update event_store.mention_rules set path = '$.title' where type = 'MissionProposed'",
            "definition differs event_store.mention_rules, rule of MissionProposed, $"
        ),
        (
            "create policy hidden on event_store.commands using (actor <> 'officer-one')",
            "definition differs event_store.commands, policy hidden: was not there"
        ),
        ("create table event_store.hidden ()", "definition differs event_store.hidden, relation: was not there"),
        (
            """
            create function event_store.never(text, text) returns boolean language sql return false;
            create operator event_store.= (function = event_store.never, leftarg = text, rightarg = text)
            """,
            "definition differs event_store, operator event_store.=(text,text): was not there"
        ),
        // Rights.
        (
            "grant insert on event_store.events to missieboek_appender",
            "definition differs event_store.events, relation: is another one"
        ),
        (
            "grant update (actor) on event_store.events_1 to missieboek_reader",
            "definition differs event_store.events_1, column actor: is another one"
        ),
        (
            "grant select on register.sealed_entries to public",
            "definition differs register.sealed_entries, relation: is another one"
        ),
        (
            "grant execute on function event_store.begin_incarnation(text, bigint) to missieboek_appender",
            "definition differs event_store, function event_store.begin_incarnation("
        ),
        ("grant create on schema event_store to missieboek", "definition differs event_store, schema: is another one"),
        (
            "grant usage on sequence event_store.position to missieboek_appender",
            "definition differs event_store.position, relation: is another one"
        ),
        (
            "alter default privileges in schema event_store grant all on tables to public",
            "definition differs event_store, rights to what missieboek_owner will make, kind r: is another one"
        ),
        (
            "grant delete on event_store.commands to missieboek_auditor with grant option",
            "definition differs event_store.commands, relation: is another one"
        ),
        // The log itself, by the only way that needs no guard switched off.
        (
            """
            insert into event_store.events select 1000, stream, version + 1, gen_random_uuid(), type, 'officer-other',
                occurred_at, recorded_at, data, metadata, leaf_hash from event_store.events where position = 3
            """, "event without journal"
        ),
        ("update event_store.streams set version = 9 where stream = 'mission-one'", "head differs"),
        ("alter sequence event_store.binding restart", "bindings unheeded the last one is number 1"),
    ]

    private static let bySuperuser: [(String, String)] = [
        (
            "alter role missieboek set session_replication_role = replica",
            "triggers switched off session_replication_role of missieboek"
        ),
        (
            """
            do $do$ begin
                execute format('alter database %I set session_replication_role = replica', current_database());
            end $do$
            """,
            "triggers switched off session_replication_role of this database"
        ),
        (
            """
            do $do$ begin
                execute format(
                    'alter role missieboek_appender in database %I set session_replication_role = replica',
                    current_database());
            end $do$
            """,
            "triggers switched off session_replication_role of missieboek_appender in this database"
        ),
        ("alter role missieboek superuser", "role with too many rights missieboek is a superuser"),
        ("alter role missieboek_appender createrole", "role with too many rights missieboek_appender may make roles"),
        (
            "grant missieboek_reader to test_scoped_reader",
            "scope circumvented test_scoped_reader can read everything, as missieboek_reader"
        ),
        (
            "alter role test_scoped_reader bypassrls",
            "scope circumvented test_scoped_reader can read everything, as test_scoped_reader"
        ),
        ("grant missieboek_owner to missieboek", "role with too many rights missieboek may become the owner"),
        (
            "update pg_trigger set tgenabled = 'D' where tgname = 'refuse_change'",
            "definition differs event_store.watermark, trigger refuse_change: is another one"
        ),
        (
            """
            update pg_proc set prosrc = replace(prosrc, 'session_user', '''somebody''')
            where proname = 'append_batch'
            """,
            "definition differs event_store, function event_store.append_batch("
        ),
        (
            "alter table event_store.layout owner to missieboek",
            "definition differs event_store.layout, relation: is another one"
        ),
        ("alter schema register owner to missieboek", "definition differs register, schema: is another one"),
        (
            """
            set local session_replication_role = replica;
            update event_store.events set data = '{}' || data where position = 2
            """,
            "leaf differs"
        ),
        (
            "set local session_replication_role = replica; delete from event_store.events where position = 3",
            "journal without event"
        ),
        (
            "set local session_replication_role = replica; update event_store.commands set actor = 'officer-other'",
            "journal differs"
        ),
    ]
}
