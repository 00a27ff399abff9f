-- Stores a command with its events, all or none, and gives its journal entry; for a command id that was stored before
-- with the same content, the entry of that time. Schema/README.md says what it takes and what it refuses.
--
-- In this order: locks, journal, expectations, and only then positions and writes. So a refusal has written nothing and
-- drawn no position, and a batch of appends can go on behind it without a savepoint.
--
-- A single event goes by statements without sets, and alone on its stream by one statement for journal, expectation and
-- head together: more than twice as fast as the rest of the function would be.
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
    hash bytea := sha256(content);
    target text := event_streams[1];
    expected bigint := -1;
    -- One lawful event on one stream, nothing else expected. No name may hold the blanks that part them here.
    is_simple boolean := cardinality(event_streams) = 1 and cardinality(event_types) = 1
        and cardinality(event_occurred_at) = 1 and cardinality(event_data) = 1 and cardinality(event_metadata) = 1
        and expected_streams = event_streams and cardinality(expected_versions) = 1 and expected_versions[1] >= -2
        and isfinite(event_occurred_at[1]) and rejection is null
        and octet_length(target || event_types[1] || command || actor) <= 200
        and target || ' ' || event_types[1] || ' ' || command || ' ' || actor
            ~ '^[a-z0-9]+(-+[a-z0-9]+)+ [A-Za-z0-9.]+ [A-Za-z0-9.-]+ [!-\[\]-~]+$';
    earlier event_store.journal_entry;
    moment timestamptz;
    head bigint;
    place bigint;
    versions bigint[] := '{}';
    positions bigint[] := '{}';
begin
    if is_simple then
        expected := expected_versions[1];
        perform pg_advisory_xact_lock_shared(event_store.append_lock()),
            pg_advisory_xact_lock(event_store.command_lock(command_id)),
            pg_advisory_xact_lock(event_store.stream_lock(target));
    else
        perform event_store.require_lawful_append(
            command, actor, rejection, expected_streams, expected_versions, event_streams, event_types,
            event_occurred_at, cardinality(event_data), cardinality(event_metadata));
        perform event_store.lock_append(command_id, expected_streams, event_streams);
        earlier := event_store.earlier_entry(command_id, hash, expected_streams, expected_versions);
        if earlier.duplicate then
            return earlier;
        end if;
    end if;

    moment := clock_timestamp();
    if cardinality(event_streams) = 1 then
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
        if not found then
            return event_store.earlier_entry(command_id, hash, expected_streams, expected_versions);
        end if;
        insert into event_store.events (
            position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata)
        values (
            nextval('event_store.position'), target, head, event_store.event_id(command_id, 1), event_types[1], actor,
            event_occurred_at[1], moment, event_data[1], event_metadata[1])
        returning position into place;
        insert into event_store.commands (id, command, content_hash, actor, login, rejection, positions, recorded_at)
        values (command_id, command, hash, actor, session_user, null, array[place], moment);
        return (false, command, actor, moment, null, event_streams, event_types, array[head], array[place])
            ::event_store.journal_entry;
    end if;

    if cardinality(event_streams) > 1 then
        with given as materialized (
            select ordinal, stream, type, occurred_at, data, metadata,
                row_number() over (partition by stream order by ordinal) - count(*) over (partition by stream) as back
            from unnest(event_streams, event_types, event_occurred_at, event_data, event_metadata) with ordinality
                as event(stream, type, occurred_at, data, metadata, ordinal)
        ), heads as (
            insert into event_store.streams as stored (stream, version)
            select stream, count(*) from given group by stream
            on conflict (stream) do update set version = stored.version + excluded.version
            returning stream, version
        ), stored as (
            insert into event_store.events (
                position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata)
            select nextval('event_store.position'), stream, version + back,
                event_store.event_id(command_id, ordinal::integer), type, append.actor, occurred_at, moment, data,
                metadata
            from (select * from given join heads using (stream) order by ordinal) as numbered
            returning position, version
        )
        select array_agg(version order by position), array_agg(position order by position)
        into versions, positions from stored;
    end if;
    insert into event_store.commands (id, command, content_hash, actor, login, rejection, positions, recorded_at)
    values (command_id, command, hash, actor, session_user, rejection, positions, moment);
    return (false, command, actor, moment, rejection, event_streams, event_types, versions, positions)
        ::event_store.journal_entry;
end
$body$;
