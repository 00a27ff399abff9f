--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: event_store; Type: SCHEMA; Schema: -; Owner: missieboek_owner
--

CREATE SCHEMA event_store;


ALTER SCHEMA event_store OWNER TO missieboek_owner;

--
-- Name: read_models; Type: SCHEMA; Schema: -; Owner: missieboek_owner
--

CREATE SCHEMA read_models;


ALTER SCHEMA read_models OWNER TO missieboek_owner;

--
-- Name: SCHEMA read_models; Type: COMMENT; Schema: -; Owner: missieboek_owner
--

COMMENT ON SCHEMA read_models IS 'What projections have made of the log. All of it can be made again.';


--
-- Name: register; Type: SCHEMA; Schema: -; Owner: missieboek_owner
--

CREATE SCHEMA register;


ALTER SCHEMA register OWNER TO missieboek_owner;

--
-- Name: SCHEMA register; Type: COMMENT; Schema: -; Owner: missieboek_owner
--

COMMENT ON SCHEMA register IS 'Names and numbers of persons, companies and organisations, beside the log: in the log they are random ids.';


--
-- Name: schema_history; Type: SCHEMA; Schema: -; Owner: missieboek_owner
--

CREATE SCHEMA schema_history;


ALTER SCHEMA schema_history OWNER TO missieboek_owner;

--
-- Name: journal_entry; Type: TYPE; Schema: event_store; Owner: missieboek_owner
--

CREATE TYPE event_store.journal_entry AS (
	duplicate boolean,
	command text,
	actor text,
	recorded_at timestamp with time zone,
	rejection bytea,
	streams text[],
	types text[],
	versions bigint[],
	positions bigint[]
);


ALTER TYPE event_store.journal_entry OWNER TO missieboek_owner;

--
-- Name: TYPE journal_entry; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TYPE event_store.journal_entry IS 'A stored command. The arrays run parallel: one element for each of its events, in their order.';


