-- Of events in the order of a command what they link their stream to: a file for good, for themselves or in reverse, a
-- person, or one of whom that is taken back. The target is empty where the data cannot be read, and where a link is missing
-- that an event of its type always makes: one for good, or to a person.
create or replace function event_store.duties_linked(event_streams text[], event_types text[], event_data bytea[])
returns table (ordinal bigint, stream text, kind text, duty text, target text)
language sql stable
begin atomic
    select event.ordinal, event.stream, link.kind, link.duty, read.target
    from unnest(event_streams, event_types, event_data) with ordinality as event(stream, type, data, ordinal)
        join event_store.declared_links() as link on link.type = event.type
        cross join lateral (
            select coalesce(named.target, 
                case when link.kind not in ('once', 'lasting if named', 'reverse') then '' end) as target
            from event_store.data_texts(event.data, link.key) as named(target)
            offset 0) as read
    where read.target is not null;
end;
