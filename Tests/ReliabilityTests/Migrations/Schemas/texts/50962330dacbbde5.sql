-- The category by which a scope judges a stream, empty for one that no scoped reader sees: what is held, kept and destroyed
-- is said of files of all countries and categories together, and so is the erasure of somebody, which names each of their
-- files. The erasure of a file is judged as that file is.
create or replace function event_store.scoped_category(stream text) returns text
language sql immutable parallel safe
return case split_part(stream, '-', 1)
    when 'hold' then '' when 'retention' then '' when 'disposal' then ''
    when 'erasure' then
        case when split_part(stream, '-', 2) = any ('{person,officer,company,organisation,erasure}'::text[]) then ''
            else split_part(stream, '-', 2) end
    else split_part(stream, '-', 1) end;
