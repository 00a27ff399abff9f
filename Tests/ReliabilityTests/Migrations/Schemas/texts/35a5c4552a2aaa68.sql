-- The id of a command's nth event (from 1): the first 16 bytes of SHA-256(command id || n as int4), marked as a UUID
-- of version 8 (RFC 9562). The command's primary key makes it unique without an index of its own.
create or replace function event_store.event_id(command_id uuid, ordinal integer) returns uuid
language sql immutable strict parallel safe
return encode(
    set_bit(set_bit(set_bit(set_bit(set_bit(set_bit(
        substring(sha256(uuid_send(command_id) || int4send(ordinal)) for 16),
        55, 1), 54, 0), 53, 0), 52, 0), 71, 1), 70, 0),
    'hex')::uuid;
