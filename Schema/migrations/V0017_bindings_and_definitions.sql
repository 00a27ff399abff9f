-- For whom a login may record: the last row of each login counts. A login without rows may name any actor, one whose
-- last row has no actors (null) may do so again, and one whose last row has an empty list records for nobody.
--
-- Rows are added and never changed, so that it can be told later who could record for whom, and since when. The
-- sequence tells an append that there are none, for a fraction of what it costs to look.
create sequence event_store.binding as bigint;

create table event_store.login_bindings (
    login name not null,
    number bigint not null,
    actors text[] collate "C" check (array_position(actors, null) is null),
    recorded_at timestamptz not null,
    recorded_by name not null,
    primary key (login, number)
);

comment on table event_store.login_bindings is
    'For which actors a login may record; the last row of each login counts. Never changed.';
comment on column event_store.login_bindings.actors is 'Null: any actor. Empty: none.';
comment on column event_store.login_bindings.recorded_by is 'The database login that bound it.';

create trigger refuse_change before update or delete or truncate on event_store.login_bindings
    for each statement execute function event_store.refuse_change();

-- What the tables, triggers, functions and rights were when a migration had ended: verify() compares them with what
-- they are. All of them each time; the highest number counts.
create table schema_history.definitions (
    number bigint not null,
    place text collate "C" not null,
    object text collate "C" not null,
    definition text not null,
    server_version integer not null,
    recorded_at timestamptz not null,
    recorded_by name not null,
    primary key (number, place, object)
);

comment on table schema_history.definitions is
    'What the schema was after each migration, object by object, as the catalogue told it. Never changed.';
comment on column schema_history.definitions.server_version is
    'The major version of PostgreSQL: another one words definitions differently.';

create trigger refuse_change before update or delete or truncate on schema_history.definitions
    for each statement execute function event_store.refuse_change();

-- What a migration found to be otherwise than the one before had left it, before it changed anything.
create table schema_history.departures (
    recorded_at timestamptz not null,
    finding text not null,
    detail text not null,
    recorded_by name not null
);

comment on table schema_history.departures is
    'What was not as the migration before had left it when the next one began. Never changed.';

create trigger refuse_change before update or delete or truncate on schema_history.departures
    for each statement execute function event_store.refuse_change();
