-- What all files of the schema as it is now together come to.
create or replace function schema_history.current() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select fingerprint from schema_history.installations order by installed_at desc limit 1;
end;
