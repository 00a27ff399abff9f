-- The advisory lock for a stream: held alone by who writes it, shared by who only expects something of it. Unlike a
-- lock on its head row it also guards a stream that does not exist yet, and writes nothing.
create or replace function event_store.stream_lock(stream text) returns bigint
language sql immutable parallel safe
return hashtextextended(stream, 7093);
