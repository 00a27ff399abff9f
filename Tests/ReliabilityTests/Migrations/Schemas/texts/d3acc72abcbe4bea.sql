-- The last version of each id's entry, in the order given; 0 where there is none.
create or replace function register.heads(ids text[]) returns table (version integer)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(
        (select max(entry.version) from register.sealed_entries as entry where entry.id = asked.id), 0)
    from unnest(ids) with ordinality as asked (id, place)
    order by place;
end;
