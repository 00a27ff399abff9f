create schema event_store;

-- Positions have gaps: a number that was drawn by an append that failed is not used again.
create sequence event_store.position as bigint;

-- SHA-256(0x00 || record). The record is position, version, recorded_at and occurred_at (microseconds since
-- 2000-01-01T00:00:00Z), each as int8; the event id, 16 bytes; then stream, type, actor, data and metadata, each as its
-- length in bytes (int4) and its bytes. All numbers are big-endian.
--
-- A function, since PostgreSQL parses and plans a generated column's expression again for every INSERT: in place it
-- costs an append 26 µs more. In PL/pgSQL, since a function in SQL would be inlined. Immutable, since the database's
-- encoding is UTF-8, so that convert_to changes nothing. It must never be changed: the leaves of old events would lie.
create function event_store.leaf_hash(
    "position" bigint, version bigint, recorded_at timestamptz, occurred_at timestamptz, event_id uuid,
    stream text, type text, actor text, data bytea, metadata bytea
) returns bytea
language plpgsql immutable strict parallel safe
as $body$
begin
    return sha256(
        '\x00'::bytea || int8send(position) || int8send(version)
        || timestamptz_send(recorded_at) || timestamptz_send(occurred_at) || uuid_send(event_id)
        || int4send(octet_length(stream)) || convert_to(stream, 'UTF8')
        || int4send(octet_length(type)) || convert_to(type, 'UTF8')
        || int4send(octet_length(actor)) || convert_to(actor, 'UTF8')
        || (int4send(octet_length(data)) || data || int4send(octet_length(metadata)) || metadata));
end
$body$;

-- Without constraints on the values: each is parsed again for every INSERT, which costs an append a tenth. append, the
-- only writer, checks them, and the leaf is right for any text.
create table event_store.events (
    position bigint not null,
    stream text collate "C" not null,
    version bigint not null,
    event_id uuid not null,
    type text collate "C" not null,
    actor text collate "C" not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    data bytea not null,
    metadata bytea not null,
    leaf_hash bytea not null generated always as (event_store.leaf_hash(
        position, version, recorded_at, occurred_at, event_id, stream, type, actor, data, metadata)) stored,
    primary key (position)
) partition by range (position);

comment on table event_store.events is 'The log: what happened, in order of position. Never changed.';

-- The head row of each stream that has events: the version of its last one.
create table event_store.streams (
    stream text collate "C" primary key,
    version bigint not null
) with (fillfactor = 80);

comment on table event_store.streams is 'The last version of each stream. Only append writes it.';

-- Streams, types and versions of a command's events are in the log, at the positions listed here in the order of the
-- command's events.
create table event_store.commands (
    id uuid primary key,
    command text collate "C" not null,
    content_hash bytea not null,
    actor text collate "C" not null,
    login text not null,
    rejection bytea,
    positions bigint[] not null,
    recorded_at timestamptz not null
);

comment on table event_store.commands is 'Every command that was answered, refused ones included. Never changed.';
comment on column event_store.commands.content_hash is 'SHA-256 of the command''s content.';
comment on column event_store.commands.login is 'The database login that stored it.';
comment on column event_store.commands.rejection is 'Why it was refused, as canonical JSON; null when accepted.';

create table event_store.watermark (
    position bigint not null,
    recorded_at timestamptz not null,
    primary key (position, recorded_at)
);

comment on table event_store.watermark is
    'Positions up to which the log was known to be complete, and since when. The highest counts. Never changed.';

create type event_store.journal_entry as (
    duplicate boolean,
    command text,
    actor text,
    recorded_at timestamptz,
    rejection bytea,
    streams text[],
    types text[],
    versions bigint[],
    positions bigint[]
);

comment on type event_store.journal_entry is
    'A stored command. The arrays run parallel: one element for each of its events, in their order.';

create function event_store.refuse_change() returns trigger
language plpgsql
as $body$
begin
    raise exception '% on %.% is refused: it is append-only', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end
$body$;

-- The row trigger is cloned to every partition, however it is made. Statement triggers are not; they also refuse
-- statements that would touch no row, and TRUNCATE. create_partition makes them for later partitions.
create trigger refuse_row_change before update or delete on event_store.events
    for each row execute function event_store.refuse_change();
create trigger refuse_change before update or delete or truncate on event_store.events
    for each statement execute function event_store.refuse_change();
create trigger refuse_change before update or delete or truncate on event_store.commands
    for each statement execute function event_store.refuse_change();
create trigger refuse_change before update or delete or truncate on event_store.watermark
    for each statement execute function event_store.refuse_change();
create trigger refuse_removal before delete or truncate on event_store.streams
    for each statement execute function event_store.refuse_change();

-- The first partition, as create_partition(1, 100000001) would make it.
create table event_store.events_1 partition of event_store.events for values from (1) to (100000001);
create unique index events_1_stream_version on event_store.events_1 (stream, version);
create trigger refuse_change before update or delete or truncate on event_store.events_1
    for each statement execute function event_store.refuse_change();
