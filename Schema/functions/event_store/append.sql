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
    entry event_store.journal_entry;
    hash bytea := sha256(content);
    stored_hash bytea;
    failed record;
begin
    perform pg_advisory_xact_lock_shared(7091), pg_advisory_xact_lock(uuid_hash_extended(command_id, 1));
    perform case when written then pg_advisory_xact_lock(key) else pg_advisory_xact_lock_shared(key) end
    from (
        select hashtextextended(stream, 2) as key, bool_or(written) as written
        from (
            select unnest(expected_streams) as stream, false as written
            union all select unnest(event_streams), true) touched
        group by key order by key) as locks;

    select content_hash into stored_hash from event_store.commands where id = command_id;
    if found then
        if stored_hash <> hash then
            raise exception 'command % was given before with another content', command_id using errcode = 'TM410';
        end if;
        return event_store.command_entry(command_id);
    end if;

    select wanted.stream, wanted.version, coalesce(head.version, 0) as actual into failed
    from unnest(expected_streams, expected_versions) with ordinality as wanted(stream, version, place)
        left join event_store.streams as head using (stream)
    where not case wanted.version
        when -1 then true when -2 then head.version is not null else wanted.version = coalesce(head.version, 0) end
    order by place limit 1;
    if found then
        raise exception 'stream % is at version %', failed.stream, failed.actual
            using errcode = 'TM409',
                detail = format('{"stream":"%s","expected":%s,"actual":%s}', failed.stream, failed.version, failed.actual);
    end if;

    entry.duplicate := false;
    entry.command := command;
    entry.actor := actor;
    entry.recorded_at := clock_timestamp();
    entry.rejection := rejection;
    entry.streams := event_streams;
    entry.types := event_types;
    with given as materialized (
        select place, stream, type, occurred_at, data, metadata,
            row_number() over (partition by stream order by place) - count(*) over (partition by stream) as back
        from unnest(event_streams, event_types, event_occurred_at, event_data, event_metadata) with ordinality
            as event(stream, type, occurred_at, data, metadata, place)
    ), heads as (
        insert into event_store.streams as head (stream, version)
        select stream, count(*) from given group by stream
        on conflict (stream) do update set version = head.version + excluded.version
        returning stream, version
    ), stored as (
        insert into event_store.events (
            position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata)
        select nextval('event_store.position'), stream, version + back,
            event_store.event_id(command_id, place::integer), type, append.actor, occurred_at, entry.recorded_at, data,
            metadata
        from (select * from given join heads using (stream) order by place) as numbered
        returning position, version
    )
    select array_agg(version order by position), array_agg(position order by position)
    into entry.versions, entry.positions from stored;
    entry.versions := coalesce(entry.versions, '{}');
    entry.positions := coalesce(entry.positions, '{}');

    insert into event_store.commands (id, command, content_hash, actor, login, rejection, positions, recorded_at)
    values (command_id, command, hash, actor, session_user, rejection, entry.positions, entry.recorded_at);
    return entry;
end
$body$;
