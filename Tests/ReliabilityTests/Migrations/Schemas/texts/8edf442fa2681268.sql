-- The database login that stored a command, as the server knows it; null when the command is not known.
create or replace function event_store.recorded_by(command_id uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select entry.login from event_store.commands as entry where entry.id = recorded_by.command_id;
end;
