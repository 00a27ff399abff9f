-- The last watermark that was stored at or before a moment; 0 when there was none.
create or replace function event_store.watermark_at(moment timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(max(position), 0) from event_store.watermark where recorded_at <= moment;
end;
