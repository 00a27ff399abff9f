-- Takes keys back from a backup of them. What was destroyed stays so, whichever side knows of it: first each destruction
-- that the backup knows of is carried out here, then the keys come back that were destroyed on neither side and are not
-- there. A null in place of a wrapped key is a destruction.
create or replace function keys.restore(
    subjects text[], dossiers text[], wrapped bytea[], traces bytea[], made_at timestamptz[],
    destroyed_at timestamptz[], destroyed_by uuid[], out restored bigint, out destroyed bigint, out refused bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    given record;
    part bigint;
begin
    restore.restored := 0;
    restore.destroyed := 0;
    restore.refused := 0;
    for given in
        select item.*
        from unnest(subjects, dossiers, wrapped, traces, made_at, destroyed_at, destroyed_by)
            as item (subject, dossier, wrapped, trace, made_at, destroyed_at, destroyed_by)
        order by item.destroyed_at is null, item.subject collate "C", item.dossier collate "C"
    loop
        perform keys.subject_lock(given.subject);
        if given.destroyed_at is not null then
            insert into register.scopes (subject, dossier, trace, made_at, destroyed_at, destroyed_by)
            values (
                given.subject, given.dossier, given.trace, given.made_at, given.destroyed_at, given.destroyed_by)
            on conflict (subject, dossier) do update
            set destroyed_at = excluded.destroyed_at, destroyed_by = excluded.destroyed_by,
                trace = coalesce(scopes.trace, excluded.trace)
            where scopes.destroyed_at is null;
            update register.scopes set destroyed_at = given.destroyed_at, destroyed_by = given.destroyed_by
            where subject = given.subject and given.dossier in (dossier, '*') and destroyed_at is null;
            delete from keys.data_keys where subject = given.subject and given.dossier in (dossier, '*');
            get diagnostics part = row_count;
            restore.destroyed := restore.destroyed + part;
            if given.dossier in ('register', '*') then
                delete from register.sealed_entries where id = given.subject;
                delete from register.kvk_terms where id = given.subject;
                delete from register.name_terms where id = given.subject;
                delete from register.fingerprints where id = given.subject;
            end if;
        elsif keys.is_destroyed(given.subject, given.dossier) then
            restore.refused := restore.refused + 1;
        else
            insert into register.scopes (subject, dossier, trace, made_at)
            values (given.subject, given.dossier, given.trace, given.made_at)
            on conflict do nothing;
            insert into keys.data_keys (subject, dossier, wrapped, made_at)
            values (given.subject, given.dossier, given.wrapped, given.made_at)
            on conflict do nothing;
            get diagnostics part = row_count;
            restore.restored := restore.restored + part;
        end if;
    end loop;
end
$body$;
