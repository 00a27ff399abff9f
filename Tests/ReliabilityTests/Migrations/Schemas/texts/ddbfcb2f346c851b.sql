-- The advisory lock of whoever looks at what streams concern, until its transaction ends. No append ever waits for it.
create or replace function event_store.placing_lock() returns bigint
language sql immutable parallel safe
return 7100;
