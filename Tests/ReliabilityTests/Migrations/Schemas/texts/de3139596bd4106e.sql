-- The streams that an event's data name at a path. None where the data cannot be read: what cannot be read places
-- nothing, and its stream stays out of sight.
create or replace function event_store.mentions(data bytea, path text) returns setof text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $body$
begin
    return query
    select mentioned #>> '{}'
    from jsonb_path_query(convert_from(data, 'UTF8')::jsonb, path::jsonpath) as mentioned
    where jsonb_typeof(mentioned) = 'string';
exception
    when data_exception or program_limit_exceeded then return;
end
$body$;
