-- Stores a command with its events, all or none, and gives its journal entry; for a command id that was stored before
-- with the same content, the entry of that time. Schema/README.md says what it takes and what it refuses.
--
-- What append_batch does for a batch of one, and that is who does it, but for the usual append: one event on a stream,
-- with an expectation of that stream and no other. For that, one statement looks at journal, expectation and head
-- together, and no statement handles sets: in less than half the time.
create or replace function event_store.append(
    command_id uuid, command text, content bytea, actor text, rejection bytea,
    expected_streams text[], expected_versions bigint[],
    event_streams text[], event_types text[], event_occurred_at timestamptz[], event_data bytea[],
    event_metadata bytea[]
) returns event_store.journal_entry
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    target text := event_streams[1];
    kind text := event_types[1];
    happened timestamptz := event_occurred_at[1];
    body bytea := event_data[1];
    header bytea := event_metadata[1];
    expected bigint := expected_versions[1];
    moment timestamptz;
    head bigint;
    place bigint;
    event_id uuid;
    answer event_store.batch_entry;
begin
    -- No name may hold the blanks that part them here. A lock's function gives a void, which is never null; in a
    -- condition it is called without the cost of a query.
    if cardinality(event_streams) = 1 and cardinality(event_types) = 1 and cardinality(event_occurred_at) = 1
        and cardinality(event_data) = 1 and cardinality(event_metadata) = 1 and cardinality(expected_versions) = 1
        and expected_streams = event_streams and expected >= -2 and rejection is null and isfinite(happened)
        and body is not null and header is not null
        and octet_length(target || kind || command || actor) <= 200
        and target || ' ' || kind || ' ' || command || ' ' || actor
            ~ '^[a-z0-9]+(-+[a-z0-9]+)+ [A-Za-z0-9.]+ [A-Za-z0-9.-]+ [!-\[\]-~]+$'
        and pg_advisory_xact_lock_shared(event_store.append_lock()) is not null
        and pg_advisory_xact_lock(event_store.command_lock(command_id)) is not null
        and pg_advisory_xact_lock(event_store.stream_lock(target)) is not null
    then
        moment := clock_timestamp();
        if expected = 0 then
            head := 1;
            insert into event_store.streams (stream, version)
            select target, 1 where not exists (select from event_store.commands where id = command_id)
            on conflict (stream) do nothing;
        elsif expected = -1 then
            insert into event_store.streams as stored (stream, version)
            select target, 1 where not exists (select from event_store.commands where id = command_id)
            on conflict (stream) do update set version = stored.version + 1
            returning version into head;
        else
            update event_store.streams as stored set version = stored.version + 1
            where stream = target and (version = expected or expected = -2)
                and not exists (select from event_store.commands where id = command_id)
            returning version into head;
        end if;
        if found then
            place := nextval('event_store.position');
            event_id := event_store.event_id(command_id, 1);
            insert into event_store.events (
                position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata, leaf_hash)
            values (
                place, target, head, event_id, kind, actor, happened, moment, body, header,
                event_store.leaf_hash(
                    place, head, moment, happened, event_id, target, kind, actor, body, header));
            insert into event_store.commands (
                id, command, content_hash, actor, login, rejection, positions, recorded_at)
            values (command_id, command, sha256(content), actor, session_user, null, array[place], moment);
            return (false, command, actor, moment, null, event_streams, event_types, array[head], array[place])
                ::event_store.journal_entry;
        end if;
    end if;

    select * into strict answer
    from event_store.append_batch(
        array[command_id], array[command], array[content], array[actor], array[rejection],
        array[cardinality(expected_streams)], expected_streams, expected_versions,
        array[cardinality(event_streams)], event_streams, event_types, event_occurred_at, event_data, event_metadata);
    if answer.failure is not null then
        raise exception '%', answer.message using errcode = answer.failure, detail = coalesce(answer.detail, '');
    end if;
    if (answer.earlier).duplicate then
        return answer.earlier;
    end if;
    return (
        false, command, actor, answer.recorded_at, rejection, event_streams, event_types, answer.versions,
        answer.positions)::event_store.journal_entry;
end
$body$;
