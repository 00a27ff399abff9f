-- The fingerprints that an older version of the schema kept without a key. No rows when the register is sealed.
create or replace function register.unkeyed()
returns table (command_id uuid, id text, salt bytea, fingerprint bytea)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $body$
begin
    if to_regclass('register.commands') is not null then
        return query execute 'select command_id, id, salt, fingerprint from register.commands order by command_id';
    end if;
end
$body$;
