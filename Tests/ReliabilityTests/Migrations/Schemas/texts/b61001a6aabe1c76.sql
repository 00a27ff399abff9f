-- Whether the log has the event with this leaf at this position.
create or replace function event_store.holds("position" bigint, leaf_hash bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select exists (
        select from event_store.events as event
        where event.position = holds.position and event.leaf_hash = holds.leaf_hash);
end;