--
-- Name: advance_watermark(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.advance_watermark() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '20ms'
    AS $$
declare
    stored bigint := event_store.current_watermark();
    reached bigint;
    moment timestamptz;
begin
    select max(position) into reached from event_store.events;
    if reached is null or reached <= stored then
        return stored;
    end if;

    -- The block is a subtransaction that is always rolled back: that gives the lock back at once, whatever happens,
    -- while one held to the end of the transaction would make every append wait for this commit.
    begin
        perform pg_advisory_xact_lock(event_store.append_lock());
        select max(position) into reached from event_store.events;
        moment := clock_timestamp();
        raise sqlstate 'TM000';
    exception
        when sqlstate 'TM000' then null;
        when lock_not_available then return stored;
    end;

    if reached > event_store.current_watermark() then
        insert into event_store.watermark (position, recorded_at) values (reached, moment);
    end if;
    return greatest(reached, stored);
end
$$;


ALTER FUNCTION event_store.advance_watermark() OWNER TO missieboek_owner;

--
-- Name: append(uuid, text, bytea, text, bytea, text[], bigint[], text[], text[], timestamp with time zone[], bytea[], bytea[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.append(command_id uuid, command text, content bytea, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) RETURNS event_store.journal_entry
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
$_$;


ALTER FUNCTION event_store.append(command_id uuid, command text, content bytea, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) OWNER TO missieboek_owner;

--
-- Name: append_lock(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.append_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 7091;


ALTER FUNCTION event_store.append_lock() OWNER TO missieboek_owner;

--
-- Name: leaf_hash(bigint, bigint, timestamp with time zone, timestamp with time zone, uuid, text, text, text, bytea, bytea); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.leaf_hash("position" bigint, version bigint, recorded_at timestamp with time zone, occurred_at timestamp with time zone, event_id uuid, stream text, type text, actor text, data bytea, metadata bytea) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
begin
    return sha256(
        '\x00'::bytea || int8send(position) || int8send(version)
        || timestamptz_send(recorded_at) || timestamptz_send(occurred_at) || uuid_send(event_id)
        || int4send(octet_length(stream)) || convert_to(stream, 'UTF8')
        || int4send(octet_length(type)) || convert_to(type, 'UTF8')
        || int4send(octet_length(actor)) || convert_to(actor, 'UTF8')
        || (int4send(octet_length(data)) || data || int4send(octet_length(metadata)) || metadata));
end
$$;


ALTER FUNCTION event_store.leaf_hash("position" bigint, version bigint, recorded_at timestamp with time zone, occurred_at timestamp with time zone, event_id uuid, stream text, type text, actor text, data bytea, metadata bytea) OWNER TO missieboek_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: commands; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.commands (
    id uuid NOT NULL,
    command text NOT NULL COLLATE pg_catalog."C",
    content_hash bytea NOT NULL,
    actor text NOT NULL COLLATE pg_catalog."C",
    login text NOT NULL,
    rejection bytea,
    positions bigint[] NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);


ALTER TABLE event_store.commands OWNER TO missieboek_owner;

--
-- Name: TABLE commands; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.commands IS 'Every command that was answered, refused ones included. Never changed.';


--
-- Name: COLUMN commands.content_hash; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.commands.content_hash IS 'SHA-256 of the command''s content.';


--
-- Name: COLUMN commands.login; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.commands.login IS 'The database login that stored it.';


--
-- Name: COLUMN commands.rejection; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.commands.rejection IS 'Why it was refused, as canonical JSON; null when accepted.';


--
-- Name: events; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.events (
    "position" bigint NOT NULL,
    stream text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL COLLATE pg_catalog."C",
    actor text NOT NULL COLLATE pg_catalog."C",
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    data bytea NOT NULL,
    metadata bytea NOT NULL,
    leaf_hash bytea GENERATED ALWAYS AS (event_store.leaf_hash("position", version, recorded_at, occurred_at, event_id, stream, type, actor, data, metadata)) STORED NOT NULL
)
PARTITION BY RANGE ("position");


ALTER TABLE event_store.events OWNER TO missieboek_owner;

--
-- Name: TABLE events; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.events IS 'The log: what happened, in order of position. Never changed.';


--
-- Name: command_entry(uuid); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.command_entry(command_id uuid) RETURNS SETOF event_store.journal_entry
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT true,
     entry.command,
     entry.actor,
     entry.recorded_at,
     entry.rejection,
     COALESCE(events.streams, '{}'::text[]) AS "coalesce",
     COALESCE(events.types, '{}'::text[]) AS "coalesce",
     COALESCE(events.versions, '{}'::bigint[]) AS "coalesce",
     entry.positions
    FROM (event_store.commands entry
      CROSS JOIN LATERAL ( SELECT array_agg(event.stream ORDER BY listed.place) AS streams,
             array_agg(event.type ORDER BY listed.place) AS types,
             array_agg(event.version ORDER BY listed.place) AS versions
            FROM (unnest(entry.positions) WITH ORDINALITY listed("position", place)
              JOIN event_store.events event USING ("position"))) events)
   WHERE (entry.id = command_entry.command_id);
END;


ALTER FUNCTION event_store.command_entry(command_id uuid) OWNER TO missieboek_owner;

--
-- Name: command_lock(uuid); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.command_lock(command_id uuid) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN uuid_hash_extended(command_id, (7092)::bigint);


ALTER FUNCTION event_store.command_lock(command_id uuid) OWNER TO missieboek_owner;

--
-- Name: create_partition(bigint, bigint); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.create_partition(first bigint, beyond bigint) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    partition text := 'events_' || first;
begin
    execute format(
        'create table event_store.%I partition of event_store.events for values from (%s) to (%s)',
        partition, first, beyond);
    -- Across partitions the head row guards this; within one the index that reads need anyway does so too.
    execute format(
        'create unique index %I on event_store.%I (stream, version)', partition || '_stream_version', partition);
    execute format(
        'create trigger refuse_change before update or delete or truncate on event_store.%I
            for each statement execute function event_store.refuse_change()', partition);
    return partition;
end
$$;


ALTER FUNCTION event_store.create_partition(first bigint, beyond bigint) OWNER TO missieboek_owner;

--
-- Name: watermark; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.watermark (
    "position" bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);


ALTER TABLE event_store.watermark OWNER TO missieboek_owner;

--
-- Name: TABLE watermark; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.watermark IS 'Positions up to which the log was known to be complete, and since when. The highest counts. Never changed.';


--
-- Name: current_watermark(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.current_watermark() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(max(watermark."position"), (0)::bigint) AS "coalesce"
    FROM event_store.watermark;
END;


ALTER FUNCTION event_store.current_watermark() OWNER TO missieboek_owner;

--
-- Name: earlier_entry(uuid, bytea, text[], bigint[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.earlier_entry(command_id uuid, content_hash bytea, expected_streams text[], expected_versions bigint[]) RETURNS event_store.journal_entry
    LANGUAGE plpgsql
    AS $$
declare
    stored_hash bytea;
    conflict record;
begin
    select entry.content_hash into stored_hash from event_store.commands as entry where entry.id = command_id;
    if found then
        if stored_hash <> content_hash then
            raise exception 'command % was given before with other content', command_id using errcode = 'TM410';
        end if;
        return event_store.command_entry(command_id);
    end if;

    select * into conflict
    from event_store.unmet_expectations(expected_streams, expected_versions) order by place limit 1;
    if found then
        raise exception 'stream % is at version %, not at what was expected', conflict.stream, conflict.actual
            using errcode = 'TM409', detail = format(
                '{"stream":"%s","expected":%s,"actual":%s}', conflict.stream, conflict.wanted, conflict.actual);
    end if;
    return null;
end
$$;


ALTER FUNCTION event_store.earlier_entry(command_id uuid, content_hash bytea, expected_streams text[], expected_versions bigint[]) OWNER TO missieboek_owner;

--
-- Name: event_id(uuid, integer); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.event_id(command_id uuid, ordinal integer) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (encode(set_bit(set_bit(set_bit(set_bit(set_bit(set_bit(SUBSTRING(sha256((uuid_send(command_id) || int4send(ordinal))) FROM 1 FOR 16), (55)::bigint, 1), (54)::bigint, 0), (53)::bigint, 0), (52)::bigint, 0), (71)::bigint, 1), (70)::bigint, 0), 'hex'::text))::uuid;


ALTER FUNCTION event_store.event_id(command_id uuid, ordinal integer) OWNER TO missieboek_owner;

--
-- Name: lock_append(uuid, text[], text[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.lock_append(command_id uuid, expected_streams text[], event_streams text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    -- The server's table of locks is small: whoever needs very many takes the whole log alone instead.
    if cardinality(expected_streams) + cardinality(event_streams) > 256
        and (select count(distinct stream) from unnest(expected_streams || event_streams) as stream) > 256
    then
        perform pg_advisory_xact_lock(event_store.append_lock()),
            pg_advisory_xact_lock(event_store.command_lock(command_id));
    else
        perform pg_advisory_xact_lock_shared(event_store.append_lock()),
            pg_advisory_xact_lock(event_store.command_lock(command_id));
        perform case when written then pg_advisory_xact_lock(event_store.stream_lock(stream))
            else pg_advisory_xact_lock_shared(event_store.stream_lock(stream)) end
        from (
            select stream, bool_or(written) as written
            from (select unnest(expected_streams), false union all select unnest(event_streams), true)
                as listed(stream, written)
            group by stream order by stream collate "C") as touched;
    end if;
end
$$;


ALTER FUNCTION event_store.lock_append(command_id uuid, expected_streams text[], event_streams text[]) OWNER TO missieboek_owner;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% on %.% is refused: it is append-only', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;


ALTER FUNCTION event_store.refuse_change() OWNER TO missieboek_owner;

--
-- Name: require_lawful_append(text, text, bytea, text[], bigint[], text[], text[], timestamp with time zone[], integer, integer); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.require_lawful_append(command text, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], data integer, metadata integer) RETURNS void
    LANGUAGE plpgsql
    AS $_$
declare
    events integer := cardinality(event_streams);
    reason text;
begin
    reason := case
        when current_setting('transaction_isolation') <> 'read committed'
            then 'append works in READ COMMITTED only: it must see what others stored while it waited for them'
        when (command ~ '^[A-Za-z0-9.-]+$' and octet_length(command) <= 200) is not true
            then format('“%s” is not the name of a command', left(command, 300))
        when (actor ~ '^[!-\[\]-~]+$' and octet_length(actor) <= 200) is not true
            then format('“%s” is not an actor', left(actor, 300))
        when (cardinality(expected_streams) = cardinality(expected_versions)) is not true
            then 'the arrays of expectations differ in length'
        when (events = cardinality(event_types) and events = cardinality(event_occurred_at) and events = data
            and events = metadata) is not true
            then 'the arrays of events differ in length'
        when rejection is not null and events > 0
            then 'a refused command has no events'
        end;
    if reason is null then
        with expectation as (
            select * from unnest(expected_streams, expected_versions) as expectation(stream, version)
        ), event as (
            select * from unnest(event_streams, event_types, event_occurred_at) as event(stream, type, occurred_at)
        ), fault as (
            select format('“%s” is not the name of a stream', left(stream, 300)) as text
            from (select stream from expectation union all select stream from event) as named
            where (stream ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(stream) <= 200) is not true
            union all
            select format('version %s cannot be expected of stream %s', version, stream) from expectation
            where (version >= -2) is not true
            union all
            select format('two expectations of stream %s', stream) from expectation group by stream having count(*) > 1
            union all
            select format('“%s” is not the name of an event', left(type, 300)) from event
            where (type ~ '^[A-Za-z0-9.]+$' and octet_length(type) <= 200) is not true
            union all
            select format('an event happened at %s', coalesce(occurred_at::text, 'no time')) from event
            where isfinite(occurred_at) is not true
        )
        select text into reason from fault limit 1;
    end if;
    if reason is not null then
        raise exception '%', reason using errcode = 'TM422';
    end if;
end
$_$;


ALTER FUNCTION event_store.require_lawful_append(command text, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], data integer, metadata integer) OWNER TO missieboek_owner;

--
-- Name: stream_lock(text); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.stream_lock(stream text) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN hashtextextended(stream, (7093)::bigint);


ALTER FUNCTION event_store.stream_lock(stream text) OWNER TO missieboek_owner;

--
-- Name: streams; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.streams (
    stream text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL
)
WITH (fillfactor='80');


ALTER TABLE event_store.streams OWNER TO missieboek_owner;

--
-- Name: TABLE streams; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.streams IS 'The last version of each stream. Only append writes it.';


--
-- Name: unmet_expectations(text[], bigint[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.unmet_expectations(expected_streams text[], expected_versions bigint[]) RETURNS TABLE(place bigint, stream text, wanted bigint, actual bigint)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT expectation.place,
     expectation.stream,
     expectation.wanted,
     COALESCE(head.version, (0)::bigint) AS "coalesce"
    FROM (UNNEST(unmet_expectations.expected_streams, unmet_expectations.expected_versions) WITH ORDINALITY expectation(stream, wanted, place)
      LEFT JOIN event_store.streams head ON ((head.stream = expectation.stream)))
   WHERE (NOT
         CASE expectation.wanted
             WHEN '-1'::integer THEN true
             WHEN '-2'::integer THEN (head.stream IS NOT NULL)
             ELSE (expectation.wanted = COALESCE(head.version, (0)::bigint))
         END);
END;


ALTER FUNCTION event_store.unmet_expectations(expected_streams text[], expected_versions bigint[]) OWNER TO missieboek_owner;

--
-- Name: verify(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.verify() RETURNS TABLE(finding text, stream text, "position" bigint, detail text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH numbered AS (
          SELECT event.stream,
             event."position",
             event.version,
             row_number() OVER (PARTITION BY event.stream ORDER BY event."position") AS expected
            FROM event_store.events event
         ), tops AS (
          SELECT event.stream,
             max(event.version) AS version
            FROM event_store.events event
           GROUP BY event.stream
         ), journal AS (
          SELECT entry.id,
             entry.actor,
             entry.recorded_at,
             listed."position",
             (listed.place)::integer AS place
            FROM (event_store.commands entry
              CROSS JOIN LATERAL unnest(entry.positions) WITH ORDINALITY listed("position", place))
         )
  SELECT 'version gap'::text,
     first.stream,
     first."position",
     format('version %s where %s was due'::text, first.version, first.expected) AS format
    FROM ( SELECT DISTINCT ON (numbered.stream) numbered.stream,
             numbered."position",
             numbered.version,
             numbered.expected
            FROM numbered
           WHERE (numbered.version <> numbered.expected)
           ORDER BY numbered.stream, numbered."position") first
 UNION ALL
  SELECT 'head differs'::text,
     COALESCE(head.stream, tops.stream) AS "coalesce",
     NULL::bigint,
     format('head at %s, last event at %s'::text, COALESCE(head.version, (0)::bigint), COALESCE(tops.version, (0)::bigint)) AS format
    FROM (event_store.streams head
      FULL JOIN tops ON ((head.stream = tops.stream)))
   WHERE (head.version IS DISTINCT FROM tops.version)
 UNION ALL
  SELECT 'leaf differs'::text,
     event.stream,
     event."position",
     format('stored %s'::text, encode(event.leaf_hash, 'hex'::text)) AS format
    FROM event_store.events event
   WHERE (event.leaf_hash IS DISTINCT FROM sha256(((((((((((((((('\x00'::bytea || int8send(event."position")) || int8send(event.version)) || timestamptz_send(event.recorded_at)) || timestamptz_send(event.occurred_at)) || uuid_send(event.event_id)) || int4send(octet_length(event.stream))) || convert_to(event.stream, 'UTF8'::name)) || int4send(octet_length(event.type))) || convert_to(event.type, 'UTF8'::name)) || int4send(octet_length(event.actor))) || convert_to(event.actor, 'UTF8'::name)) || int4send(octet_length(event.data))) || event.data) || int4send(octet_length(event.metadata))) || event.metadata)))
 UNION ALL
  SELECT 'unlawful name'::text,
     event.stream,
     event."position",
     format('type %s by %s'::text, event.type, event.actor) AS format
    FROM event_store.events event
   WHERE ((event.stream !~ '^[a-z0-9]+(-+[a-z0-9]+)+$'::text) OR (event.type !~ '^[A-Za-z0-9.]+$'::text) OR (event.actor !~ '^[!-\[\]-~]+$'::text))
 UNION ALL
  SELECT
         CASE
             WHEN (event."position" IS NULL) THEN 'journal without event'::text
             WHEN (journal."position" IS NULL) THEN 'event without journal'::text
             ELSE 'journal differs'::text
         END AS "case",
     event.stream,
     COALESCE(event."position", journal."position") AS "coalesce",
     format('command %s'::text, journal.id) AS format
    FROM (event_store.events event
      FULL JOIN journal ON ((event."position" = journal."position")))
   WHERE ((event."position" IS NULL) OR (journal."position" IS NULL) OR (event.event_id <> event_store.event_id(journal.id, journal.place)) OR (event.actor <> journal.actor) OR (event.recorded_at <> journal.recorded_at))
 UNION ALL
  SELECT 'watermark beyond log'::text,
     NULL::text,
     mark."position",
     format('last event at %s'::text, mark.last) AS format
    FROM ( SELECT event_store.current_watermark() AS "position",
             ( SELECT COALESCE(max(event."position"), (0)::bigint) AS "coalesce"
                    FROM event_store.events event) AS last) mark
   WHERE (mark."position" > mark.last);
END;


ALTER FUNCTION event_store.verify() OWNER TO missieboek_owner;

--
-- Name: watermark_at(timestamp with time zone); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.watermark_at(moment timestamp with time zone) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(max(watermark."position"), (0)::bigint) AS "coalesce"
    FROM event_store.watermark
   WHERE (watermark.recorded_at <= watermark_at.moment);
END;


ALTER FUNCTION event_store.watermark_at(moment timestamp with time zone) OWNER TO missieboek_owner;

--
-- Name: apply(text, integer, bigint, bigint, bigint, text[], bytea[], boolean, text[], bigint[], text[], text[], text[]); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.apply(model text, version integer, epoch bigint, from_position bigint, to_position bigint, keys text[], bodies bytea[], goes_on boolean, parked_streams text[] DEFAULT '{}'::text[], parked_positions bigint[] DEFAULT '{}'::bigint[], parked_codes text[] DEFAULT '{}'::text[], parked_explanations text[] DEFAULT '{}'::text[], freed_streams text[] DEFAULT '{}'::text[]) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    at bigint;
    live bigint;
    moment timestamptz := clock_timestamp();
begin
    select position, generation into at, live from read_models.checkpoints
    where model = apply.model and version = apply.version and epoch = apply.epoch
    for update;
    if not found then
        return false;
    elsif at <> from_position or to_position < from_position then
        raise exception 'projection % version % is at %, not at %', model, version, at, from_position
            using errcode = 'TM409';
    end if;

    update read_models.checkpoints
    set position = to_position, applied_at = moment,
        claimed_at = case when goes_on then moment + interval '1 microsecond' else claimed_at end
    where model = apply.model and version = apply.version;
    perform read_models.change_rows(model, version, live, keys, bodies);
    delete from read_models.parked
    where model = apply.model and version = apply.version and generation = live and stream = any (freed_streams);
    perform read_models.park(
        model, version, live, parked_streams, parked_positions, parked_codes, parked_explanations);
    return true;
end
$$;


ALTER FUNCTION read_models.apply(model text, version integer, epoch bigint, from_position bigint, to_position bigint, keys text[], bodies bytea[], goes_on boolean, parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[], freed_streams text[]) OWNER TO missieboek_owner;

--
-- Name: candidates; Type: TABLE; Schema: read_models; Owner: missieboek_owner
--

CREATE TABLE read_models.candidates (
    model text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    generation bigint NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    started_at timestamp with time zone NOT NULL,
    alive_at timestamp with time zone NOT NULL
);


ALTER TABLE read_models.candidates OWNER TO missieboek_owner;

--
-- Name: generation_numbers; Type: SEQUENCE; Schema: read_models; Owner: missieboek_owner
--

CREATE SEQUENCE read_models.generation_numbers
    START WITH 2
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE read_models.generation_numbers OWNER TO missieboek_owner;

--
-- Name: begin_generation(text, integer); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.begin_generation(model text, version integer) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 INSERT INTO read_models.candidates (model, version, generation, started_at, alive_at)
   VALUES (begin_generation.model, begin_generation.version, nextval('read_models.generation_numbers'::regclass), clock_timestamp(), clock_timestamp())
   RETURNING candidates.generation;
END;


ALTER FUNCTION read_models.begin_generation(model text, version integer) OWNER TO missieboek_owner;

--
-- Name: change_rows(text, integer, bigint, text[], bytea[]); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.change_rows(model text, version integer, generation bigint, keys text[], bodies bytea[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    removed text[];
begin
    if cardinality(keys) is distinct from cardinality(bodies) then
        raise exception '% keys with % bodies', cardinality(keys), cardinality(bodies) using errcode = 'TM422';
    end if;
    if keys is null then
        insert into read_models.rows (model, version, generation, key, body)
        select change_rows.model, change_rows.version, change_rows.generation, key, body
        from read_models.staging where staged_by = pg_current_xact_id() and body is not null order by key
        on conflict (model, version, generation, key) do update set body = excluded.body;
        select array_agg(key) into removed
        from read_models.staging where staged_by = pg_current_xact_id() and body is null;
        delete from read_models.staging where staged_by = pg_current_xact_id();
    else
        insert into read_models.rows (model, version, generation, key, body)
        select change_rows.model, change_rows.version, change_rows.generation, change.key, change.body
        from unnest(keys, bodies) as change(key, body) where change.body is not null order by change.key
        on conflict (model, version, generation, key) do update set body = excluded.body;
        select array_agg(change.key) into removed
        from unnest(keys, bodies) as change(key, body) where change.body is null;
    end if;
    -- By an array, which the index is asked for key by key: of a join the planner knows no sizes, and goes through the
    -- whole generation for each key.
    if removed is not null then
        delete from read_models.rows
        where model = change_rows.model and version = change_rows.version and generation = change_rows.generation
            and key = any (removed);
    end if;
end
$$;


ALTER FUNCTION read_models.change_rows(model text, version integer, generation bigint, keys text[], bodies bytea[]) OWNER TO missieboek_owner;

--
-- Name: checkpoints; Type: TABLE; Schema: read_models; Owner: missieboek_owner
--

CREATE TABLE read_models.checkpoints (
    model text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    epoch bigint DEFAULT 0 NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    generation bigint DEFAULT 1 NOT NULL
);


ALTER TABLE read_models.checkpoints OWNER TO missieboek_owner;

--
-- Name: COLUMN checkpoints.generation; Type: COMMENT; Schema: read_models; Owner: missieboek_owner
--

COMMENT ON COLUMN read_models.checkpoints.generation IS 'The generation that questions read and catching up changes.';


--
-- Name: claim(text, integer); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.claim(model text, version integer, OUT epoch bigint, OUT "position" bigint) RETURNS record
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 INSERT INTO read_models.checkpoints AS checkpoint (model, version, epoch, claimed_at)
   VALUES (claim.model, claim.version, 1, clock_timestamp()) ON CONFLICT(model, version) DO UPDATE SET epoch = (checkpoint.epoch + 1), claimed_at = excluded.claimed_at
   RETURNING checkpoint.epoch,
     checkpoint."position";
END;


ALTER FUNCTION read_models.claim(model text, version integer, OUT epoch bigint, OUT "position" bigint) OWNER TO missieboek_owner;

--
-- Name: drop_generation(text, integer, bigint); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.drop_generation(model text, version integer, generation bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    delete from read_models.candidates
    where model = drop_generation.model and version = drop_generation.version
        and generation = drop_generation.generation;
    if not found then
        return false;
    end if;
    insert into read_models.retired (model, version, generation)
    values (drop_generation.model, drop_generation.version, drop_generation.generation);
    return true;
end
$$;


ALTER FUNCTION read_models.drop_generation(model text, version integer, generation bigint) OWNER TO missieboek_owner;

--
-- Name: fill_generation(text, integer, bigint, bigint, text[], bytea[], text[], bigint[], text[], text[]); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.fill_generation(model text, version integer, generation bigint, to_position bigint, keys text[], bodies bytea[], parked_streams text[] DEFAULT '{}'::text[], parked_positions bigint[] DEFAULT '{}'::bigint[], parked_codes text[] DEFAULT '{}'::text[], parked_explanations text[] DEFAULT '{}'::text[]) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    update read_models.candidates set position = to_position, alive_at = clock_timestamp()
    where model = fill_generation.model and version = fill_generation.version
        and generation = fill_generation.generation and position <= to_position;
    if not found then
        return false;
    end if;
    perform read_models.change_rows(model, version, fill_generation.generation, keys, bodies);
    perform read_models.park(
        model, version, fill_generation.generation, parked_streams, parked_positions, parked_codes,
        parked_explanations);
    return true;
end
$$;


ALTER FUNCTION read_models.fill_generation(model text, version integer, generation bigint, to_position bigint, keys text[], bodies bytea[], parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[]) OWNER TO missieboek_owner;

--
-- Name: parked; Type: TABLE; Schema: read_models; Owner: missieboek_owner
--

CREATE TABLE read_models.parked (
    model text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    generation bigint NOT NULL,
    stream text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    explanation text NOT NULL,
    parked_at timestamp with time zone NOT NULL
);


ALTER TABLE read_models.parked OWNER TO missieboek_owner;

--
-- Name: park(text, integer, bigint, text[], bigint[], text[], text[]); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.park(model text, version integer, generation bigint, streams text[], positions bigint[], codes text[], explanations text[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 INSERT INTO read_models.parked (model, version, generation, stream, "position", code, explanation, parked_at)  SELECT park.model AS model,
             park.version AS version,
             park.generation AS generation,
             fault.unnest,
             fault.unnest_1 AS unnest,
             fault.unnest_2 AS unnest,
             fault.unnest_3 AS unnest,
             clock_timestamp() AS clock_timestamp
            FROM UNNEST(park.streams, park.positions, park.codes, park.explanations) fault(unnest, unnest_1, unnest_2, unnest_3) ON CONFLICT(model, version, generation, stream) DO UPDATE SET "position" = excluded."position", code = excluded.code, explanation = excluded.explanation, parked_at = excluded.parked_at;
END;


ALTER FUNCTION read_models.park(model text, version integer, generation bigint, streams text[], positions bigint[], codes text[], explanations text[]) OWNER TO missieboek_owner;

--
-- Name: sweep(interval); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.sweep(patience interval DEFAULT '00:00:30'::interval) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    dead record;
    gone record;
    dropped bigint := 0;
begin
    for dead in
        select model, version, generation from read_models.candidates
        where alive_at < clock_timestamp() - patience
        for update skip locked
    loop
        if read_models.drop_generation(dead.model, dead.version, dead.generation) then
            dropped := dropped + 1;
        end if;
    end loop;
    -- Two that sweep at once take different generations.
    for gone in select * from read_models.retired for update skip locked loop
        delete from read_models.rows
        where model = gone.model and version = gone.version and generation = gone.generation;
        delete from read_models.parked
        where model = gone.model and version = gone.version and generation = gone.generation;
        delete from read_models.retired
        where model = gone.model and version = gone.version and generation = gone.generation;
    end loop;
    return dropped;
end
$$;


ALTER FUNCTION read_models.sweep(patience interval) OWNER TO missieboek_owner;

--
-- Name: switch_generation(text, integer, bigint, bigint); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.switch_generation(model text, version integer, generation bigint, epoch bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    old bigint;
    reached bigint;
begin
    select generation into old from read_models.checkpoints
    where model = switch_generation.model and version = switch_generation.version and epoch = switch_generation.epoch
    for update;
    if not found then
        return false;
    end if;
    delete from read_models.candidates
    where model = switch_generation.model and version = switch_generation.version
        and generation = switch_generation.generation
    returning position into reached;
    if not found then
        return false;
    end if;
    -- The next epoch: whoever read rows of the old generation to change them must not put them into the new one.
    update read_models.checkpoints
    set generation = switch_generation.generation, position = reached, epoch = epoch + 1,
        applied_at = clock_timestamp()
    where model = switch_generation.model and version = switch_generation.version;
    insert into read_models.retired (model, version, generation)
    values (switch_generation.model, switch_generation.version, old);
    return true;
end
$$;


ALTER FUNCTION read_models.switch_generation(model text, version integer, generation bigint, epoch bigint) OWNER TO missieboek_owner;

--
-- Name: enter(text, text, text, text); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.enter(id text, name text, kvk_number text, contact text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
#variable_conflict use_column
declare
    last register.entries;
    owner text;
begin
    if (enter.id ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(enter.id) <= 200) is not true then
        raise exception 'this cannot be an id in the register: lower case, digits and hyphens' using errcode = 'TM422';
    elsif (enter.name <> '' and octet_length(enter.name) <= 1000) is not true then
        raise exception 'the name of % is empty or longer than 1000 bytes', enter.id using errcode = 'TM422';
    elsif enter.kvk_number !~ '^[0-9]{8}$' then
        raise exception 'the KvK number of % is not 8 digits', enter.id using errcode = 'TM422';
    elsif octet_length(enter.contact) > 4000 then
        raise exception 'the contact of % is longer than 4000 bytes', enter.id using errcode = 'TM422';
    end if;

    -- One at a time for each id, so that versions follow on.
    perform pg_advisory_xact_lock(hashtextextended(enter.id, 7094));
    select * into last from register.entries where id = enter.id order by version desc limit 1;
    if found and (last.name, last.kvk_number, last.contact)
        is not distinct from (enter.name, enter.kvk_number, enter.contact)
    then
        return false;
    end if;

    if last.kvk_number is distinct from enter.kvk_number then
        delete from register.kvk_numbers where id = enter.id;
        if enter.kvk_number is not null then
            insert into register.kvk_numbers (kvk_number, id) values (enter.kvk_number, enter.id)
            on conflict do nothing;
            if not found then
                select id into owner from register.kvk_numbers where kvk_number = enter.kvk_number;
                raise exception 'the KvK number of % stands for % already', enter.id, owner
                    using errcode = 'TM423', detail = owner;
            end if;
        end if;
    end if;
    insert into register.entries (id, version, name, kvk_number, contact, entered_at)
    values (enter.id, coalesce(last.version, 0) + 1, enter.name, enter.kvk_number, enter.contact, clock_timestamp());
    return true;
end
$_$;


ALTER FUNCTION register.enter(id text, name text, kvk_number text, contact text) OWNER TO missieboek_owner;

--
-- Name: match_command(uuid, text, bytea); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.match_command(command_id uuid, id text, content bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    earlier register.commands;
    salt bytea;
begin
    select * into earlier from register.commands where command_id = match_command.command_id;
    if not found then
        salt := uuid_send(gen_random_uuid());
        insert into register.commands (command_id, id, salt, fingerprint)
        values (match_command.command_id, match_command.id, salt, sha256(salt || match_command.content));
        return true;
    elsif earlier.fingerprint <> sha256(earlier.salt || match_command.content) then
        raise exception 'command % was given before with other content for the register', match_command.command_id
            using errcode = 'TM410';
    end if;
    return false;
end
$$;


ALTER FUNCTION register.match_command(command_id uuid, id text, content bytea) OWNER TO missieboek_owner;

--
-- Name: entries; Type: TABLE; Schema: register; Owner: missieboek_owner
--

CREATE TABLE register.entries (
    id text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    name text NOT NULL,
    kvk_number text COLLATE pg_catalog."C",
    contact text,
    entered_at timestamp with time zone NOT NULL,
    CONSTRAINT entries_contact_check CHECK ((octet_length(contact) <= 4000)),
    CONSTRAINT entries_id_check CHECK (((id ~ '^[a-z0-9]+(-+[a-z0-9]+)+$'::text) AND (octet_length(id) <= 200))),
    CONSTRAINT entries_kvk_number_check CHECK ((kvk_number ~ '^[0-9]{8}$'::text)),
    CONSTRAINT entries_name_check CHECK (((name <> ''::text) AND (octet_length(name) <= 1000))),
    CONSTRAINT entries_version_check CHECK ((version > 0))
);


ALTER TABLE register.entries OWNER TO missieboek_owner;

--
-- Name: TABLE entries; Type: COMMENT; Schema: register; Owner: missieboek_owner
--

COMMENT ON TABLE register.entries IS 'Every version of every entry; the highest of each id counts. Only enter writes it.';


--
-- Name: kvk_numbers; Type: TABLE; Schema: register; Owner: missieboek_owner
--

CREATE TABLE register.kvk_numbers (
    kvk_number text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE register.kvk_numbers OWNER TO missieboek_owner;

--
-- Name: resolve(text); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.resolve(words text) RETURNS TABLE(id text, name text, kvk_number text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT entry.id,
     entry.name,
     entry.kvk_number
    FROM register.entries entry
   WHERE (((entry.id IN ( SELECT held.id
            FROM register.kvk_numbers held
           WHERE (held.kvk_number = TRIM(BOTH FROM resolve.words)))) OR (lower((entry.name COLLATE "und-x-icu")) = lower((TRIM(BOTH FROM resolve.words) COLLATE "und-x-icu"))) OR (entry.id = TRIM(BOTH FROM resolve.words))) AND (NOT (EXISTS ( SELECT
            FROM register.entries later
           WHERE ((later.id = entry.id) AND (later.version > entry.version))))))
   ORDER BY entry.id;
END;


ALTER FUNCTION register.resolve(words text) OWNER TO missieboek_owner;

--
-- Name: files; Type: TABLE; Schema: schema_history; Owner: missieboek_owner
--

CREATE TABLE schema_history.files (
    path text NOT NULL COLLATE pg_catalog."C",
    sha256 bytea NOT NULL,
    applied_at timestamp with time zone NOT NULL
);


ALTER TABLE schema_history.files OWNER TO missieboek_owner;

--
-- Name: compare(text[], text[]); Type: FUNCTION; Schema: schema_history; Owner: missieboek_owner
--

CREATE FUNCTION schema_history.compare(paths text[], texts text[]) RETURNS TABLE(path text, state text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH applied AS (
          SELECT DISTINCT ON (file.path) file.path,
             file.sha256
            FROM schema_history.files file
           ORDER BY file.path, file.applied_at DESC
         ), given AS (
          SELECT file.path,
             sha256(convert_to(file.text, 'UTF8'::name)) AS sha256
            FROM UNNEST(compare.paths, compare.texts) file(path, text)
         )
  SELECT COALESCE(given.path, applied.path) AS "coalesce",
         CASE
             WHEN (applied.path IS NULL) THEN 'new'::text
             WHEN (given.path IS NULL) THEN 'unknown'::text
             WHEN (given.sha256 = applied.sha256) THEN 'same'::text
             ELSE 'changed'::text
         END AS "case"
    FROM (given
      FULL JOIN applied ON ((given.path = applied.path)))
   WHERE ((given.path IS NOT NULL) OR (applied.path ~~ 'migrations/%'::text));
END;


ALTER FUNCTION schema_history.compare(paths text[], texts text[]) OWNER TO missieboek_owner;

--
-- Name: installations; Type: TABLE; Schema: schema_history; Owner: missieboek_owner
--

CREATE TABLE schema_history.installations (
    installed_at timestamp with time zone NOT NULL,
    fingerprint text NOT NULL
);


ALTER TABLE schema_history.installations OWNER TO missieboek_owner;

--
-- Name: current(); Type: FUNCTION; Schema: schema_history; Owner: missieboek_owner
--

CREATE FUNCTION schema_history.current() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT installations.fingerprint
    FROM schema_history.installations
   ORDER BY installations.installed_at DESC
  LIMIT 1;
END;


ALTER FUNCTION schema_history.current() OWNER TO missieboek_owner;

--
-- Name: record(text[], text[], text); Type: FUNCTION; Schema: schema_history; Owner: missieboek_owner
--

CREATE FUNCTION schema_history.record(paths text[], texts text[], fingerprint text) RETURNS void
    LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO schema_history.files (path, sha256, applied_at)  SELECT file.path,
             sha256(convert_to(file.text, 'UTF8'::name)) AS sha256,
             clock_timestamp() AS clock_timestamp
            FROM UNNEST(record.paths, record.texts) file(path, text);
 INSERT INTO schema_history.installations (installed_at, fingerprint)
   VALUES (clock_timestamp(), record.fingerprint);
END;


ALTER FUNCTION schema_history.record(paths text[], texts text[], fingerprint text) OWNER TO missieboek_owner;

--
-- Name: events_1; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.events_1 (
    "position" bigint NOT NULL,
    stream text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL COLLATE pg_catalog."C",
    actor text NOT NULL COLLATE pg_catalog."C",
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    data bytea NOT NULL,
    metadata bytea NOT NULL,
    leaf_hash bytea GENERATED ALWAYS AS (event_store.leaf_hash("position", version, recorded_at, occurred_at, event_id, stream, type, actor, data, metadata)) STORED NOT NULL
);


ALTER TABLE event_store.events_1 OWNER TO missieboek_owner;

--
-- Name: position; Type: SEQUENCE; Schema: event_store; Owner: missieboek_owner
--

CREATE SEQUENCE event_store."position"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE event_store."position" OWNER TO missieboek_owner;

--
-- Name: retired; Type: TABLE; Schema: read_models; Owner: missieboek_owner
--

CREATE TABLE read_models.retired (
    model text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    generation bigint NOT NULL
);


ALTER TABLE read_models.retired OWNER TO missieboek_owner;

--
-- Name: rows; Type: TABLE; Schema: read_models; Owner: missieboek_owner
--

CREATE TABLE read_models.rows (
    model text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    body bytea NOT NULL,
    generation bigint NOT NULL
);


ALTER TABLE read_models.rows OWNER TO missieboek_owner;

--
-- Name: staging; Type: TABLE; Schema: read_models; Owner: missieboek_owner
--

CREATE UNLOGGED TABLE read_models.staging (
    staged_by xid8 DEFAULT pg_current_xact_id() NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    body bytea
)
WITH (autovacuum_vacuum_threshold='1000', autovacuum_vacuum_scale_factor='0');


ALTER TABLE read_models.staging OWNER TO missieboek_owner;

--
-- Name: commands; Type: TABLE; Schema: register; Owner: missieboek_owner
--

CREATE TABLE register.commands (
    command_id uuid NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    salt bytea NOT NULL,
    fingerprint bytea NOT NULL
);


ALTER TABLE register.commands OWNER TO missieboek_owner;

--
-- Name: TABLE commands; Type: COMMENT; Schema: register; Owner: missieboek_owner
--

COMMENT ON TABLE register.commands IS 'Tells whether a command that is repeated gives the register the same as before. Only match_command writes it.';


--
-- Name: current; Type: VIEW; Schema: register; Owner: missieboek_owner
--

CREATE VIEW register.current AS
 SELECT DISTINCT ON (entries.id) entries.id,
    entries.name,
    entries.kvk_number,
    entries.contact,
    entries.version,
    entries.entered_at
   FROM register.entries
  ORDER BY entries.id, entries.version DESC;


ALTER TABLE register.current OWNER TO missieboek_owner;

--
-- Name: events_1; Type: TABLE ATTACH; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.events ATTACH PARTITION event_store.events_1 FOR VALUES FROM ('1') TO ('100000001');


--
-- Name: commands commands_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.commands
    ADD CONSTRAINT commands_pkey PRIMARY KEY (id);


--
-- Name: events events_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.events
    ADD CONSTRAINT events_pkey PRIMARY KEY ("position");


--
-- Name: events_1 events_1_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.events_1
    ADD CONSTRAINT events_1_pkey PRIMARY KEY ("position");


--
-- Name: streams streams_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.streams
    ADD CONSTRAINT streams_pkey PRIMARY KEY (stream);


--
-- Name: watermark watermark_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.watermark
    ADD CONSTRAINT watermark_pkey PRIMARY KEY ("position", recorded_at);


--
-- Name: candidates candidates_pkey; Type: CONSTRAINT; Schema: read_models; Owner: missieboek_owner
--

ALTER TABLE ONLY read_models.candidates
    ADD CONSTRAINT candidates_pkey PRIMARY KEY (model, version, generation);


--
-- Name: checkpoints checkpoints_pkey; Type: CONSTRAINT; Schema: read_models; Owner: missieboek_owner
--

ALTER TABLE ONLY read_models.checkpoints
    ADD CONSTRAINT checkpoints_pkey PRIMARY KEY (model, version);


--
-- Name: parked parked_pkey; Type: CONSTRAINT; Schema: read_models; Owner: missieboek_owner
--

ALTER TABLE ONLY read_models.parked
    ADD CONSTRAINT parked_pkey PRIMARY KEY (model, version, generation, stream);


--
-- Name: retired retired_pkey; Type: CONSTRAINT; Schema: read_models; Owner: missieboek_owner
--

ALTER TABLE ONLY read_models.retired
    ADD CONSTRAINT retired_pkey PRIMARY KEY (model, version, generation);


--
-- Name: rows rows_pkey; Type: CONSTRAINT; Schema: read_models; Owner: missieboek_owner
--

ALTER TABLE ONLY read_models.rows
    ADD CONSTRAINT rows_pkey PRIMARY KEY (model, version, generation, key);


--
-- Name: commands commands_pkey; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.commands
    ADD CONSTRAINT commands_pkey PRIMARY KEY (command_id);


--
-- Name: entries entries_pkey; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.entries
    ADD CONSTRAINT entries_pkey PRIMARY KEY (id, version);


--
-- Name: kvk_numbers kvk_numbers_id_key; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.kvk_numbers
    ADD CONSTRAINT kvk_numbers_id_key UNIQUE (id);


--
-- Name: kvk_numbers kvk_numbers_pkey; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.kvk_numbers
    ADD CONSTRAINT kvk_numbers_pkey PRIMARY KEY (kvk_number);


--
-- Name: files files_pkey; Type: CONSTRAINT; Schema: schema_history; Owner: missieboek_owner
--

ALTER TABLE ONLY schema_history.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (path, applied_at);


--
-- Name: installations installations_pkey; Type: CONSTRAINT; Schema: schema_history; Owner: missieboek_owner
--

ALTER TABLE ONLY schema_history.installations
    ADD CONSTRAINT installations_pkey PRIMARY KEY (installed_at);


--
-- Name: events_1_stream_version; Type: INDEX; Schema: event_store; Owner: missieboek_owner
--

CREATE UNIQUE INDEX events_1_stream_version ON event_store.events_1 USING btree (stream, version);


--
-- Name: commands_id; Type: INDEX; Schema: register; Owner: missieboek_owner
--

CREATE INDEX commands_id ON register.commands USING btree (id);


--
-- Name: entries_name; Type: INDEX; Schema: register; Owner: missieboek_owner
--

CREATE INDEX entries_name ON register.entries USING btree (lower((name COLLATE "und-x-icu")));


--
-- Name: events_1_pkey; Type: INDEX ATTACH; Schema: event_store; Owner: missieboek_owner
--

ALTER INDEX event_store.events_pkey ATTACH PARTITION event_store.events_1_pkey;


--
-- Name: commands refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.commands FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: events refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.events FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: events_1 refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.events_1 FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: watermark refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.watermark FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: streams refuse_removal; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_removal BEFORE DELETE OR TRUNCATE ON event_store.streams FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: events refuse_row_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_row_change BEFORE DELETE OR UPDATE ON event_store.events FOR EACH ROW EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: SCHEMA event_store; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA event_store TO missieboek_appender;
GRANT USAGE ON SCHEMA event_store TO missieboek_projector;
GRANT USAGE ON SCHEMA event_store TO missieboek_reader;
GRANT USAGE ON SCHEMA event_store TO missieboek_auditor;


--
-- Name: SCHEMA read_models; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA read_models TO missieboek_projector;
GRANT USAGE ON SCHEMA read_models TO missieboek_reader;
GRANT USAGE ON SCHEMA read_models TO missieboek_auditor;


--
-- Name: SCHEMA register; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA register TO missieboek_appender;
GRANT USAGE ON SCHEMA register TO missieboek_reader;


--
-- Name: SCHEMA schema_history; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA schema_history TO missieboek_appender;
GRANT USAGE ON SCHEMA schema_history TO missieboek_projector;
GRANT USAGE ON SCHEMA schema_history TO missieboek_reader;
GRANT USAGE ON SCHEMA schema_history TO missieboek_auditor;


--
-- Name: FUNCTION advance_watermark(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.advance_watermark() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.advance_watermark() TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.advance_watermark() TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.advance_watermark() TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.advance_watermark() TO missieboek_auditor;


--
-- Name: FUNCTION append(command_id uuid, command text, content bytea, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.append(command_id uuid, command text, content bytea, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.append(command_id uuid, command text, content bytea, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) TO missieboek_appender;


--
-- Name: FUNCTION append_lock(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.append_lock() FROM PUBLIC;


--
-- Name: FUNCTION leaf_hash("position" bigint, version bigint, recorded_at timestamp with time zone, occurred_at timestamp with time zone, event_id uuid, stream text, type text, actor text, data bytea, metadata bytea); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.leaf_hash("position" bigint, version bigint, recorded_at timestamp with time zone, occurred_at timestamp with time zone, event_id uuid, stream text, type text, actor text, data bytea, metadata bytea) FROM PUBLIC;


--
-- Name: TABLE commands; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.commands TO missieboek_auditor;


--
-- Name: TABLE events; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.events TO missieboek_appender;
GRANT SELECT ON TABLE event_store.events TO missieboek_projector;
GRANT SELECT ON TABLE event_store.events TO missieboek_reader;
GRANT SELECT ON TABLE event_store.events TO missieboek_auditor;


--
-- Name: FUNCTION command_entry(command_id uuid); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.command_entry(command_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.command_entry(command_id uuid) TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.command_entry(command_id uuid) TO missieboek_auditor;


--
-- Name: FUNCTION command_lock(command_id uuid); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.command_lock(command_id uuid) FROM PUBLIC;


--
-- Name: FUNCTION create_partition(first bigint, beyond bigint); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.create_partition(first bigint, beyond bigint) FROM PUBLIC;


--
-- Name: TABLE watermark; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.watermark TO missieboek_appender;
GRANT SELECT ON TABLE event_store.watermark TO missieboek_projector;
GRANT SELECT ON TABLE event_store.watermark TO missieboek_reader;
GRANT SELECT ON TABLE event_store.watermark TO missieboek_auditor;


--
-- Name: FUNCTION current_watermark(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.current_watermark() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.current_watermark() TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.current_watermark() TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.current_watermark() TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.current_watermark() TO missieboek_auditor;


--
-- Name: FUNCTION earlier_entry(command_id uuid, content_hash bytea, expected_streams text[], expected_versions bigint[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.earlier_entry(command_id uuid, content_hash bytea, expected_streams text[], expected_versions bigint[]) FROM PUBLIC;


--
-- Name: FUNCTION event_id(command_id uuid, ordinal integer); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) TO missieboek_auditor;


--
-- Name: FUNCTION lock_append(command_id uuid, expected_streams text[], event_streams text[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.lock_append(command_id uuid, expected_streams text[], event_streams text[]) FROM PUBLIC;


--
-- Name: FUNCTION refuse_change(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.refuse_change() FROM PUBLIC;


--
-- Name: FUNCTION require_lawful_append(command text, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], data integer, metadata integer); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.require_lawful_append(command text, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], data integer, metadata integer) FROM PUBLIC;


--
-- Name: FUNCTION stream_lock(stream text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.stream_lock(stream text) FROM PUBLIC;


--
-- Name: TABLE streams; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.streams TO missieboek_appender;
GRANT SELECT ON TABLE event_store.streams TO missieboek_projector;
GRANT SELECT ON TABLE event_store.streams TO missieboek_reader;
GRANT SELECT ON TABLE event_store.streams TO missieboek_auditor;


--
-- Name: FUNCTION unmet_expectations(expected_streams text[], expected_versions bigint[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.unmet_expectations(expected_streams text[], expected_versions bigint[]) FROM PUBLIC;


--
-- Name: FUNCTION verify(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.verify() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.verify() TO missieboek_auditor;


--
-- Name: FUNCTION watermark_at(moment timestamp with time zone); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.watermark_at(moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.watermark_at(moment timestamp with time zone) TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.watermark_at(moment timestamp with time zone) TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.watermark_at(moment timestamp with time zone) TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.watermark_at(moment timestamp with time zone) TO missieboek_auditor;


--
-- Name: FUNCTION apply(model text, version integer, epoch bigint, from_position bigint, to_position bigint, keys text[], bodies bytea[], goes_on boolean, parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[], freed_streams text[]); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.apply(model text, version integer, epoch bigint, from_position bigint, to_position bigint, keys text[], bodies bytea[], goes_on boolean, parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[], freed_streams text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.apply(model text, version integer, epoch bigint, from_position bigint, to_position bigint, keys text[], bodies bytea[], goes_on boolean, parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[], freed_streams text[]) TO missieboek_projector;


--
-- Name: TABLE candidates; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON TABLE read_models.candidates TO missieboek_projector;
GRANT SELECT ON TABLE read_models.candidates TO missieboek_reader;
GRANT SELECT ON TABLE read_models.candidates TO missieboek_auditor;


--
-- Name: FUNCTION begin_generation(model text, version integer); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.begin_generation(model text, version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.begin_generation(model text, version integer) TO missieboek_projector;


--
-- Name: FUNCTION change_rows(model text, version integer, generation bigint, keys text[], bodies bytea[]); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.change_rows(model text, version integer, generation bigint, keys text[], bodies bytea[]) FROM PUBLIC;


--
-- Name: TABLE checkpoints; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON TABLE read_models.checkpoints TO missieboek_projector;
GRANT SELECT ON TABLE read_models.checkpoints TO missieboek_reader;
GRANT SELECT ON TABLE read_models.checkpoints TO missieboek_auditor;


--
-- Name: FUNCTION claim(model text, version integer, OUT epoch bigint, OUT "position" bigint); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.claim(model text, version integer, OUT epoch bigint, OUT "position" bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.claim(model text, version integer, OUT epoch bigint, OUT "position" bigint) TO missieboek_projector;


--
-- Name: FUNCTION drop_generation(model text, version integer, generation bigint); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.drop_generation(model text, version integer, generation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.drop_generation(model text, version integer, generation bigint) TO missieboek_projector;


--
-- Name: FUNCTION fill_generation(model text, version integer, generation bigint, to_position bigint, keys text[], bodies bytea[], parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[]); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.fill_generation(model text, version integer, generation bigint, to_position bigint, keys text[], bodies bytea[], parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.fill_generation(model text, version integer, generation bigint, to_position bigint, keys text[], bodies bytea[], parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[]) TO missieboek_projector;


--
-- Name: TABLE parked; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON TABLE read_models.parked TO missieboek_projector;
GRANT SELECT ON TABLE read_models.parked TO missieboek_reader;
GRANT SELECT ON TABLE read_models.parked TO missieboek_auditor;


--
-- Name: FUNCTION park(model text, version integer, generation bigint, streams text[], positions bigint[], codes text[], explanations text[]); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.park(model text, version integer, generation bigint, streams text[], positions bigint[], codes text[], explanations text[]) FROM PUBLIC;


--
-- Name: FUNCTION sweep(patience interval); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.sweep(patience interval) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.sweep(patience interval) TO missieboek_projector;


--
-- Name: FUNCTION switch_generation(model text, version integer, generation bigint, epoch bigint); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.switch_generation(model text, version integer, generation bigint, epoch bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.switch_generation(model text, version integer, generation bigint, epoch bigint) TO missieboek_projector;


--
-- Name: FUNCTION enter(id text, name text, kvk_number text, contact text); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.enter(id text, name text, kvk_number text, contact text) FROM PUBLIC;
GRANT ALL ON FUNCTION register.enter(id text, name text, kvk_number text, contact text) TO missieboek_appender;


--
-- Name: FUNCTION match_command(command_id uuid, id text, content bytea); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.match_command(command_id uuid, id text, content bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION register.match_command(command_id uuid, id text, content bytea) TO missieboek_appender;


--
-- Name: FUNCTION resolve(words text); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.resolve(words text) FROM PUBLIC;
GRANT ALL ON FUNCTION register.resolve(words text) TO missieboek_appender;
GRANT ALL ON FUNCTION register.resolve(words text) TO missieboek_reader;


--
-- Name: FUNCTION compare(paths text[], texts text[]); Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION schema_history.compare(paths text[], texts text[]) FROM PUBLIC;


--
-- Name: FUNCTION current(); Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION schema_history.current() FROM PUBLIC;
GRANT ALL ON FUNCTION schema_history.current() TO missieboek_appender;
GRANT ALL ON FUNCTION schema_history.current() TO missieboek_projector;
GRANT ALL ON FUNCTION schema_history.current() TO missieboek_reader;
GRANT ALL ON FUNCTION schema_history.current() TO missieboek_auditor;


--
-- Name: FUNCTION record(paths text[], texts text[], fingerprint text); Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION schema_history.record(paths text[], texts text[], fingerprint text) FROM PUBLIC;


--
-- Name: TABLE rows; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON TABLE read_models.rows TO missieboek_projector;
GRANT SELECT ON TABLE read_models.rows TO missieboek_reader;
GRANT SELECT ON TABLE read_models.rows TO missieboek_auditor;


--
-- Name: COLUMN staging.key; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT INSERT(key) ON TABLE read_models.staging TO missieboek_projector;


--
-- Name: COLUMN staging.body; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT INSERT(body) ON TABLE read_models.staging TO missieboek_projector;


--
-- Name: TABLE current; Type: ACL; Schema: register; Owner: missieboek_owner
--

GRANT SELECT ON TABLE register.current TO missieboek_appender;
GRANT SELECT ON TABLE register.current TO missieboek_reader;


--
-- PostgreSQL database dump complete
--


