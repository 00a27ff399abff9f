-- Puts every key in another wrapping, when these are all that there are; returns how many. Fails with 40001 when one came
-- or went meanwhile. The former wrapping lives on in dead rows and the server's log until they are purged, and in backups.
create or replace function keys.rewrap(subjects text[], dossiers text[], former bytea[], wrapped bytea[]) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    count bigint;
begin
    lock table keys.data_keys in share row exclusive mode;
    update keys.data_keys as held set wrapped = given.wrapped
    from unnest(subjects, dossiers, former, rewrap.wrapped) as given (subject, dossier, former, wrapped)
    where held.subject = given.subject and held.dossier = given.dossier and held.wrapped = given.former;
    get diagnostics count = row_count;
    if count <> cardinality(subjects) or count <> (select count(*) from keys.data_keys) then
        raise exception 'a key came or went while all were wrapped anew' using errcode = '40001';
    end if;
    return count;
end
$body$;
