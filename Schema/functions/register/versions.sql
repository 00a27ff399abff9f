-- What an id was entered as, version by version, sealed, each with its wrapped key; no rows once the key was destroyed.
create or replace function register.versions(subject text)
returns table (
    id text, state text, version integer, name bytea, kvk_number bytea, contact bytea, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select entry.id, case when key.wrapped is null then 'missing' else 'entered' end, entry.version, entry.name,
        entry.kvk_number, entry.contact, key.wrapped
    from register.sealed_entries as entry
        left join keys.data_keys as key on key.subject = entry.id and key.dossier = 'register'
    where entry.id = subject and not keys.is_destroyed(subject, 'register')
    order by entry.version;
end;
