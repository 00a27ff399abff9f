-- The advisory lock of whoever makes partitions of the log.
create or replace function event_store.partition_lock() returns bigint
language sql immutable parallel safe
return 7092;
