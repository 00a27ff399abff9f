-- Fails with TM425 while an older version's register is still in the clear: the program seals it first (db migrate).
create or replace function register.require_sealed() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $body$
begin
    if to_regclass('register.entries') is not null then
        raise exception 'the register of an older version is not sealed yet' using errcode = 'TM425';
    end if;
end
$body$;
