-- Stores several commands, each with its events, in one transaction, as if append had been called for one after the
-- other; gives one row for each, in their order. Schema/README.md says what it takes.
--
-- The usual batch is one event of each command, on a stream of its own that it expects at a version, with nothing wrong
-- anywhere: that is looked at and stored as a whole, in two thirds of the time. For any other append_each looks at each command.
create or replace function event_store.append_batch(
    command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[],
    expectation_counts integer[], expected_streams text[], expected_versions bigint[],
    event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamptz[],
    event_data bytea[], event_metadata bytea[]
) returns setof event_store.batch_entry
language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $body$
#variable_conflict use_column
declare
    amount integer := cardinality(command_ids);
    ids_locked integer;
    streams_locked integer;
    versions bigint[];
    positions bigint[];
    moment timestamptz;
    bears_duty boolean := exists (select from unnest(event_types) as type where event_store.bears_duty(type));
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'append works in READ COMMITTED only: it must see what others stored while it waited for them'
            using errcode = 'TM422';
    end if;
    if current_setting('event_store.server_is_noticed', true) is distinct from 'true' then
        perform event_store.notice_before_append();
    end if;
    if (amount = all (array[
            cardinality(commands), cardinality(contents), cardinality(actors), cardinality(rejections),
            cardinality(expectation_counts), cardinality(event_counts)])
        and 0 <= all (expectation_counts) and 0 <= all (event_counts)
        and (select coalesce(sum(count), 0) from unnest(expectation_counts) as count)
            = all (array[cardinality(expected_streams), cardinality(expected_versions)])
        and (select coalesce(sum(count), 0) from unnest(event_counts) as count)
            = all (array[
                cardinality(event_streams), cardinality(event_types), cardinality(event_occurred_at),
                cardinality(event_data), cardinality(event_metadata)])) is not true
    then
        raise exception 'the arrays of commands, expectations or events differ in length' using errcode = 'TM422';
    end if;

    -- No more locks than the server has room for: append_each takes the whole log alone instead.
    if amount between 1 and 128 and event_counts = array_fill(1, array[amount])
        and expectation_counts = event_counts and expected_streams = event_streams
        and rejections = array_fill(null::bytea, array[amount])
        and (not bears_duty or not exists (
            select from unnest(event_types) as type
            where event_store.bears_duty(type) and event_store.plain_duty(type) is null))
        and event_store.are_lawful(
            command_ids, commands, contents, actors, rejections, expected_streams, expected_versions, event_counts,
            event_streams, event_types, event_occurred_at, event_data, event_metadata)
    then
        -- All appends lock in one order, so that they cannot deadlock: the log, the commands, then the streams by their
        -- bytes.
        perform pg_advisory_xact_lock_shared(event_store.append_lock());
        perform pg_advisory_xact_lock(event_store.command_lock(id))
        from (select distinct id from unnest(command_ids) as id order by id) as listed;
        get diagnostics ids_locked = row_count;
        perform pg_advisory_xact_lock(event_store.stream_lock(stream))
        from (select distinct stream collate "C" as stream from unnest(event_streams) as stream order by stream)
            as listed;
        get diagnostics streams_locked = row_count;
        moment := clock_timestamp();

        if ids_locked = amount and streams_locked = amount
            and not exists (select from event_store.commands where id = any (command_ids))
            and expected_versions = array(
                select coalesce((select version from event_store.streams where streams.stream = listed.stream), 0)
                from unnest(event_streams) as listed(stream))
            and (pg_sequence_last_value('event_store.binding') is null or event_store.may_record(append_batch.actors))
        then
            versions := array(select version + 1 from unnest(expected_versions) as version);
            positions := array(select nextval('event_store.position') from unnest(event_streams));
            insert into event_store.streams (stream, version)
            select stream, version from unnest(event_streams, versions) as head(stream, version)
            on conflict (stream) do update set version = excluded.version;
            insert into event_store.events (
                position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata, leaf_hash)
            select position, stream, version, id, type, actor, occurred_at, moment, data, metadata,
                event_store.leaf_hash(position, version, moment, occurred_at, id, stream, type, actor, data, metadata)
            from (
                select position, stream, version, event_store.event_id(command_id, 1) as id, type, actor, occurred_at,
                    data, metadata
                from unnest(
                    command_ids, positions, versions, event_streams, event_types, actors, event_occurred_at,
                    event_data, event_metadata)
                    as event(
                        command_id, position, version, stream, type, actor, occurred_at, data, metadata)
                -- Computed once, not wherever the leaf needs it.
                offset 0) as event;
            insert into event_store.commands (
                id, command, content_hash, actor, login, rejection, positions, recorded_at)
            select id, command, sha256(content), actor, session_user, null, array[position], moment
            from unnest(command_ids, commands, contents, actors, positions)
                as command(id, command, content, actor, position);
            if bears_duty then
                insert into event_store.duties_done (stream, duty, actor, position)
                select stream, duty, actor, position
                from (
                    select stream, event_store.plain_duty(type) as duty, actor, position
                    from unnest(event_streams, event_types, actors, positions) as event(stream, type, actor, position)
                    offset 0) as done
                where duty is not null
                on conflict do nothing;
            end if;
            return query
            select null::text, null::text, null::text, moment, array[version], array[position],
                null::event_store.journal_entry
            from unnest(versions, positions) as stored(version, position);
            return;
        end if;
    end if;

    return query
    select * from event_store.append_each(
        command_ids, commands, contents, actors, rejections, expectation_counts, expected_streams, expected_versions,
        event_counts, event_streams, event_types, event_occurred_at, event_data, event_metadata);
end
$body$;
