-- Holds the keys of texts that events hold sealed, to the end of the transaction that stores these: until then nobody
-- destroys them. Fails with TM424 where one was destroyed since the text was sealed, or its subject was erased from the
-- register. Returns how many.
create or replace function keys.hold(subjects text[], dossiers text[]) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    wanted record;
    count bigint := 0;
begin
    -- In one order for all, so that none deadlocks with another.
    for wanted in
        select subject, dossier
        from unnest(subjects, dossiers) as given (subject, dossier)
        order by subject collate "C", dossier collate "C"
    loop
        perform keys.subject_lock(wanted.subject);
        if not exists (
                select from keys.data_keys as key
                where key.subject = wanted.subject and key.dossier = wanted.dossier)
            or keys.is_destroyed(wanted.subject, 'register')
        then
            raise exception 'there is no key of % in % any more: what was sealed under it is not recorded',
                wanted.subject, wanted.dossier
                using errcode = 'TM424',
                    detail = case
                        when keys.is_destroyed(wanted.subject, 'register') then format('{"subject":"%s"}', wanted.subject)
                        else format('{"subject":"%s","file":"%s"}', wanted.subject, wanted.dossier)
                    end;
        end if;
        count := count + 1;
    end loop;
    return count;
end
$body$;
