-- Puts the tables of keys and of the register into new files, which hold living rows only: what was deleted is in no dead
-- row any more. Waits ten seconds at most for those who read or write them, a dump for instance.
create or replace function keys.rewrite() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '10s'
as $body$
declare
    held keys.data_keys[];
    entries register.sealed_entries[];
    numbers register.kvk_terms[];
    names register.name_terms[];
    given register.fingerprints[];
begin
    lock table register.sealed_entries, register.kvk_terms, register.name_terms, register.fingerprints, keys.data_keys
        in access exclusive mode;
    held := array(select item from keys.data_keys as item order by subject, dossier);
    truncate keys.data_keys;
    insert into keys.data_keys select item.* from unnest(held) as item;
    entries := array(select item from register.sealed_entries as item order by id, version);
    truncate register.sealed_entries;
    insert into register.sealed_entries select item.* from unnest(entries) as item;
    numbers := array(select item from register.kvk_terms as item order by id);
    truncate register.kvk_terms;
    insert into register.kvk_terms select item.* from unnest(numbers) as item;
    names := array(select item from register.name_terms as item order by id, term);
    truncate register.name_terms;
    insert into register.name_terms select item.* from unnest(names) as item;
    given := array(select item from register.fingerprints as item order by command_id);
    truncate register.fingerprints;
    insert into register.fingerprints select item.* from unnest(given) as item;
end
$body$;
