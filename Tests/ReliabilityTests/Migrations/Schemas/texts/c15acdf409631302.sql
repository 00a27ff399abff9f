-- The entries that a KvK number, a name (in either case) or an id stands for.
create or replace function register.resolve(words text) returns table (id text, name text, kvk_number text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select entry.id, entry.name, entry.kvk_number
    from register.entries as entry
    where (
            entry.id in (select held.id from register.kvk_numbers as held where held.kvk_number = trim(words))
            or lower(entry.name collate "und-x-icu") = lower(trim(words) collate "und-x-icu")
            or entry.id = trim(words))
        and not exists (
            select from register.entries as later where later.id = entry.id and later.version > entry.version)
    order by entry.id;
end;
