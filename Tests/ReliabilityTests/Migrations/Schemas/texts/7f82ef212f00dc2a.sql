-- The last position up to which the log is known to be complete, as stored; 0 when none was.
create or replace function event_store.current_watermark() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(max(position), 0) from event_store.watermark;
end;
