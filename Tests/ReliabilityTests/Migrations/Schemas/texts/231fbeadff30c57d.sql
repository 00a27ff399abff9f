-- The texts under a key of an event's data, one row each: one, null when there is none; behind a dot the key is that of every
-- object in a list, of which those are left out that have none. Empty when the data cannot be read.
create or replace function event_store.data_texts(data bytea, key text) returns setof text
language plpgsql immutable
as $body$
begin
    if strpos(key, '.') = 0 then
        return next event_store.data_text(data, key);
        return;
    end if;
    return query
        select member.value ->> split_part(key, '.', 2)
        from json_array_elements(convert_from(data, 'UTF8')::json -> split_part(key, '.', 1)) as member(value)
        where member.value ->> split_part(key, '.', 2) is not null;
exception
    when data_exception or program_limit_exceeded then return next '';
end
$body$;
