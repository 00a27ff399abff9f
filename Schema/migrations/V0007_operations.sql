-- How the log is laid out from here on: one row. The owner may change it; what was laid out stays.
create table event_store.layout (
    single boolean primary key default true check (single),
    partition_size bigint not null default 100000000 check (partition_size > 0),
    room_ahead bigint not null default 10000000 check (room_ahead > 0),
    position_jump bigint not null default 1000000 check (position_jump > 0)
);

comment on table event_store.layout is 'How the log is laid out from here on: one row.';
comment on column event_store.layout.partition_size is 'How many positions the next partitions hold.';
comment on column event_store.layout.room_ahead is 'The next partition is made when fewer positions than this are left.';
comment on column event_store.layout.position_jump is
    'How far positions jump at a promotion or restore, over those that may have been given out and lost.';

insert into event_store.layout default values;

create trigger refuse_removal before delete or truncate on event_store.layout
    for each statement execute function event_store.refuse_change();

-- A log that is restored, or goes on at a promoted standby, can lack its latest events, and then goes another way than
-- the log that some reader knows. Each such beginning is an incarnation. A position alone does not tell them apart: a
-- checkpoint is a position and the id of the incarnation in which it was reached.
create table event_store.incarnations (
    number bigint primary key,
    id uuid not null unique,
    after_position bigint not null,
    first_position bigint not null,
    cause text not null check (cause in ('created', 'promoted', 'restored', 'found')),
    acknowledged_position bigint,
    system_identifier bigint not null,
    timeline integer not null,
    recorded_at timestamptz not null
);

comment on table event_store.incarnations is 'The lives of this log, from its first on. Never changed.';
comment on column event_store.incarnations.after_position is
    'Up to here the log is what it was in the incarnation before; readers that were further go back to it.';
comment on column event_store.incarnations.first_position is 'No position of this incarnation lies below it.';
comment on column event_store.incarnations.cause is
    'found: the server was another one than before, and nobody had said so.';
comment on column event_store.incarnations.acknowledged_position is
    'The last position that somebody had been told of before; those behind after_position are lost.';
comment on column event_store.incarnations.system_identifier is 'With the timeline: the server, as PostgreSQL tells.';

create trigger refuse_change before update or delete or truncate on event_store.incarnations
    for each statement execute function event_store.refuse_change();

insert into event_store.incarnations (
    number, id, after_position, first_position, cause, system_identifier, timeline, recorded_at)
select 1, gen_random_uuid(), 0, 1, 'created', system_identifier,
    ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::integer, clock_timestamp()
from pg_control_system();

-- Of which incarnation the position of a projection is. Those that were there are of the first.
alter table read_models.checkpoints add column incarnation uuid;
update read_models.checkpoints set incarnation = (select id from event_store.incarnations);

create function read_models.note_incarnation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
begin
    select id into new.incarnation from event_store.incarnations order by number desc limit 1;
    return new;
end
$body$;

create trigger note_incarnation before insert or update of position on read_models.checkpoints
    for each row execute function read_models.note_incarnation();
