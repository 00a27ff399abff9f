-- What an older version of the schema entered in the clear and still is, in order of id and version. No rows when the
-- register is sealed.
create or replace function register.unsealed()
returns table (
    id text, version integer, name text, kvk_number text, contact text, entered_at timestamptz)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $body$
begin
    if to_regclass('register.entries') is not null then
        return query execute $query$
            select id, version, name, kvk_number, contact, entered_at from register.entries order by id, version
            $query$;
    end if;
end
$body$;
