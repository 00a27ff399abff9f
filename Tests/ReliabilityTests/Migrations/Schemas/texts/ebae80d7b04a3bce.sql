-- Whether nothing in a batch of commands stands in the way of storing it. In doubt it says no: unlawful_commands, which
-- gives the reasons and takes four times as long, has the last word.
create or replace function event_store.are_lawful(
    command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[],
    expectation_places integer[], expected_streams text[], expected_versions bigint[],
    event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamptz[],
    event_data bytea[], event_metadata bytea[]
) returns boolean
language plpgsql stable
as $body$
begin
    return
        array_position(command_ids, null) is null and array_position(contents, null) is null
        and array_position(event_data, null) is null and array_position(event_metadata, null) is null
        and (-2 <= all (expected_versions)) is true
    -- No name may hold the blanks that part them here.
        and (
            select coalesce(bool_and((
                octet_length(name || actor) <= 200 and name || ' ' || actor ~ '^[A-Za-z0-9.-]+ [!-\[\]-~]+$'
            and (rejection is null or events = 0)) is true), true)
        from unnest(commands, actors, rejections, event_counts) as command(name, actor, rejection, events))
        and (
            select coalesce(bool_and((
                octet_length(stream || type) <= 200 and isfinite(occurred_at)
            and stream || ' ' || type ~ '^[a-z0-9]+(-+[a-z0-9]+)+ [A-Za-z0-9.]+$') is true), true)
        from unnest(event_streams, event_types, event_occurred_at) as event(stream, type, occurred_at))
    -- The usual batch expects of each event's stream what it writes there.
        and (
        expected_streams = event_streams
        or (
                select coalesce(bool_and((
                    octet_length(stream) <= 200 and stream ~ '^[a-z0-9]+(-+[a-z0-9]+)+$') is true), true)
            from unnest(expected_streams) as stream))
        and not exists (
        select from unnest(expectation_places, expected_streams) as expected(place, stream)
        group by place, stream having count(*) > 1);
end
$body$;
