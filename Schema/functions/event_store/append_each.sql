-- Stores the commands of a batch looking at each in turn, whatever is wrong with them: for append_batch, which has
-- compared the lengths of its arrays.
--
-- Each command fails alone: what append would refuse is found before anything is written, so that the others need no
-- savepoint. In this order: locks, journal, expectations, and only then positions and writes; a refusal has written
-- nothing and drawn no position.
create or replace function event_store.append_each(
    command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[],
    expectation_counts integer[], expected_streams text[], expected_versions bigint[],
    event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamptz[],
    event_data bytea[], event_metadata bytea[]
) returns setof event_store.batch_entry
language plpgsql set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $body$
#variable_conflict use_column
declare
    amount integer := cardinality(command_ids);
    expectation_places integer[];
    event_places integer[];
    -- Of each command: its failure, what the journal knows of it, the place of the first with its id, its first event.
    failures text[];
    messages text[];
    details text[];
    hashes bytea[];
    known_hashes bytea[];
    firsts integer[];
    is_stored boolean[];
    is_duplicate boolean[];
    event_starts integer[];
    -- Of each stream that is named: its head as it is and will be. Expectations and events point at it by number.
    touched text[];
    is_written boolean[];
    heads bigint[];
    is_moved boolean[];
    expectation_heads integer[];
    event_heads integer[];
    -- Of each event that is to be stored.
    event_versions bigint[];
    event_positions bigint[];
    event_ordinals integer[];
    -- Of each event that bears a duty: its number, what it does, what it takes up. Of each link that an event makes: its
    -- number, for how long, for which duty, to which file. Of each file on which what was done bars: whose command, which.
    bears_duty boolean;
    borne_events bigint[];
    borne_done text[];
    borne_taken text[];
    linked_events bigint[];
    linked_kinds text[];
    linked_duties text[];
    linked_targets text[];
    takes_duty boolean := false;
    taking_places integer[];
    reached_places integer[];
    reached_files text[];
    barred record;
    last_event integer;
    moment timestamptz;
    next_expectation integer := 1;
    next_event integer := 1;
    fault record;
    target integer;
    wanted bigint;
    has_moved boolean := false;
