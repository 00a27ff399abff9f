-- Enters a type of event in the catalogue, or what is said of it now. Refused with TM409 when it was released as another
-- event: of another aggregate, or another version.
create or replace function event_store.declare_event_type(
    name text, category text, version integer, current text, term text, schema jsonb
) returns void
language plpgsql
as $body$
#variable_conflict use_variable
begin
    insert into event_store.event_types as known (name, category, version, current, term, schema)
    values (name, category, version, current, term, schema)
    on conflict on constraint event_types_pkey do update
        set current = excluded.current, term = excluded.term, schema = excluded.schema
        where known.category = excluded.category and known.version = excluded.version;
    if not found then
        raise exception '% was released as another event', name using errcode = 'TM409';
    end if;
end
$body$;
