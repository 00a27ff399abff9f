-- The advisory lock on who is behind which account: shared by whoever takes up a duty, held alone by who records a
-- person, or takes one back.
create or replace function event_store.person_lock() returns bigint
language sql immutable parallel safe
return 7099;
