-- Whether nothing in a batch of commands stands in the way of storing it, but for two expectations of one stream by one
-- command. In doubt it says no: unlawful_commands, which gives the reasons and takes four times as long, has the last
-- word.
--
-- The names of a kind are looked at as one text, with blanks between them, since a regular expression costs most where
-- it begins. Taken apart again they are the same names: none of them is null or holds a blank. One that is empty at the
-- end leaves no more than a blank, so each is looked at for that.
create or replace function event_store.are_lawful(
    command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[],
    expected_streams text[], expected_versions bigint[],
    event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamptz[],
    event_data bytea[], event_metadata bytea[]
) returns boolean
language plpgsql stable
as $body$
declare
    joined_commands text := array_to_string(commands, ' ');
    joined_actors text := array_to_string(actors, ' ');
    joined_streams text := array_to_string(event_streams, ' ');
    joined_types text := array_to_string(event_types, ' ');
    joined_expectations text := array_to_string(expected_streams, ' ');
begin
    return
        array_position(command_ids, null) is null and array_position(contents, null) is null
        and array_position(event_data, null) is null and array_position(event_metadata, null) is null
        and (-2 <= all (expected_versions)) is true
        and joined_commands ~ '^[A-Za-z0-9. -]*$' and string_to_array(joined_commands, ' ') = commands
        and joined_actors ~ '^[ !-\[\]-~]*$' and string_to_array(joined_actors, ' ') = actors
        and joined_types ~ '^[A-Za-z0-9. ]*$' and string_to_array(joined_types, ' ') = event_types
        and joined_streams ~ '^([a-z0-9]+(-+[a-z0-9]+)+( |$))*$'
        and string_to_array(joined_streams, ' ') = event_streams
        -- The usual batch expects of each event's stream what it writes there.
        and (
            expected_streams = event_streams
            or joined_expectations ~ '^([a-z0-9]+(-+[a-z0-9]+)+( |$))*$'
                and string_to_array(joined_expectations, ' ') = expected_streams
                and (
                    select coalesce(bool_and((octet_length(stream) between 1 and 200) is true), true)
                    from unnest(expected_streams) as stream))
        and (
            select coalesce(bool_and((
                octet_length(command || actor) <= 200 and command <> '' and actor <> ''
                and (rejection is null or events = 0)) is true), true)
            from unnest(commands, actors, rejections, event_counts) as command(command, actor, rejection, events))
        and (
            select coalesce(bool_and((
                octet_length(stream || type) <= 200 and stream <> '' and type <> '' and isfinite(occurred_at)) is true),
                true)
            from unnest(event_streams, event_types, event_occurred_at) as event(stream, type, occurred_at));
end
$body$;
