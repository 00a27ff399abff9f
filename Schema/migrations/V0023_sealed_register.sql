-- The register sealed field by field, under a key for each subject and dossier. The keys lie in a schema of their own,
-- wrapped by a key outside the database; a backup leaves their rows out.
create schema keys;

comment on schema keys is
    'Keys of what is sealed in register and in events, wrapped. Nobody reads them but through functions.';

create table keys.data_keys (
    subject text collate "C" not null,
    dossier text collate "C" not null,
    wrapped bytea not null check (octet_length(wrapped) between 32 and 256),
    made_at timestamptz not null,
    primary key (subject, dossier)
);

comment on table keys.data_keys is 'One key for each scope that has one now. Only functions of this schema write it.';

-- Whoever makes backups may lock the table, to dump what it is like, and finds no row in it; a dump of its rows fails.
alter table keys.data_keys enable row level security;

-- The planner's statistics are samples of the values: a key that was destroyed would live on there.
alter table keys.data_keys alter column wrapped set statistics 0;

-- Every scope that ever had a key, in the main schema and so in every backup: a key that is missing is told from one
-- that was never made, and one that was destroyed never comes back.
create table register.scopes (
    subject text collate "C" not null check (subject ~ '^[a-z0-9]+(-+[a-z0-9]+)*$' and octet_length(subject) <= 200),
    -- * for all of the subject's, those that never were included.
    dossier text collate "C" not null
        check (dossier = '*' or dossier ~ '^[a-z0-9]+(-+[a-z0-9]+)*$' and octet_length(dossier) <= 200),
    -- The marker of the wrapped key with each bit turned, by which copies of it are searched for.
    trace bytea check (octet_length(trace) = 16),
    made_at timestamptz,
    destroyed_at timestamptz,
    destroyed_by uuid,
    primary key (subject, dossier),
    check (made_at is not null or destroyed_at is not null)
);

comment on table register.scopes is 'Every key that there is or was. Only functions of the schema keys write it.';

create table register.sealed_entries (
    id text collate "C" not null check (id ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(id) <= 200),
    version integer not null check (version > 0),
    name bytea not null check (octet_length(name) <= 2000),
    kvk_number bytea check (octet_length(kvk_number) <= 2000),
    contact bytea check (octet_length(contact) <= 8000),
    -- Tells equal values from others: a keyed hash of them, under the subject's key.
    digest bytea not null check (octet_length(digest) = 32),
    -- The command that entered it; null for what was entered before it was sealed.
    command_id uuid,
    entered_at timestamptz not null,
    primary key (id, version)
);

comment on table register.sealed_entries is
    'Every version of every entry; the highest of each id counts. Only enter writes it.';

-- Which id a KvK number stands for now, as a keyed hash: what makes a number stand for one id only.
create table register.kvk_terms (
    term bytea primary key check (octet_length(term) = 32),
    id text collate "C" not null unique
);

-- By which name each id is found, as a keyed hash of it without case.
create table register.name_terms (
    id text collate "C" primary key,
    term bytea not null check (octet_length(term) = 32)
);

create index name_terms_term on register.name_terms (term);

-- What each command gave for the register: a keyed hash of SHA-256 of the salt and the content.
create table register.fingerprints (
    command_id uuid primary key,
    id text collate "C" not null,
    salt bytea not null,
    fingerprint bytea not null check (octet_length(fingerprint) = 32)
);

comment on table register.fingerprints is
    'Tells whether a command that is repeated gives the register the same as before. Only match_command writes it.';

create index fingerprints_id on register.fingerprints (id);

alter table register.sealed_entries alter column name set statistics 0, alter column kvk_number set statistics 0,
    alter column contact set statistics 0, alter column digest set statistics 0;
alter table register.kvk_terms alter column term set statistics 0;
alter table register.name_terms alter column term set statistics 0;
alter table register.fingerprints alter column salt set statistics 0, alter column fingerprint set statistics 0;

drop view if exists register.current;
drop function if exists register.enter(text, text, text, text);
drop function if exists register.resolve(text);
drop function if exists register.match_command(uuid, text, bytea);

-- What an older version entered in the clear is sealed after this migration, by the program, which has the keys; until
-- then nothing is entered.
do $empty$
begin
    if not exists (select from register.entries) and not exists (select from register.commands) then
        drop table register.entries, register.kvk_numbers, register.commands;
    end if;
end
$empty$;
