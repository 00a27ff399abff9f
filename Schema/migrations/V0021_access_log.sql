-- Who has read what: an entry for each dossier, export or answer that the program gave, apart from the log of events.
-- What was read stays out of it, and so do names and KvK numbers: objects are ids.
--
-- BIO2 8.15.01 asks for six fields: action, object and result; the origin (origin, application, account, stated_account);
-- the actor (login, actor); and the moment (recorded_at).
create schema access_log;

create table access_log.entries (
    number bigint primary key check (number > 0),
    recorded_at timestamptz not null,
    action text collate "C" not null check (action ~ '^[a-z]+( [a-z]+)*$' and octet_length(action) <= 40),
    object text collate "C" not null check (object ~ '^[a-z0-9]+(-+[a-z0-9]+)*$' and octet_length(object) <= 200),
    result text collate "C" not null
        check (result in ('shown', 'not-found', 'refused', 'failed', 'begun', 'written', 'done')),
    login text collate "C" not null,
    actor text collate "C" check (actor ~ '^[!-\[\]-~]+$' and octet_length(actor) <= 200),
    origin text collate "C" not null,
    application text collate "C" not null,
    account text collate "C",
    stated_account text collate "C"
        check (stated_account !~ '[[:cntrl:]]' and octet_length(stated_account) between 1 and 100),
    ground text collate "C" check (ground !~ '[[:cntrl:]]' and octet_length(ground) between 1 and 500),
    as_of bigint check (as_of >= 0),
    valid_at timestamptz,
    format text collate "C" check (format ~ '^[a-z]+$' and octet_length(format) <= 20),
    shown bigint check (shown >= 0),
    previous_hash bytea not null check (octet_length(previous_hash) = 32),
    hash bytea not null check (octet_length(hash) = 32)
);

create index entries_object on access_log.entries (object, number);
-- What lets an entry go; see require_disposal.
create index entries_disposal on access_log.entries (as_of) where action = 'readings dispose';

comment on table access_log.entries is
    'Who has read what, by whose word, and on which ground. Only add writes it. Never changed; disposed of by dispose only.';
comment on column access_log.entries.number is '1, 2, 3, …, without gaps.';
comment on column access_log.entries.object is 'The id of a stream; or what was asked about as a whole: everything, access-log, database.';
comment on column access_log.entries.login is 'The database login, as the server knows it.';
comment on column access_log.entries.actor is 'The officer who is said to read; null when none is named.';
comment on column access_log.entries.origin is 'The client''s address, as the server sees it; behind a pooler the pooler''s.';
comment on column access_log.entries.application is 'The application, as the session calls itself.';
comment on column access_log.entries.account is
    'Whom the server has authenticated, and how; null before PostgreSQL 16, which is the first to tell.';
comment on column access_log.entries.stated_account is 'The user of the operating system, as the program states it.';
comment on column access_log.entries.ground is 'On which ground it was read; null when none was given.';
comment on column access_log.entries.as_of is
    'Up to which position of the log the answer goes, or from which it follows; of a disposal the last entry disposed of.';
comment on column access_log.entries.shown is 'How many things were shown.';
comment on column access_log.entries.hash is 'SHA-256 over previous_hash and the other columns; see entry_hash.';

-- How long entries are kept: the last row counts.
create table access_log.terms (
    number bigint primary key check (number > 0),
    days integer not null check (days > 0),
    recorded_at timestamptz not null,
    recorded_by text collate "C" not null
);

comment on table access_log.terms is 'For how many days entries are kept; the last row counts. Never changed.';

create function access_log.require_disposal() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
begin
    if not exists (
        select from access_log.entries as disposal
        where disposal.action = 'readings dispose' and disposal.as_of >= old.number)
    then
        raise exception 'DELETE on access_log.entries is refused: entry % was not disposed of', old.number
            using errcode = 'insufficient_privilege';
    end if;
    return old;
end
$body$;

comment on function access_log.require_disposal() is 'Lets an entry go only once an entry of its disposal is there.';

create trigger refuse_change before update or truncate on access_log.entries
    for each statement execute function event_store.refuse_change();
create trigger require_disposal before delete on access_log.entries
    for each row execute function access_log.require_disposal();
create trigger refuse_change before update or delete or truncate on access_log.terms
    for each statement execute function event_store.refuse_change();
