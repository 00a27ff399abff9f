-- The wrapped keys of some scopes, in their order. A scope that never had one gets the candidate, where one is given; the
-- caller says by `seen`, the wrapped key of the index that it opened, under which outer key candidates are wrapped: when all
-- keys were wrapped anew meanwhile, this fails with 40001. Whoever makes none asks read.
--
-- state: held; absent (none, and no candidate); erased (destroyed: there is none any more, and never will be); missing
-- (there was one, and it was lost: a backup of the keys may have it).
create or replace function keys.provide(
    subjects text[], dossiers text[], candidates bytea[], traces bytea[], seen bytea)
returns table (state text, wrapped bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_variable
declare
    candidate bytea;
begin
    foreach candidate in array candidates loop
        continue when candidate is null;
        -- To the end of the transaction nothing is wrapped anew.
        lock table keys.data_keys in row exclusive mode;
        if exists (
            select from keys.data_keys as held
            where held.subject = 'register' and held.dossier = 'index' and held.wrapped is distinct from seen)
        then
            raise exception 'the keys were wrapped anew at the same time' using errcode = '40001';
        end if;
        exit;
    end loop;
    for place in 1..coalesce(cardinality(subjects), 0) loop
        return query
        select given.state, given.wrapped
        from keys.provide_one(subjects[place], dossiers[place], candidates[place], traces[place]) as given;
    end loop;
end
$body$;
