-- SHA-256(0x00 || record): see V0001_event_store.sql. It must never come to another value: the leaves of old events
-- would lie.
--
-- In SQL, so that it becomes part of the statement that uses it; and therefore stable, as convert_to is.
create or replace function event_store.leaf_hash(
    "position" bigint, version bigint, recorded_at timestamptz, occurred_at timestamptz, event_id uuid,
    stream text, type text, actor text, data bytea, metadata bytea
) returns bytea
language sql stable strict parallel safe
return sha256(
    '\x00'::bytea || int8send(position) || int8send(version)
    || timestamptz_send(recorded_at) || timestamptz_send(occurred_at) || uuid_send(event_id)
    || int4send(octet_length(stream)) || convert_to(stream, 'UTF8')
    || int4send(octet_length(type)) || convert_to(type, 'UTF8')
    || int4send(octet_length(actor)) || convert_to(actor, 'UTF8')
    || (int4send(octet_length(data)) || data || int4send(octet_length(metadata)) || metadata));
