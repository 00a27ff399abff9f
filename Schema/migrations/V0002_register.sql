create schema register;

comment on schema register is
    'Names and numbers of persons, companies and organisations, beside the log: in the log they are random ids.';

create table register.entries (
    id text collate "C" not null check (id ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(id) <= 200),
    version integer not null check (version > 0),
    name text not null check (name <> '' and octet_length(name) <= 1000),
    kvk_number text collate "C" check (kvk_number ~ '^[0-9]{8}$'),
    contact text check (octet_length(contact) <= 4000),
    entered_at timestamptz not null,
    primary key (id, version)
);

comment on table register.entries is 'Every version of every entry; the highest of each id counts. Only enter writes it.';

create index entries_name on register.entries (lower(name collate "und-x-icu"));

-- Which id a KvK number stands for now: what makes a number stand for one id only.
create table register.kvk_numbers (
    kvk_number text collate "C" primary key,
    id text collate "C" not null unique
);
