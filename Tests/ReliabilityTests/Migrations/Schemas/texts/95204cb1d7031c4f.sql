-- Destroys keys for a command, in the transaction that stores it: what was sealed under them is read by nobody any more.
-- A null in place of a dossier means all of the subject's, those to come included. Returns how many keys there were.
--
-- Bytes of them stay behind in dead rows, in the log that the server writes ahead and in backups of the keys, until they
-- are purged or grow old.
create or replace function keys.destroy(command_id uuid, subjects text[], dossiers text[]) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    wanted record;
    count bigint := 0;
    part bigint;
begin
    -- In one order for all, so that none deadlocks with another.
    for wanted in
        select subject, coalesce(dossier, '*') as dossier
        from unnest(subjects, dossiers) as given (subject, dossier)
        order by subject collate "C", dossier collate "C"
    loop
        if (wanted.subject ~ '^[a-z0-9]+(-+[a-z0-9]+)+$') is not true then
            raise exception 'no keys are kept for such an id' using errcode = 'TM422';
        end if;
        perform keys.subject_lock(wanted.subject);
        insert into register.scopes (subject, dossier, destroyed_at, destroyed_by)
        values (wanted.subject, wanted.dossier, clock_timestamp(), destroy.command_id)
        on conflict (subject, dossier) do nothing;
        update register.scopes set destroyed_at = clock_timestamp(), destroyed_by = destroy.command_id
        where subject = wanted.subject and wanted.dossier in (dossier, '*') and destroyed_at is null;
        delete from keys.data_keys where subject = wanted.subject and wanted.dossier in (dossier, '*');
        get diagnostics part = row_count;
        count := count + part;
        if wanted.dossier in ('register', '*') then
            delete from register.sealed_entries where id = wanted.subject;
            delete from register.kvk_terms where id = wanted.subject;
            delete from register.name_terms where id = wanted.subject;
            delete from register.fingerprints where id = wanted.subject;
        end if;
    end loop;
    return count;
end
$body$;
