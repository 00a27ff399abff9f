-- What each command gave for the register, as a fingerprint: SHA-256 of the salt and the content.
--
-- It is personal data as the entries are, since a KvK number can be guessed: so it lives here, under the id it is about,
-- and can be deleted with the entries of that id. The salt keeps equal contents from looking equal.
create table register.commands (
    command_id uuid primary key,
    id text collate "C" not null,
    salt bytea not null,
    fingerprint bytea not null
);

comment on table register.commands is
    'Tells whether a command that is repeated gives the register the same as before. Only match_command writes it.';

create index commands_id on register.commands (id);
