-- What verification finds comes with its values, so that a program says it in the reader's language. A function's result
-- cannot be given another column: these are made anew, by their files.
drop function if exists event_store.verify();
drop function if exists schema_history.note_departures();
drop function if exists event_store.differing_definitions();
drop function if exists event_store.differing_duties();
drop function if exists access_log.verify();

alter table schema_history.departures add column particulars text[];

comment on column schema_history.departures.particulars is
    'The values that detail puts into words; null for what was kept before there were any.';

-- That an account is a person's can be taken back, and recorded anew: each time counts, not the first one only.
alter table event_store.persons_behind
    drop constraint persons_behind_pkey, add primary key (account, person, position);

comment on table event_store.persons_behind is
    'Everyone who was recorded as the person behind an account, by a random identifier, each time. Never changed.';

create table event_store.mistaken_persons (
    account text collate "C" not null,
    person text collate "C" not null,
    position bigint not null,
    primary key (account, person, position)
);

comment on table event_store.mistaken_persons is
    'Of whom it was taken back that they are behind an account: what persons_behind holds up to that position no longer counts. Never changed.';

create trigger refuse_change before update or delete or truncate on event_store.mistaken_persons
    for each statement execute function event_store.refuse_change();

-- Whoever asks by a name that somebody bore before finds whom it was of. Names that were replaced before this migration are
-- found only once they are borne again: there is no term of them.
alter table register.name_terms add column is_former boolean not null default false;
alter table register.name_terms alter column is_former drop default;
alter table register.name_terms drop constraint name_terms_pkey, add primary key (id, term);
