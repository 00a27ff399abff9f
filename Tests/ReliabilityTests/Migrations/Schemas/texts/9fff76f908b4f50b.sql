-- The commands of a batch that could never be stored, each with a first reason. Expectations and events name their
-- command by its place in the batch.
create or replace function event_store.unlawful_commands(
    command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[],
    expectation_places integer[], expected_streams text[], expected_versions bigint[],
    event_places integer[], event_streams text[], event_types text[], event_occurred_at timestamptz[],
    event_data bytea[], event_metadata bytea[]
) returns table (place integer, reason text)
language sql stable
begin atomic
    with command as (
        select * from unnest(command_ids, commands, contents, actors, rejections) with ordinality
            as command(id, name, content, actor, rejection, place)
    ), expectation as (
        select * from unnest(expectation_places, expected_streams, expected_versions)
            as expectation(place, stream, version)
    ), event as (
        select * from unnest(
            event_places, event_streams, event_types, event_occurred_at, event_data, event_metadata)
            as event(place, stream, type, occurred_at, data, metadata)
    )
    select distinct on (place) place::integer, reason
    from (
        select place, format('“%s” is not the name of a command', left(name, 300)) from command
        where (name ~ '^[A-Za-z0-9.-]+$' and octet_length(name) <= 200) is not true
        union all
        select place, format('“%s” is not an actor', left(actor, 300)) from command
        where (actor ~ '^[!-\[\]-~]+$' and octet_length(actor) <= 200) is not true
        union all
        select place, 'a command has an id and content' as reason from command where id is null or content is null
        union all
        select place, 'a refused command has no events' as reason from command
        where rejection is not null and place in (select event.place from event)
        union all
        select place, format('“%s” is not the name of a stream', left(stream, 300))
        from (select place, stream from expectation union all select place, stream from event) as named
        where (stream ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(stream) <= 200) is not true
        union all
        select place, format('version %s cannot be expected of stream %s', version, stream) from expectation
        where (version >= -2) is not true
        union all
        select place, format('two expectations of stream %s', stream) from expectation
        group by place, stream having count(*) > 1
        union all
        select place, format('“%s” is not the name of an event', left(type, 300)) from event
        where (type ~ '^[A-Za-z0-9.]+$' and octet_length(type) <= 200) is not true
        union all
        select place, format('an event happened at %s', coalesce(occurred_at::text, 'no time')) from event
        where isfinite(occurred_at) is not true
        union all
        select place, 'an event has data and metadata' as reason from event where data is null or metadata is null
    ) as fault(place, reason)
    order by place;
end;
