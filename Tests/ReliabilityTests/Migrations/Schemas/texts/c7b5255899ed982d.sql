-- The salt of what a command gave for the register, where that was kept; no row where it was not.
create or replace function register.salt_of(command_id uuid) returns setof bytea
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select kept.salt from register.fingerprints as kept where kept.command_id = salt_of.command_id;
end;
