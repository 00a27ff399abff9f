-- The last watermark that was stored at or before a moment; 0 when there was none. Everything up to it was recorded by then
-- by the clock of then: advance_watermark stores none as older than an event below it. The answer for a moment that is past
-- stays the same, unless the clock is set back to before it: what is recorded until it has come there again is then of
-- the last watermark's moment.
create or replace function event_store.watermark_at(moment timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(max(position), 0) from event_store.watermark where recorded_at <= moment;
end;
