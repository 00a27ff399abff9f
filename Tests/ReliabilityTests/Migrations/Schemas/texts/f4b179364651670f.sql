-- Of events in the order of a command those that bear a duty: which one they do, which one they take up, and the duties
-- from which that is kept apart, with blanks between them.
create or replace function event_store.duties_borne(event_streams text[], event_types text[], event_data bytea[])
returns table (ordinal bigint, stream text, done text, taken text, apart_from text)
language sql stable
begin atomic
    select event.ordinal, event.stream, kind.done, kind.taken, array_to_string(kind.apart_from, ' ')
    from unnest(event_streams, event_types, event_data) with ordinality as event(stream, type, data, ordinal)
        join event_store.declared_duties() as kind on kind.type = event.type
    where kind.key is null or kind.present = (event_store.data_text(event.data, kind.key) is not null);
end;
