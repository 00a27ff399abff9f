-- SHA-256 over the hash of the entry before and every other column, in the order of the table: numbers as int8, moments
-- in microseconds since 2000-01-01T00:00:00Z; every value as its length in bytes (int4) and its bytes, nothing as the
-- length -1. All numbers are big-endian. It must never come to another value: the chain of old entries would be broken.
create or replace function access_log.entry_hash(entry access_log.entries) returns bytea
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select sha256(entry.previous_hash || string_agg(
        int4send(coalesce(octet_length(field.bytes), -1)) || coalesce(field.bytes, ''::bytea), ''::bytea
        order by field.place))
    from unnest(array[
        int8send(entry.number), timestamptz_send(entry.recorded_at), convert_to(entry.action, 'UTF8'),
        convert_to(entry.object, 'UTF8'), convert_to(entry.result, 'UTF8'), convert_to(entry.login, 'UTF8'),
        convert_to(entry.actor, 'UTF8'), convert_to(entry.origin, 'UTF8'), convert_to(entry.application, 'UTF8'),
        convert_to(entry.account, 'UTF8'), convert_to(entry.stated_account, 'UTF8'), convert_to(entry.ground, 'UTF8'),
        int8send(entry.as_of), timestamptz_send(entry.valid_at), convert_to(entry.format, 'UTF8'),
        int8send(entry.shown)]) with ordinality as field(bytes, place);
end;
