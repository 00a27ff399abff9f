-- How many positions can still be drawn before the log needs another partition, and how many there are to be.
create or replace function event_store.room_ahead(out positions bigint, out wanted bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select event_store.partitions_end() - 1 - sequence.last_value, layout.room_ahead
    from event_store.position as sequence cross join event_store.layout as layout;
end;
