-- The advisory lock for a command id: of two sessions with the same one, the second finds what the first has stored.
create or replace function event_store.command_lock(command_id uuid) returns bigint
language sql immutable parallel safe
return uuid_hash_extended(command_id, 7092);
