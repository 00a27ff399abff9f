-- Every version of what an id stood for, sealed, each with the id's wrapped key, the last one behind: for whoever must
-- leave nothing out. No rows for what was erased, or was never entered. state: entered; missing (the key was lost).
create or replace function register.history(subject text)
returns table (
    id text, state text, version integer, name bytea, kvk_number bytea, contact bytea, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select entry.id, case when key.wrapped is null then 'missing' else 'entered' end, entry.version, entry.name,
        entry.kvk_number, entry.contact, key.wrapped
    from register.sealed_entries as entry
        left join keys.data_keys as key on key.subject = entry.id and key.dossier = 'register'
    where entry.id = history.subject
    order by entry.version;
end;
