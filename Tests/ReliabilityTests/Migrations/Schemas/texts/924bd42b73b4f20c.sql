-- The journal's entry for a command id, marked as a duplicate; no row when the command is not known.
create or replace function event_store.command_entry(command_id uuid) returns setof event_store.journal_entry
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select true, entry.command, entry.actor, entry.recorded_at, entry.rejection,
        coalesce(events.streams, '{}'), coalesce(events.types, '{}'), coalesce(events.versions, '{}'), entry.positions
    from event_store.commands as entry
        cross join lateral (
            select array_agg(event.stream::text order by place) as streams,
                array_agg(event.type::text order by place) as types,
                array_agg(event.version order by place) as versions
            from unnest(entry.positions) with ordinality as listed(position, place)
                join event_store.events as event using (position)) as events
    where entry.id = command_entry.command_id;
end;