begin
    expectation_places := array(
        select place from unnest(expectation_counts) with ordinality as listed(count, place),
            generate_series(1, count) order by place);
    event_places := array(
        select place from unnest(event_counts) with ordinality as listed(count, place),
            generate_series(1, count) order by place);
    failures := array_fill(null::text, array[amount]);
    messages := failures;
    details := failures;
    is_stored := array_fill(false, array[amount]);
    is_duplicate := is_stored;
    event_starts := array_fill(0, array[amount]);
    -- The reasons are looked for only where something is wrong: that costs four times as much.
    if exists (
            select from unnest(expectation_places, expected_streams) as expected(place, stream)
            group by place, stream having count(*) > 1)
        or not event_store.are_lawful(
            command_ids, commands, contents, actors, rejections, expected_streams, expected_versions, event_counts,
            event_streams, event_types, event_occurred_at, event_data, event_metadata)
    then
        for fault in
            select * from event_store.unlawful_commands(
                command_ids, commands, contents, actors, rejections, expectation_places, expected_streams,
                expected_versions, event_places, event_streams, event_types, event_occurred_at, event_data,
                event_metadata)
        loop
            failures[fault.place] := 'TM422';
            messages[fault.place] := fault.reason;
        end loop;
    end if;
    if pg_sequence_last_value('event_store.binding') is not null and not event_store.may_record(actors) then
        for place in 1 .. amount loop
            if failures[place] is null and not event_store.may_record(array[actors[place]]) then
                failures[place] := 'TM403';
                messages[place] := format('login %s may not record for %s', session_user, actors[place]);
                -- The caller is told, which the server's log would not show: append refuses before it comes here.
                raise log using message = messages[place], errcode = 'TM403';
            end if;
        end loop;
    end if;

    bears_duty := exists (select from unnest(event_types) as type where event_store.bears_duty(type));
    if bears_duty then
        select array_agg(ordinal), array_agg(done), array_agg(taken) into borne_events, borne_done, borne_taken
        from event_store.duties_borne(event_streams, event_types, event_data);
        select array_agg(ordinal), array_agg(kind), array_agg(duty), array_agg(target)
        into linked_events, linked_kinds, linked_duties, linked_targets
        from event_store.duties_linked(event_streams, event_types, event_data);
        for link in 1 .. coalesce(cardinality(linked_targets), 0) loop
            if linked_targets[link] = '' then
                failures[event_places[linked_events[link]]] := 'TM422';
                messages[event_places[linked_events[link]]] := 'the data of an event that links files cannot be read, or names none';
            end if;
        end loop;
        taking_places := array(
            select event_places[number] from unnest(borne_events, borne_taken) as borne(number, taken)
            where taken is not null);
        takes_duty := taking_places <> '{}';
        if takes_duty then
            select array_agg(event_places[reach.ordinal]), array_agg(reach.file) into reached_places, reached_files
            from event_store.duty_reach(event_streams, event_types, event_data) as reach;
        end if;
    end if;

    -- All appends lock in one order, so that they cannot deadlock: the log, the commands, who is behind which account,
    -- then the streams by their bytes. The server's table of locks is small: whoever needs very many takes the whole log
    -- alone instead.
    select array_agg(stream order by stream), array_agg(written order by stream) into touched, is_written
    from (
        select stream collate "C" as stream, bool_or(written) as written
        from (
            select stream, false, place from unnest(expected_streams, expectation_places) as expected(stream, place)
            union all
            select stream, true, place from unnest(event_streams, event_places) as event(stream, place)
            union all
            select file, false, place from unnest(reached_files, reached_places) as reached(file, place)
        ) as listed(stream, written, place)
        where failures[place] is null
        group by stream collate "C") as grouped;
    if amount + coalesce(cardinality(touched), 0) > 256 then
        perform pg_advisory_xact_lock(event_store.append_lock());
        perform pg_advisory_xact_lock(event_store.command_lock(id))
        from (select distinct id from unnest(command_ids) as id where amount <= 256 order by id) as listed;
    else
        perform pg_advisory_xact_lock_shared(event_store.append_lock());
        perform pg_advisory_xact_lock(event_store.command_lock(id))
        from (select distinct id from unnest(command_ids) as id order by id) as listed;
        if linked_kinds && array['person', 'mistake'] then
            perform pg_advisory_xact_lock(event_store.person_lock());
        elsif takes_duty then
            perform pg_advisory_xact_lock_shared(event_store.person_lock());
        end if;
        perform case when written then pg_advisory_xact_lock(event_store.stream_lock(stream))
            else pg_advisory_xact_lock_shared(event_store.stream_lock(stream)) end
        from unnest(touched, is_written) as listed(stream, written);
    end if;
    moment := clock_timestamp();

    select array_agg(sha256(content) order by place),
        array_agg((select content_hash from event_store.commands where commands.id = given.id) order by place),
        array_agg(first order by place)
    into hashes, known_hashes, firsts
    from (
        select id, content, place, min(place) over (partition by id) as first
        from unnest(command_ids, contents) with ordinality as listed(id, content, place)) as given;
    heads := array(
        select coalesce((select version from event_store.streams where streams.stream = listed.stream), 0)
        from unnest(touched) with ordinality as listed(stream, number) order by number);
    is_moved := array_fill(false, array[cardinality(heads)]);
    expectation_heads := array(
        select head.number from unnest(expected_streams) with ordinality as expected(stream, place)
            left join unnest(touched) with ordinality as head(stream, number) on head.stream = expected.stream
        order by place);
    event_heads := array(
        select head.number from unnest(event_streams) with ordinality as event(stream, place)
            left join unnest(touched) with ordinality as head(stream, number) on head.stream = event.stream
        order by place);
    event_versions := array_fill(null::bigint, array[cardinality(event_heads)]);
    event_positions := event_versions;
    event_ordinals := array_fill(0, array[cardinality(event_heads)]);

    for place in 1 .. amount loop
        event_starts[place] := next_event;
        if failures[place] is null then
            -- Of two with one id in this batch the second finds what came of the first.
            if known_hashes[place] is null and firsts[place] < place and is_stored[firsts[place]] then
                known_hashes[place] := hashes[firsts[place]];
            end if;
            if known_hashes[place] = hashes[place] then
                is_duplicate[place] := true;
            elsif known_hashes[place] is not null then
                failures[place] := 'TM410';
                messages[place] := format('command %s was given before with other content', command_ids[place]);
            else
                for expectation in next_expectation .. next_expectation + expectation_counts[place] - 1 loop
                    target := expectation_heads[expectation];
                    wanted := expected_versions[expectation];
                    if wanted >= 0 and wanted <> heads[target] or wanted = -2 and heads[target] = 0 then
                        failures[place] := 'TM409';
                        messages[place] := format(
                            'stream %s is at version %s, not at what was expected', touched[target], heads[target]);
                        details[place] := format(
                            '{"stream":"%s","expected":%s,"actual":%s}', touched[target], wanted, heads[target]);
                        exit;
                    end if;
                end loop;
                last_event := next_event + event_counts[place] - 1;
                if failures[place] is null and takes_duty and place = any (taking_places) then
                    select * into strict barred
                    from event_store.barred_duty(
                        actors[place], event_streams[next_event:last_event], event_types[next_event:last_event],
                        event_data[next_event:last_event], touched);
                    failures[place] := barred.failure;
                    messages[place] := barred.message;
                    details[place] := barred.detail;
                end if;
                if failures[place] is null then
                    is_stored[place] := true;
                    for event in next_event .. next_event + event_counts[place] - 1 loop
                        target := event_heads[event];
                        heads[target] := heads[target] + 1;
                        is_moved[target] := true;
                        has_moved := true;
                        event_versions[event] := heads[target];
                        event_positions[event] := nextval('event_store.position');
                        event_ordinals[event] := event - next_event + 1;
                    end loop;
                    -- At once: the next command of the batch may be the same person's.
                    if borne_done is not null then
                        insert into event_store.duties_done (stream, duty, actor, position)
                        select event_streams[number], done, actors[place], event_positions[number]
                        from unnest(borne_events, borne_done) as borne(number, done)
                        where done is not null and number between next_event and last_event order by number
                        on conflict do nothing;
                    end if;
                    if linked_kinds is not null then
                        insert into event_store.linked_files (stream, duty, file, position)
                        select case kind when 'reverse' then target else event_streams[number] end, duty,
                            case kind when 'reverse' then event_streams[number] else target end, event_positions[number]
                        from unnest(linked_events, linked_kinds, linked_duties, linked_targets)
                            as link(number, kind, duty, target)
                        where kind in ('lasting', 'lasting if named', 'reverse')
                            and number between next_event and last_event
                        order by number
                        on conflict do nothing;
                        insert into event_store.persons_behind (account, person, position)
                        select event_streams[number], target, event_positions[number]
                        from unnest(linked_events, linked_kinds, linked_targets) as link(number, kind, target)
                        where kind = 'person' and number between next_event and last_event order by number
                        on conflict do nothing;
                        insert into event_store.mistaken_persons (account, person, position)
                        select event_streams[number], target, event_positions[number]
                        from unnest(linked_events, linked_kinds, linked_targets) as link(number, kind, target)
                        where kind = 'mistake' and number between next_event and last_event order by number
                        on conflict do nothing;
                    end if;
                end if;
            end if;
        end if;
        next_expectation := next_expectation + expectation_counts[place];
        next_event := next_event + event_counts[place];
    end loop;

    if has_moved then
        insert into event_store.streams (stream, version)
        select stream, version from unnest(touched, heads, is_moved) as head(stream, version, is_moved) where is_moved
        on conflict (stream) do update set version = excluded.version;
        insert into event_store.events (
            position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata, leaf_hash)
        select position, stream, version, id, type, actor, occurred_at, moment, data, metadata,
            event_store.leaf_hash(
                position, version, moment, occurred_at, id, stream, type, actor, data, metadata)
        from (
            select position, stream, version, event_store.event_id(command_ids[place], ordinal) as id, type,
                actors[place] as actor, occurred_at, data, metadata
            from unnest(
                event_places, event_ordinals, event_positions, event_versions, event_streams, event_types,
                event_occurred_at, event_data, event_metadata)
                as event(place, ordinal, position, version, stream, type, occurred_at, data, metadata)
            where position is not null
            -- Computed once, not wherever the leaf needs it.
            offset 0) as event;
    end if;
    insert into event_store.commands (id, command, content_hash, actor, login, rejection, positions, recorded_at)
    select id, command, hash, actor, session_user, rejection,
        event_positions[event_starts[place]:event_starts[place] + event_counts[place] - 1], moment
    from unnest(command_ids, commands, hashes, actors, rejections, is_stored) with ordinality
        as command(id, command, hash, actor, rejection, is_stored, place)
    where is_stored;

    return query
    select failure, message, detail, case when is_stored then moment end,
        case when is_stored then event_versions[first:last] end,
        case when is_stored then event_positions[first:last] end, earlier
    from (
        select *, event_starts[place] as first, event_starts[place] + event_counts[place] - 1 as last
        from unnest(command_ids, failures, messages, details, is_stored, is_duplicate) with ordinality
            as listed(id, failure, message, detail, is_stored, is_duplicate, place)) as given
        left join lateral (select event_store.command_entry(id) as earlier where is_duplicate) as journal on true
    order by place;
end
$body$;
