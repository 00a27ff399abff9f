-- The text under a key of an event's data; null when there is none, and empty when the data cannot be read.
create or replace function event_store.data_text(data bytea, key text) returns text
language plpgsql immutable
as $body$
begin
    return convert_from(data, 'UTF8')::json ->> key;
exception
    -- Of what is nested too deep the server says that the statement is too complex (54001).
    when data_exception or program_limit_exceeded then return '';
end
$body$;
