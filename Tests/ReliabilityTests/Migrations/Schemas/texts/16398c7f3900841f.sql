-- Stores a command with its one event, on a stream that it expects at a version: what append does for it, in less than
-- half of the time. Values where append takes arrays, one statement that looks at journal, expectation and head together,
-- and no sets. Whatever is not usual about it, append looks at.
create or replace function event_store.append_event(
    command_id uuid, command text, content bytea, actor text,
    stream text, expected bigint, type text, occurred_at timestamptz, data bytea, metadata bytea
) returns event_store.stored_event
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_variable
declare
    names text := stream || ' ' || type || ' ' || command || ' ' || actor;
    moment timestamptz;
    head bigint;
    place bigint;
    event_id uuid;
    bears_duty boolean := event_store.bears_duty(type);
    duty text;
    entry event_store.journal_entry;
begin
    if bears_duty then
        duty := event_store.plain_duty(type);
    end if;
    -- Whoever has not noticed yet which server this is does so by way of append.
    --
    -- No name may hold the blanks that part them here. A lock's function gives a void, which is never null; in a
    -- condition it is called without the cost of a query.
    if current_setting('event_store.server_is_noticed', true) = 'true'
        and octet_length(names) <= 200 and names ~ '^[a-z0-9]+(-+[a-z0-9]+)+ [A-Za-z0-9.]+ [A-Za-z0-9.-]+ [!-\[\]-~]+$'
        and expected >= -2 and isfinite(occurred_at) and content is not null and data is not null
        and metadata is not null
        -- To take up a duty takes a look at who did what before, and links are read from the data: append does that.
        and (not bears_duty or duty is not null)
        and pg_advisory_xact_lock_shared(event_store.append_lock()) is not null
        and pg_advisory_xact_lock(event_store.command_lock(command_id)) is not null
        and pg_advisory_xact_lock(event_store.stream_lock(stream)) is not null
        -- Null as long as no login was ever bound: then nothing needs to be read.
        and (pg_sequence_last_value('event_store.binding') is null or event_store.may_record(array[actor]))
    then
        moment := clock_timestamp();
        if expected = 0 then
            head := 1;
            insert into event_store.streams as stored (stream, version)
            select stream, 1
            where not exists (select from event_store.commands as earlier where earlier.id = command_id)
            on conflict on constraint streams_pkey do nothing;
        elsif expected = -1 then
            insert into event_store.streams as stored (stream, version)
            select stream, 1
            where not exists (select from event_store.commands as earlier where earlier.id = command_id)
            on conflict on constraint streams_pkey do update set version = stored.version + 1
            returning stored.version into head;
        else
            update event_store.streams as stored set version = stored.version + 1
            where stored.stream = stream and (stored.version = expected or expected = -2)
                and not exists (select from event_store.commands as earlier where earlier.id = command_id)
            returning stored.version into head;
        end if;
        if found then
            place := nextval('event_store.position');
            event_id := event_store.event_id(command_id, 1);
            insert into event_store.events (
                position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata, leaf_hash)
            values (
                place, stream, head, event_id, type, actor, occurred_at, moment, data, metadata,
                event_store.leaf_hash(
                    place, head, moment, occurred_at, event_id, stream, type, actor, data, metadata));
            insert into event_store.commands (
                id, command, content_hash, actor, login, rejection, positions, recorded_at)
            values (command_id, command, sha256(content), actor, session_user, null, array[place], moment);
            if bears_duty then
                insert into event_store.duties_done (stream, duty, actor, position)
                values (stream, duty, actor, place) on conflict do nothing;
            end if;
            return (moment, head, place, null)::event_store.stored_event;
        end if;
    end if;

    entry := event_store.append(
        command_id, command, content, actor, null, array[stream], array[expected], array[stream], array[type],
        array[occurred_at], array[data], array[metadata]);
    if entry.duplicate then
        return (null, null, null, entry)::event_store.stored_event;
    end if;
    return (entry.recorded_at, entry.versions[1], entry.positions[1], null)::event_store.stored_event;
end
$body$;
