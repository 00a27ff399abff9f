-- Every form in which an event was ever stored. It describes the log and decides nothing: append looks at no row of it.
create table event_store.event_types (
    name text collate "C" primary key,
    category text collate "C" not null,
    version integer not null check (version > 0),
    current text collate "C" not null references event_store.event_types (name) deferrable initially deferred,
    term text not null,
    schema jsonb not null,
    since timestamptz not null default now()
);

comment on table event_store.event_types is
    'What is stored under each type of event. Only a migration writes it; no type is ever removed.';
comment on column event_store.event_types.category is 'The streams that hold it: those whose name begins so.';
comment on column event_store.event_types.version is 'Which form of the event it is, counted from 1.';
comment on column event_store.event_types.current is
    'The type under which such an event is stored today: this one, or the one that took its place.';
comment on column event_store.event_types.term is 'What users call it, in Dutch.';
comment on column event_store.event_types.schema is 'JSON Schema 2020-12 of the data.';
comment on column event_store.event_types.since is 'When this database learnt of it.';

create trigger refuse_removal before delete or truncate on event_store.event_types
    for each statement execute function event_store.refuse_change();
