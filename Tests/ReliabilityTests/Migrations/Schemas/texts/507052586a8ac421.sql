-- The advisory lock that every append shares and that advance_watermark holds alone for an instant.
create or replace function event_store.append_lock() returns bigint
language sql immutable parallel safe
return 7091;
