-- Which duties were done on which file with which account, so that append refuses whoever takes up one that is kept
-- apart: the same rule that the program decides by, for whoever calls append without it. What types of events bear a
-- duty stands in declared_duties and declared_links, which are written from the program's own types.
--
-- Rows are added by append alone, with the event that they are about, and never changed. All of it can be made anew from
-- the log (duties_in_log); verify holds the one against the other.

create table event_store.duties_done (
    stream text collate "C" not null,
    duty text collate "C" not null,
    actor text collate "C" not null,
    position bigint not null,
    primary key (stream, duty, actor)
);

comment on table event_store.duties_done is
    'What each account did on a file that bars it, and every account of the same person, from another duty there. Never changed.';
comment on column event_store.duties_done.position is 'The event by which it was first done.';

create table event_store.linked_files (
    stream text collate "C" not null,
    duty text collate "C" not null,
    file text collate "C" not null,
    position bigint not null,
    primary key (stream, duty, file)
);

comment on table event_store.linked_files is
    'The other files on which what was done bars from a duty on this one. Never changed.';

create table event_store.persons_behind (
    account text collate "C" not null,
    person text collate "C" not null,
    position bigint not null,
    primary key (account, person)
);

create index persons_behind_person on event_store.persons_behind (person, account);

comment on table event_store.persons_behind is
    'Everyone who was ever recorded as the person behind an account, by a random identifier. Never changed.';

create trigger refuse_change before update or delete or truncate on event_store.duties_done
    for each statement execute function event_store.refuse_change();
create trigger refuse_change before update or delete or truncate on event_store.linked_files
    for each statement execute function event_store.refuse_change();
create trigger refuse_change before update or delete or truncate on event_store.persons_behind
    for each statement execute function event_store.refuse_change();
