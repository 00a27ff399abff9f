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
-- Name: access_log; Type: SCHEMA; Schema: -; Owner: missieboek_owner
--

CREATE SCHEMA access_log;


ALTER SCHEMA access_log OWNER TO missieboek_owner;

--
-- Name: event_store; Type: SCHEMA; Schema: -; Owner: missieboek_owner
--

CREATE SCHEMA event_store;


ALTER SCHEMA event_store OWNER TO missieboek_owner;

--
-- Name: keys; Type: SCHEMA; Schema: -; Owner: missieboek_owner
--

CREATE SCHEMA keys;


ALTER SCHEMA keys OWNER TO missieboek_owner;

--
-- Name: SCHEMA keys; Type: COMMENT; Schema: -; Owner: missieboek_owner
--

COMMENT ON SCHEMA keys IS 'Keys of what is sealed in register and in events, wrapped. Nobody reads them but through functions.';


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
-- Name: batch_entry; Type: TYPE; Schema: event_store; Owner: missieboek_owner
--

CREATE TYPE event_store.batch_entry AS (
	failure text,
	message text,
	detail text,
	recorded_at timestamp with time zone,
	versions bigint[],
	positions bigint[],
	earlier event_store.journal_entry
);


ALTER TYPE event_store.batch_entry OWNER TO missieboek_owner;

--
-- Name: TYPE batch_entry; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TYPE event_store.batch_entry IS 'What came of one command of a batch. The arrays run parallel: one element for each of its events, in their order.';


--
-- Name: COLUMN batch_entry.failure; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.batch_entry.failure IS 'The SQLSTATE that append would have failed with; null otherwise.';


--
-- Name: COLUMN batch_entry.earlier; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.batch_entry.earlier IS 'What was stored before under the same id; null otherwise.';


--
-- Name: stored_event; Type: TYPE; Schema: event_store; Owner: missieboek_owner
--

CREATE TYPE event_store.stored_event AS (
	recorded_at timestamp with time zone,
	version bigint,
	"position" bigint,
	earlier event_store.journal_entry
);


ALTER TYPE event_store.stored_event OWNER TO missieboek_owner;

--
-- Name: TYPE stored_event; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TYPE event_store.stored_event IS 'Where the one event of a command came to stand.';


--
-- Name: COLUMN stored_event.earlier; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.stored_event.earlier IS 'What was stored before under the same id, and then nothing else; null otherwise.';


--
-- Name: add(text, text, text, text, text, bigint, timestamp with time zone, text, bigint, text); Type: FUNCTION; Schema: access_log; Owner: missieboek_owner
--

CREATE FUNCTION access_log.add(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5s'
    AS $$
declare
    entry access_log.entries;
begin
    perform pg_advisory_xact_lock(access_log.writing_lock());
    -- A statement of its own, after the lock: it sees the entry of whoever held the lock before.
    select last.number + 1, last.hash into entry.number, entry.previous_hash
    from access_log.entries as last order by last.number desc limit 1;
    entry.number := coalesce(entry.number, 1);
    entry.previous_hash := coalesce(entry.previous_hash, decode(repeat('00', 32), 'hex'));
    entry.recorded_at := clock_timestamp();
    entry.action := add.action;
    entry.object := add.object;
    entry.result := add.result;
    entry.login := session_user;
    entry.actor := add.actor;
    entry.origin := coalesce(host(inet_client_addr()), 'local socket');
    entry.application := current_setting('application_name');
    if current_setting('server_version_num')::integer >= 160000 then
        execute 'select system_user' into entry.account;
    end if;
    entry.stated_account := add.stated_account;
    entry.ground := add.ground;
    entry.as_of := add.as_of;
    entry.valid_at := add.valid_at;
    entry.format := add.format;
    entry.shown := add.shown;
    entry.hash := access_log.entry_hash(entry);
    insert into access_log.entries values (entry.*);
    return entry.number;
end
$$;


ALTER FUNCTION access_log.add(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) OWNER TO missieboek_owner;

--
-- Name: dispose(text); Type: FUNCTION; Schema: access_log; Owner: missieboek_owner
--

CREATE FUNCTION access_log.dispose(ground text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    term integer;
    last bigint;
    taken bigint;
begin
    select kept.days into term from access_log.terms as kept order by kept.number desc limit 1;
    if term is null then
        raise exception 'no term was set: see access_log.set_term' using errcode = 'TM422';
    end if;
    perform pg_advisory_xact_lock(access_log.writing_lock());
    select coalesce(
            min(entry.number) filter (where entry.recorded_at >= clock_timestamp() - make_interval(days => term)) - 1,
            max(entry.number))
        into last
    from access_log.entries as entry;
    select count(*) into taken from access_log.entries as entry where entry.number <= last;
    if taken = 0 then
        return 0;
    end if;
    perform access_log.add(
        'readings dispose', 'access-log', 'done', null, ground, last, null, null, taken, null);
    delete from access_log.entries as entry where entry.number <= last;
    return taken;
end
$$;


ALTER FUNCTION access_log.dispose(ground text) OWNER TO missieboek_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: entries; Type: TABLE; Schema: access_log; Owner: missieboek_owner
--

CREATE TABLE access_log.entries (
    number bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    action text NOT NULL COLLATE pg_catalog."C",
    object text NOT NULL COLLATE pg_catalog."C",
    result text NOT NULL COLLATE pg_catalog."C",
    login text NOT NULL COLLATE pg_catalog."C",
    actor text COLLATE pg_catalog."C",
    origin text NOT NULL COLLATE pg_catalog."C",
    application text NOT NULL COLLATE pg_catalog."C",
    account text COLLATE pg_catalog."C",
    stated_account text COLLATE pg_catalog."C",
    ground text COLLATE pg_catalog."C",
    as_of bigint,
    valid_at timestamp with time zone,
    format text COLLATE pg_catalog."C",
    shown bigint,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT entries_action_check CHECK (((action ~ '^[a-z]+( [a-z]+)*$'::text) AND (octet_length(action) <= 40))),
    CONSTRAINT entries_actor_check CHECK (((actor ~ '^[!-\[\]-~]+$'::text) AND (octet_length(actor) <= 200))),
    CONSTRAINT entries_as_of_check CHECK ((as_of >= 0)),
    CONSTRAINT entries_format_check CHECK (((format ~ '^[a-z]+$'::text) AND (octet_length(format) <= 20))),
    CONSTRAINT entries_ground_check CHECK (((ground !~ '[[:cntrl:]]'::text) AND ((octet_length(ground) >= 1) AND (octet_length(ground) <= 500)))),
    CONSTRAINT entries_hash_check CHECK ((octet_length(hash) = 32)),
    CONSTRAINT entries_number_check CHECK ((number > 0)),
    CONSTRAINT entries_object_check CHECK (((object ~ '^[a-z0-9]+(-+[a-z0-9]+)*$'::text) AND (octet_length(object) <= 200))),
    CONSTRAINT entries_previous_hash_check CHECK ((octet_length(previous_hash) = 32)),
    CONSTRAINT entries_result_check CHECK ((result = ANY (ARRAY['shown'::text, 'not-found'::text, 'refused'::text, 'failed'::text, 'begun'::text, 'written'::text, 'done'::text]))),
    CONSTRAINT entries_shown_check CHECK ((shown >= 0)),
    CONSTRAINT entries_stated_account_check CHECK (((stated_account !~ '[[:cntrl:]]'::text) AND ((octet_length(stated_account) >= 1) AND (octet_length(stated_account) <= 100))))
);


ALTER TABLE access_log.entries OWNER TO missieboek_owner;

--
-- Name: TABLE entries; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON TABLE access_log.entries IS 'Who has read what, by whose word, and on which ground. Only add writes it. Never changed; disposed of by dispose only.';


--
-- Name: COLUMN entries.number; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.number IS '1, 2, 3, …, without gaps.';


--
-- Name: COLUMN entries.object; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.object IS 'The id of a stream; or what was asked about as a whole: everything, access-log, database.';


--
-- Name: COLUMN entries.login; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.login IS 'The database login, as the server knows it.';


--
-- Name: COLUMN entries.actor; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.actor IS 'The officer who is said to read; null when none is named.';


--
-- Name: COLUMN entries.origin; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.origin IS 'The client''s address, as the server sees it; behind a pooler the pooler''s.';


--
-- Name: COLUMN entries.application; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.application IS 'The application, as the session calls itself.';


--
-- Name: COLUMN entries.account; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.account IS 'Whom the server has authenticated, and how; null before PostgreSQL 16, which is the first to tell.';


--
-- Name: COLUMN entries.stated_account; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.stated_account IS 'The user of the operating system, as the program states it.';


--
-- Name: COLUMN entries.ground; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.ground IS 'On which ground it was read; null when none was given.';


--
-- Name: COLUMN entries.as_of; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.as_of IS 'Up to which position of the log the answer goes, or from which it follows; of a disposal the last entry disposed of.';


--
-- Name: COLUMN entries.shown; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.shown IS 'How many things were shown.';


--
-- Name: COLUMN entries.hash; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON COLUMN access_log.entries.hash IS 'SHA-256 over previous_hash and the other columns; see entry_hash.';


--
-- Name: entry_hash(access_log.entries); Type: FUNCTION; Schema: access_log; Owner: missieboek_owner
--

CREATE FUNCTION access_log.entry_hash(entry access_log.entries) RETURNS bytea
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT sha256(((entry_hash.entry).previous_hash || string_agg((int4send(COALESCE(octet_length(field.bytes), '-1'::integer)) || COALESCE(field.bytes, '\x'::bytea)), '\x'::bytea ORDER BY field.place))) AS sha256
    FROM unnest(ARRAY[int8send((entry_hash.entry).number), timestamptz_send((entry_hash.entry).recorded_at), convert_to((entry_hash.entry).action, 'UTF8'::name), convert_to((entry_hash.entry).object, 'UTF8'::name), convert_to((entry_hash.entry).result, 'UTF8'::name), convert_to((entry_hash.entry).login, 'UTF8'::name), convert_to((entry_hash.entry).actor, 'UTF8'::name), convert_to((entry_hash.entry).origin, 'UTF8'::name), convert_to((entry_hash.entry).application, 'UTF8'::name), convert_to((entry_hash.entry).account, 'UTF8'::name), convert_to((entry_hash.entry).stated_account, 'UTF8'::name), convert_to((entry_hash.entry).ground, 'UTF8'::name), int8send((entry_hash.entry).as_of), timestamptz_send((entry_hash.entry).valid_at), convert_to((entry_hash.entry).format, 'UTF8'::name), int8send((entry_hash.entry).shown)]) WITH ORDINALITY field(bytes, place);
END;


ALTER FUNCTION access_log.entry_hash(entry access_log.entries) OWNER TO missieboek_owner;

--
-- Name: record(text, text, text, text, text, bigint, timestamp with time zone, text, bigint, text); Type: FUNCTION; Schema: access_log; Owner: missieboek_owner
--

CREATE FUNCTION access_log.record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- What the owner's functions enter lets older entries go.
    if action like 'readings %' then
        raise exception '“%” is entered by the owner''s functions only', left(action, 40) using errcode = 'TM422';
    end if;
    if actor is not null and not event_store.may_record(array[actor]) then
        raise exception 'login % may not read for %', session_user, left(actor, 200) using errcode = 'TM403';
    end if;
    return access_log.add(
        action, object, result, actor, ground, as_of, valid_at, format, shown, stated_account);
end
$$;


ALTER FUNCTION access_log.record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) OWNER TO missieboek_owner;

--
-- Name: require_disposal(); Type: FUNCTION; Schema: access_log; Owner: missieboek_owner
--

CREATE FUNCTION access_log.require_disposal() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if not exists (
        select from access_log.entries as disposal
        where disposal.action = 'readings dispose' and disposal.as_of >= old.number)
    then
        raise exception 'DELETE on access_log.entries is refused: entry % was not disposed of', old.number
            using errcode = 'insufficient_privilege';
    end if;
    return old;
end
$$;


ALTER FUNCTION access_log.require_disposal() OWNER TO missieboek_owner;

--
-- Name: FUNCTION require_disposal(); Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON FUNCTION access_log.require_disposal() IS 'Lets an entry go only once an entry of its disposal is there.';


--
-- Name: set_term(integer, text); Type: FUNCTION; Schema: access_log; Owner: missieboek_owner
--

CREATE FUNCTION access_log.set_term(days integer, ground text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- First, since one who sets it at the same time waits here.
    perform access_log.add(
        'readings term', 'access-log', 'done', null, ground, null, null, null, days, null);
    insert into access_log.terms (number, days, recorded_at, recorded_by)
    select coalesce(max(former.number), 0) + 1, set_term.days, clock_timestamp(), session_user
    from access_log.terms as former;
end
$$;


ALTER FUNCTION access_log.set_term(days integer, ground text) OWNER TO missieboek_owner;

--
-- Name: verify(); Type: FUNCTION; Schema: access_log; Owner: missieboek_owner
--

CREATE FUNCTION access_log.verify() RETURNS TABLE(finding text, detail text, particulars text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH chained AS (
          SELECT entry.number,
             entry.hash,
             entry.previous_hash,
             access_log.entry_hash(entry.*) AS expected_hash,
             lag(entry.number) OVER (ORDER BY entry.number) AS former_number,
             lag(entry.hash) OVER (ORDER BY entry.number) AS former_hash
            FROM access_log.entries entry
         )
  SELECT 'reading differs'::text AS finding,
     format('entry %s is not what was entered'::text, chained.number) AS detail,
     ARRAY[(chained.number)::text] AS particulars
    FROM chained
   WHERE (chained.hash IS DISTINCT FROM chained.expected_hash)
 UNION ALL
  SELECT 'readings broken'::text AS finding,
         CASE
             WHEN (chained.former_number IS NOT NULL) THEN format('entry %s does not go on from entry %s'::text, chained.number, chained.former_number)
             ELSE format('the entries before %s are gone, and no disposal took them'::text, chained.number)
         END AS format,
     ARRAY[(chained.number)::text, (chained.former_number)::text] AS "array"
    FROM chained
   WHERE
         CASE
             WHEN (chained.former_number IS NOT NULL) THEN ((chained.number <> (chained.former_number + 1)) OR (chained.previous_hash <> chained.former_hash))
             WHEN (chained.number = 1) THEN (chained.previous_hash <> decode(repeat('00'::text, 32), 'hex'::text))
             ELSE (NOT (EXISTS ( SELECT
                FROM access_log.entries disposal
               WHERE ((disposal.action = 'readings dispose'::text) AND (disposal.as_of = (chained.number - 1))))))
         END;
END;


ALTER FUNCTION access_log.verify() OWNER TO missieboek_owner;

--
-- Name: writing_lock(); Type: FUNCTION; Schema: access_log; Owner: missieboek_owner
--

CREATE FUNCTION access_log.writing_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 7101;


ALTER FUNCTION access_log.writing_lock() OWNER TO missieboek_owner;

--
-- Name: access_rights(aclitem[], "char", oid); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.access_rights(list aclitem[], kind "char", owner oid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(string_agg(granted.words, ', '::text ORDER BY (granted.words COLLATE "C")), 'none'::text) AS "coalesce"
    FROM ( SELECT format('%s %s%s'::text,
                 CASE
                     WHEN (item.grantee = (0)::oid) THEN 'public'::text
                     ELSE ((item.grantee)::regrole)::text
                 END, item.privilege_type,
                 CASE
                     WHEN item.is_grantable THEN ' for others too'::text
                     ELSE ''::text
                 END) AS words
            FROM aclexplode(COALESCE(access_rights.list, acldefault(access_rights.kind, access_rights.owner))) item(grantor, grantee, privilege_type, is_grantable)) granted;
END;


ALTER FUNCTION event_store.access_rights(list aclitem[], kind "char", owner oid) OWNER TO missieboek_owner;

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
    step bigint;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'the watermark moves in READ COMMITTED only: what follows must see everything up to it'
            using errcode = 'TM422';
    end if;
    select max(position) into reached from event_store.events;
    if reached is null or reached <= stored then
        return stored;
    end if;
    -- Before a watermark is stored: up to the last one, all is as it was on the server before. Whoever has noticed it and
    -- is not done with that is waited for no longer than an append in flight.
    begin
        perform event_store.notice_server();
    exception
        when lock_not_available then return stored;
    end;
    -- Ten times on the way through the room that is wanted.
    select (room_ahead + 9) / 10 into strict step from event_store.layout;
    if reached / step > stored / step then
        perform event_store.ensure_partitions_ahead();
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
        select greatest(
            moment, max(event.recorded_at),
            (select mark.recorded_at from event_store.watermark as mark order by mark.position desc, mark.recorded_at desc
            limit 1))
        into strict moment
        from event_store.events as event
        where event.position > (select event_store.current_watermark()) and event.position <= reached;
        -- Another may have stored the same meanwhile.
        insert into event_store.watermark (position, recorded_at) values (reached, moment) on conflict do nothing;
        perform pg_notify('event_store', reached::text);
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
    AS $$
declare
    answer event_store.batch_entry;
begin
    -- An error here, and not the line in the log that a batch leaves: of one refusal there is one line.
    if pg_sequence_last_value('event_store.binding') is not null and not event_store.may_record(array[actor]) then
        raise exception 'login % may not record for %', session_user, left(actor, 200) using errcode = 'TM403';
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
$$;


ALTER FUNCTION event_store.append(command_id uuid, command text, content bytea, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) OWNER TO missieboek_owner;

--
-- Name: append_batch(uuid[], text[], bytea[], text[], bytea[], integer[], text[], bigint[], integer[], text[], text[], timestamp with time zone[], bytea[], bytea[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.append_batch(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_counts integer[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) RETURNS SETOF event_store.batch_entry
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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
$$;


ALTER FUNCTION event_store.append_batch(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_counts integer[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) OWNER TO missieboek_owner;

--
-- Name: append_each(uuid[], text[], bytea[], text[], bytea[], integer[], text[], bigint[], integer[], text[], text[], timestamp with time zone[], bytea[], bytea[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.append_each(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_counts integer[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) RETURNS SETOF event_store.batch_entry
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
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
$$;


ALTER FUNCTION event_store.append_each(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_counts integer[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) OWNER TO missieboek_owner;

--
-- Name: append_event(uuid, text, bytea, text, text, bigint, text, timestamp with time zone, bytea, bytea); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.append_event(command_id uuid, command text, content bytea, actor text, stream text, expected bigint, type text, occurred_at timestamp with time zone, data bytea, metadata bytea) RETURNS event_store.stored_event
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
$_$;


ALTER FUNCTION event_store.append_event(command_id uuid, command text, content bytea, actor text, stream text, expected bigint, type text, occurred_at timestamp with time zone, data bytea, metadata bytea) OWNER TO missieboek_owner;

--
-- Name: append_lock(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.append_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 7091;


ALTER FUNCTION event_store.append_lock() OWNER TO missieboek_owner;

--
-- Name: are_lawful(uuid[], text[], bytea[], text[], bytea[], text[], bigint[], integer[], text[], text[], timestamp with time zone[], bytea[], bytea[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.are_lawful(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS $_$
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
$_$;


ALTER FUNCTION event_store.are_lawful(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) OWNER TO missieboek_owner;

--
-- Name: barred_duty(text, text[], text[], bytea[], text[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.barred_duty(actor text, event_streams text[], event_types text[], event_data bytea[], locked text[], OUT failure text, OUT message text, OUT detail text) RETURNS record
    LANGUAGE plpgsql STABLE
    AS $$
#variable_conflict use_column
declare
    ordinals bigint[];
    duties text[];
    others text[];
    files text[];
    accounts text[];
    prior record;
begin
    select array_agg(reach.ordinal), array_agg(reach.taken), array_agg(reach.apart_from), array_agg(reach.file)
    into ordinals, duties, others, files
    from event_store.duty_reach(event_streams, event_types, event_data) as reach;
    if ordinals is null then
        return;
    end if;
    if not files <@ locked then
        failure := '40001';
        message := 'a file was linked meanwhile to one on which a duty is taken up';
        return;
    end if;

    accounts := array(
        select barred_duty.actor
        union
        select other.account
        from event_store.persons_behind as own join event_store.persons_behind as other on other.person = own.person
        where own.account = barred_duty.actor
            -- Unless it was taken back since, of the one account or of the other.
            and not exists (
                select from event_store.mistaken_persons as mistaken
                where (mistaken.account, mistaken.person) = (own.account, own.person)
                    and mistaken.position > own.position)
            and not exists (
                select from event_store.mistaken_persons as mistaken
                where (mistaken.account, mistaken.person) = (other.account, other.person)
                    and mistaken.position > other.position));
    select reach.ordinal, reach.taken, reach.file, done.duty, done.actor, done.position into prior
    from unnest(ordinals, duties, others, files) as reach(ordinal, taken, apart_from, file)
        join event_store.duties_done as done
            on done.stream = reach.file and done.duty = any (string_to_array(reach.apart_from, ' '))
                and done.actor = any (accounts)
    order by reach.ordinal, done.position limit 1;
    if not found and cardinality(event_types) > 1 then
        -- By an earlier event of this command.
        select reach.ordinal, reach.taken, reach.file, borne.done as duty, barred_duty.actor as actor,
            null::bigint as position
        into prior
        from unnest(ordinals, duties, others, files) as reach(ordinal, taken, apart_from, file)
            join event_store.duties_borne(event_streams, event_types, event_data) as borne
                on borne.stream = reach.file and borne.done = any (string_to_array(reach.apart_from, ' '))
                    and borne.ordinal < reach.ordinal
        order by reach.ordinal, borne.ordinal limit 1;
    end if;
    if not found then
        return;
    end if;
    failure := 'TM405';
    message := format(
        '%s may not take up %s on %s: the same person did %s on %s, as %s%s', barred_duty.actor, prior.taken,
        event_streams[prior.ordinal], prior.duty, prior.file, prior.actor, ' at position ' || prior.position);
    detail := format(
        '{"stream":%s,"file":%s,"account":%s,"position":%s}', to_json(event_streams[prior.ordinal]),
        to_json(prior.file), to_json(prior.actor), coalesce(prior.position::text, 'null'));
end
$$;


ALTER FUNCTION event_store.barred_duty(actor text, event_streams text[], event_types text[], event_data bytea[], locked text[], OUT failure text, OUT message text, OUT detail text) OWNER TO missieboek_owner;

--
-- Name: bears_duty(text); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.bears_duty(type text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (type = ANY (ARRAY['AdvancePaid'::text, 'AssessmentCompleted'::text, 'AssessmentReviewed'::text, 'BalancePaid'::text, 'CivilSocietyBriefingDecided'::text, 'ClaimEstablished'::text, 'ClaimPrescribed'::text, 'ClaimReducedOnObjection'::text, 'ClaimRemitted'::text, 'ClaimSetOff'::text, 'ClaimSettled'::text, 'ClaimWrittenOff'::text, 'CompanyRefusedSteps'::text, 'DeterminationWithdrawn'::text, 'DisposalApproved'::text, 'DisposalProposed'::text, 'DueDiligenceStepRecorded'::text, 'EsScreeningRecorded'::text, 'EvidenceAdded'::text, 'HearingExceptionInvoked'::text, 'ImprovementPlanAccepted'::text, 'ImprovementPlanRejected'::text, 'IntentionNotified'::text, 'InvolvementWaived'::text, 'LegalAdviceReceived'::text, 'MeasureDecided'::text, 'MeasureFileOpened'::text, 'MeasureProposed'::text, 'MeasureResumed'::text, 'MeasureRevoked'::text, 'MissionAnnounced'::text, 'MissionPlanApproved'::text, 'MissionProposed'::text, 'MissionReopened'::text, 'MissionRiskLevelSet'::text, 'MissionRiskLevelSet.v2'::text, 'MonitoringReportReceived'::text, 'MonitoringRequired'::text, 'NonAdherenceConfirmed'::text, 'NonAdherenceFound'::text, 'NonAdherenceRefuted'::text, 'ObligationBreachFound'::text, 'OfficerIdentified'::text, 'OfficerIdentityCorrected'::text, 'OverpaymentRefunded'::text, 'PaymentArrangementAgreed'::text, 'PaymentResumed'::text, 'ProgrammeItemAdded'::text, 'ProgrammeItemChanged'::text, 'ProgrammeItemRemoved'::text, 'ReadinessOverridden'::text, 'RegistrationClosed'::text, 'RegistrationOpened'::text, 'RepaymentReceived'::text, 'SupportApplied'::text, 'SupportDetermined'::text, 'SupportDetermined.v2'::text, 'SupportGrantWithdrawn'::text, 'SupportGranted'::text, 'SupportReclaimed'::text, 'SupportReinstated'::text, 'SupportRejected'::text, 'SupportTerminated'::text, 'UnwillingnessConfirmed'::text, 'UnwillingnessFound'::text, 'UnwillingnessRefuted'::text, 'ViewReceived'::text, 'ViewReceived.v2'::text, 'ViewTermLapsed'::text, 'WritIssued'::text]));


ALTER FUNCTION event_store.bears_duty(type text) OWNER TO missieboek_owner;

--
-- Name: incarnations; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.incarnations (
    number bigint NOT NULL,
    id uuid NOT NULL,
    after_position bigint NOT NULL,
    first_position bigint NOT NULL,
    cause text NOT NULL,
    acknowledged_position bigint,
    system_identifier bigint NOT NULL,
    timeline integer NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT incarnations_cause_check CHECK ((cause = ANY (ARRAY['created'::text, 'promoted'::text, 'restored'::text, 'found'::text])))
);


ALTER TABLE event_store.incarnations OWNER TO missieboek_owner;

--
-- Name: TABLE incarnations; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.incarnations IS 'The lives of this log, from its first on. Never changed.';


--
-- Name: COLUMN incarnations.after_position; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.incarnations.after_position IS 'Up to here the log is what it was in the incarnation before; readers that were further go back to it.';


--
-- Name: COLUMN incarnations.first_position; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.incarnations.first_position IS 'No position of this incarnation lies below it.';


--
-- Name: COLUMN incarnations.cause; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.incarnations.cause IS 'found: the server was another one than before, and nobody had said so.';


--
-- Name: COLUMN incarnations.acknowledged_position; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.incarnations.acknowledged_position IS 'The last position that somebody had been told of before; those behind after_position are lost.';


--
-- Name: COLUMN incarnations.system_identifier; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.incarnations.system_identifier IS 'With the timeline: the server, as PostgreSQL tells.';


--
-- Name: begin_incarnation(text, bigint); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.begin_incarnation(cause text, acknowledged bigint) RETURNS event_store.incarnations
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
    kept bigint;
    drawn bigint;
    jump bigint;
    begun event_store.incarnations;
begin
    -- Nothing is in flight, and nothing more is appended until this is committed.
    perform pg_advisory_xact_lock(event_store.append_lock());
    select coalesce(max(event.position), 0) into kept from event_store.events as event;
    select position_jump into strict jump from event_store.layout;
    select last_value into strict drawn from event_store.position;
    if acknowledged < 0 or acknowledged > greatest(drawn, kept) + 1000 * jump then
        raise exception 'position % cannot have been acknowledged: the log knows of %', acknowledged, drawn
            using errcode = 'TM422';
    end if;
    drawn := setval('event_store.position', greatest(drawn, kept, acknowledged) + jump);

    insert into event_store.incarnations (
        number, id, after_position, first_position, cause, acknowledged_position, system_identifier, timeline, recorded_at)
    select (select max(number) + 1 from event_store.incarnations), gen_random_uuid(), kept, drawn + 1, cause, acknowledged,
        identity.system_identifier, identity.timeline, clock_timestamp()
    from event_store.server_identity() as identity
    returning * into strict begun;
    perform event_store.ensure_partitions_ahead();
    delete from event_store.snapshots as snapshot
    where not event_store.holds(snapshot.position, snapshot.leaf_hash);
    return begun;
end
$$;


ALTER FUNCTION event_store.begin_incarnation(cause text, acknowledged bigint) OWNER TO missieboek_owner;

--
-- Name: begin_scoped_question(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.begin_scoped_question() RETURNS TABLE(countries text[], hidden_categories text[], watermark bigint, last_position bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    reached bigint;
    last bigint;
begin
    select coalesce(max(position), 0) into strict last from event_store.events;
    if pg_is_in_recovery() then
        reached := event_store.current_watermark();
    else
        reached := event_store.advance_watermark();
        perform event_store.place_streams();
    end if;
    return query select scope.countries, scope.hidden_categories, reached, last from event_store.own_scope() as scope;
end
$$;


ALTER FUNCTION event_store.begin_scoped_question() OWNER TO missieboek_owner;

--
-- Name: bind_login(name, text[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.bind_login(login name, actors text[]) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    actor text;
    bound bigint;
begin
    -- A slip of the pen would bind nobody.
    if login is null or not exists (select from pg_roles where rolname = login and rolcanlogin) then
        raise exception 'there is no login %', coalesce(quote_ident(login), 'without a name') using errcode = 'TM422';
    end if;
    foreach actor in array coalesce(actors, '{}') loop
        if (actor ~ '^[!-\[\]-~]+$' and octet_length(actor) <= 200) is not true then
            raise exception '“%” is not an actor', left(actor, 300) using errcode = 'TM422';
        end if;
    end loop;
    -- One at a time, so that the last number is the last that is seen.
    perform pg_advisory_xact_lock(hashtextextended(login, 7095));
    insert into event_store.login_bindings (login, number, actors, recorded_at, recorded_by)
    values (
        bind_login.login, nextval('event_store.binding'), bind_login.actors, clock_timestamp(), session_user)
    returning number into strict bound;
    return bound;
end
$_$;


ALTER FUNCTION event_store.bind_login(login name, actors text[]) OWNER TO missieboek_owner;

--
-- Name: bind_scope(name, text[], text[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.bind_scope(login name, countries text[], hidden_categories text[] DEFAULT '{}'::text[]) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    item text;
    held name;
    bound bigint;
begin
    -- A slip of the pen would bind nobody, or hide nothing.
    if login is null or not exists (select from pg_roles where rolname = login and rolcanlogin) then
        raise exception 'there is no login %', coalesce(quote_ident(login), 'without a name') using errcode = 'TM422';
    end if;
    foreach item in array coalesce(countries, '{}') loop
        if (item ~ '^[A-Z]{2}$') is not true then
            raise exception '“%” is not a country as in ISO 3166-1, such as SA', left(item, 300) using errcode = 'TM422';
        end if;
    end loop;
    if hidden_categories is null then
        raise exception 'hidden categories are a list, which may be empty' using errcode = 'TM422';
    end if;
    foreach item in array hidden_categories loop
        if item is null or not exists (select from event_store.event_types where category = item) then
            raise exception '“%” is not a category of streams', left(item, 300) using errcode = 'TM422';
        end if;
    end loop;
    if not pg_has_role(login, 'missieboek_scoped_reader', 'usage') then
        raise exception 'a scope holds for members of missieboek_scoped_reader only: grant it to % first',
            quote_ident(login) using errcode = 'TM422';
    end if;
    select passing.role into held from event_store.circumvented_scopes() as passing where passing.login = bind_scope.login;
    if found then
        raise exception '% can read everything as %: a scope would be in vain', quote_ident(login), held
            using errcode = 'TM422';
    end if;
    -- One at a time, so that the last number is the last that is seen.
    perform pg_advisory_xact_lock(hashtextextended(login, 7100));
    insert into event_store.scope_bindings (login, number, countries, hidden_categories, recorded_at, recorded_by)
    values (
        bind_scope.login,
        (
            select coalesce(max(binding.number), 0) + 1 from event_store.scope_bindings as binding
            where binding.login = bind_scope.login),
        bind_scope.countries, bind_scope.hidden_categories, clock_timestamp(), session_user)
    returning number into strict bound;
    return bound;
end
$_$;


ALTER FUNCTION event_store.bind_scope(login name, countries text[], hidden_categories text[]) OWNER TO missieboek_owner;

--
-- Name: scope_bindings; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.scope_bindings (
    login name NOT NULL,
    number bigint NOT NULL,
    countries text[] COLLATE pg_catalog."C",
    hidden_categories text[] NOT NULL COLLATE pg_catalog."C",
    recorded_at timestamp with time zone NOT NULL,
    recorded_by name NOT NULL,
    CONSTRAINT scope_bindings_countries_check CHECK ((array_position(countries, NULL::text) IS NULL)),
    CONSTRAINT scope_bindings_hidden_categories_check CHECK ((array_position(hidden_categories, NULL::text) IS NULL))
);


ALTER TABLE event_store.scope_bindings OWNER TO missieboek_owner;

--
-- Name: TABLE scope_bindings; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.scope_bindings IS 'What a login of missieboek_scoped_reader may read; the last row of each login counts. Never changed.';


--
-- Name: COLUMN scope_bindings.countries; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.scope_bindings.countries IS 'ISO 3166-1 alpha-2: the streams that concern one of them. Null: all streams. Empty: none.';


--
-- Name: COLUMN scope_bindings.hidden_categories; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.scope_bindings.hidden_categories IS 'Streams of these categories are not seen, whatever they concern.';


--
-- Name: COLUMN scope_bindings.recorded_by; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.scope_bindings.recorded_by IS 'The database login that bound it.';


--
-- Name: circumvented_scopes(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.circumvented_scopes() RETURNS TABLE(login name, role name)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH passing AS MATERIALIZED (
          SELECT role.oid,
             role.rolname
            FROM pg_roles role
           WHERE (role.rolsuper OR role.rolbypassrls OR role.rolcreaterole OR (EXISTS ( SELECT
                    FROM pg_roles able
                   WHERE ((able.rolname = ANY (ARRAY['pg_read_server_files'::name, 'pg_write_server_files'::name, 'pg_execute_server_program'::name])) AND pg_has_role(role.oid, able.oid, 'usage'::text)))) OR (EXISTS ( SELECT
                    FROM (pg_class relation
                      JOIN pg_namespace space ON ((space.oid = relation.relnamespace)))
                   WHERE ((space.nspname = ANY (ARRAY['event_store'::name, 'register'::name, 'keys'::name, 'read_models'::name, 'access_log'::name])) AND (relation.relkind = ANY (ARRAY['r'::"char", 'p'::"char", 'v'::"char", 'm'::"char"])) AND has_any_column_privilege(role.oid, relation.oid, 'select'::text) AND (NOT (pg_has_role(role.oid, (to_regrole('missieboek_scoped_reader'::text))::oid, 'usage'::text) AND has_any_column_privilege('missieboek_scoped_reader'::name, relation.oid, 'select'::text)))))) OR (EXISTS ( SELECT
                    FROM (pg_proc function
                      JOIN pg_namespace space ON ((space.oid = function.pronamespace)))
                   WHERE ((space.nspname = 'register'::name) AND has_schema_privilege(role.oid, space.oid, 'usage'::text) AND has_function_privilege(role.oid, function.oid, 'execute'::text)))))
         )
  SELECT DISTINCT ON (reader.rolname) reader.rolname,
     passing.rolname
    FROM (pg_roles reader
      JOIN passing ON (((passing.oid = reader.oid) OR ((NOT reader.rolsuper) AND pg_has_role(reader.oid, passing.oid, 'member'::text)))))
   WHERE (reader.rolcanlogin AND
         CASE
             WHEN reader.rolsuper THEN (EXISTS ( SELECT
                FROM event_store.scope_bindings binding
               WHERE (binding.login = reader.rolname)))
             ELSE pg_has_role(reader.oid, (to_regrole('missieboek_scoped_reader'::text))::oid, 'member'::text)
         END)
   ORDER BY reader.rolname, passing.rolname;
END;


ALTER FUNCTION event_store.circumvented_scopes() OWNER TO missieboek_owner;

--
-- Name: claim_subscription(text, bigint); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.claim_subscription(name text, start bigint, OUT epoch bigint, OUT incarnation uuid, OUT "position" bigint, OUT former bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '10s'
    AS $_$
#variable_conflict use_column
declare
    claimed event_store.subscriptions;
begin
    if (claim_subscription.name ~ '^[a-z0-9]+(-+[a-z0-9]+)*$' and octet_length(claim_subscription.name) <= 200)
        is not true
    then
        raise exception '“%” is not the name of a subscription', left(claim_subscription.name, 300)
            using errcode = 'TM422';
    elsif (start >= 0) is not true then
        raise exception 'no subscription starts after position %', start using errcode = 'TM422';
    end if;
    perform event_store.notice_server();
    claim_subscription.incarnation := event_store.current_incarnation();
    insert into event_store.subscriptions as stored (name, position, epoch, claimed_at, incarnation)
    values (claim_subscription.name, start, 1, clock_timestamp(), claim_subscription.incarnation)
    on conflict (name) do update set epoch = stored.epoch + 1, claimed_at = excluded.claimed_at
    returning * into strict claimed;

    claim_subscription.epoch := claimed.epoch;
    claim_subscription.former := claimed.position;
    claim_subscription."position" := claimed.position;
    if claimed.incarnation <> claim_subscription.incarnation
        or claimed.position > (select coalesce(max(event.position), 0) from event_store.events as event)
    then
        claim_subscription."position" := event_store.resume_position(claimed.position, claimed.incarnation);
        update event_store.subscriptions
        set position = claim_subscription."position", incarnation = claim_subscription.incarnation
        where name = claim_subscription.name;
    end if;
end
$_$;


ALTER FUNCTION event_store.claim_subscription(name text, start bigint, OUT epoch bigint, OUT incarnation uuid, OUT "position" bigint, OUT former bigint) OWNER TO missieboek_owner;

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
    leaf_hash bytea NOT NULL
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
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    partition text := 'events_' || first;
begin
    execute format(
        'create table event_store.%I (like event_store.events including defaults including generated'
        ' including storage including compression including indexes)', partition);
    -- Across partitions the head row guards this; within one the index that reads need anyway does so too.
    execute format(
        'create unique index %I on event_store.%I (stream, version)', partition || '_stream_version', partition);
    execute format(
        'create trigger refuse_change before update or delete or truncate on event_store.%I
            for each statement execute function event_store.refuse_change()', partition);
    execute format(
        'alter table event_store.events attach partition event_store.%I for values from (%s) to (%s)',
        partition, first, beyond);
    return partition;
end
$$;


ALTER FUNCTION event_store.create_partition(first bigint, beyond bigint) OWNER TO missieboek_owner;

--
-- Name: current_incarnation(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.current_incarnation() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT incarnations.id
    FROM event_store.incarnations
   ORDER BY incarnations.number DESC
  LIMIT 1;
END;


ALTER FUNCTION event_store.current_incarnation() OWNER TO missieboek_owner;

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
-- Name: data_text(bytea, text); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.data_text(data bytea, key text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
    return convert_from(data, 'UTF8')::json ->> key;
exception
    -- Of what is nested too deep the server says that the statement is too complex (54001).
    when data_exception or program_limit_exceeded then return '';
end
$$;


ALTER FUNCTION event_store.data_text(data bytea, key text) OWNER TO missieboek_owner;

--
-- Name: data_texts(bytea, text); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.data_texts(data bytea, key text) RETURNS SETOF text
    LANGUAGE plpgsql IMMUTABLE
    AS $$
begin
    if strpos(key, '.') = 0 then
        return next event_store.data_text(data, key);
        return;
    end if;
    return query
        select member.value ->> split_part(key, '.', 2)
        from json_array_elements(convert_from(data, 'UTF8')::json -> split_part(key, '.', 1)) as member(value)
        where member.value ->> split_part(key, '.', 2) is not null;
exception
    when data_exception or program_limit_exceeded then return next '';
end
$$;


ALTER FUNCTION event_store.data_texts(data bytea, key text) OWNER TO missieboek_owner;

--
-- Name: declare_event_type(text, text, integer, text, text, jsonb); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.declare_event_type(name text, category text, version integer, current text, term text, schema jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_variable
begin
    insert into event_store.event_types as known (name, category, version, current, term, schema)
    values (name, category, version, current, term, schema)
    on conflict on constraint event_types_pkey do update
        set current = excluded.current, term = excluded.term, schema = excluded.schema
        where known.category = excluded.category and known.version = excluded.version;
    if not found then
        raise exception '% was released as another event', name using errcode = 'TM409';
    end if;
end
$$;


ALTER FUNCTION event_store.declare_event_type(name text, category text, version integer, current text, term text, schema jsonb) OWNER TO missieboek_owner;

--
-- Name: declared_duties(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.declared_duties() RETURNS TABLE(type text, key text, present boolean, done text, taken text, apart_from text[])
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 VALUES ('OfficerIdentified'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('OfficerIdentityCorrected'::text,NULL::text,NULL::boolean,NULL::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('MissionProposed'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('MissionRiskLevelSet'::text,'below'::text,true,NULL::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('MissionRiskLevelSet'::text,'below'::text,false,'preparing'::text,NULL::text,NULL::text[]), ('MissionRiskLevelSet.v2'::text,'below'::text,true,NULL::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('MissionRiskLevelSet.v2'::text,'below'::text,false,'preparing'::text,NULL::text,NULL::text[]), ('MissionPlanApproved'::text,NULL::text,NULL::boolean,NULL::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('MissionAnnounced'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('RegistrationOpened'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('RegistrationClosed'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ProgrammeItemAdded'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ProgrammeItemChanged'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ProgrammeItemRemoved'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('CivilSocietyBriefingDecided'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('InvolvementWaived'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ReadinessOverridden'::text,NULL::text,NULL::boolean,NULL::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('MissionReopened'::text,NULL::text,NULL::boolean,NULL::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('DueDiligenceStepRecorded'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('AssessmentCompleted'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ImprovementPlanAccepted'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ImprovementPlanRejected'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('CompanyRefusedSteps'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('AssessmentReviewed'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('NonAdherenceFound'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('NonAdherenceConfirmed'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('NonAdherenceRefuted'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('UnwillingnessFound'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('UnwillingnessConfirmed'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('UnwillingnessRefuted'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('MeasureFileOpened'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('EvidenceAdded'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('MeasureProposed'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('IntentionNotified'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ViewReceived'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ViewReceived.v2'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ViewTermLapsed'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('HearingExceptionInvoked'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('LegalAdviceReceived'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('MeasureDecided'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('MeasureResumed'::text,NULL::text,NULL::boolean,'deciding'::text,'resuming'::text,ARRAY['preparing'::text, 'paying'::text]), ('MeasureRevoked'::text,'ruling'::text,false,'deciding'::text,'revoking'::text,ARRAY['paying'::text]), ('SupportApplied'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('EsScreeningRecorded'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('MonitoringRequired'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('SupportGranted'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('SupportRejected'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('AdvancePaid'::text,NULL::text,NULL::boolean,'paying'::text,'paying'::text,ARRAY['preparing'::text, 'deciding'::text, 'closing'::text]), ('MonitoringReportReceived'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('ObligationBreachFound'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('PaymentResumed'::text,NULL::text,NULL::boolean,'deciding'::text,'reviewing'::text,ARRAY['paying'::text]), ('SupportDetermined'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('SupportDetermined.v2'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('BalancePaid'::text,NULL::text,NULL::boolean,'paying'::text,'paying'::text,ARRAY['preparing'::text, 'deciding'::text, 'closing'::text]), ('SupportTerminated'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('SupportGrantWithdrawn'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('DeterminationWithdrawn'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('SupportReclaimed'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('SupportReinstated'::text,NULL::text,NULL::boolean,'deciding'::text,'reviewing'::text,ARRAY['paying'::text]), ('ClaimEstablished'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('WritIssued'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('PaymentArrangementAgreed'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('RepaymentReceived'::text,NULL::text,NULL::boolean,'paying'::text,'paying'::text,ARRAY['preparing'::text, 'deciding'::text, 'closing'::text]), ('ClaimSetOff'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('ClaimRemitted'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('ClaimWrittenOff'::text,NULL::text,NULL::boolean,'deciding'::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]), ('ClaimPrescribed'::text,NULL::text,NULL::boolean,'closing'::text,'closing'::text,ARRAY['paying'::text]), ('ClaimReducedOnObjection'::text,NULL::text,NULL::boolean,'deciding'::text,'reviewing'::text,ARRAY['paying'::text]), ('OverpaymentRefunded'::text,NULL::text,NULL::boolean,'paying'::text,'paying'::text,ARRAY['preparing'::text, 'deciding'::text, 'closing'::text]), ('ClaimSettled'::text,NULL::text,NULL::boolean,'closing'::text,'closing'::text,ARRAY['paying'::text]), ('DisposalProposed'::text,NULL::text,NULL::boolean,'preparing'::text,NULL::text,NULL::text[]), ('DisposalApproved'::text,NULL::text,NULL::boolean,NULL::text,'deciding'::text,ARRAY['preparing'::text, 'paying'::text]);
END;


ALTER FUNCTION event_store.declared_duties() OWNER TO missieboek_owner;

--
-- Name: declared_links(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.declared_links() RETURNS TABLE(type text, kind text, duty text, key text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    BEGIN ATOMIC
 VALUES ('OfficerIdentified'::text,'person'::text,''::text,'person'::text), ('OfficerIdentityCorrected'::text,'mistake'::text,''::text,'person'::text), ('MeasureFileOpened'::text,'lasting'::text,'deciding'::text,'assessment'::text), ('MeasureFileOpened'::text,'lasting'::text,'resuming'::text,'assessment'::text), ('MeasureDecided'::text,'once'::text,'deciding'::text,'consequences.support'::text), ('MeasureDecided'::text,'lasting if named'::text,'resuming'::text,'consequences.support'::text), ('MeasureDecided'::text,'lasting if named'::text,'revoking'::text,'consequences.support'::text), ('MeasureDecided'::text,'reverse'::text,'paying'::text,'consequences.support'::text), ('SupportTerminated'::text,'once'::text,'deciding'::text,'measure'::text), ('SupportTerminated'::text,'lasting if named'::text,'paying'::text,'measure'::text), ('SupportReclaimed'::text,'lasting'::text,'deciding'::text,'claim'::text), ('SupportReclaimed'::text,'lasting'::text,'reviewing'::text,'claim'::text), ('SupportReclaimed'::text,'lasting'::text,'closing'::text,'claim'::text), ('SupportReclaimed'::text,'lasting'::text,'paying'::text,'claim'::text), ('SupportReclaimed'::text,'lasting'::text,'resuming'::text,'claim'::text), ('SupportReclaimed'::text,'lasting'::text,'revoking'::text,'claim'::text), ('SupportReclaimed'::text,'once'::text,'deciding'::text,'measure'::text), ('SupportReclaimed'::text,'lasting if named'::text,'paying'::text,'measure'::text), ('ClaimEstablished'::text,'lasting'::text,'deciding'::text,'support'::text), ('ClaimEstablished'::text,'lasting'::text,'reviewing'::text,'support'::text), ('ClaimEstablished'::text,'lasting'::text,'closing'::text,'support'::text), ('ClaimEstablished'::text,'lasting'::text,'paying'::text,'support'::text);
END;


ALTER FUNCTION event_store.declared_links() OWNER TO missieboek_owner;

--
-- Name: mention_rules; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.mention_rules (
    type text NOT NULL COLLATE pg_catalog."C",
    path text NOT NULL COLLATE pg_catalog."C",
    meaning text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT mention_rules_meaning_check CHECK ((meaning = ANY (ARRAY['leader'::text, 'follower'::text])))
);


ALTER TABLE event_store.mention_rules OWNER TO missieboek_owner;

--
-- Name: TABLE mention_rules; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.mention_rules IS 'Where the data of an event name streams that its own follows, or leads.';


--
-- Name: COLUMN mention_rules.path; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.mention_rules.path IS 'In the language of SQL/JSON paths.';


--
-- Name: naming_rules; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.naming_rules (
    category text NOT NULL COLLATE pg_catalog."C",
    pattern text NOT NULL COLLATE pg_catalog."C",
    result text NOT NULL COLLATE pg_catalog."C",
    meaning text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT naming_rules_meaning_check CHECK ((meaning = ANY (ARRAY['country'::text, 'leader'::text, 'follower'::text])))
);


ALTER TABLE event_store.naming_rules OWNER TO missieboek_owner;

--
-- Name: TABLE naming_rules; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.naming_rules IS 'What the names of streams say about what they concern.';


--
-- Name: COLUMN naming_rules.result; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.naming_rules.result IS 'Made of the name, where it matches the pattern: a country; or a stream that leads, or follows.';


--
-- Name: COLUMN naming_rules.meaning; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.naming_rules.meaning IS 'leader: the stream concerns what the result concerns. follower: the other way round.';


--
-- Name: definitions(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.definitions() RETURNS TABLE(place text, object text, definition text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH space AS (
          SELECT pg_namespace.oid,
             (pg_namespace.nspname)::text AS name,
             pg_namespace.nspowner AS owner,
             pg_namespace.nspacl AS rights
            FROM pg_namespace
           WHERE (pg_namespace.nspname = ANY (ARRAY['event_store'::name, 'register'::name, 'keys'::name, 'read_models'::name, 'schema_history'::name, 'access_log'::name]))
         ), relation AS (
          SELECT class.oid,
             class.relname,
             class.relnamespace,
             class.reltype,
             class.reloftype,
             class.relowner,
             class.relam,
             class.relfilenode,
             class.reltablespace,
             class.relpages,
             class.reltuples,
             class.relallvisible,
             class.reltoastrelid,
             class.relhasindex,
             class.relisshared,
             class.relpersistence,
             class.relkind,
             class.relnatts,
             class.relchecks,
             class.relhasrules,
             class.relhastriggers,
             class.relhassubclass,
             class.relrowsecurity,
             class.relforcerowsecurity,
             class.relispopulated,
             class.relreplident,
             class.relispartition,
             class.relrewrite,
             class.relfrozenxid,
             class.relminmxid,
             class.relacl,
             class.reloptions,
             class.relpartbound,
             (class.relname)::text AS name,
             ((space.name || '.'::text) || (class.relname)::text) AS place
            FROM (pg_class class
              JOIN space ON ((space.oid = class.relnamespace)))
           WHERE (class.relkind = ANY (ARRAY['r'::"char", 'p'::"char", 'v'::"char", 'm'::"char", 'f'::"char", 'c'::"char", 'S'::"char"]))
         ), described AS (
          SELECT relation.place,
             relation.name,
             relation.relispartition,
             'relation'::text AS object,
             concat_ws('; '::text, relation.relkind, relation.relpersistence, ('owner '::text || (relation.relowner)::regrole), ('rights '::text || event_store.access_rights(relation.relacl,
                 CASE relation.relkind
                     WHEN 'S'::"char" THEN 's'::"char"
                     ELSE 'r'::"char"
                 END, relation.relowner)),
                 CASE
                     WHEN relation.relispartition THEN 'partition'::text
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN (relation.relkind = 'p'::"char") THEN pg_get_partkeydef(relation.oid)
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN (relation.relkind = ANY (ARRAY['v'::"char", 'm'::"char"])) THEN pg_get_viewdef(relation.oid)
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN relation.relrowsecurity THEN 'row security'::text
                     ELSE NULL::text
                 END,
                 CASE
                     WHEN relation.relforcerowsecurity THEN 'row security for the owner too'::text
                     ELSE NULL::text
                 END, array_to_string(relation.reloptions, ', '::text), ( SELECT format('from %s to %s by %s, first %s, cycles %s'::text, sequence.seqmin, sequence.seqmax, sequence.seqincrement, sequence.seqstart, sequence.seqcycle) AS format
                    FROM pg_sequence sequence
                   WHERE (sequence.seqrelid = relation.oid))) AS definition
            FROM relation
         UNION ALL
          SELECT relation.place,
             relation.name,
             relation.relispartition,
             ('column '::text || (attribute.attname)::text),
             concat_ws('; '::text, format_type(attribute.atttypid, attribute.atttypmod), (NULLIF(attribute.attcollation, (0)::oid))::regcollation,
                 CASE
                     WHEN attribute.attnotnull THEN 'not null'::text
                     ELSE NULL::text
                 END, NULLIF(attribute.attgenerated, ''::"char"), NULLIF(attribute.attidentity, ''::"char"), pg_get_expr(value.adbin, value.adrelid), ('rights '::text || event_store.access_rights(attribute.attacl, 'c'::"char", relation.relowner))) AS concat_ws
            FROM ((relation
              JOIN pg_attribute attribute ON ((attribute.attrelid = relation.oid)))
              LEFT JOIN pg_attrdef value ON (((value.adrelid = relation.oid) AND (value.adnum = attribute.attnum))))
           WHERE ((attribute.attnum > 0) AND (NOT attribute.attisdropped) AND (relation.relkind <> 'S'::"char"))
         UNION ALL
          SELECT relation.place,
             relation.name,
             relation.relispartition,
             ('constraint '::text || (limitation.conname)::text),
             concat_ws('; '::text, pg_get_constraintdef(limitation.oid),
                 CASE
                     WHEN (NOT limitation.convalidated) THEN 'not validated'::text
                     ELSE NULL::text
                 END) AS concat_ws
            FROM (relation
              JOIN pg_constraint limitation ON ((limitation.conrelid = relation.oid)))
         UNION ALL
          SELECT relation.place,
             relation.name,
             relation.relispartition,
             ('index '::text || (class.relname)::text),
             concat_ws('; '::text, pg_get_indexdef(class.oid),
                 CASE
                     WHEN (NOT index.indisvalid) THEN 'not valid'::text
                     ELSE NULL::text
                 END) AS concat_ws
            FROM ((relation
              JOIN pg_index index ON ((index.indrelid = relation.oid)))
              JOIN pg_class class ON ((class.oid = index.indexrelid)))
         UNION ALL
          SELECT relation.place,
             relation.name,
             relation.relispartition,
                 CASE
                     WHEN (limitation.contype = 'f'::"char") THEN format('trigger %s of %s'::text, (trigger.tgfoid)::regproc, limitation.conname)
                     ELSE ('trigger '::text || (trigger.tgname)::text)
                 END AS "case",
             concat_ws('; '::text,
                 CASE
                     WHEN (limitation.contype = 'f'::"char") THEN NULL::text
                     ELSE pg_get_triggerdef(trigger.oid)
                 END, ('fires '::text || (trigger.tgenabled)::text)) AS concat_ws
            FROM ((relation
              JOIN pg_trigger trigger ON ((trigger.tgrelid = relation.oid)))
              LEFT JOIN pg_constraint limitation ON ((limitation.oid = trigger.tgconstraint)))
         UNION ALL
          SELECT relation.place,
             relation.name,
             relation.relispartition,
             ('rule '::text || (rule.rulename)::text),
             concat_ws('; '::text, pg_get_ruledef(rule.oid), ('fires '::text || (rule.ev_enabled)::text)) AS concat_ws
            FROM (relation
              JOIN pg_rewrite rule ON ((rule.ev_class = relation.oid)))
           WHERE (rule.rulename <> '_RETURN'::name)
         UNION ALL
          SELECT relation.place,
             relation.name,
             relation.relispartition,
             ('policy '::text || (policy.polname)::text),
             concat_ws('; '::text, policy.polcmd, policy.polpermissive, ( SELECT string_agg(
                         CASE role.role
                             WHEN 0 THEN 'public'::text
                             ELSE ((role.role)::regrole)::text
                         END, ', '::text ORDER BY role.role) AS string_agg
                    FROM unnest(policy.polroles) role(role)), pg_get_expr(policy.polqual, policy.polrelid), pg_get_expr(policy.polwithcheck, policy.polrelid)) AS concat_ws
            FROM (relation
              JOIN pg_policy policy ON ((policy.polrelid = relation.oid)))
         )
  SELECT described.place,
         CASE
             WHEN described.relispartition THEN replace(described.object, described.name, 'events_1'::text)
             ELSE described.object
         END AS object,
         CASE
             WHEN described.relispartition THEN replace(described.definition, described.name, 'events_1'::text)
             ELSE described.definition
         END AS definition
    FROM described
 UNION ALL
  SELECT space.name,
     'schema'::text AS object,
     format('owner %s; rights %s'::text, (space.owner)::regrole, event_store.access_rights(space.rights, 'n'::"char", space.owner)) AS format
    FROM space
 UNION ALL
  SELECT space.name,
     ('function '::text || (function.oid)::regprocedure),
     concat_ws('; '::text,
         CASE
             WHEN (function.prokind = ANY (ARRAY['f'::"char", 'p'::"char"])) THEN pg_get_functiondef(function.oid)
             ELSE function.prosrc
         END, ('owner '::text || (function.proowner)::regrole), ('rights '::text || event_store.access_rights(function.proacl, 'f'::"char", function.proowner))) AS concat_ws
    FROM (space
      JOIN pg_proc function ON ((function.pronamespace = space.oid)))
 UNION ALL
  SELECT space.name,
     ('type '::text || (type.typname)::text),
     concat_ws('; '::text, type.typtype, ('owner '::text || (type.typowner)::regrole), ('rights '::text || event_store.access_rights(type.typacl, 'T'::"char", type.typowner))) AS concat_ws
    FROM ((space
      JOIN pg_type type ON ((type.typnamespace = space.oid)))
      LEFT JOIN pg_class class ON ((class.oid = type.typrelid)))
   WHERE ((type.typelem = (0)::oid) AND ((class.relkind IS NULL) OR (class.relkind = 'c'::"char")))
 UNION ALL
  SELECT 'event_store.naming_rules'::text AS place,
     format('rule of names %s to %s'::text, rule.category, rule.result) AS format,
     concat_ws('; '::text, rule.pattern, rule.meaning) AS concat_ws
    FROM event_store.naming_rules rule
 UNION ALL
  SELECT 'event_store.mention_rules'::text AS place,
     format('rule of %s, %s, %s'::text, rule.type, rule.path, rule.meaning) AS format,
     rule.meaning
    FROM event_store.mention_rules rule
 UNION ALL
  SELECT space.name,
     ('operator '::text || (sign.oid)::regoperator),
     (sign.oprcode)::text AS oprcode
    FROM (space
      JOIN pg_operator sign ON ((sign.oprnamespace = space.oid)))
 UNION ALL
  SELECT space.name,
     format('rights to what %s will make, kind %s'::text, (future.defaclrole)::regrole, future.defaclobjtype) AS format,
     event_store.access_rights(future.defaclacl, future.defaclobjtype, future.defaclrole) AS access_rights
    FROM (space
      JOIN pg_default_acl future ON ((future.defaclnamespace = space.oid)));
END;


ALTER FUNCTION event_store.definitions() OWNER TO missieboek_owner;

--
-- Name: binding; Type: SEQUENCE; Schema: event_store; Owner: missieboek_owner
--

CREATE SEQUENCE event_store.binding
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE event_store.binding OWNER TO missieboek_owner;

--
-- Name: login_bindings; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.login_bindings (
    login name NOT NULL,
    number bigint NOT NULL,
    actors text[] COLLATE pg_catalog."C",
    recorded_at timestamp with time zone NOT NULL,
    recorded_by name NOT NULL,
    CONSTRAINT login_bindings_actors_check CHECK ((array_position(actors, NULL::text) IS NULL))
);


ALTER TABLE event_store.login_bindings OWNER TO missieboek_owner;

--
-- Name: TABLE login_bindings; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.login_bindings IS 'For which actors a login may record; the last row of each login counts. Never changed.';


--
-- Name: COLUMN login_bindings.actors; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.login_bindings.actors IS 'Null: any actor. Empty: none.';


--
-- Name: COLUMN login_bindings.recorded_by; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.login_bindings.recorded_by IS 'The database login that bound it.';


--
-- Name: definitions; Type: TABLE; Schema: schema_history; Owner: missieboek_owner
--

CREATE TABLE schema_history.definitions (
    number bigint NOT NULL,
    place text NOT NULL COLLATE pg_catalog."C",
    object text NOT NULL COLLATE pg_catalog."C",
    definition text NOT NULL,
    server_version integer NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by name NOT NULL
);


ALTER TABLE schema_history.definitions OWNER TO missieboek_owner;

--
-- Name: TABLE definitions; Type: COMMENT; Schema: schema_history; Owner: missieboek_owner
--

COMMENT ON TABLE schema_history.definitions IS 'What the schema was after each migration, object by object, as the catalogue told it. Never changed.';


--
-- Name: COLUMN definitions.server_version; Type: COMMENT; Schema: schema_history; Owner: missieboek_owner
--

COMMENT ON COLUMN schema_history.definitions.server_version IS 'The major version of PostgreSQL: another one words definitions differently.';


--
-- Name: differing_definitions(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.differing_definitions() RETURNS TABLE(finding text, detail text, particulars text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH recorded AS (
          SELECT noted.place,
             noted.object,
             noted.definition,
             noted.server_version
            FROM schema_history.definitions noted
           WHERE (noted.number = ( SELECT max(last.number) AS max
                    FROM schema_history.definitions last))
         ), here AS (
          SELECT ((current_setting('server_version_num'::text))::integer / 10000) AS version,
             COALESCE(( SELECT max(recorded.server_version) AS max
                    FROM recorded), 0) AS recorded_version
         ), later_partition AS (
          SELECT (((space.nspname)::text || '.'::text) || (class.relname)::text) AS place
            FROM (pg_class class
              JOIN pg_namespace space ON ((space.oid = class.relnamespace)))
           WHERE ((space.nspname = 'event_store'::name) AND class.relispartition AND (class.relkind = 'r'::"char") AND (class.relname <> 'events_1'::name))
         ), expected AS (
          SELECT recorded.place,
             recorded.object,
             recorded.definition
            FROM recorded
           WHERE (NOT (recorded.place IN ( SELECT later_partition.place
                    FROM later_partition)))
         UNION ALL
          SELECT later_partition.place,
             recorded.object,
             recorded.definition
            FROM (recorded
              CROSS JOIN later_partition)
           WHERE (recorded.place = 'event_store.events_1'::text)
         )
  SELECT 'definition differs'::text AS finding,
     format('%s, %s: %s'::text, COALESCE(present.place, expected.place), COALESCE(present.object, expected.object),
         CASE
             WHEN (expected.place IS NULL) THEN 'was not there'::text
             WHEN (present.place IS NULL) THEN 'is gone'::text
             ELSE 'is another one'::text
         END) AS detail,
     ARRAY[COALESCE(present.place, expected.place), COALESCE(present.object, expected.object),
         CASE
             WHEN (expected.place IS NULL) THEN 'added'::text
             WHEN (present.place IS NULL) THEN 'gone'::text
             ELSE 'changed'::text
         END] AS particulars
    FROM (event_store.definitions() present(place, object, definition)
      FULL JOIN expected ON (((expected.place = present.place) AND (expected.object = present.object))))
   WHERE (( SELECT (here.version = here.recorded_version)
            FROM here) AND (present.definition IS DISTINCT FROM expected.definition))
 UNION ALL
  SELECT 'definitions unchecked'::text AS finding,
         CASE here.recorded_version
             WHEN 0 THEN 'no migration has recorded them'::text
             ELSE format('recorded on PostgreSQL %s, and this is %s: db migrate records them anew'::text, here.recorded_version, here.version)
         END AS format,
     ARRAY[(here.recorded_version)::text, (here.version)::text] AS "array"
    FROM here
   WHERE (here.version <> here.recorded_version)
 UNION ALL
  SELECT 'triggers switched off'::text AS finding,
     ('session_replication_role of '::text || COALESCE((((setting.setrole)::regrole)::text ||
         CASE setting.setdatabase
             WHEN 0 THEN ''::text
             ELSE ' in this database'::text
         END), 'this database'::text)),
     ARRAY[COALESCE(((setting.setrole)::regrole)::text, ''::text),
         CASE setting.setdatabase
             WHEN 0 THEN ''::text
             ELSE 'database'::text
         END] AS "array"
    FROM ( SELECT NULLIF(stored.setrole, (0)::oid) AS setrole,
             stored.setdatabase,
             stored.setconfig
            FROM pg_db_role_setting stored
           WHERE (stored.setdatabase = ANY (ARRAY[(0)::oid, ( SELECT pg_database.oid
                    FROM pg_database
                   WHERE (pg_database.datname = current_database()))]))) setting
   WHERE (EXISTS ( SELECT
            FROM unnest(setting.setconfig) line(line)
           WHERE ((line.line ~ '^session_replication_role='::text) AND (line.line <> 'session_replication_role=origin'::text))))
 UNION ALL
  SELECT 'triggers switched off'::text AS finding,
     'session_replication_role of the server, or of who asks'::text AS detail,
     ARRAY[''::text, ''::text] AS "array"
    FROM pg_settings setting
   WHERE ((setting.name = 'session_replication_role'::text) AND (setting.reset_val <> 'origin'::text) AND (setting.source <> 'client'::text))
 UNION ALL
  SELECT 'bindings unheeded'::text AS finding,
     format('the last one is number %s'::text, max(binding.number)) AS detail,
     ARRAY[(max(binding.number))::text] AS "array"
    FROM event_store.login_bindings binding
  HAVING (max(binding.number) > COALESCE(pg_sequence_last_value('event_store.binding'::regclass), (0)::bigint))
 UNION ALL
  SELECT 'role with too many rights'::text AS finding,
     ((role.rolname)::text ||
         CASE
             WHEN role.rolsuper THEN ' is a superuser'::text
             WHEN (role.rolcreaterole OR role.rolbypassrls) THEN ' may make roles or pass row security'::text
             ELSE ' may become the owner'::text
         END),
     ARRAY[(role.rolname)::text,
         CASE
             WHEN role.rolsuper THEN 'superuser'::text
             WHEN (role.rolcreaterole OR role.rolbypassrls) THEN 'beyond'::text
             ELSE 'owner'::text
         END] AS "array"
    FROM pg_roles role
   WHERE ((role.rolname = ANY (ARRAY['missieboek'::name, 'missieboek_appender'::name, 'missieboek_projector'::name, 'missieboek_reader'::name, 'missieboek_auditor'::name, 'missieboek_backup'::name, 'missieboek_scoped_reader'::name, 'missieboek_keeper'::name, 'missieboek_key_keeper'::name, 'missieboek_inspector'::name])) AND (role.rolsuper OR role.rolcreaterole OR role.rolbypassrls OR pg_has_role(role.rolname, 'missieboek_owner'::name, 'member'::text)))
 UNION ALL
  SELECT 'scope circumvented'::text AS finding,
     format('%s can read everything, as %s'::text, passing.login, passing.role) AS detail,
     ARRAY[(passing.login)::text, (passing.role)::text] AS "array"
    FROM event_store.circumvented_scopes() passing(login, role);
END;


ALTER FUNCTION event_store.differing_definitions() OWNER TO missieboek_owner;

--
-- Name: differing_duties(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.differing_duties() RETURNS TABLE(finding text, stream text, "position" bigint, detail text, particulars text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
    return query
    with noted as (
        select 'duties_done' as place, done.stream, done.duty, done.actor as target, done.position
        from event_store.duties_done as done
        union all
        select 'linked_files', linked.stream, linked.duty, linked.file, linked.position
        from event_store.linked_files as linked
        union all
        select 'persons_behind', behind.account, '', behind.person, behind.position
        from event_store.persons_behind as behind
        union all
        select 'mistaken_persons', mistaken.account, '', mistaken.person, mistaken.position
        from event_store.mistaken_persons as mistaken
    ), logged as (
        select log.place, log.stream collate "C" as stream, log.duty collate "C" as duty,
            log.target collate "C" as target, log.position
        from event_store.duties_in_log() as log
    ), noted_times as (
        -- Of persons each time counts, of all else the first.
        select *, case when noted.place in ('persons_behind', 'mistaken_persons') then noted.position else 0 end as occurrence
        from noted
    ), logged_times as (
        select *, case when logged.place in ('persons_behind', 'mistaken_persons') then logged.position else 0 end as occurrence
        from logged
    )
    select case when noted.place is null then 'duty not noted' else 'duty differs' end,
        coalesce(logged.stream, noted.stream)::text, coalesce(logged.position, noted.position),
        concat_ws(' ', coalesce(logged.place, noted.place), coalesce(logged.duty, noted.duty),
            coalesce(logged.target, noted.target)),
        array[
            coalesce(logged.place, noted.place), coalesce(logged.duty, noted.duty),
            coalesce(logged.target, noted.target)]
    from logged_times as logged full join noted_times as noted
        on (noted.place, noted.stream, noted.duty, noted.target, noted.occurrence)
            = (logged.place, logged.stream, logged.duty, logged.target, logged.occurrence)
    where noted.position is distinct from logged.position;
end
$$;


ALTER FUNCTION event_store.differing_duties() OWNER TO missieboek_owner;

--
-- Name: snapshots; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.snapshots (
    stream text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    "position" bigint NOT NULL,
    leaf_hash bytea NOT NULL,
    fold text NOT NULL COLLATE pg_catalog."C",
    state bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    login text DEFAULT SESSION_USER NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE event_store.snapshots OWNER TO missieboek_owner;

--
-- Name: TABLE snapshots; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.snapshots IS 'A cache of the states of long streams. Derived from the log: it may be emptied at any time.';


--
-- Name: COLUMN snapshots.version; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.snapshots.version IS 'The last event that the state holds, in its stream.';


--
-- Name: COLUMN snapshots."position"; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.snapshots."position" IS 'The same event in the log.';


--
-- Name: COLUMN snapshots.leaf_hash; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.snapshots.leaf_hash IS 'Its leaf. Where the log has another event there, or none, the snapshot is not used.';


--
-- Name: COLUMN snapshots.fold; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.snapshots.fold IS 'Stands for the fold that made it: another fold does not use it.';


--
-- Name: COLUMN snapshots.state; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.snapshots.state IS 'The state, as the program of that fold writes it.';


--
-- Name: COLUMN snapshots.login; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.snapshots.login IS 'Who kept it.';


--
-- Name: drop_snapshots(text); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.drop_snapshots(stream text) RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH dropped AS (
          DELETE FROM event_store.snapshots kept
           WHERE ((drop_snapshots.stream IS NULL) OR (kept.stream = drop_snapshots.stream))
           RETURNING 1 AS "?column?"
         )
  SELECT count(*) AS count
    FROM dropped;
END;


ALTER FUNCTION event_store.drop_snapshots(stream text) OWNER TO missieboek_owner;

--
-- Name: duties_borne(text[], text[], bytea[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.duties_borne(event_streams text[], event_types text[], event_data bytea[]) RETURNS TABLE(ordinal bigint, stream text, done text, taken text, apart_from text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT event.ordinal,
     event.stream,
     kind.done,
     kind.taken,
     array_to_string(kind.apart_from, ' '::text) AS array_to_string
    FROM (UNNEST(duties_borne.event_streams, duties_borne.event_types, duties_borne.event_data) WITH ORDINALITY event(stream, type, data, ordinal)
      JOIN event_store.declared_duties() kind(type, key, present, done, taken, apart_from) ON ((kind.type = event.type)))
   WHERE ((kind.key IS NULL) OR (kind.present = (event_store.data_text(event.data, kind.key) IS NOT NULL)));
END;


ALTER FUNCTION event_store.duties_borne(event_streams text[], event_types text[], event_data bytea[]) OWNER TO missieboek_owner;

--
-- Name: duties_in_log(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.duties_in_log() RETURNS TABLE(place text, stream text, duty text, target text, "position" bigint)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT 'duties_done'::text AS place,
     event.stream,
     kind.done AS duty,
     event.actor AS target,
     min(event."position") AS "position"
    FROM (event_store.events event
      JOIN event_store.declared_duties() kind(type, key, present, done, taken, apart_from) ON ((kind.type = event.type)))
   WHERE ((kind.done IS NOT NULL) AND ((kind.key IS NULL) OR (kind.present = (event_store.data_text(event.data, kind.key) IS NOT NULL))))
   GROUP BY event.stream, kind.done, event.actor
 UNION ALL
  SELECT made.place,
     made.stream,
     made.duty,
     made.target,
     min(made."position") AS min
    FROM ( SELECT
                 CASE link.kind
                     WHEN 'person'::text THEN 'persons_behind'::text
                     WHEN 'mistake'::text THEN 'mistaken_persons'::text
                     ELSE 'linked_files'::text
                 END AS place,
                 CASE link.kind
                     WHEN 'reverse'::text THEN read.target
                     ELSE event.stream
                 END AS stream,
             link.duty,
                 CASE link.kind
                     WHEN 'reverse'::text THEN event.stream
                     ELSE read.target
                 END AS target,
             event."position"
            FROM ((event_store.events event
              JOIN event_store.declared_links() link(type, kind, duty, key) ON ((link.type = event.type)))
              CROSS JOIN LATERAL ( SELECT named.target
                    FROM event_store.data_texts(event.data, link.key) named(target)
                  OFFSET 0) read)
           WHERE ((link.kind <> 'once'::text) AND (read.target <> ''::text))) made
   GROUP BY made.place, made.stream, made.duty, made.target,
         CASE
             WHEN (made.place <> 'linked_files'::text) THEN made."position"
             ELSE NULL::bigint
         END;
END;


ALTER FUNCTION event_store.duties_in_log() OWNER TO missieboek_owner;

--
-- Name: duties_linked(text[], text[], bytea[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.duties_linked(event_streams text[], event_types text[], event_data bytea[]) RETURNS TABLE(ordinal bigint, stream text, kind text, duty text, target text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT event.ordinal,
     event.stream,
     link.kind,
     link.duty,
     read.target
    FROM ((UNNEST(duties_linked.event_streams, duties_linked.event_types, duties_linked.event_data) WITH ORDINALITY event(stream, type, data, ordinal)
      JOIN event_store.declared_links() link(type, kind, duty, key) ON ((link.type = event.type)))
      CROSS JOIN LATERAL ( SELECT COALESCE(named.target,
                 CASE
                     WHEN (link.kind <> ALL (ARRAY['once'::text, 'lasting if named'::text, 'reverse'::text])) THEN ''::text
                     ELSE NULL::text
                 END) AS target
            FROM event_store.data_texts(event.data, link.key) named(target)
          OFFSET 0) read)
   WHERE (read.target IS NOT NULL);
END;


ALTER FUNCTION event_store.duties_linked(event_streams text[], event_types text[], event_data bytea[]) OWNER TO missieboek_owner;

--
-- Name: linked_files; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.linked_files (
    stream text NOT NULL COLLATE pg_catalog."C",
    duty text NOT NULL COLLATE pg_catalog."C",
    file text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL
);


ALTER TABLE event_store.linked_files OWNER TO missieboek_owner;

--
-- Name: TABLE linked_files; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.linked_files IS 'The other files on which what was done bars from a duty on this one. Never changed.';


--
-- Name: duty_reach(text[], text[], bytea[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.duty_reach(event_streams text[], event_types text[], event_data bytea[]) RETURNS TABLE(ordinal bigint, taken text, apart_from text, file text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH taking AS MATERIALIZED (
          SELECT borne.ordinal,
             borne.stream,
             borne.taken,
             borne.apart_from
            FROM event_store.duties_borne(duty_reach.event_streams, duty_reach.event_types, duty_reach.event_data) borne(ordinal, stream, done, taken, apart_from)
           WHERE (borne.taken IS NOT NULL)
         ), made AS MATERIALIZED (
          SELECT link.ordinal,
             link.stream,
             link.kind,
             link.duty,
             link.target
            FROM event_store.duties_linked(duty_reach.event_streams, duty_reach.event_types, duty_reach.event_data) link(ordinal, stream, kind, duty, target)
           WHERE ((link.kind = ANY (ARRAY['once'::text, 'lasting'::text, 'lasting if named'::text, 'reverse'::text])) AND (link.target <> ''::text))
         ), begun AS (
          SELECT taking.ordinal,
             taking.taken,
             taking.apart_from,
             taking.stream AS file
            FROM taking
         UNION
          SELECT taking.ordinal,
             taking.taken,
             taking.apart_from,
             made.target
            FROM (taking
              JOIN made ON (((made.ordinal = taking.ordinal) AND (made.duty = taking.taken) AND (made.kind = 'once'::text))))
         )
  SELECT begun.ordinal,
     begun.taken,
     begun.apart_from,
     begun.file
    FROM begun
 UNION
  SELECT begun.ordinal,
     begun.taken,
     begun.apart_from,
     linked.file
    FROM (begun
      JOIN event_store.linked_files linked ON (((linked.stream = begun.file) AND (linked.duty = begun.taken))))
 UNION
  SELECT begun.ordinal,
     begun.taken,
     begun.apart_from,
     further.file
    FROM ((begun
      JOIN event_store.linked_files linked ON (((linked.stream = begun.file) AND (linked.duty = begun.taken))))
      JOIN event_store.linked_files further ON (((further.stream = linked.file) AND (further.duty = begun.taken))))
   WHERE (NOT (EXISTS ( SELECT
            FROM event_store.linked_files back
           WHERE ((back.stream = further.file) AND (back.file = linked.file) AND (back.duty = begun.taken)))))
 UNION
  SELECT begun.ordinal,
     begun.taken,
     begun.apart_from,
     made.target
    FROM (begun
      JOIN made ON (((made.stream = begun.file) AND (made.duty = begun.taken) AND (made.kind = ANY (ARRAY['lasting'::text, 'lasting if named'::text])) AND (made.ordinal <= begun.ordinal))))
 UNION
  SELECT begun.ordinal,
     begun.taken,
     begun.apart_from,
     made.stream
    FROM (begun
      JOIN made ON (((made.kind = 'reverse'::text) AND (made.duty = begun.taken) AND (made.ordinal <= begun.ordinal) AND ((made.target = begun.file) OR (EXISTS ( SELECT
            FROM event_store.linked_files linked
           WHERE ((linked.stream = begun.file) AND (linked.duty = begun.taken) AND (linked.file = made.target)))) OR (EXISTS ( SELECT
            FROM made near
           WHERE ((near.stream = begun.file) AND (near.duty = begun.taken) AND (near.target = made.target) AND (near.kind = ANY (ARRAY['lasting'::text, 'lasting if named'::text])) AND (near.ordinal <= begun.ordinal))))))));
END;


ALTER FUNCTION event_store.duty_reach(event_streams text[], event_types text[], event_data bytea[]) OWNER TO missieboek_owner;

--
-- Name: ensure_partitions_ahead(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.ensure_partitions_ahead() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '200ms'
    AS $$
declare
    layout event_store.layout;
    drawn bigint;
    beyond bigint := event_store.partitions_end();
begin
    select * into strict layout from event_store.layout;
    select last_value into strict drawn from event_store.position;
    if beyond - 1 - drawn < layout.room_ahead then
        begin
            perform pg_advisory_xact_lock(event_store.partition_lock());
            -- Positions that were jumped over need no partition.
            beyond := greatest(event_store.partitions_end(), drawn + 1);
            while beyond - 1 - drawn < layout.room_ahead loop
                perform event_store.create_partition(beyond, beyond + layout.partition_size);
                beyond := beyond + layout.partition_size;
            end loop;
        exception
            -- The second when this transaction cannot see the partition that another has just made.
            when lock_not_available or duplicate_table then beyond := event_store.partitions_end();
        end;
    end if;
    return beyond - 1 - drawn;
end
$$;


ALTER FUNCTION event_store.ensure_partitions_ahead() OWNER TO missieboek_owner;

--
-- Name: event_id(uuid, integer); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.event_id(command_id uuid, ordinal integer) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (encode(set_bit(set_bit(set_bit(set_bit(set_bit(set_bit(SUBSTRING(sha256((uuid_send(command_id) || int4send(ordinal))) FROM 1 FOR 16), (55)::bigint, 1), (54)::bigint, 0), (53)::bigint, 0), (52)::bigint, 0), (71)::bigint, 1), (70)::bigint, 0), 'hex'::text))::uuid;


ALTER FUNCTION event_store.event_id(command_id uuid, ordinal integer) OWNER TO missieboek_owner;

--
-- Name: placing_standing; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.placing_standing (
    single boolean DEFAULT true NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    incarnation uuid NOT NULL,
    CONSTRAINT placing_standing_single_check CHECK (single)
);


ALTER TABLE event_store.placing_standing OWNER TO missieboek_owner;

--
-- Name: TABLE placing_standing; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.placing_standing IS 'Up to where the log was looked at for what streams concern: one row.';


--
-- Name: stream_countries; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.stream_countries (
    stream text NOT NULL COLLATE pg_catalog."C",
    country text NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE event_store.stream_countries OWNER TO missieboek_owner;

--
-- Name: TABLE stream_countries; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.stream_countries IS 'The countries that a stream concerns, as far as the log was looked at. Derived; a country that was added stays.';


--
-- Name: stream_links; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.stream_links (
    leader text NOT NULL COLLATE pg_catalog."C",
    follower text NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE event_store.stream_links OWNER TO missieboek_owner;

--
-- Name: TABLE stream_links; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.stream_links IS 'A follower concerns every country that its leader concerns. Derived.';


--
-- Name: forget_places(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.forget_places() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 DELETE FROM event_store.stream_links;
 DELETE FROM event_store.stream_countries;
 UPDATE event_store.placing_standing SET "position" = 0, incarnation = event_store.current_incarnation();
END;


ALTER FUNCTION event_store.forget_places() OWNER TO missieboek_owner;

--
-- Name: holds(bigint, bytea); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.holds("position" bigint, leaf_hash bytea) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM event_store.events event
           WHERE ((event."position" = holds."position") AND (event.leaf_hash = holds.leaf_hash)))) AS "exists";
END;


ALTER FUNCTION event_store.holds("position" bigint, leaf_hash bytea) OWNER TO missieboek_owner;

--
-- Name: incarnation_standing(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.incarnation_standing(OUT number bigint, OUT cause text, OUT after_position bigint, OUT acknowledged_position bigint, OUT began_at timestamp with time zone, OUT is_of_this_server boolean) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    known event_store.incarnations;
begin
    select * into strict known from event_store.incarnations order by number desc limit 1;
    number := known.number;
    cause := known.cause;
    after_position := known.after_position;
    acknowledged_position := known.acknowledged_position;
    began_at := known.recorded_at;
    is_of_this_server := true;
    if not pg_is_in_recovery() then
        select (identity.system_identifier, identity.timeline) = (known.system_identifier, known.timeline)
        into strict is_of_this_server from event_store.server_identity() as identity;
    end if;
end
$$;


ALTER FUNCTION event_store.incarnation_standing(OUT number bigint, OUT cause text, OUT after_position bigint, OUT acknowledged_position bigint, OUT began_at timestamp with time zone, OUT is_of_this_server boolean) OWNER TO missieboek_owner;

--
-- Name: keep_snapshot(text, bigint, bigint, uuid, text, bytea); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.keep_snapshot(stream text, version bigint, "position" bigint, event_id uuid, fold text, state bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '200ms'
    AS $$
#variable_conflict use_column
begin
    insert into event_store.snapshots as kept (stream, version, position, leaf_hash, fold, state, made_at, login)
    select event.stream, event.version, event.position, event.leaf_hash, keep_snapshot.fold, keep_snapshot.state,
        clock_timestamp(), session_user
    from event_store.events as event
    where event.position = keep_snapshot."position" and event.stream = keep_snapshot.stream
        and event.version = keep_snapshot.version and event.event_id = keep_snapshot.event_id
    on conflict (stream) do update
    set version = excluded.version, position = excluded.position, leaf_hash = excluded.leaf_hash,
        fold = excluded.fold, state = excluded.state, made_at = excluded.made_at,
        login = excluded.login
    where excluded.version > kept.version or excluded.fold <> kept.fold
        or not event_store.holds(kept.position, kept.leaf_hash);
    return found;
end
$$;


ALTER FUNCTION event_store.keep_snapshot(stream text, version bigint, "position" bigint, event_id uuid, fold text, state bytea) OWNER TO missieboek_owner;

--
-- Name: leaf_hash(bigint, bigint, timestamp with time zone, timestamp with time zone, uuid, text, text, text, bytea, bytea); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.leaf_hash("position" bigint, version bigint, recorded_at timestamp with time zone, occurred_at timestamp with time zone, event_id uuid, stream text, type text, actor text, data bytea, metadata bytea) RETURNS bytea
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN sha256((((((((((((('\x00'::bytea || int8send("position")) || int8send(version)) || timestamptz_send(recorded_at)) || timestamptz_send(occurred_at)) || uuid_send(event_id)) || int4send(octet_length(stream))) || convert_to(stream, 'UTF8'::name)) || int4send(octet_length(type))) || convert_to(type, 'UTF8'::name)) || int4send(octet_length(actor))) || convert_to(actor, 'UTF8'::name)) || (((int4send(octet_length(data)) || data) || int4send(octet_length(metadata))) || metadata)));


ALTER FUNCTION event_store.leaf_hash("position" bigint, version bigint, recorded_at timestamp with time zone, occurred_at timestamp with time zone, event_id uuid, stream text, type text, actor text, data bytea, metadata bytea) OWNER TO missieboek_owner;

--
-- Name: may_record(text[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.may_record(actors text[]) RETURNS boolean
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT COALESCE(( SELECT (may_record.actors <@ binding.actors)
            FROM event_store.login_bindings binding
           WHERE (binding.login = SESSION_USER)
           ORDER BY binding.number DESC
          LIMIT 1), true) AS "coalesce";
END;


ALTER FUNCTION event_store.may_record(actors text[]) OWNER TO missieboek_owner;

--
-- Name: mentions(bytea, text); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.mentions(data bytea, path text) RETURNS SETOF text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query
    select mentioned #>> '{}'
    from jsonb_path_query(convert_from(data, 'UTF8')::jsonb, path::jsonpath) as mentioned
    where jsonb_typeof(mentioned) = 'string';
exception
    when data_exception or program_limit_exceeded then return;
end
$$;


ALTER FUNCTION event_store.mentions(data bytea, path text) OWNER TO missieboek_owner;

--
-- Name: move_subscription(text, bigint, uuid, bigint); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.move_subscription(name text, epoch bigint, incarnation uuid, "position" bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    reached bigint;
begin
    select position into reached from event_store.subscriptions
    where name = move_subscription.name and epoch = move_subscription.epoch
        and incarnation = move_subscription.incarnation
    for update;
    if not found or move_subscription.incarnation <> event_store.current_incarnation() then
        return false;
    elsif move_subscription."position" < reached
        or move_subscription."position" > event_store.current_watermark()
    then
        raise exception 'subscription % cannot move from % to %, the watermark is %', move_subscription.name, reached,
            move_subscription."position", event_store.current_watermark() using errcode = 'TM422';
    end if;
    update event_store.subscriptions set position = move_subscription."position", moved_at = clock_timestamp()
    where name = move_subscription.name;
    return true;
end
$$;


ALTER FUNCTION event_store.move_subscription(name text, epoch bigint, incarnation uuid, "position" bigint) OWNER TO missieboek_owner;

--
-- Name: note_duties_in_log(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.note_duties_in_log() RETURNS bigint
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
declare
    noted bigint;
    amount bigint;
begin
    perform pg_advisory_xact_lock(event_store.append_lock());
    insert into event_store.duties_done (stream, duty, actor, position)
    select stream, duty, target, position from event_store.duties_in_log() where place = 'duties_done'
    on conflict do nothing;
    get diagnostics noted = row_count;
    insert into event_store.linked_files (stream, duty, file, position)
    select stream, duty, target, position from event_store.duties_in_log() where place = 'linked_files'
    on conflict do nothing;
    get diagnostics amount = row_count;
    noted := noted + amount;
    insert into event_store.persons_behind (account, person, position)
    select stream, target, position from event_store.duties_in_log() where place = 'persons_behind'
    on conflict do nothing;
    get diagnostics amount = row_count;
    noted := noted + amount;
    insert into event_store.mistaken_persons (account, person, position)
    select stream, target, position from event_store.duties_in_log() where place = 'mistaken_persons'
    on conflict do nothing;
    get diagnostics amount = row_count;
    return noted + amount;
end
$$;


ALTER FUNCTION event_store.note_duties_in_log() OWNER TO missieboek_owner;

--
-- Name: notice_before_append(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.notice_before_append() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '10s'
    AS $$
begin
    -- A standby has no timeline of its own to compare, and will refuse what comes next.
    if not pg_is_in_recovery() then
        perform event_store.notice_server();
        perform set_config('event_store.server_is_noticed', 'true', false);
    end if;
end
$$;


ALTER FUNCTION event_store.notice_before_append() OWNER TO missieboek_owner;

--
-- Name: notice_server(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.notice_server() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    identity record;
begin
    select * into strict identity from event_store.server_identity();
    for attempt in 1..2 loop
        if (
            select (system_identifier, timeline) from event_store.incarnations order by number desc limit 1
        ) is not distinct from (identity.system_identifier, identity.timeline) then
            return;
        elsif attempt = 1 then
            -- Another may be noticing it at this moment, and appends behind that.
            perform pg_advisory_xact_lock(event_store.append_lock());
        end if;
    end loop;
    perform event_store.begin_incarnation('found', null);
end
$$;


ALTER FUNCTION event_store.notice_server() OWNER TO missieboek_owner;

--
-- Name: own_scope(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.own_scope() RETURNS TABLE(countries text[], hidden_categories text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT binding.countries,
     binding.hidden_categories
    FROM event_store.scope_bindings binding
   WHERE (binding.login = SESSION_USER)
   ORDER BY binding.number DESC
  LIMIT 1;
END;


ALTER FUNCTION event_store.own_scope() OWNER TO missieboek_owner;

--
-- Name: partition_lock(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.partition_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 7092;


ALTER FUNCTION event_store.partition_lock() OWNER TO missieboek_owner;

--
-- Name: partitions_end(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.partitions_end() RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT max(("substring"(pg_get_expr(partition.relpartbound, partition.oid), 'TO \(''([0-9]+)''\)'::text))::bigint) AS max
    FROM (pg_inherits
      JOIN pg_class partition ON ((partition.oid = pg_inherits.inhrelid)))
   WHERE (pg_inherits.inhparent = ('event_store.events'::regclass)::oid);
END;


ALTER FUNCTION event_store.partitions_end() OWNER TO missieboek_owner;

--
-- Name: person_lock(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.person_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 7099;


ALTER FUNCTION event_store.person_lock() OWNER TO missieboek_owner;

--
-- Name: place_streams(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.place_streams() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5s'
    AS $_$
declare
    reached bigint := event_store.current_watermark();
    at bigint;
    known uuid;
    until bigint;
    leaders text[];
    followers text[];
    placed text[];
    places text[];
begin
    select position, incarnation into strict at, known from event_store.placing_standing;
    if pg_is_in_recovery() or (at = reached and known = event_store.current_incarnation()) then
        return at;
    end if;
    -- One at a time; the others then find it done.
    perform pg_advisory_xact_lock(event_store.placing_lock());
    select position, incarnation into strict at, known from event_store.placing_standing;
    -- The log was restored, or goes on elsewhere, without what was looked at.
    if at > event_store.resume_position(at, known) then
        perform event_store.forget_places();
        at := 0;
    end if;

    while at < reached loop
        until := least(at + 100000, reached);
        with found (leader, follower) as (
            select case rule.meaning when 'leader' then named.result else event.stream end,
                case rule.meaning when 'leader' then event.stream else named.result end
            from event_store.events as event
                join event_store.naming_rules as rule
                    on rule.category = split_part(event.stream, '-', 1) and rule.meaning <> 'country'
                cross join lateral regexp_replace(event.stream, rule.pattern, rule.result) as named(result)
            where event.position > at and event.position <= until and event.version = 1
                and event.stream ~ rule.pattern
            union
            select case rule.meaning when 'leader' then mentioned.stream else event.stream end,
                case rule.meaning when 'leader' then event.stream else mentioned.stream end
            from event_store.events as event
                join event_store.mention_rules as rule on rule.type = event.type
                cross join lateral event_store.mentions(event.data, rule.path) as mentioned(stream)
            where event.position > at and event.position <= until
        ), added as (
            insert into event_store.stream_links (leader, follower)
            select found.leader, found.follower from found
            where found.leader <> found.follower
                and found.leader ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(found.leader) <= 200
                and found.follower ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(found.follower) <= 200
            order by found.leader, found.follower
            on conflict do nothing
            returning stream_links.leader, stream_links.follower
        )
        select coalesce(array_agg(added.leader), '{}'), coalesce(array_agg(added.follower), '{}')
        into strict leaders, followers from added;

        -- What says by its name where it is, whether it was written to or only named.
        with said (stream, country) as (
            select named.stream, upper(regexp_replace(named.stream, rule.pattern, rule.result))
            from (
                select event.stream from event_store.events as event
                where event.position > at and event.position <= until and event.version = 1
                union
                select unnest(leaders || followers)
            ) as named(stream)
                join event_store.naming_rules as rule
                    on rule.category = split_part(named.stream, '-', 1) and rule.meaning = 'country'
            where named.stream ~ rule.pattern
        ), added as (
            insert into event_store.stream_countries (stream, country)
            select said.stream, said.country from said order by said.stream, said.country
            on conflict do nothing
            returning stream_countries.stream, stream_countries.country
        )
        select coalesce(array_agg(added.stream), '{}'), coalesce(array_agg(added.country), '{}')
        into strict placed, places from added;

        -- From the leaders to their followers: first along the links that were added, then along all links from whatever
        -- came to concern another country by that.
        with added as (
            insert into event_store.stream_countries (stream, country)
            select distinct link.follower, held.country
            from unnest(leaders, followers) as link(leader, follower)
                join event_store.stream_countries as held on held.stream = link.leader
            on conflict do nothing
            returning stream_countries.stream, stream_countries.country
        )
        select placed || coalesce(array_agg(added.stream), '{}'), places || coalesce(array_agg(added.country), '{}')
        into strict placed, places from added;
        while placed <> '{}' loop
            with added as (
                insert into event_store.stream_countries (stream, country)
                select distinct link.follower, came.country
                from unnest(placed, places) as came(stream, country)
                    join event_store.stream_links as link on link.leader = came.stream
                on conflict do nothing
                returning stream_countries.stream, stream_countries.country
            )
            select coalesce(array_agg(added.stream), '{}'), coalesce(array_agg(added.country), '{}')
            into strict placed, places from added;
        end loop;
        at := until;
    end loop;

    update event_store.placing_standing set position = at, incarnation = event_store.current_incarnation();
    return at;
end
$_$;


ALTER FUNCTION event_store.place_streams() OWNER TO missieboek_owner;

--
-- Name: placing_lock(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.placing_lock() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 7100;


ALTER FUNCTION event_store.placing_lock() OWNER TO missieboek_owner;

--
-- Name: plain_duty(text); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.plain_duty(type text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (type = ANY (ARRAY['AssessmentCompleted'::text, 'AssessmentReviewed'::text, 'CivilSocietyBriefingDecided'::text, 'CompanyRefusedSteps'::text, 'DisposalProposed'::text, 'DueDiligenceStepRecorded'::text, 'EsScreeningRecorded'::text, 'EvidenceAdded'::text, 'HearingExceptionInvoked'::text, 'ImprovementPlanAccepted'::text, 'ImprovementPlanRejected'::text, 'IntentionNotified'::text, 'InvolvementWaived'::text, 'LegalAdviceReceived'::text, 'MeasureProposed'::text, 'MissionAnnounced'::text, 'MissionProposed'::text, 'MonitoringReportReceived'::text, 'MonitoringRequired'::text, 'NonAdherenceConfirmed'::text, 'NonAdherenceFound'::text, 'NonAdherenceRefuted'::text, 'ObligationBreachFound'::text, 'ProgrammeItemAdded'::text, 'ProgrammeItemChanged'::text, 'ProgrammeItemRemoved'::text, 'RegistrationClosed'::text, 'RegistrationOpened'::text, 'SupportApplied'::text, 'UnwillingnessConfirmed'::text, 'UnwillingnessFound'::text, 'UnwillingnessRefuted'::text, 'ViewReceived'::text, 'ViewReceived.v2'::text, 'ViewTermLapsed'::text])) THEN 'preparing'::text ELSE NULL::text END;


ALTER FUNCTION event_store.plain_duty(type text) OWNER TO missieboek_owner;

--
-- Name: recorded_by(uuid); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.recorded_by(command_id uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT entry.login
    FROM event_store.commands entry
   WHERE (entry.id = recorded_by.command_id);
END;


ALTER FUNCTION event_store.recorded_by(command_id uuid) OWNER TO missieboek_owner;

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
-- Name: replica_standing(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.replica_standing(OUT is_standby boolean, OUT is_streaming boolean, OUT reported_end bigint, OUT replayed_end bigint, OUT silence bigint, OUT replayed_age bigint, OUT waiting_age bigint, OUT watermark bigint, OUT last_position bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT pg_is_in_recovery() AS pg_is_in_recovery,
     (NOT (receiver.status IS DISTINCT FROM 'streaming'::text)),
     ((receiver.latest_end_lsn - '0/0'::pg_lsn))::bigint AS int8,
     ((pg_last_wal_replay_lsn() - '0/0'::pg_lsn))::bigint AS int8,
     (((1000)::numeric * EXTRACT(epoch FROM (clock_timestamp() - receiver.last_msg_receipt_time))))::bigint AS int8,
     (((1000)::numeric * EXTRACT(epoch FROM (clock_timestamp() - pg_last_xact_replay_timestamp()))))::bigint AS int8,
     (((1000)::numeric * EXTRACT(epoch FROM (clock_timestamp() - ( SELECT event.recorded_at
            FROM event_store.events event
           WHERE (event."position" > mark."position")
           ORDER BY event."position"
          LIMIT 1)))))::bigint AS int8,
     mark."position",
     ( SELECT COALESCE(max(event."position"), (0)::bigint) AS "coalesce"
            FROM event_store.events event) AS "coalesce"
    FROM (( SELECT event_store.current_watermark() AS "position") mark
      LEFT JOIN pg_stat_wal_receiver receiver ON (true));
END;


ALTER FUNCTION event_store.replica_standing(OUT is_standby boolean, OUT is_streaming boolean, OUT reported_end bigint, OUT replayed_end bigint, OUT silence bigint, OUT replayed_age bigint, OUT waiting_age bigint, OUT watermark bigint, OUT last_position bigint) OWNER TO missieboek_owner;

--
-- Name: resume_position(bigint, uuid); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.resume_position("position" bigint, incarnation uuid) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(( SELECT LEAST(resume_position."position", GREATEST(event_store.current_watermark(), ( SELECT max(begun.after_position) AS max
                    FROM event_store.incarnations begun)), ( SELECT min(later.after_position) AS min
                    FROM event_store.incarnations later
                   WHERE (later.number > known.number))) AS "least"
            FROM event_store.incarnations known
           WHERE (known.id = resume_position.incarnation)), (0)::bigint) AS "coalesce";
END;


ALTER FUNCTION event_store.resume_position("position" bigint, incarnation uuid) OWNER TO missieboek_owner;

--
-- Name: layout; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.layout (
    single boolean DEFAULT true NOT NULL,
    partition_size bigint DEFAULT 100000000 NOT NULL,
    room_ahead bigint DEFAULT 10000000 NOT NULL,
    position_jump bigint DEFAULT 1000000 NOT NULL,
    CONSTRAINT layout_partition_size_check CHECK ((partition_size > 0)),
    CONSTRAINT layout_position_jump_check CHECK ((position_jump > 0)),
    CONSTRAINT layout_room_ahead_check CHECK ((room_ahead > 0)),
    CONSTRAINT layout_single_check CHECK (single)
);


ALTER TABLE event_store.layout OWNER TO missieboek_owner;

--
-- Name: TABLE layout; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.layout IS 'How the log is laid out from here on: one row.';


--
-- Name: COLUMN layout.partition_size; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.layout.partition_size IS 'How many positions the next partitions hold.';


--
-- Name: COLUMN layout.room_ahead; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.layout.room_ahead IS 'The next partition is made when fewer positions than this are left.';


--
-- Name: COLUMN layout.position_jump; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.layout.position_jump IS 'How far positions jump at a promotion or restore, over those that may have been given out and lost.';


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
-- Name: room_ahead(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.room_ahead(OUT positions bigint, OUT wanted bigint) RETURNS record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT ((event_store.partitions_end() - 1) - sequence.last_value),
     layout.room_ahead
    FROM (event_store."position" sequence
      CROSS JOIN event_store.layout layout);
END;


ALTER FUNCTION event_store.room_ahead(OUT positions bigint, OUT wanted bigint) OWNER TO missieboek_owner;

--
-- Name: scoped_category(text); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.scoped_category(stream text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE split_part(stream, '-'::text, 1) WHEN 'hold'::text THEN ''::text WHEN 'retention'::text THEN ''::text WHEN 'disposal'::text THEN ''::text WHEN 'erasure'::text THEN CASE WHEN (split_part(stream, '-'::text, 2) = ANY ('{person,officer,company,organisation,erasure}'::text[])) THEN ''::text ELSE split_part(stream, '-'::text, 2) END ELSE split_part(stream, '-'::text, 1) END;


ALTER FUNCTION event_store.scoped_category(stream text) OWNER TO missieboek_owner;

--
-- Name: server_identity(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.server_identity(OUT system_identifier bigint, OUT timeline integer) RETURNS record
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT control.system_identifier,
     ((('x'::text || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)))::bit(32))::integer AS int4
    FROM pg_control_system() control(pg_control_version, catalog_version_no, system_identifier, pg_control_last_modified);
END;


ALTER FUNCTION event_store.server_identity(OUT system_identifier bigint, OUT timeline integer) OWNER TO missieboek_owner;

--
-- Name: stream_lock(text); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.stream_lock(stream text) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN hashtextextended(stream, (7093)::bigint);


ALTER FUNCTION event_store.stream_lock(stream text) OWNER TO missieboek_owner;

--
-- Name: unlawful_commands(uuid[], text[], bytea[], text[], bytea[], integer[], text[], bigint[], integer[], text[], text[], timestamp with time zone[], bytea[], bytea[]); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.unlawful_commands(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_places integer[], expected_streams text[], expected_versions bigint[], event_places integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) RETURNS TABLE(place integer, reason text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH command AS (
          SELECT command.id,
             command.name,
             command.content,
             command.actor,
             command.rejection,
             command.place
            FROM UNNEST(unlawful_commands.command_ids, unlawful_commands.commands, unlawful_commands.contents, unlawful_commands.actors, unlawful_commands.rejections) WITH ORDINALITY command(id, name, content, actor, rejection, place)
         ), expectation AS (
          SELECT expectation.place,
             expectation.stream,
             expectation.version
            FROM UNNEST(unlawful_commands.expectation_places, unlawful_commands.expected_streams, unlawful_commands.expected_versions) expectation(place, stream, version)
         ), event AS (
          SELECT event.place,
             event.stream,
             event.type,
             event.occurred_at,
             event.data,
             event.metadata
            FROM UNNEST(unlawful_commands.event_places, unlawful_commands.event_streams, unlawful_commands.event_types, unlawful_commands.event_occurred_at, unlawful_commands.event_data, unlawful_commands.event_metadata) event(place, stream, type, occurred_at, data, metadata)
         )
  SELECT DISTINCT ON (((fault.place)::integer)) (fault.place)::integer AS place,
     fault.reason
    FROM ( SELECT command.place,
             format('“%s” is not the name of a command'::text, "left"(command.name, 300)) AS format
            FROM command
           WHERE (((command.name ~ '^[A-Za-z0-9.-]+$'::text) AND (octet_length(command.name) <= 200)) IS NOT TRUE)
         UNION ALL
          SELECT command.place,
             format('“%s” is not an actor'::text, "left"(command.actor, 300)) AS format
            FROM command
           WHERE (((command.actor ~ '^[!-\[\]-~]+$'::text) AND (octet_length(command.actor) <= 200)) IS NOT TRUE)
         UNION ALL
          SELECT command.place,
             'a command has an id and content'::text AS reason
            FROM command
           WHERE ((command.id IS NULL) OR (command.content IS NULL))
         UNION ALL
          SELECT command.place,
             'a refused command has no events'::text AS reason
            FROM command
           WHERE ((command.rejection IS NOT NULL) AND (command.place IN ( SELECT event.place
                    FROM event)))
         UNION ALL
          SELECT named.place,
             format('“%s” is not the name of a stream'::text, "left"(named.stream, 300)) AS format
            FROM ( SELECT expectation.place,
                     expectation.stream
                    FROM expectation
                 UNION ALL
                  SELECT event.place,
                     event.stream
                    FROM event) named
           WHERE (((named.stream ~ '^[a-z0-9]+(-+[a-z0-9]+)+$'::text) AND (octet_length(named.stream) <= 200)) IS NOT TRUE)
         UNION ALL
          SELECT expectation.place,
             format('version %s cannot be expected of stream %s'::text, expectation.version, expectation.stream) AS format
            FROM expectation
           WHERE ((expectation.version >= '-2'::integer) IS NOT TRUE)
         UNION ALL
          SELECT expectation.place,
             format('two expectations of stream %s'::text, expectation.stream) AS format
            FROM expectation
           GROUP BY expectation.place, expectation.stream
          HAVING (count(*) > 1)
         UNION ALL
          SELECT event.place,
             format('“%s” is not the name of an event'::text, "left"(event.type, 300)) AS format
            FROM event
           WHERE (((event.type ~ '^[A-Za-z0-9.]+$'::text) AND (octet_length(event.type) <= 200)) IS NOT TRUE)
         UNION ALL
          SELECT event.place,
             format('an event happened at %s'::text, COALESCE((event.occurred_at)::text, 'no time'::text)) AS format
            FROM event
           WHERE (isfinite(event.occurred_at) IS NOT TRUE)
         UNION ALL
          SELECT event.place,
             'an event has data and metadata'::text AS reason
            FROM event
           WHERE ((event.data IS NULL) OR (event.metadata IS NULL))) fault(place, reason)
   ORDER BY ((fault.place)::integer);
END;


ALTER FUNCTION event_store.unlawful_commands(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_places integer[], expected_streams text[], expected_versions bigint[], event_places integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) OWNER TO missieboek_owner;

--
-- Name: scopes; Type: TABLE; Schema: register; Owner: missieboek_owner
--

CREATE TABLE register.scopes (
    subject text NOT NULL COLLATE pg_catalog."C",
    dossier text NOT NULL COLLATE pg_catalog."C",
    trace bytea,
    made_at timestamp with time zone,
    destroyed_at timestamp with time zone,
    destroyed_by uuid,
    CONSTRAINT scopes_check CHECK (((made_at IS NOT NULL) OR (destroyed_at IS NOT NULL))),
    CONSTRAINT scopes_dossier_check CHECK (((dossier = '*'::text) OR ((dossier ~ '^[a-z0-9]+(-+[a-z0-9]+)*$'::text) AND (octet_length(dossier) <= 200)))),
    CONSTRAINT scopes_subject_check CHECK (((subject ~ '^[a-z0-9]+(-+[a-z0-9]+)*$'::text) AND (octet_length(subject) <= 200))),
    CONSTRAINT scopes_trace_check CHECK ((octet_length(trace) = 16))
);


ALTER TABLE register.scopes OWNER TO missieboek_owner;

--
-- Name: TABLE scopes; Type: COMMENT; Schema: register; Owner: missieboek_owner
--

COMMENT ON TABLE register.scopes IS 'Every key that there is or was. Only functions of the schema keys write it.';


--
-- Name: unrecorded_destructions(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.unrecorded_destructions() RETURNS TABLE(subject text, dossier text, destroyed_at timestamp with time zone, command_id uuid)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT scope.subject,
     scope.dossier,
     scope.destroyed_at,
     scope.destroyed_by
    FROM register.scopes scope
   WHERE ((scope.destroyed_at IS NOT NULL) AND (NOT (EXISTS ( SELECT
            FROM event_store.events event
           WHERE ((event.stream = ('erasure-'::text || scope.subject)) AND (split_part(event.type, '.'::text, 1) = 'PersonalDataErased'::text) AND (scope.subject IN ( SELECT named.named
                    FROM event_store.mentions(event.data, '$.subject'::text) named(named))) AND ((scope.dossier IN ( SELECT named.named
                    FROM event_store.mentions(event.data, '$.dossiers[*]'::text) named(named))) OR ((scope.dossier = 'register'::text) AND (EXISTS ( SELECT
                    FROM event_store.mentions(event.data, '$ ? (@.register == true).subject'::text) mentions(mentions))))))))) AND (NOT ((scope.dossier = 'register'::text) AND (EXISTS ( SELECT
            FROM event_store.events event
           WHERE ((event.stream = ('erasure-'::text || scope.subject)) AND (split_part(event.type, '.'::text, 1) = 'RegisterEntryDestroyed'::text) AND (scope.subject IN ( SELECT named.named
                    FROM event_store.mentions(event.data, '$.subject'::text) named(named)))))))) AND (NOT (EXISTS ( SELECT
            FROM event_store.events event
           WHERE ((event.stream = ('erasure-'::text || scope.dossier)) AND (split_part(event.type, '.'::text, 1) = 'DossierPersonalDataDestroyed'::text) AND (scope.dossier IN ( SELECT named.named
                    FROM event_store.mentions(event.data, '$.dossier'::text) named(named))) AND (scope.subject IN ( SELECT named.named
                    FROM event_store.mentions(event.data, '$.subjects[*]'::text) named(named))))))))
   ORDER BY scope.subject, scope.dossier;
END;


ALTER FUNCTION event_store.unrecorded_destructions() OWNER TO missieboek_owner;

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
-- Name: verify(); Type: FUNCTION; Schema: event_store; Owner: missieboek_owner
--

CREATE FUNCTION event_store.verify() RETURNS TABLE(finding text, stream text, "position" bigint, detail text, particulars text[])
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
  SELECT 'version gap'::text AS finding,
     first.stream,
     first."position",
     format('version %s where %s was due'::text, first.version, first.expected) AS detail,
     ARRAY[(first.version)::text, (first.expected)::text] AS particulars
    FROM ( SELECT DISTINCT ON (numbered.stream) numbered.stream,
             numbered."position",
             numbered.version,
             numbered.expected
            FROM numbered
           WHERE (numbered.version <> numbered.expected)
           ORDER BY numbered.stream, numbered."position") first
 UNION ALL
  SELECT 'head differs'::text AS finding,
     COALESCE(head.stream, tops.stream) AS "coalesce",
     NULL::bigint AS "position",
     format('head at %s, last event at %s'::text, COALESCE(head.version, (0)::bigint), COALESCE(tops.version, (0)::bigint)) AS format,
     ARRAY[(COALESCE(head.version, (0)::bigint))::text, (COALESCE(tops.version, (0)::bigint))::text] AS "array"
    FROM (event_store.streams head
      FULL JOIN tops ON ((head.stream = tops.stream)))
   WHERE (head.version IS DISTINCT FROM tops.version)
 UNION ALL
  SELECT 'leaf differs'::text AS finding,
     event.stream,
     event."position",
     format('stored %s'::text, encode(event.leaf_hash, 'hex'::text)) AS format,
     ARRAY[encode(event.leaf_hash, 'hex'::text)] AS "array"
    FROM event_store.events event
   WHERE (event.leaf_hash IS DISTINCT FROM sha256(((((((((((((((('\x00'::bytea || int8send(event."position")) || int8send(event.version)) || timestamptz_send(event.recorded_at)) || timestamptz_send(event.occurred_at)) || uuid_send(event.event_id)) || int4send(octet_length(event.stream))) || convert_to(event.stream, 'UTF8'::name)) || int4send(octet_length(event.type))) || convert_to(event.type, 'UTF8'::name)) || int4send(octet_length(event.actor))) || convert_to(event.actor, 'UTF8'::name)) || int4send(octet_length(event.data))) || event.data) || int4send(octet_length(event.metadata))) || event.metadata)))
 UNION ALL
  SELECT 'unlawful name'::text AS finding,
     event.stream,
     event."position",
     format('type %s by %s'::text, event.type, event.actor) AS format,
     ARRAY[event.type, event.actor] AS "array"
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
     format('command %s'::text, journal.id) AS format,
     ARRAY[(journal.id)::text] AS "array"
    FROM (event_store.events event
      FULL JOIN journal ON ((event."position" = journal."position")))
   WHERE ((event."position" IS NULL) OR (journal."position" IS NULL) OR (event.event_id <> event_store.event_id(journal.id, journal.place)) OR (event.actor <> journal.actor) OR (event.recorded_at <> journal.recorded_at))
 UNION ALL
  SELECT 'watermark beyond log'::text AS finding,
     NULL::text AS stream,
     mark."position",
     format('last event at %s'::text, mark.last) AS format,
     ARRAY[(mark.last)::text] AS "array"
    FROM ( SELECT event_store.current_watermark() AS "position",
             ( SELECT COALESCE(max(event."position"), (0)::bigint) AS "coalesce"
                    FROM event_store.events event) AS last) mark
   WHERE (mark."position" > mark.last)
 UNION ALL
  SELECT duty.finding,
     duty.stream,
     duty."position",
     duty.detail,
     duty.particulars
    FROM event_store.differing_duties() duty(finding, stream, "position", detail, particulars)
 UNION ALL
  SELECT differing.finding,
     NULL::text AS stream,
     NULL::bigint AS "position",
     differing.detail,
     differing.particulars
    FROM event_store.differing_definitions() differing(finding, detail, particulars)
 UNION ALL
  SELECT reading.finding,
     NULL::text AS stream,
     NULL::bigint AS "position",
     reading.detail,
     reading.particulars
    FROM access_log.verify() reading(finding, detail, particulars)
 UNION ALL
  SELECT 'key destroyed without event'::text AS finding,
     gone.subject AS stream,
     NULL::bigint AS "position",
     format('the key for %s, by command %s'::text, gone.dossier, COALESCE((gone.command_id)::text, 'unknown'::text)) AS format,
     ARRAY[gone.dossier, COALESCE((gone.command_id)::text, ''::text)] AS "array"
    FROM event_store.unrecorded_destructions() gone(subject, dossier, destroyed_at, command_id);
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
-- Name: book(); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.book() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT incarnations.id
    FROM event_store.incarnations
   ORDER BY incarnations.number
  LIMIT 1;
END;


ALTER FUNCTION keys.book() OWNER TO missieboek_owner;

--
-- Name: destroy(uuid, text[], text[]); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.destroy(command_id uuid, subjects text[], dossiers text[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
#variable_conflict use_column
declare
    wanted record;
    count bigint := 0;
    part bigint;
begin
    -- In one order for all, so that none deadlocks with another.
    for wanted in
        select subject, coalesce(dossier, '*') as dossier
        from unnest(subjects, dossiers) as given (subject, dossier)
        order by subject collate "C", dossier collate "C"
    loop
        if (wanted.subject ~ '^[a-z0-9]+(-+[a-z0-9]+)+$') is not true then
            raise exception 'no keys are kept for such an id' using errcode = 'TM422';
        end if;
        perform keys.subject_lock(wanted.subject);
        insert into register.scopes (subject, dossier, destroyed_at, destroyed_by)
        values (wanted.subject, wanted.dossier, clock_timestamp(), destroy.command_id)
        on conflict (subject, dossier) do nothing;
        update register.scopes set destroyed_at = clock_timestamp(), destroyed_by = destroy.command_id
        where subject = wanted.subject and wanted.dossier in (dossier, '*') and destroyed_at is null;
        delete from keys.data_keys where subject = wanted.subject and wanted.dossier in (dossier, '*');
        get diagnostics part = row_count;
        count := count + part;
        if wanted.dossier in ('register', '*') then
            delete from register.sealed_entries where id = wanted.subject;
            delete from register.kvk_terms where id = wanted.subject;
            delete from register.name_terms where id = wanted.subject;
            delete from register.fingerprints where id = wanted.subject;
        end if;
    end loop;
    return count;
end
$_$;


ALTER FUNCTION keys.destroy(command_id uuid, subjects text[], dossiers text[]) OWNER TO missieboek_owner;

--
-- Name: destroyed(); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.destroyed() RETURNS TABLE(subject text, dossier text, trace bytea, destroyed_at timestamp with time zone, destroyed_by uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT scope.subject,
     scope.dossier,
     scope.trace,
     scope.destroyed_at,
     scope.destroyed_by
    FROM register.scopes scope
   WHERE (scope.destroyed_at IS NOT NULL)
   ORDER BY scope.subject, scope.dossier;
END;


ALTER FUNCTION keys.destroyed() OWNER TO missieboek_owner;

--
-- Name: data_keys; Type: TABLE; Schema: keys; Owner: missieboek_owner
--

CREATE TABLE keys.data_keys (
    subject text NOT NULL COLLATE pg_catalog."C",
    dossier text NOT NULL COLLATE pg_catalog."C",
    wrapped bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT data_keys_wrapped_check CHECK (((octet_length(wrapped) >= 32) AND (octet_length(wrapped) <= 256)))
);
ALTER TABLE ONLY keys.data_keys ALTER COLUMN wrapped SET STATISTICS 0;


ALTER TABLE keys.data_keys OWNER TO missieboek_owner;

--
-- Name: TABLE data_keys; Type: COMMENT; Schema: keys; Owner: missieboek_owner
--

COMMENT ON TABLE keys.data_keys IS 'One key for each scope that has one now. Only functions of this schema write it.';


--
-- Name: export(); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.export() RETURNS TABLE(subject text, dossier text, wrapped bytea, trace bytea, made_at timestamp with time zone, destroyed_at timestamp with time zone, destroyed_by uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT scope.subject,
     scope.dossier,
     key.wrapped,
     scope.trace,
     scope.made_at,
     scope.destroyed_at,
     scope.destroyed_by
    FROM (register.scopes scope
      LEFT JOIN keys.data_keys key ON (((key.subject = scope.subject) AND (key.dossier = scope.dossier))))
   WHERE ((key.wrapped IS NOT NULL) OR (scope.destroyed_at IS NOT NULL))
   ORDER BY scope.subject, scope.dossier;
END;


ALTER FUNCTION keys.export() OWNER TO missieboek_owner;

--
-- Name: hold(text[], text[]); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.hold(subjects text[], dossiers text[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    wanted record;
    count bigint := 0;
begin
    -- In one order for all, so that none deadlocks with another.
    for wanted in
        select subject, dossier
        from unnest(subjects, dossiers) as given (subject, dossier)
        order by subject collate "C", dossier collate "C"
    loop
        perform keys.subject_lock(wanted.subject);
        if not exists (
                select from keys.data_keys as key
                where key.subject = wanted.subject and key.dossier = wanted.dossier)
            or keys.is_destroyed(wanted.subject, 'register')
        then
            raise exception 'there is no key of % in % any more: what was sealed under it is not recorded',
                wanted.subject, wanted.dossier
                using errcode = 'TM424',
                    detail = case
                        when keys.is_destroyed(wanted.subject, 'register') then format('{"subject":"%s"}', wanted.subject)
                        else format('{"subject":"%s","file":"%s"}', wanted.subject, wanted.dossier)
                    end;
        end if;
        count := count + 1;
    end loop;
    return count;
end
$$;


ALTER FUNCTION keys.hold(subjects text[], dossiers text[]) OWNER TO missieboek_owner;

--
-- Name: is_destroyed(text, text); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.is_destroyed(subject text, dossier text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM register.scopes scope
           WHERE ((scope.subject = is_destroyed.subject) AND (scope.dossier = ANY (ARRAY[is_destroyed.dossier, '*'::text])) AND (scope.destroyed_at IS NOT NULL)))) AS "exists";
END;


ALTER FUNCTION keys.is_destroyed(subject text, dossier text) OWNER TO missieboek_owner;

--
-- Name: provide(text[], text[], bytea[], bytea[], bytea); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.provide(subjects text[], dossiers text[], candidates bytea[], traces bytea[], seen bytea) RETURNS TABLE(state text, wrapped bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
declare
    candidate bytea;
begin
    foreach candidate in array candidates loop
        continue when candidate is null;
        -- To the end of the transaction nothing is wrapped anew.
        lock table keys.data_keys in row exclusive mode;
        if exists (
            select from keys.data_keys as held
            where held.subject = 'register' and held.dossier = 'index' and held.wrapped is distinct from seen)
        then
            raise exception 'the keys were wrapped anew at the same time' using errcode = '40001';
        end if;
        exit;
    end loop;
    for place in 1..coalesce(cardinality(subjects), 0) loop
        return query
        select given.state, given.wrapped
        from keys.provide_one(subjects[place], dossiers[place], candidates[place], traces[place]) as given;
    end loop;
end
$$;


ALTER FUNCTION keys.provide(subjects text[], dossiers text[], candidates bytea[], traces bytea[], seen bytea) OWNER TO missieboek_owner;

--
-- Name: provide_one(text, text, bytea, bytea); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.provide_one(subject text, dossier text, candidate bytea, trace bytea, OUT state text, OUT wrapped bytea) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    is_known boolean;
begin
    -- The second time nobody else can be making it.
    for attempt in 1..2 loop
        -- Before the key, which came with it: whoever sees this sees that too, unless it is gone.
        is_known := exists (
            select from register.scopes as scope
            where scope.subject = provide_one.subject and scope.dossier = provide_one.dossier);
        select key.wrapped into provide_one.wrapped
        from keys.data_keys as key
        where key.subject = provide_one.subject and key.dossier = provide_one.dossier;
        if found then
            provide_one.state := 'held';
            return;
        elsif keys.is_destroyed(provide_one.subject, provide_one.dossier) then
            provide_one.state := 'erased';
            return;
        elsif is_known then
            provide_one.state := 'missing';
            return;
        elsif provide_one.candidate is null then
            provide_one.state := 'absent';
            return;
        end if;
        if attempt = 1 then
            perform keys.subject_lock(provide_one.subject);
        end if;
    end loop;
    insert into register.scopes (subject, dossier, trace, made_at)
    values (provide_one.subject, provide_one.dossier, provide_one.trace, clock_timestamp());
    insert into keys.data_keys (subject, dossier, wrapped, made_at)
    values (provide_one.subject, provide_one.dossier, provide_one.candidate, clock_timestamp());
    provide_one.state := 'held';
    provide_one.wrapped := provide_one.candidate;
end
$$;


ALTER FUNCTION keys.provide_one(subject text, dossier text, candidate bytea, trace bytea, OUT state text, OUT wrapped bytea) OWNER TO missieboek_owner;

--
-- Name: read(text[], text[]); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.read(subjects text[], dossiers text[]) RETURNS TABLE(state text, wrapped bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (key.wrapped IS NOT NULL) THEN 'held'::text
             WHEN keys.is_destroyed(wanted.subject, wanted.dossier) THEN 'erased'::text
             WHEN (scope.subject IS NOT NULL) THEN 'missing'::text
             ELSE 'absent'::text
         END AS "case",
     key.wrapped
    FROM ((UNNEST(read.subjects, read.dossiers) WITH ORDINALITY wanted(subject, dossier, place)
      LEFT JOIN keys.data_keys key ON (((key.subject = wanted.subject) AND (key.dossier = wanted.dossier))))
      LEFT JOIN register.scopes scope ON (((scope.subject = wanted.subject) AND (scope.dossier = wanted.dossier))))
   ORDER BY wanted.place;
END;


ALTER FUNCTION keys.read(subjects text[], dossiers text[]) OWNER TO missieboek_owner;

--
-- Name: restore(text[], text[], bytea[], bytea[], timestamp with time zone[], timestamp with time zone[], uuid[]); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.restore(subjects text[], dossiers text[], wrapped bytea[], traces bytea[], made_at timestamp with time zone[], destroyed_at timestamp with time zone[], destroyed_by uuid[], OUT restored bigint, OUT destroyed bigint, OUT refused bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    given record;
    part bigint;
begin
    restore.restored := 0;
    restore.destroyed := 0;
    restore.refused := 0;
    for given in
        select item.*
        from unnest(subjects, dossiers, wrapped, traces, made_at, destroyed_at, destroyed_by)
            as item (subject, dossier, wrapped, trace, made_at, destroyed_at, destroyed_by)
        order by item.destroyed_at is null, item.subject collate "C", item.dossier collate "C"
    loop
        perform keys.subject_lock(given.subject);
        if given.destroyed_at is not null then
            insert into register.scopes (subject, dossier, trace, made_at, destroyed_at, destroyed_by)
            values (
                given.subject, given.dossier, given.trace, given.made_at, given.destroyed_at, given.destroyed_by)
            on conflict (subject, dossier) do update
            set destroyed_at = excluded.destroyed_at, destroyed_by = excluded.destroyed_by,
                trace = coalesce(scopes.trace, excluded.trace)
            where scopes.destroyed_at is null;
            update register.scopes set destroyed_at = given.destroyed_at, destroyed_by = given.destroyed_by
            where subject = given.subject and given.dossier in (dossier, '*') and destroyed_at is null;
            delete from keys.data_keys where subject = given.subject and given.dossier in (dossier, '*');
            get diagnostics part = row_count;
            restore.destroyed := restore.destroyed + part;
            if given.dossier in ('register', '*') then
                delete from register.sealed_entries where id = given.subject;
                delete from register.kvk_terms where id = given.subject;
                delete from register.name_terms where id = given.subject;
                delete from register.fingerprints where id = given.subject;
            end if;
        elsif keys.is_destroyed(given.subject, given.dossier) then
            restore.refused := restore.refused + 1;
        else
            insert into register.scopes (subject, dossier, trace, made_at)
            values (given.subject, given.dossier, given.trace, given.made_at)
            on conflict do nothing;
            insert into keys.data_keys (subject, dossier, wrapped, made_at)
            values (given.subject, given.dossier, given.wrapped, given.made_at)
            on conflict do nothing;
            get diagnostics part = row_count;
            restore.restored := restore.restored + part;
        end if;
    end loop;
end
$$;


ALTER FUNCTION keys.restore(subjects text[], dossiers text[], wrapped bytea[], traces bytea[], made_at timestamp with time zone[], destroyed_at timestamp with time zone[], destroyed_by uuid[], OUT restored bigint, OUT destroyed bigint, OUT refused bigint) OWNER TO missieboek_owner;

--
-- Name: rewrap(text[], text[], bytea[], bytea[]); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.rewrap(subjects text[], dossiers text[], former bytea[], wrapped bytea[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    count bigint;
begin
    lock table keys.data_keys in share row exclusive mode;
    update keys.data_keys as held set wrapped = given.wrapped
    from unnest(subjects, dossiers, former, rewrap.wrapped) as given (subject, dossier, former, wrapped)
    where held.subject = given.subject and held.dossier = given.dossier and held.wrapped = given.former;
    get diagnostics count = row_count;
    if count <> cardinality(subjects) or count <> (select count(*) from keys.data_keys) then
        raise exception 'a key came or went while all were wrapped anew' using errcode = '40001';
    end if;
    return count;
end
$$;


ALTER FUNCTION keys.rewrap(subjects text[], dossiers text[], former bytea[], wrapped bytea[]) OWNER TO missieboek_owner;

--
-- Name: rewrite(); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.rewrite() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '10s'
    AS $$
declare
    held keys.data_keys[];
    entries register.sealed_entries[];
    numbers register.kvk_terms[];
    names register.name_terms[];
    given register.fingerprints[];
begin
    lock table register.sealed_entries, register.kvk_terms, register.name_terms, register.fingerprints, keys.data_keys
        in access exclusive mode;
    held := array(select item from keys.data_keys as item order by subject, dossier);
    truncate keys.data_keys;
    insert into keys.data_keys select item.* from unnest(held) as item;
    entries := array(select item from register.sealed_entries as item order by id, version);
    truncate register.sealed_entries;
    insert into register.sealed_entries select item.* from unnest(entries) as item;
    numbers := array(select item from register.kvk_terms as item order by id);
    truncate register.kvk_terms;
    insert into register.kvk_terms select item.* from unnest(numbers) as item;
    names := array(select item from register.name_terms as item order by id, term);
    truncate register.name_terms;
    insert into register.name_terms select item.* from unnest(names) as item;
    given := array(select item from register.fingerprints as item order by command_id);
    truncate register.fingerprints;
    insert into register.fingerprints select item.* from unnest(given) as item;
end
$$;


ALTER FUNCTION keys.rewrite() OWNER TO missieboek_owner;

--
-- Name: subject_lock(text); Type: FUNCTION; Schema: keys; Owner: missieboek_owner
--

CREATE FUNCTION keys.subject_lock(subject text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT pg_advisory_xact_lock(hashtextextended(subject, (7097)::bigint)) AS pg_advisory_xact_lock;
END;


ALTER FUNCTION keys.subject_lock(subject text) OWNER TO missieboek_owner;

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
        -- The first rows of a generation meet none: to look for them all the same takes as long as the insertion.
        if not exists (
            select from read_models.rows
            where model = change_rows.model and version = change_rows.version and generation = change_rows.generation
        ) then
            insert into read_models.rows (model, version, generation, key, body)
            select change_rows.model, change_rows.version, change_rows.generation, key, body
            from read_models.staging where staged_by = pg_current_xact_id() and body is not null order by key;
        else
            insert into read_models.rows (model, version, generation, key, body)
            select change_rows.model, change_rows.version, change_rows.generation, key, body
            from read_models.staging where staged_by = pg_current_xact_id() and body is not null order by key
            on conflict (model, version, generation, key) do update set body = excluded.body;
        end if;
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
-- Name: claim(text, integer); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.claim(model text, version integer, OUT epoch bigint, OUT "position" bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    claimed read_models.checkpoints;
begin
    insert into read_models.checkpoints as checkpoint (model, version, epoch, claimed_at)
    values (claim.model, claim.version, 1, clock_timestamp())
    on conflict (model, version) do update set epoch = checkpoint.epoch + 1, claimed_at = excluded.claimed_at
    returning * into strict claimed;
    if claimed.position > event_store.resume_position(claimed.position, claimed.incarnation) then
        perform read_models.empty_generation(claim.model, claim.version, claimed.generation);
        update read_models.checkpoints as checkpoint set position = 0
        where checkpoint.model = claim.model and checkpoint.version = claim.version
        returning * into strict claimed;
    end if;
    claim.epoch := claimed.epoch;
    claim."position" := claimed.position;
end
$$;


ALTER FUNCTION read_models.claim(model text, version integer, OUT epoch bigint, OUT "position" bigint) OWNER TO missieboek_owner;

--
-- Name: discard_ahead(); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.discard_ahead() RETURNS SETOF text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    ahead record;
    emptied text[] := '{}';
begin
    for ahead in
        select model, version, generation from read_models.checkpoints
        where position > event_store.resume_position(position, incarnation)
        order by model, version for update
    loop
        perform read_models.empty_generation(ahead.model, ahead.version, ahead.generation);
        update read_models.checkpoints set position = 0, epoch = epoch + 1
        where model = ahead.model and version = ahead.version;
        emptied := emptied || ahead.model;
    end loop;
    return query select distinct name from unnest(emptied) as name order by name;
end
$$;


ALTER FUNCTION read_models.discard_ahead() OWNER TO missieboek_owner;

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
-- Name: empty_generation(text, integer, bigint); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.empty_generation(model text, version integer, generation bigint) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 DELETE FROM read_models.rows stored
   WHERE ((stored.model = empty_generation.model) AND (stored.version = empty_generation.version) AND (stored.generation = empty_generation.generation));
 DELETE FROM read_models.parked stored
   WHERE ((stored.model = empty_generation.model) AND (stored.version = empty_generation.version) AND (stored.generation = empty_generation.generation));
END;


ALTER FUNCTION read_models.empty_generation(model text, version integer, generation bigint) OWNER TO missieboek_owner;

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
-- Name: note_incarnation(); Type: FUNCTION; Schema: read_models; Owner: missieboek_owner
--

CREATE FUNCTION read_models.note_incarnation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    select id into new.incarnation from event_store.incarnations order by number desc limit 1;
    return new;
end
$$;


ALTER FUNCTION read_models.note_incarnation() OWNER TO missieboek_owner;

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
        perform read_models.empty_generation(gone.model, gone.version, gone.generation);
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
-- Name: enter(uuid, text, integer, bytea, bytea, bytea, bytea, bytea, bytea); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.enter(command_id uuid, id text, version integer, name bytea, kvk_number bytea, contact bytea, digest bytea, kvk_term bytea, name_term bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
#variable_conflict use_column
declare
    last register.sealed_entries;
    owner text;
begin
    if (enter.id ~ '^[a-z0-9]+(-+[a-z0-9]+)+$' and octet_length(enter.id) <= 200) is not true then
        raise exception 'this cannot be an id in the register: lower case, digits and hyphens' using errcode = 'TM422';
    end if;
    perform register.require_sealed();
    -- One at a time for each id, so that versions follow on and no key is destroyed meanwhile.
    perform keys.subject_lock(enter.id);
    if not exists (select from keys.data_keys where subject = enter.id and dossier = 'register') then
        raise exception 'there is no key of % any more: nothing is entered for it', enter.id
            using errcode = 'TM424', detail = format('{"subject":"%s"}', enter.id);
    end if;
    select * into last from register.sealed_entries where id = enter.id order by version desc limit 1;
    if found and last.digest = enter.digest then
        return false;
    elsif coalesce(last.version, 0) + 1 <> enter.version then
        raise exception '% was entered by another at the same time', enter.id using errcode = '40001';
    end if;

    if not exists (select from register.kvk_terms where id = enter.id and term = enter.kvk_term) then
        delete from register.kvk_terms where id = enter.id;
        if enter.kvk_term is not null then
            insert into register.kvk_terms (term, id) values (enter.kvk_term, enter.id) on conflict do nothing;
            if not found then
                select id into owner from register.kvk_terms where term = enter.kvk_term;
                raise exception 'the KvK number of % stands for % already', enter.id, owner
                    using errcode = 'TM423', detail = owner;
            end if;
        end if;
    end if;
    update register.name_terms set is_former = true where id = enter.id and term <> enter.name_term and not is_former;
    insert into register.name_terms (id, term, is_former) values (enter.id, enter.name_term, false)
    on conflict (id, term) do update set is_former = false where name_terms.is_former;
    insert into register.sealed_entries (
        id, version, name, kvk_number, contact, digest, command_id, entered_at)
    values (
        enter.id, enter.version, enter.name, enter.kvk_number, enter.contact, enter.digest, enter.command_id,
        clock_timestamp());
    return true;
end
$_$;


ALTER FUNCTION register.enter(command_id uuid, id text, version integer, name bytea, kvk_number bytea, contact bytea, digest bytea, kvk_term bytea, name_term bytea) OWNER TO missieboek_owner;

--
-- Name: name_terms; Type: TABLE; Schema: register; Owner: missieboek_owner
--

CREATE TABLE register.name_terms (
    id text NOT NULL COLLATE pg_catalog."C",
    term bytea NOT NULL,
    is_former boolean NOT NULL,
    CONSTRAINT name_terms_term_check CHECK ((octet_length(term) = 32))
);
ALTER TABLE ONLY register.name_terms ALTER COLUMN term SET STATISTICS 0;


ALTER TABLE register.name_terms OWNER TO missieboek_owner;

--
-- Name: former_bearers(bytea); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.former_bearers(name_term bytea) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT named.id
    FROM register.name_terms named
   WHERE ((named.term = former_bearers.name_term) AND named.is_former)
   ORDER BY named.id;
END;


ALTER FUNCTION register.former_bearers(name_term bytea) OWNER TO missieboek_owner;

--
-- Name: sealed_entries; Type: TABLE; Schema: register; Owner: missieboek_owner
--

CREATE TABLE register.sealed_entries (
    id text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    name bytea NOT NULL,
    kvk_number bytea,
    contact bytea,
    digest bytea NOT NULL,
    command_id uuid,
    entered_at timestamp with time zone NOT NULL,
    CONSTRAINT sealed_entries_contact_check CHECK ((octet_length(contact) <= 8000)),
    CONSTRAINT sealed_entries_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT sealed_entries_id_check CHECK (((id ~ '^[a-z0-9]+(-+[a-z0-9]+)+$'::text) AND (octet_length(id) <= 200))),
    CONSTRAINT sealed_entries_kvk_number_check CHECK ((octet_length(kvk_number) <= 2000)),
    CONSTRAINT sealed_entries_name_check CHECK ((octet_length(name) <= 2000)),
    CONSTRAINT sealed_entries_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY register.sealed_entries ALTER COLUMN name SET STATISTICS 0;
ALTER TABLE ONLY register.sealed_entries ALTER COLUMN kvk_number SET STATISTICS 0;
ALTER TABLE ONLY register.sealed_entries ALTER COLUMN contact SET STATISTICS 0;
ALTER TABLE ONLY register.sealed_entries ALTER COLUMN digest SET STATISTICS 0;


ALTER TABLE register.sealed_entries OWNER TO missieboek_owner;

--
-- Name: TABLE sealed_entries; Type: COMMENT; Schema: register; Owner: missieboek_owner
--

COMMENT ON TABLE register.sealed_entries IS 'Every version of every entry; the highest of each id counts. Only enter writes it.';


--
-- Name: heads(text[]); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.heads(ids text[]) RETURNS TABLE(version integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(( SELECT max(entry.version) AS max
            FROM register.sealed_entries entry
           WHERE (entry.id = asked.id)), 0) AS "coalesce"
    FROM unnest(heads.ids) WITH ORDINALITY asked(id, place)
   ORDER BY asked.place;
END;


ALTER FUNCTION register.heads(ids text[]) OWNER TO missieboek_owner;

--
-- Name: history(text); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.history(subject text) RETURNS TABLE(id text, state text, version integer, name bytea, kvk_number bytea, contact bytea, wrapped bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT entry.id,
         CASE
             WHEN (key.wrapped IS NULL) THEN 'missing'::text
             ELSE 'entered'::text
         END AS "case",
     entry.version,
     entry.name,
     entry.kvk_number,
     entry.contact,
     key.wrapped
    FROM (register.sealed_entries entry
      LEFT JOIN keys.data_keys key ON (((key.subject = entry.id) AND (key.dossier = 'register'::text))))
   WHERE (entry.id = history.subject)
   ORDER BY entry.version;
END;


ALTER FUNCTION register.history(subject text) OWNER TO missieboek_owner;

--
-- Name: lock_unsealed(); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.lock_unsealed() RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform pg_advisory_xact_lock(7097);
    if to_regclass('register.entries') is null then
        return false;
    end if;
    execute 'lock table register.entries, register.kvk_numbers, register.commands in access exclusive mode';
    return true;
end
$$;


ALTER FUNCTION register.lock_unsealed() OWNER TO missieboek_owner;

--
-- Name: match_command(uuid, text, bytea, bytea); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.match_command(command_id uuid, id text, salt bytea, fingerprint bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
    earlier register.fingerprints;
begin
    perform register.require_sealed();
    select * into earlier from register.fingerprints where command_id = match_command.command_id;
    if found then
        if (earlier.salt, earlier.fingerprint) <> (match_command.salt, match_command.fingerprint) then
            raise exception 'command % was given before with other content for the register',
                match_command.command_id using errcode = 'TM410';
        end if;
        return false;
    end if;
    perform keys.subject_lock(match_command.id);
    if keys.is_destroyed(match_command.id, 'register') then
        return false;
    end if;
    insert into register.fingerprints (command_id, id, salt, fingerprint)
    values (match_command.command_id, match_command.id, match_command.salt, match_command.fingerprint);
    return true;
end
$$;


ALTER FUNCTION register.match_command(command_id uuid, id text, salt bytea, fingerprint bytea) OWNER TO missieboek_owner;

--
-- Name: read(text[], bigint); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.read(ids text[], through bigint) RETURNS TABLE(id text, state text, version integer, name bytea, kvk_number bytea, contact bytea, wrapped bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH moment AS (
          SELECT event.recorded_at
            FROM event_store.events event
           WHERE (event."position" <= read.through)
           ORDER BY event."position" DESC
          LIMIT 1
         )
  SELECT asked.id,
         CASE
             WHEN keys.is_destroyed(asked.id, 'register'::text) THEN 'erased'::text
             WHEN (entry.id IS NULL) THEN 'unknown'::text
             WHEN (key.wrapped IS NULL) THEN 'missing'::text
             ELSE 'entered'::text
         END AS "case",
     entry.version,
     entry.name,
     entry.kvk_number,
     entry.contact,
     key.wrapped
    FROM ((unnest(read.ids) asked(id)
      LEFT JOIN LATERAL ( SELECT entered.id,
             entered.version,
             entered.name,
             entered.kvk_number,
             entered.contact,
             entered.digest,
             entered.command_id,
             entered.entered_at
            FROM register.sealed_entries entered
           WHERE ((entered.id = asked.id) AND ((read.through IS NULL) OR COALESCE(( SELECT (command.positions[1] <= read.through)
                    FROM event_store.commands command
                   WHERE (command.id = entered.command_id)), (entered.entered_at <= ( SELECT moment.recorded_at
                    FROM moment)), false)))
           ORDER BY entered.version DESC
          LIMIT 1) entry ON (true))
      LEFT JOIN keys.data_keys key ON (((key.subject = asked.id) AND (key.dossier = 'register'::text))))
   ORDER BY asked.id;
END;


ALTER FUNCTION register.read(ids text[], through bigint) OWNER TO missieboek_owner;

--
-- Name: replace_unsealed(text[], integer[], bytea[], bytea[], bytea[], bytea[], timestamp with time zone[], bytea[], bytea[], uuid[], text[], bytea[], bytea[]); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.replace_unsealed(ids text[], versions integer[], names bytea[], kvk_numbers bytea[], contacts bytea[], digests bytea[], entered_at timestamp with time zone[], kvk_terms bytea[], name_terms bytea[], command_ids uuid[], command_subjects text[], salts bytea[], fingerprints bytea[]) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into register.sealed_entries (id, version, name, kvk_number, contact, digest, entered_at)
    select * from unnest(ids, versions, names, kvk_numbers, contacts, digests, entered_at);
    insert into register.name_terms (id, term, is_former)
    select entry.id, entry.name_term, not bool_or(entry.is_last)
    from (
        select given.id, given.name_term,
            given.version = max(given.version) over (partition by given.id) as is_last
        from unnest(ids, versions, name_terms) as given (id, version, name_term)
    ) as entry
    group by entry.id, entry.name_term;
    -- Of each id's last version only.
    insert into register.kvk_terms (term, id)
    select last.kvk_term, last.id
    from (
        select distinct on (entry.id) entry.id, entry.kvk_term
        from unnest(ids, versions, kvk_terms) as entry (id, version, kvk_term) order by entry.id, entry.version desc
    ) as last
    where last.kvk_term is not null;
    insert into register.fingerprints (command_id, id, salt, fingerprint)
    select * from unnest(command_ids, command_subjects, salts, fingerprints);
    drop table register.entries, register.kvk_numbers, register.commands;
    -- What verify() compares with was noted while they were there.
    perform schema_history.note_definitions();
    return cardinality(ids);
end
$$;


ALTER FUNCTION register.replace_unsealed(ids text[], versions integer[], names bytea[], kvk_numbers bytea[], contacts bytea[], digests bytea[], entered_at timestamp with time zone[], kvk_terms bytea[], name_terms bytea[], command_ids uuid[], command_subjects text[], salts bytea[], fingerprints bytea[]) OWNER TO missieboek_owner;

--
-- Name: require_sealed(); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.require_sealed() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if to_regclass('register.entries') is not null then
        raise exception 'the register of an older version is not sealed yet' using errcode = 'TM425';
    end if;
end
$$;


ALTER FUNCTION register.require_sealed() OWNER TO missieboek_owner;

--
-- Name: kvk_terms; Type: TABLE; Schema: register; Owner: missieboek_owner
--

CREATE TABLE register.kvk_terms (
    term bytea NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT kvk_terms_term_check CHECK ((octet_length(term) = 32))
);
ALTER TABLE ONLY register.kvk_terms ALTER COLUMN term SET STATISTICS 0;


ALTER TABLE register.kvk_terms OWNER TO missieboek_owner;

--
-- Name: resolve(bytea, bytea, text); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.resolve(kvk_term bytea, name_term bytea, words text) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH present AS (
          SELECT held.id
            FROM register.kvk_terms held
           WHERE (held.term = resolve.kvk_term)
         UNION
          SELECT named.id
            FROM register.name_terms named
           WHERE ((named.term = resolve.name_term) AND (NOT named.is_former))
         UNION
          SELECT entry.id
            FROM register.sealed_entries entry
           WHERE (entry.id = TRIM(BOTH FROM resolve.words))
         )
  SELECT present.id
    FROM present
 UNION
  SELECT named.id
    FROM register.name_terms named
   WHERE ((named.term = resolve.name_term) AND named.is_former AND (NOT (EXISTS ( SELECT
            FROM present))))
  ORDER BY 1;
END;


ALTER FUNCTION register.resolve(kvk_term bytea, name_term bytea, words text) OWNER TO missieboek_owner;

--
-- Name: fingerprints; Type: TABLE; Schema: register; Owner: missieboek_owner
--

CREATE TABLE register.fingerprints (
    command_id uuid NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    salt bytea NOT NULL,
    fingerprint bytea NOT NULL,
    CONSTRAINT fingerprints_fingerprint_check CHECK ((octet_length(fingerprint) = 32))
);
ALTER TABLE ONLY register.fingerprints ALTER COLUMN salt SET STATISTICS 0;
ALTER TABLE ONLY register.fingerprints ALTER COLUMN fingerprint SET STATISTICS 0;


ALTER TABLE register.fingerprints OWNER TO missieboek_owner;

--
-- Name: TABLE fingerprints; Type: COMMENT; Schema: register; Owner: missieboek_owner
--

COMMENT ON TABLE register.fingerprints IS 'Tells whether a command that is repeated gives the register the same as before. Only match_command writes it.';


--
-- Name: salt_of(uuid); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.salt_of(command_id uuid) RETURNS SETOF bytea
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT kept.salt
    FROM register.fingerprints kept
   WHERE (kept.command_id = salt_of.command_id);
END;


ALTER FUNCTION register.salt_of(command_id uuid) OWNER TO missieboek_owner;

--
-- Name: unkeyed(); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.unkeyed() RETURNS TABLE(command_id uuid, id text, salt bytea, fingerprint bytea)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if to_regclass('register.commands') is not null then
        return query execute 'select command_id, id, salt, fingerprint from register.commands order by command_id';
    end if;
end
$$;


ALTER FUNCTION register.unkeyed() OWNER TO missieboek_owner;

--
-- Name: unsealed(); Type: FUNCTION; Schema: register; Owner: missieboek_owner
--

CREATE FUNCTION register.unsealed() RETURNS TABLE(id text, version integer, name text, kvk_number text, contact text, entered_at timestamp with time zone)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
begin
    if to_regclass('register.entries') is not null then
        return query execute $query$
            select id, version, name, kvk_number, contact, entered_at from register.entries order by id, version
            $query$;
    end if;
end
$_$;


ALTER FUNCTION register.unsealed() OWNER TO missieboek_owner;

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
-- Name: note_definitions(); Type: FUNCTION; Schema: schema_history; Owner: missieboek_owner
--

CREATE FUNCTION schema_history.note_definitions() RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH noted AS (
          INSERT INTO schema_history.definitions (number, place, object, definition, server_version, recorded_at, recorded_by)  SELECT ( SELECT (COALESCE(max(former.number), (0)::bigint) + 1)
                            FROM schema_history.definitions former),
                     present.place,
                     present.object,
                     present.definition,
                     ((current_setting('server_version_num'::text))::integer / 10000),
                     statement_timestamp() AS statement_timestamp,
                     SESSION_USER AS "session_user"
                    FROM event_store.definitions() present(place, object, definition)
           RETURNING 1 AS "?column?"
         )
  SELECT count(*) AS count
    FROM noted;
END;


ALTER FUNCTION schema_history.note_definitions() OWNER TO missieboek_owner;

--
-- Name: departures; Type: TABLE; Schema: schema_history; Owner: missieboek_owner
--

CREATE TABLE schema_history.departures (
    recorded_at timestamp with time zone NOT NULL,
    finding text NOT NULL,
    detail text NOT NULL,
    recorded_by name NOT NULL,
    particulars text[]
);


ALTER TABLE schema_history.departures OWNER TO missieboek_owner;

--
-- Name: TABLE departures; Type: COMMENT; Schema: schema_history; Owner: missieboek_owner
--

COMMENT ON TABLE schema_history.departures IS 'What was not as the migration before had left it when the next one began. Never changed.';


--
-- Name: COLUMN departures.particulars; Type: COMMENT; Schema: schema_history; Owner: missieboek_owner
--

COMMENT ON COLUMN schema_history.departures.particulars IS 'The values that detail puts into words; null for what was kept before there were any.';


--
-- Name: note_departures(); Type: FUNCTION; Schema: schema_history; Owner: missieboek_owner
--

CREATE FUNCTION schema_history.note_departures() RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 WITH noted AS (
          INSERT INTO schema_history.departures (recorded_at, finding, detail, particulars, recorded_by)  SELECT statement_timestamp() AS statement_timestamp,
                     departure.finding,
                     departure.detail,
                     departure.particulars,
                     SESSION_USER AS "session_user"
                    FROM event_store.differing_definitions() departure(finding, detail, particulars)
           RETURNING 1 AS "?column?"
         )
  SELECT count(*) AS count
    FROM noted;
END;


ALTER FUNCTION schema_history.note_departures() OWNER TO missieboek_owner;

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
 SELECT schema_history.note_definitions() AS note_definitions;
END;


ALTER FUNCTION schema_history.record(paths text[], texts text[], fingerprint text) OWNER TO missieboek_owner;

--
-- Name: renew_definitions(); Type: FUNCTION; Schema: schema_history; Owner: missieboek_owner
--

CREATE FUNCTION schema_history.renew_definitions() RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT schema_history.note_definitions() AS note_definitions
   WHERE (NOT (EXISTS ( SELECT
            FROM schema_history.definitions noted
           WHERE ((noted.number = ( SELECT max(last.number) AS max
                    FROM schema_history.definitions last)) AND (noted.server_version = ((current_setting('server_version_num'::text))::integer / 10000))))));
END;


ALTER FUNCTION schema_history.renew_definitions() OWNER TO missieboek_owner;

--
-- Name: terms; Type: TABLE; Schema: access_log; Owner: missieboek_owner
--

CREATE TABLE access_log.terms (
    number bigint NOT NULL,
    days integer NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT terms_days_check CHECK ((days > 0)),
    CONSTRAINT terms_number_check CHECK ((number > 0))
);


ALTER TABLE access_log.terms OWNER TO missieboek_owner;

--
-- Name: TABLE terms; Type: COMMENT; Schema: access_log; Owner: missieboek_owner
--

COMMENT ON TABLE access_log.terms IS 'For how many days entries are kept; the last row counts. Never changed.';


--
-- Name: duties_done; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.duties_done (
    stream text NOT NULL COLLATE pg_catalog."C",
    duty text NOT NULL COLLATE pg_catalog."C",
    actor text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL
);


ALTER TABLE event_store.duties_done OWNER TO missieboek_owner;

--
-- Name: TABLE duties_done; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.duties_done IS 'What each account did on a file that bars it, and every account of the same person, from another duty there. Never changed.';


--
-- Name: COLUMN duties_done."position"; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.duties_done."position" IS 'The event by which it was first done.';


--
-- Name: event_types; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.event_types (
    name text NOT NULL COLLATE pg_catalog."C",
    category text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    current text NOT NULL COLLATE pg_catalog."C",
    term text NOT NULL,
    schema jsonb NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT event_types_version_check CHECK ((version > 0))
);


ALTER TABLE event_store.event_types OWNER TO missieboek_owner;

--
-- Name: TABLE event_types; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.event_types IS 'What is stored under each type of event. Only a migration writes it; no type is ever removed.';


--
-- Name: COLUMN event_types.category; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.event_types.category IS 'The streams that hold it: those whose name begins so.';


--
-- Name: COLUMN event_types.version; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.event_types.version IS 'Which form of the event it is, counted from 1.';


--
-- Name: COLUMN event_types.current; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.event_types.current IS 'The type under which such an event is stored today: this one, or the one that took its place.';


--
-- Name: COLUMN event_types.term; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.event_types.term IS 'What users call it, in Dutch.';


--
-- Name: COLUMN event_types.schema; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.event_types.schema IS 'JSON Schema 2020-12 of the data.';


--
-- Name: COLUMN event_types.since; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.event_types.since IS 'When this database learnt of it.';


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
    leaf_hash bytea NOT NULL
);


ALTER TABLE event_store.events_1 OWNER TO missieboek_owner;

--
-- Name: mistaken_persons; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.mistaken_persons (
    account text NOT NULL COLLATE pg_catalog."C",
    person text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL
);


ALTER TABLE event_store.mistaken_persons OWNER TO missieboek_owner;

--
-- Name: TABLE mistaken_persons; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.mistaken_persons IS 'Of whom it was taken back that they are behind an account: what persons_behind holds up to that position no longer counts. Never changed.';


--
-- Name: persons_behind; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.persons_behind (
    account text NOT NULL COLLATE pg_catalog."C",
    person text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL
);


ALTER TABLE event_store.persons_behind OWNER TO missieboek_owner;

--
-- Name: TABLE persons_behind; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.persons_behind IS 'Everyone who was recorded as the person behind an account, by a random identifier, each time. Never changed.';


--
-- Name: streams_in_scope; Type: VIEW; Schema: event_store; Owner: missieboek_owner
--

CREATE VIEW event_store.streams_in_scope WITH (security_barrier='true') AS
 SELECT placed.stream
   FROM event_store.stream_countries placed
  WHERE ((placed.country = ANY (( SELECT own_scope.countries
           FROM event_store.own_scope() own_scope(countries, hidden_categories))::text[])) AND (event_store.scoped_category(placed.stream) <> ALL (( SELECT (own_scope.hidden_categories || '{""}'::text[])
           FROM event_store.own_scope() own_scope(countries, hidden_categories))::text[])));


ALTER TABLE event_store.streams_in_scope OWNER TO missieboek_owner;

--
-- Name: subscriptions; Type: TABLE; Schema: event_store; Owner: missieboek_owner
--

CREATE TABLE event_store.subscriptions (
    name text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    epoch bigint NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    moved_at timestamp with time zone,
    incarnation uuid NOT NULL
);


ALTER TABLE event_store.subscriptions OWNER TO missieboek_owner;

--
-- Name: TABLE subscriptions; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON TABLE event_store.subscriptions IS 'How far each named reader of the log came. Only its last owner moves it.';


--
-- Name: COLUMN subscriptions.incarnation; Type: COMMENT; Schema: event_store; Owner: missieboek_owner
--

COMMENT ON COLUMN event_store.subscriptions.incarnation IS 'The life of the log in which the position was reached and the name last claimed.';


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
    generation bigint DEFAULT 1 NOT NULL,
    incarnation uuid
);


ALTER TABLE read_models.checkpoints OWNER TO missieboek_owner;

--
-- Name: COLUMN checkpoints.generation; Type: COMMENT; Schema: read_models; Owner: missieboek_owner
--

COMMENT ON COLUMN read_models.checkpoints.generation IS 'The generation that questions read and catching up changes.';


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
-- Name: events_1; Type: TABLE ATTACH; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.events ATTACH PARTITION event_store.events_1 FOR VALUES FROM ('1') TO ('100000001');


--
-- Name: entries entries_pkey; Type: CONSTRAINT; Schema: access_log; Owner: missieboek_owner
--

ALTER TABLE ONLY access_log.entries
    ADD CONSTRAINT entries_pkey PRIMARY KEY (number);


--
-- Name: terms terms_pkey; Type: CONSTRAINT; Schema: access_log; Owner: missieboek_owner
--

ALTER TABLE ONLY access_log.terms
    ADD CONSTRAINT terms_pkey PRIMARY KEY (number);


--
-- Name: commands commands_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.commands
    ADD CONSTRAINT commands_pkey PRIMARY KEY (id);


--
-- Name: duties_done duties_done_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.duties_done
    ADD CONSTRAINT duties_done_pkey PRIMARY KEY (stream, duty, actor);


--
-- Name: event_types event_types_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.event_types
    ADD CONSTRAINT event_types_pkey PRIMARY KEY (name);


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
-- Name: incarnations incarnations_id_key; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.incarnations
    ADD CONSTRAINT incarnations_id_key UNIQUE (id);


--
-- Name: incarnations incarnations_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.incarnations
    ADD CONSTRAINT incarnations_pkey PRIMARY KEY (number);


--
-- Name: layout layout_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.layout
    ADD CONSTRAINT layout_pkey PRIMARY KEY (single);


--
-- Name: linked_files linked_files_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.linked_files
    ADD CONSTRAINT linked_files_pkey PRIMARY KEY (stream, duty, file);


--
-- Name: login_bindings login_bindings_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.login_bindings
    ADD CONSTRAINT login_bindings_pkey PRIMARY KEY (login, number);


--
-- Name: mention_rules mention_rules_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.mention_rules
    ADD CONSTRAINT mention_rules_pkey PRIMARY KEY (type, path, meaning);


--
-- Name: mistaken_persons mistaken_persons_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.mistaken_persons
    ADD CONSTRAINT mistaken_persons_pkey PRIMARY KEY (account, person, "position");


--
-- Name: naming_rules naming_rules_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.naming_rules
    ADD CONSTRAINT naming_rules_pkey PRIMARY KEY (category, result);


--
-- Name: persons_behind persons_behind_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.persons_behind
    ADD CONSTRAINT persons_behind_pkey PRIMARY KEY (account, person, "position");


--
-- Name: placing_standing placing_standing_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.placing_standing
    ADD CONSTRAINT placing_standing_pkey PRIMARY KEY (single);


--
-- Name: scope_bindings scope_bindings_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.scope_bindings
    ADD CONSTRAINT scope_bindings_pkey PRIMARY KEY (login, number);


--
-- Name: snapshots snapshots_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.snapshots
    ADD CONSTRAINT snapshots_pkey PRIMARY KEY (stream);


--
-- Name: stream_countries stream_countries_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.stream_countries
    ADD CONSTRAINT stream_countries_pkey PRIMARY KEY (stream, country);


--
-- Name: stream_links stream_links_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.stream_links
    ADD CONSTRAINT stream_links_pkey PRIMARY KEY (leader, follower);


--
-- Name: streams streams_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.streams
    ADD CONSTRAINT streams_pkey PRIMARY KEY (stream);


--
-- Name: subscriptions subscriptions_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (name);


--
-- Name: watermark watermark_pkey; Type: CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.watermark
    ADD CONSTRAINT watermark_pkey PRIMARY KEY ("position", recorded_at);


--
-- Name: data_keys data_keys_pkey; Type: CONSTRAINT; Schema: keys; Owner: missieboek_owner
--

ALTER TABLE ONLY keys.data_keys
    ADD CONSTRAINT data_keys_pkey PRIMARY KEY (subject, dossier);


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
-- Name: fingerprints fingerprints_pkey; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.fingerprints
    ADD CONSTRAINT fingerprints_pkey PRIMARY KEY (command_id);


--
-- Name: kvk_terms kvk_terms_id_key; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.kvk_terms
    ADD CONSTRAINT kvk_terms_id_key UNIQUE (id);


--
-- Name: kvk_terms kvk_terms_pkey; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.kvk_terms
    ADD CONSTRAINT kvk_terms_pkey PRIMARY KEY (term);


--
-- Name: name_terms name_terms_pkey; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.name_terms
    ADD CONSTRAINT name_terms_pkey PRIMARY KEY (id, term);


--
-- Name: scopes scopes_pkey; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.scopes
    ADD CONSTRAINT scopes_pkey PRIMARY KEY (subject, dossier);


--
-- Name: sealed_entries sealed_entries_pkey; Type: CONSTRAINT; Schema: register; Owner: missieboek_owner
--

ALTER TABLE ONLY register.sealed_entries
    ADD CONSTRAINT sealed_entries_pkey PRIMARY KEY (id, version);


--
-- Name: definitions definitions_pkey; Type: CONSTRAINT; Schema: schema_history; Owner: missieboek_owner
--

ALTER TABLE ONLY schema_history.definitions
    ADD CONSTRAINT definitions_pkey PRIMARY KEY (number, place, object);


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
-- Name: entries_disposal; Type: INDEX; Schema: access_log; Owner: missieboek_owner
--

CREATE INDEX entries_disposal ON access_log.entries USING btree (as_of) WHERE (action = 'readings dispose'::text);


--
-- Name: entries_object; Type: INDEX; Schema: access_log; Owner: missieboek_owner
--

CREATE INDEX entries_object ON access_log.entries USING btree (object, number);


--
-- Name: events_1_stream_version; Type: INDEX; Schema: event_store; Owner: missieboek_owner
--

CREATE UNIQUE INDEX events_1_stream_version ON event_store.events_1 USING btree (stream, version);


--
-- Name: persons_behind_person; Type: INDEX; Schema: event_store; Owner: missieboek_owner
--

CREATE INDEX persons_behind_person ON event_store.persons_behind USING btree (person, account);


--
-- Name: stream_countries_country; Type: INDEX; Schema: event_store; Owner: missieboek_owner
--

CREATE INDEX stream_countries_country ON event_store.stream_countries USING btree (country, stream);


--
-- Name: fingerprints_id; Type: INDEX; Schema: register; Owner: missieboek_owner
--

CREATE INDEX fingerprints_id ON register.fingerprints USING btree (id);


--
-- Name: name_terms_term; Type: INDEX; Schema: register; Owner: missieboek_owner
--

CREATE INDEX name_terms_term ON register.name_terms USING btree (term);


--
-- Name: events_1_pkey; Type: INDEX ATTACH; Schema: event_store; Owner: missieboek_owner
--

ALTER INDEX event_store.events_pkey ATTACH PARTITION event_store.events_1_pkey;


--
-- Name: entries refuse_change; Type: TRIGGER; Schema: access_log; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE UPDATE OR TRUNCATE ON access_log.entries FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: terms refuse_change; Type: TRIGGER; Schema: access_log; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON access_log.terms FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: entries require_disposal; Type: TRIGGER; Schema: access_log; Owner: missieboek_owner
--

CREATE TRIGGER require_disposal BEFORE DELETE ON access_log.entries FOR EACH ROW EXECUTE FUNCTION access_log.require_disposal();


--
-- Name: commands refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.commands FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: duties_done refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.duties_done FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: events refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.events FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: events_1 refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.events_1 FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: incarnations refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.incarnations FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: linked_files refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.linked_files FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: login_bindings refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.login_bindings FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: mistaken_persons refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.mistaken_persons FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: persons_behind refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.persons_behind FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: scope_bindings refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.scope_bindings FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: watermark refuse_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON event_store.watermark FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: event_types refuse_removal; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_removal BEFORE DELETE OR TRUNCATE ON event_store.event_types FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: layout refuse_removal; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_removal BEFORE DELETE OR TRUNCATE ON event_store.layout FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: streams refuse_removal; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_removal BEFORE DELETE OR TRUNCATE ON event_store.streams FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: subscriptions refuse_removal; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_removal BEFORE DELETE OR TRUNCATE ON event_store.subscriptions FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: events refuse_row_change; Type: TRIGGER; Schema: event_store; Owner: missieboek_owner
--

CREATE TRIGGER refuse_row_change BEFORE DELETE OR UPDATE ON event_store.events FOR EACH ROW EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: checkpoints note_incarnation; Type: TRIGGER; Schema: read_models; Owner: missieboek_owner
--

CREATE TRIGGER note_incarnation BEFORE INSERT OR UPDATE OF "position" ON read_models.checkpoints FOR EACH ROW EXECUTE FUNCTION read_models.note_incarnation();


--
-- Name: definitions refuse_change; Type: TRIGGER; Schema: schema_history; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON schema_history.definitions FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: departures refuse_change; Type: TRIGGER; Schema: schema_history; Owner: missieboek_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON schema_history.departures FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();


--
-- Name: event_types event_types_current_fkey; Type: FK CONSTRAINT; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE ONLY event_store.event_types
    ADD CONSTRAINT event_types_current_fkey FOREIGN KEY (current) REFERENCES event_store.event_types(name) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: events; Type: ROW SECURITY; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE event_store.events ENABLE ROW LEVEL SECURITY;

--
-- Name: events everybody; Type: POLICY; Schema: event_store; Owner: missieboek_owner
--

CREATE POLICY everybody ON event_store.events USING (true);


--
-- Name: snapshots everybody; Type: POLICY; Schema: event_store; Owner: missieboek_owner
--

CREATE POLICY everybody ON event_store.snapshots USING (true);


--
-- Name: streams everybody; Type: POLICY; Schema: event_store; Owner: missieboek_owner
--

CREATE POLICY everybody ON event_store.streams USING (true);


--
-- Name: events scope; Type: POLICY; Schema: event_store; Owner: missieboek_owner
--

CREATE POLICY scope ON event_store.events AS RESTRICTIVE FOR SELECT TO missieboek_scoped_reader USING (((split_part(type, '.'::text, 1) <> 'CompanyFileLinked'::text) AND (event_store.scoped_category(stream) <> ALL (( SELECT (own_scope.hidden_categories || '{""}'::text[])
   FROM event_store.own_scope() own_scope(countries, hidden_categories))::text[])) AND (( SELECT (own_scope.countries IS NULL)
   FROM event_store.own_scope() own_scope(countries, hidden_categories)) OR (EXISTS ( SELECT
   FROM event_store.streams_in_scope seen
  WHERE (seen.stream = events.stream))))));


--
-- Name: snapshots scope; Type: POLICY; Schema: event_store; Owner: missieboek_owner
--

CREATE POLICY scope ON event_store.snapshots AS RESTRICTIVE FOR SELECT TO missieboek_scoped_reader USING (((event_store.scoped_category(stream) <> ALL (( SELECT (own_scope.hidden_categories || '{"",company}'::text[])
   FROM event_store.own_scope() own_scope(countries, hidden_categories))::text[])) AND (( SELECT (own_scope.countries IS NULL)
   FROM event_store.own_scope() own_scope(countries, hidden_categories)) OR (EXISTS ( SELECT
   FROM event_store.streams_in_scope seen
  WHERE (seen.stream = snapshots.stream))))));


--
-- Name: streams scope; Type: POLICY; Schema: event_store; Owner: missieboek_owner
--

CREATE POLICY scope ON event_store.streams AS RESTRICTIVE FOR SELECT TO missieboek_scoped_reader USING (((event_store.scoped_category(stream) <> ALL (( SELECT (own_scope.hidden_categories || '{""}'::text[])
   FROM event_store.own_scope() own_scope(countries, hidden_categories))::text[])) AND (( SELECT (own_scope.countries IS NULL)
   FROM event_store.own_scope() own_scope(countries, hidden_categories)) OR (EXISTS ( SELECT
   FROM event_store.streams_in_scope seen
  WHERE (seen.stream = streams.stream))))));


--
-- Name: snapshots; Type: ROW SECURITY; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE event_store.snapshots ENABLE ROW LEVEL SECURITY;

--
-- Name: streams; Type: ROW SECURITY; Schema: event_store; Owner: missieboek_owner
--

ALTER TABLE event_store.streams ENABLE ROW LEVEL SECURITY;

--
-- Name: data_keys; Type: ROW SECURITY; Schema: keys; Owner: missieboek_owner
--

ALTER TABLE keys.data_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: parked everybody; Type: POLICY; Schema: read_models; Owner: missieboek_owner
--

CREATE POLICY everybody ON read_models.parked USING (true);


--
-- Name: rows everybody; Type: POLICY; Schema: read_models; Owner: missieboek_owner
--

CREATE POLICY everybody ON read_models.rows USING (true);


--
-- Name: parked; Type: ROW SECURITY; Schema: read_models; Owner: missieboek_owner
--

ALTER TABLE read_models.parked ENABLE ROW LEVEL SECURITY;

--
-- Name: rows; Type: ROW SECURITY; Schema: read_models; Owner: missieboek_owner
--

ALTER TABLE read_models.rows ENABLE ROW LEVEL SECURITY;

--
-- Name: parked scope; Type: POLICY; Schema: read_models; Owner: missieboek_owner
--

CREATE POLICY scope ON read_models.parked AS RESTRICTIVE FOR SELECT TO missieboek_scoped_reader USING (((model = ANY (ARRAY['board'::text, 'registers'::text])) AND (event_store.scoped_category(stream) <> ALL (( SELECT (own_scope.hidden_categories || '{""}'::text[])
   FROM event_store.own_scope() own_scope(countries, hidden_categories))::text[])) AND (( SELECT (own_scope.countries IS NULL)
   FROM event_store.own_scope() own_scope(countries, hidden_categories)) OR (EXISTS ( SELECT
   FROM event_store.streams_in_scope seen
  WHERE (seen.stream = parked.stream))))));


--
-- Name: rows scope; Type: POLICY; Schema: read_models; Owner: missieboek_owner
--

CREATE POLICY scope ON read_models.rows AS RESTRICTIVE FOR SELECT TO missieboek_scoped_reader USING (((model = ANY (ARRAY['board'::text, 'registers'::text])) AND (event_store.scoped_category(key) <> ALL (( SELECT (own_scope.hidden_categories || '{""}'::text[])
   FROM event_store.own_scope() own_scope(countries, hidden_categories))::text[])) AND (( SELECT (own_scope.countries IS NULL)
   FROM event_store.own_scope() own_scope(countries, hidden_categories)) OR (EXISTS ( SELECT
   FROM event_store.streams_in_scope seen
  WHERE (seen.stream = rows.key))))));


--
-- Name: SCHEMA access_log; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA access_log TO missieboek_appender;
GRANT USAGE ON SCHEMA access_log TO missieboek_projector;
GRANT USAGE ON SCHEMA access_log TO missieboek_reader;
GRANT USAGE ON SCHEMA access_log TO missieboek_auditor;
GRANT USAGE ON SCHEMA access_log TO missieboek_backup;
GRANT USAGE ON SCHEMA access_log TO missieboek_scoped_reader;


--
-- Name: SCHEMA event_store; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA event_store TO missieboek_appender;
GRANT USAGE ON SCHEMA event_store TO missieboek_projector;
GRANT USAGE ON SCHEMA event_store TO missieboek_reader;
GRANT USAGE ON SCHEMA event_store TO missieboek_auditor;
GRANT USAGE ON SCHEMA event_store TO missieboek_scoped_reader;
GRANT USAGE ON SCHEMA event_store TO missieboek_backup;


--
-- Name: SCHEMA keys; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA keys TO missieboek_appender;
GRANT USAGE ON SCHEMA keys TO missieboek_reader;
GRANT USAGE ON SCHEMA keys TO missieboek_key_keeper;
GRANT USAGE ON SCHEMA keys TO missieboek_backup;


--
-- Name: SCHEMA read_models; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA read_models TO missieboek_projector;
GRANT USAGE ON SCHEMA read_models TO missieboek_reader;
GRANT USAGE ON SCHEMA read_models TO missieboek_auditor;
GRANT USAGE ON SCHEMA read_models TO missieboek_scoped_reader;
GRANT USAGE ON SCHEMA read_models TO missieboek_backup;


--
-- Name: SCHEMA register; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA register TO missieboek_appender;
GRANT USAGE ON SCHEMA register TO missieboek_reader;
GRANT USAGE ON SCHEMA register TO missieboek_backup;


--
-- Name: SCHEMA schema_history; Type: ACL; Schema: -; Owner: missieboek_owner
--

GRANT USAGE ON SCHEMA schema_history TO missieboek_appender;
GRANT USAGE ON SCHEMA schema_history TO missieboek_projector;
GRANT USAGE ON SCHEMA schema_history TO missieboek_reader;
GRANT USAGE ON SCHEMA schema_history TO missieboek_auditor;
GRANT USAGE ON SCHEMA schema_history TO missieboek_scoped_reader;
GRANT USAGE ON SCHEMA schema_history TO missieboek_backup;


--
-- Name: FUNCTION add(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text); Type: ACL; Schema: access_log; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION access_log.add(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) FROM PUBLIC;


--
-- Name: FUNCTION dispose(ground text); Type: ACL; Schema: access_log; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION access_log.dispose(ground text) FROM PUBLIC;


--
-- Name: TABLE entries; Type: ACL; Schema: access_log; Owner: missieboek_owner
--

GRANT SELECT ON TABLE access_log.entries TO missieboek_auditor;
GRANT SELECT ON TABLE access_log.entries TO missieboek_backup;


--
-- Name: FUNCTION entry_hash(entry access_log.entries); Type: ACL; Schema: access_log; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION access_log.entry_hash(entry access_log.entries) FROM PUBLIC;


--
-- Name: FUNCTION record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text); Type: ACL; Schema: access_log; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION access_log.record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) FROM PUBLIC;
GRANT ALL ON FUNCTION access_log.record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) TO missieboek_appender;
GRANT ALL ON FUNCTION access_log.record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) TO missieboek_projector;
GRANT ALL ON FUNCTION access_log.record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) TO missieboek_reader;
GRANT ALL ON FUNCTION access_log.record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) TO missieboek_auditor;
GRANT ALL ON FUNCTION access_log.record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) TO missieboek_backup;
GRANT ALL ON FUNCTION access_log.record(action text, object text, result text, actor text, ground text, as_of bigint, valid_at timestamp with time zone, format text, shown bigint, stated_account text) TO missieboek_scoped_reader;


--
-- Name: FUNCTION require_disposal(); Type: ACL; Schema: access_log; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION access_log.require_disposal() FROM PUBLIC;


--
-- Name: FUNCTION set_term(days integer, ground text); Type: ACL; Schema: access_log; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION access_log.set_term(days integer, ground text) FROM PUBLIC;


--
-- Name: FUNCTION verify(); Type: ACL; Schema: access_log; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION access_log.verify() FROM PUBLIC;
GRANT ALL ON FUNCTION access_log.verify() TO missieboek_auditor;


--
-- Name: FUNCTION writing_lock(); Type: ACL; Schema: access_log; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION access_log.writing_lock() FROM PUBLIC;


--
-- Name: FUNCTION access_rights(list aclitem[], kind "char", owner oid); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.access_rights(list aclitem[], kind "char", owner oid) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.access_rights(list aclitem[], kind "char", owner oid) TO missieboek_auditor;


--
-- Name: FUNCTION advance_watermark(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.advance_watermark() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.advance_watermark() TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.advance_watermark() TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.advance_watermark() TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.advance_watermark() TO missieboek_auditor;
GRANT ALL ON FUNCTION event_store.advance_watermark() TO missieboek_scoped_reader;


--
-- Name: FUNCTION append(command_id uuid, command text, content bytea, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.append(command_id uuid, command text, content bytea, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.append(command_id uuid, command text, content bytea, actor text, rejection bytea, expected_streams text[], expected_versions bigint[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) TO missieboek_appender;


--
-- Name: FUNCTION append_batch(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_counts integer[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.append_batch(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_counts integer[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.append_batch(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_counts integer[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) TO missieboek_appender;


--
-- Name: FUNCTION append_each(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_counts integer[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.append_each(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_counts integer[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) FROM PUBLIC;


--
-- Name: FUNCTION append_event(command_id uuid, command text, content bytea, actor text, stream text, expected bigint, type text, occurred_at timestamp with time zone, data bytea, metadata bytea); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.append_event(command_id uuid, command text, content bytea, actor text, stream text, expected bigint, type text, occurred_at timestamp with time zone, data bytea, metadata bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.append_event(command_id uuid, command text, content bytea, actor text, stream text, expected bigint, type text, occurred_at timestamp with time zone, data bytea, metadata bytea) TO missieboek_appender;


--
-- Name: FUNCTION append_lock(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.append_lock() FROM PUBLIC;


--
-- Name: FUNCTION are_lawful(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.are_lawful(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expected_streams text[], expected_versions bigint[], event_counts integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) FROM PUBLIC;


--
-- Name: FUNCTION barred_duty(actor text, event_streams text[], event_types text[], event_data bytea[], locked text[], OUT failure text, OUT message text, OUT detail text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.barred_duty(actor text, event_streams text[], event_types text[], event_data bytea[], locked text[], OUT failure text, OUT message text, OUT detail text) FROM PUBLIC;


--
-- Name: FUNCTION bears_duty(type text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.bears_duty(type text) FROM PUBLIC;


--
-- Name: TABLE incarnations; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.incarnations TO missieboek_appender;
GRANT SELECT ON TABLE event_store.incarnations TO missieboek_projector;
GRANT SELECT ON TABLE event_store.incarnations TO missieboek_reader;
GRANT SELECT ON TABLE event_store.incarnations TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.incarnations TO missieboek_backup;


--
-- Name: FUNCTION begin_incarnation(cause text, acknowledged bigint); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.begin_incarnation(cause text, acknowledged bigint) FROM PUBLIC;


--
-- Name: FUNCTION begin_scoped_question(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.begin_scoped_question() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.begin_scoped_question() TO missieboek_scoped_reader;


--
-- Name: FUNCTION bind_login(login name, actors text[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.bind_login(login name, actors text[]) FROM PUBLIC;


--
-- Name: FUNCTION bind_scope(login name, countries text[], hidden_categories text[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.bind_scope(login name, countries text[], hidden_categories text[]) FROM PUBLIC;


--
-- Name: TABLE scope_bindings; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.scope_bindings TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.scope_bindings TO missieboek_backup;


--
-- Name: FUNCTION circumvented_scopes(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.circumvented_scopes() FROM PUBLIC;


--
-- Name: FUNCTION claim_subscription(name text, start bigint, OUT epoch bigint, OUT incarnation uuid, OUT "position" bigint, OUT former bigint); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.claim_subscription(name text, start bigint, OUT epoch bigint, OUT incarnation uuid, OUT "position" bigint, OUT former bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.claim_subscription(name text, start bigint, OUT epoch bigint, OUT incarnation uuid, OUT "position" bigint, OUT former bigint) TO missieboek_projector;


--
-- Name: TABLE commands; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.commands TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.commands TO missieboek_backup;


--
-- Name: TABLE events; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.events TO missieboek_appender;
GRANT SELECT ON TABLE event_store.events TO missieboek_projector;
GRANT SELECT ON TABLE event_store.events TO missieboek_reader;
GRANT SELECT ON TABLE event_store.events TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.events TO missieboek_scoped_reader;
GRANT SELECT ON TABLE event_store.events TO missieboek_backup;


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
-- Name: FUNCTION current_incarnation(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.current_incarnation() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.current_incarnation() TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.current_incarnation() TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.current_incarnation() TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.current_incarnation() TO missieboek_auditor;
GRANT ALL ON FUNCTION event_store.current_incarnation() TO missieboek_scoped_reader;


--
-- Name: TABLE watermark; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.watermark TO missieboek_appender;
GRANT SELECT ON TABLE event_store.watermark TO missieboek_projector;
GRANT SELECT ON TABLE event_store.watermark TO missieboek_reader;
GRANT SELECT ON TABLE event_store.watermark TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.watermark TO missieboek_backup;


--
-- Name: FUNCTION current_watermark(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.current_watermark() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.current_watermark() TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.current_watermark() TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.current_watermark() TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.current_watermark() TO missieboek_auditor;
GRANT ALL ON FUNCTION event_store.current_watermark() TO missieboek_scoped_reader;


--
-- Name: FUNCTION data_text(data bytea, key text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.data_text(data bytea, key text) FROM PUBLIC;


--
-- Name: FUNCTION data_texts(data bytea, key text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.data_texts(data bytea, key text) FROM PUBLIC;


--
-- Name: FUNCTION declare_event_type(name text, category text, version integer, current text, term text, schema jsonb); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.declare_event_type(name text, category text, version integer, current text, term text, schema jsonb) FROM PUBLIC;


--
-- Name: FUNCTION declared_duties(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.declared_duties() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.declared_duties() TO missieboek_auditor;


--
-- Name: FUNCTION declared_links(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.declared_links() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.declared_links() TO missieboek_auditor;


--
-- Name: TABLE mention_rules; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.mention_rules TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.mention_rules TO missieboek_backup;


--
-- Name: TABLE naming_rules; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.naming_rules TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.naming_rules TO missieboek_backup;


--
-- Name: FUNCTION definitions(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.definitions() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.definitions() TO missieboek_auditor;


--
-- Name: SEQUENCE binding; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON SEQUENCE event_store.binding TO missieboek_backup;


--
-- Name: TABLE login_bindings; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.login_bindings TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.login_bindings TO missieboek_backup;


--
-- Name: TABLE definitions; Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

GRANT SELECT ON TABLE schema_history.definitions TO missieboek_auditor;
GRANT SELECT ON TABLE schema_history.definitions TO missieboek_backup;


--
-- Name: FUNCTION differing_definitions(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.differing_definitions() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.differing_definitions() TO missieboek_auditor;


--
-- Name: FUNCTION differing_duties(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.differing_duties() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.differing_duties() TO missieboek_auditor;


--
-- Name: TABLE snapshots; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.snapshots TO missieboek_appender;
GRANT SELECT ON TABLE event_store.snapshots TO missieboek_reader;
GRANT SELECT ON TABLE event_store.snapshots TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.snapshots TO missieboek_scoped_reader;
GRANT SELECT ON TABLE event_store.snapshots TO missieboek_backup;


--
-- Name: FUNCTION drop_snapshots(stream text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.drop_snapshots(stream text) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.drop_snapshots(stream text) TO missieboek_appender;


--
-- Name: FUNCTION duties_borne(event_streams text[], event_types text[], event_data bytea[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.duties_borne(event_streams text[], event_types text[], event_data bytea[]) FROM PUBLIC;


--
-- Name: FUNCTION duties_in_log(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.duties_in_log() FROM PUBLIC;


--
-- Name: FUNCTION duties_linked(event_streams text[], event_types text[], event_data bytea[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.duties_linked(event_streams text[], event_types text[], event_data bytea[]) FROM PUBLIC;


--
-- Name: TABLE linked_files; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.linked_files TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.linked_files TO missieboek_backup;


--
-- Name: FUNCTION duty_reach(event_streams text[], event_types text[], event_data bytea[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.duty_reach(event_streams text[], event_types text[], event_data bytea[]) FROM PUBLIC;


--
-- Name: FUNCTION ensure_partitions_ahead(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.ensure_partitions_ahead() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.ensure_partitions_ahead() TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.ensure_partitions_ahead() TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.ensure_partitions_ahead() TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.ensure_partitions_ahead() TO missieboek_auditor;


--
-- Name: FUNCTION event_id(command_id uuid, ordinal integer); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) TO missieboek_auditor;
GRANT ALL ON FUNCTION event_store.event_id(command_id uuid, ordinal integer) TO missieboek_scoped_reader;


--
-- Name: TABLE placing_standing; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.placing_standing TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.placing_standing TO missieboek_backup;


--
-- Name: TABLE stream_countries; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.stream_countries TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.stream_countries TO missieboek_backup;


--
-- Name: TABLE stream_links; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.stream_links TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.stream_links TO missieboek_backup;


--
-- Name: FUNCTION forget_places(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.forget_places() FROM PUBLIC;


--
-- Name: FUNCTION holds("position" bigint, leaf_hash bytea); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.holds("position" bigint, leaf_hash bytea) FROM PUBLIC;


--
-- Name: FUNCTION incarnation_standing(OUT number bigint, OUT cause text, OUT after_position bigint, OUT acknowledged_position bigint, OUT began_at timestamp with time zone, OUT is_of_this_server boolean); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.incarnation_standing(OUT number bigint, OUT cause text, OUT after_position bigint, OUT acknowledged_position bigint, OUT began_at timestamp with time zone, OUT is_of_this_server boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.incarnation_standing(OUT number bigint, OUT cause text, OUT after_position bigint, OUT acknowledged_position bigint, OUT began_at timestamp with time zone, OUT is_of_this_server boolean) TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.incarnation_standing(OUT number bigint, OUT cause text, OUT after_position bigint, OUT acknowledged_position bigint, OUT began_at timestamp with time zone, OUT is_of_this_server boolean) TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.incarnation_standing(OUT number bigint, OUT cause text, OUT after_position bigint, OUT acknowledged_position bigint, OUT began_at timestamp with time zone, OUT is_of_this_server boolean) TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.incarnation_standing(OUT number bigint, OUT cause text, OUT after_position bigint, OUT acknowledged_position bigint, OUT began_at timestamp with time zone, OUT is_of_this_server boolean) TO missieboek_auditor;


--
-- Name: FUNCTION keep_snapshot(stream text, version bigint, "position" bigint, event_id uuid, fold text, state bytea); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.keep_snapshot(stream text, version bigint, "position" bigint, event_id uuid, fold text, state bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.keep_snapshot(stream text, version bigint, "position" bigint, event_id uuid, fold text, state bytea) TO missieboek_appender;


--
-- Name: FUNCTION leaf_hash("position" bigint, version bigint, recorded_at timestamp with time zone, occurred_at timestamp with time zone, event_id uuid, stream text, type text, actor text, data bytea, metadata bytea); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.leaf_hash("position" bigint, version bigint, recorded_at timestamp with time zone, occurred_at timestamp with time zone, event_id uuid, stream text, type text, actor text, data bytea, metadata bytea) FROM PUBLIC;


--
-- Name: FUNCTION may_record(actors text[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.may_record(actors text[]) FROM PUBLIC;


--
-- Name: FUNCTION mentions(data bytea, path text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.mentions(data bytea, path text) FROM PUBLIC;


--
-- Name: FUNCTION move_subscription(name text, epoch bigint, incarnation uuid, "position" bigint); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.move_subscription(name text, epoch bigint, incarnation uuid, "position" bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.move_subscription(name text, epoch bigint, incarnation uuid, "position" bigint) TO missieboek_projector;


--
-- Name: FUNCTION note_duties_in_log(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.note_duties_in_log() FROM PUBLIC;


--
-- Name: FUNCTION notice_before_append(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.notice_before_append() FROM PUBLIC;


--
-- Name: FUNCTION notice_server(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.notice_server() FROM PUBLIC;


--
-- Name: FUNCTION own_scope(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.own_scope() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.own_scope() TO missieboek_scoped_reader;


--
-- Name: FUNCTION partition_lock(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.partition_lock() FROM PUBLIC;


--
-- Name: FUNCTION partitions_end(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.partitions_end() FROM PUBLIC;


--
-- Name: FUNCTION person_lock(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.person_lock() FROM PUBLIC;


--
-- Name: FUNCTION place_streams(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.place_streams() FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.place_streams() TO missieboek_scoped_reader;


--
-- Name: FUNCTION placing_lock(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.placing_lock() FROM PUBLIC;


--
-- Name: FUNCTION plain_duty(type text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.plain_duty(type text) FROM PUBLIC;


--
-- Name: FUNCTION recorded_by(command_id uuid); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.recorded_by(command_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.recorded_by(command_id uuid) TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.recorded_by(command_id uuid) TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.recorded_by(command_id uuid) TO missieboek_auditor;


--
-- Name: FUNCTION refuse_change(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.refuse_change() FROM PUBLIC;


--
-- Name: FUNCTION replica_standing(OUT is_standby boolean, OUT is_streaming boolean, OUT reported_end bigint, OUT replayed_end bigint, OUT silence bigint, OUT replayed_age bigint, OUT waiting_age bigint, OUT watermark bigint, OUT last_position bigint); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.replica_standing(OUT is_standby boolean, OUT is_streaming boolean, OUT reported_end bigint, OUT replayed_end bigint, OUT silence bigint, OUT replayed_age bigint, OUT waiting_age bigint, OUT watermark bigint, OUT last_position bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.replica_standing(OUT is_standby boolean, OUT is_streaming boolean, OUT reported_end bigint, OUT replayed_end bigint, OUT silence bigint, OUT replayed_age bigint, OUT waiting_age bigint, OUT watermark bigint, OUT last_position bigint) TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.replica_standing(OUT is_standby boolean, OUT is_streaming boolean, OUT reported_end bigint, OUT replayed_end bigint, OUT silence bigint, OUT replayed_age bigint, OUT waiting_age bigint, OUT watermark bigint, OUT last_position bigint) TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.replica_standing(OUT is_standby boolean, OUT is_streaming boolean, OUT reported_end bigint, OUT replayed_end bigint, OUT silence bigint, OUT replayed_age bigint, OUT waiting_age bigint, OUT watermark bigint, OUT last_position bigint) TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.replica_standing(OUT is_standby boolean, OUT is_streaming boolean, OUT reported_end bigint, OUT replayed_end bigint, OUT silence bigint, OUT replayed_age bigint, OUT waiting_age bigint, OUT watermark bigint, OUT last_position bigint) TO missieboek_auditor;
GRANT ALL ON FUNCTION event_store.replica_standing(OUT is_standby boolean, OUT is_streaming boolean, OUT reported_end bigint, OUT replayed_end bigint, OUT silence bigint, OUT replayed_age bigint, OUT waiting_age bigint, OUT watermark bigint, OUT last_position bigint) TO missieboek_scoped_reader;


--
-- Name: FUNCTION resume_position("position" bigint, incarnation uuid); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.resume_position("position" bigint, incarnation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.resume_position("position" bigint, incarnation uuid) TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.resume_position("position" bigint, incarnation uuid) TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.resume_position("position" bigint, incarnation uuid) TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.resume_position("position" bigint, incarnation uuid) TO missieboek_auditor;
GRANT ALL ON FUNCTION event_store.resume_position("position" bigint, incarnation uuid) TO missieboek_scoped_reader;


--
-- Name: TABLE layout; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.layout TO missieboek_appender;
GRANT SELECT ON TABLE event_store.layout TO missieboek_projector;
GRANT SELECT ON TABLE event_store.layout TO missieboek_reader;
GRANT SELECT ON TABLE event_store.layout TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.layout TO missieboek_backup;


--
-- Name: SEQUENCE "position"; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON SEQUENCE event_store."position" TO missieboek_backup;


--
-- Name: FUNCTION room_ahead(OUT positions bigint, OUT wanted bigint); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.room_ahead(OUT positions bigint, OUT wanted bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.room_ahead(OUT positions bigint, OUT wanted bigint) TO missieboek_appender;
GRANT ALL ON FUNCTION event_store.room_ahead(OUT positions bigint, OUT wanted bigint) TO missieboek_projector;
GRANT ALL ON FUNCTION event_store.room_ahead(OUT positions bigint, OUT wanted bigint) TO missieboek_reader;
GRANT ALL ON FUNCTION event_store.room_ahead(OUT positions bigint, OUT wanted bigint) TO missieboek_auditor;


--
-- Name: FUNCTION scoped_category(stream text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.scoped_category(stream text) FROM PUBLIC;
GRANT ALL ON FUNCTION event_store.scoped_category(stream text) TO missieboek_scoped_reader;


--
-- Name: FUNCTION server_identity(OUT system_identifier bigint, OUT timeline integer); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.server_identity(OUT system_identifier bigint, OUT timeline integer) FROM PUBLIC;


--
-- Name: FUNCTION stream_lock(stream text); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.stream_lock(stream text) FROM PUBLIC;


--
-- Name: FUNCTION unlawful_commands(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_places integer[], expected_streams text[], expected_versions bigint[], event_places integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.unlawful_commands(command_ids uuid[], commands text[], contents bytea[], actors text[], rejections bytea[], expectation_places integer[], expected_streams text[], expected_versions bigint[], event_places integer[], event_streams text[], event_types text[], event_occurred_at timestamp with time zone[], event_data bytea[], event_metadata bytea[]) FROM PUBLIC;


--
-- Name: TABLE scopes; Type: ACL; Schema: register; Owner: missieboek_owner
--

GRANT SELECT ON TABLE register.scopes TO missieboek_backup;


--
-- Name: FUNCTION unrecorded_destructions(); Type: ACL; Schema: event_store; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION event_store.unrecorded_destructions() FROM PUBLIC;


--
-- Name: TABLE streams; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.streams TO missieboek_appender;
GRANT SELECT ON TABLE event_store.streams TO missieboek_projector;
GRANT SELECT ON TABLE event_store.streams TO missieboek_reader;
GRANT SELECT ON TABLE event_store.streams TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.streams TO missieboek_scoped_reader;
GRANT SELECT ON TABLE event_store.streams TO missieboek_backup;


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
GRANT ALL ON FUNCTION event_store.watermark_at(moment timestamp with time zone) TO missieboek_scoped_reader;


--
-- Name: FUNCTION book(); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.book() FROM PUBLIC;
GRANT ALL ON FUNCTION keys.book() TO missieboek_key_keeper;


--
-- Name: FUNCTION destroy(command_id uuid, subjects text[], dossiers text[]); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.destroy(command_id uuid, subjects text[], dossiers text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION keys.destroy(command_id uuid, subjects text[], dossiers text[]) TO missieboek_key_keeper;


--
-- Name: FUNCTION destroyed(); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.destroyed() FROM PUBLIC;
GRANT ALL ON FUNCTION keys.destroyed() TO missieboek_key_keeper;


--
-- Name: TABLE data_keys; Type: ACL; Schema: keys; Owner: missieboek_owner
--

GRANT SELECT ON TABLE keys.data_keys TO missieboek_backup;


--
-- Name: FUNCTION export(); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.export() FROM PUBLIC;
GRANT ALL ON FUNCTION keys.export() TO missieboek_key_keeper;


--
-- Name: FUNCTION hold(subjects text[], dossiers text[]); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.hold(subjects text[], dossiers text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION keys.hold(subjects text[], dossiers text[]) TO missieboek_appender;


--
-- Name: FUNCTION is_destroyed(subject text, dossier text); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.is_destroyed(subject text, dossier text) FROM PUBLIC;


--
-- Name: FUNCTION provide(subjects text[], dossiers text[], candidates bytea[], traces bytea[], seen bytea); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.provide(subjects text[], dossiers text[], candidates bytea[], traces bytea[], seen bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION keys.provide(subjects text[], dossiers text[], candidates bytea[], traces bytea[], seen bytea) TO missieboek_appender;


--
-- Name: FUNCTION provide_one(subject text, dossier text, candidate bytea, trace bytea, OUT state text, OUT wrapped bytea); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.provide_one(subject text, dossier text, candidate bytea, trace bytea, OUT state text, OUT wrapped bytea) FROM PUBLIC;


--
-- Name: FUNCTION read(subjects text[], dossiers text[]); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.read(subjects text[], dossiers text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION keys.read(subjects text[], dossiers text[]) TO missieboek_appender;
GRANT ALL ON FUNCTION keys.read(subjects text[], dossiers text[]) TO missieboek_reader;


--
-- Name: FUNCTION restore(subjects text[], dossiers text[], wrapped bytea[], traces bytea[], made_at timestamp with time zone[], destroyed_at timestamp with time zone[], destroyed_by uuid[], OUT restored bigint, OUT destroyed bigint, OUT refused bigint); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.restore(subjects text[], dossiers text[], wrapped bytea[], traces bytea[], made_at timestamp with time zone[], destroyed_at timestamp with time zone[], destroyed_by uuid[], OUT restored bigint, OUT destroyed bigint, OUT refused bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION keys.restore(subjects text[], dossiers text[], wrapped bytea[], traces bytea[], made_at timestamp with time zone[], destroyed_at timestamp with time zone[], destroyed_by uuid[], OUT restored bigint, OUT destroyed bigint, OUT refused bigint) TO missieboek_key_keeper;


--
-- Name: FUNCTION rewrap(subjects text[], dossiers text[], former bytea[], wrapped bytea[]); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.rewrap(subjects text[], dossiers text[], former bytea[], wrapped bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION keys.rewrap(subjects text[], dossiers text[], former bytea[], wrapped bytea[]) TO missieboek_key_keeper;


--
-- Name: FUNCTION rewrite(); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.rewrite() FROM PUBLIC;
GRANT ALL ON FUNCTION keys.rewrite() TO missieboek_key_keeper;


--
-- Name: FUNCTION subject_lock(subject text); Type: ACL; Schema: keys; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION keys.subject_lock(subject text) FROM PUBLIC;


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
GRANT SELECT ON TABLE read_models.candidates TO missieboek_backup;


--
-- Name: SEQUENCE generation_numbers; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON SEQUENCE read_models.generation_numbers TO missieboek_backup;


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
-- Name: FUNCTION claim(model text, version integer, OUT epoch bigint, OUT "position" bigint); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.claim(model text, version integer, OUT epoch bigint, OUT "position" bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.claim(model text, version integer, OUT epoch bigint, OUT "position" bigint) TO missieboek_projector;


--
-- Name: FUNCTION discard_ahead(); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.discard_ahead() FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.discard_ahead() TO missieboek_projector;
GRANT ALL ON FUNCTION read_models.discard_ahead() TO missieboek_reader;
GRANT ALL ON FUNCTION read_models.discard_ahead() TO missieboek_auditor;


--
-- Name: FUNCTION drop_generation(model text, version integer, generation bigint); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.drop_generation(model text, version integer, generation bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.drop_generation(model text, version integer, generation bigint) TO missieboek_projector;


--
-- Name: TABLE parked; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON TABLE read_models.parked TO missieboek_projector;
GRANT SELECT ON TABLE read_models.parked TO missieboek_reader;
GRANT SELECT ON TABLE read_models.parked TO missieboek_auditor;
GRANT SELECT ON TABLE read_models.parked TO missieboek_scoped_reader;
GRANT SELECT ON TABLE read_models.parked TO missieboek_backup;


--
-- Name: TABLE rows; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON TABLE read_models.rows TO missieboek_projector;
GRANT SELECT ON TABLE read_models.rows TO missieboek_reader;
GRANT SELECT ON TABLE read_models.rows TO missieboek_auditor;
GRANT SELECT ON TABLE read_models.rows TO missieboek_scoped_reader;
GRANT SELECT ON TABLE read_models.rows TO missieboek_backup;


--
-- Name: FUNCTION empty_generation(model text, version integer, generation bigint); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.empty_generation(model text, version integer, generation bigint) FROM PUBLIC;


--
-- Name: FUNCTION fill_generation(model text, version integer, generation bigint, to_position bigint, keys text[], bodies bytea[], parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[]); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.fill_generation(model text, version integer, generation bigint, to_position bigint, keys text[], bodies bytea[], parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION read_models.fill_generation(model text, version integer, generation bigint, to_position bigint, keys text[], bodies bytea[], parked_streams text[], parked_positions bigint[], parked_codes text[], parked_explanations text[]) TO missieboek_projector;


--
-- Name: FUNCTION note_incarnation(); Type: ACL; Schema: read_models; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION read_models.note_incarnation() FROM PUBLIC;


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
-- Name: FUNCTION enter(command_id uuid, id text, version integer, name bytea, kvk_number bytea, contact bytea, digest bytea, kvk_term bytea, name_term bytea); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.enter(command_id uuid, id text, version integer, name bytea, kvk_number bytea, contact bytea, digest bytea, kvk_term bytea, name_term bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION register.enter(command_id uuid, id text, version integer, name bytea, kvk_number bytea, contact bytea, digest bytea, kvk_term bytea, name_term bytea) TO missieboek_appender;


--
-- Name: TABLE name_terms; Type: ACL; Schema: register; Owner: missieboek_owner
--

GRANT SELECT ON TABLE register.name_terms TO missieboek_backup;


--
-- Name: FUNCTION former_bearers(name_term bytea); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.former_bearers(name_term bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION register.former_bearers(name_term bytea) TO missieboek_appender;
GRANT ALL ON FUNCTION register.former_bearers(name_term bytea) TO missieboek_reader;


--
-- Name: TABLE sealed_entries; Type: ACL; Schema: register; Owner: missieboek_owner
--

GRANT SELECT ON TABLE register.sealed_entries TO missieboek_backup;


--
-- Name: FUNCTION heads(ids text[]); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.heads(ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION register.heads(ids text[]) TO missieboek_appender;


--
-- Name: FUNCTION history(subject text); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.history(subject text) FROM PUBLIC;
GRANT ALL ON FUNCTION register.history(subject text) TO missieboek_appender;
GRANT ALL ON FUNCTION register.history(subject text) TO missieboek_reader;


--
-- Name: FUNCTION lock_unsealed(); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.lock_unsealed() FROM PUBLIC;


--
-- Name: FUNCTION match_command(command_id uuid, id text, salt bytea, fingerprint bytea); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.match_command(command_id uuid, id text, salt bytea, fingerprint bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION register.match_command(command_id uuid, id text, salt bytea, fingerprint bytea) TO missieboek_appender;


--
-- Name: FUNCTION read(ids text[], through bigint); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.read(ids text[], through bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION register.read(ids text[], through bigint) TO missieboek_appender;
GRANT ALL ON FUNCTION register.read(ids text[], through bigint) TO missieboek_reader;


--
-- Name: FUNCTION replace_unsealed(ids text[], versions integer[], names bytea[], kvk_numbers bytea[], contacts bytea[], digests bytea[], entered_at timestamp with time zone[], kvk_terms bytea[], name_terms bytea[], command_ids uuid[], command_subjects text[], salts bytea[], fingerprints bytea[]); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.replace_unsealed(ids text[], versions integer[], names bytea[], kvk_numbers bytea[], contacts bytea[], digests bytea[], entered_at timestamp with time zone[], kvk_terms bytea[], name_terms bytea[], command_ids uuid[], command_subjects text[], salts bytea[], fingerprints bytea[]) FROM PUBLIC;


--
-- Name: FUNCTION require_sealed(); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.require_sealed() FROM PUBLIC;


--
-- Name: TABLE kvk_terms; Type: ACL; Schema: register; Owner: missieboek_owner
--

GRANT SELECT ON TABLE register.kvk_terms TO missieboek_backup;


--
-- Name: FUNCTION resolve(kvk_term bytea, name_term bytea, words text); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.resolve(kvk_term bytea, name_term bytea, words text) FROM PUBLIC;
GRANT ALL ON FUNCTION register.resolve(kvk_term bytea, name_term bytea, words text) TO missieboek_appender;
GRANT ALL ON FUNCTION register.resolve(kvk_term bytea, name_term bytea, words text) TO missieboek_reader;


--
-- Name: TABLE fingerprints; Type: ACL; Schema: register; Owner: missieboek_owner
--

GRANT SELECT ON TABLE register.fingerprints TO missieboek_backup;


--
-- Name: FUNCTION salt_of(command_id uuid); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.salt_of(command_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION register.salt_of(command_id uuid) TO missieboek_appender;


--
-- Name: FUNCTION unkeyed(); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.unkeyed() FROM PUBLIC;


--
-- Name: FUNCTION unsealed(); Type: ACL; Schema: register; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION register.unsealed() FROM PUBLIC;


--
-- Name: TABLE files; Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

GRANT SELECT ON TABLE schema_history.files TO missieboek_backup;


--
-- Name: FUNCTION compare(paths text[], texts text[]); Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION schema_history.compare(paths text[], texts text[]) FROM PUBLIC;


--
-- Name: TABLE installations; Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

GRANT SELECT ON TABLE schema_history.installations TO missieboek_backup;


--
-- Name: FUNCTION current(); Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION schema_history.current() FROM PUBLIC;
GRANT ALL ON FUNCTION schema_history.current() TO missieboek_appender;
GRANT ALL ON FUNCTION schema_history.current() TO missieboek_projector;
GRANT ALL ON FUNCTION schema_history.current() TO missieboek_reader;
GRANT ALL ON FUNCTION schema_history.current() TO missieboek_auditor;
GRANT ALL ON FUNCTION schema_history.current() TO missieboek_scoped_reader;


--
-- Name: FUNCTION note_definitions(); Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION schema_history.note_definitions() FROM PUBLIC;


--
-- Name: TABLE departures; Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

GRANT SELECT ON TABLE schema_history.departures TO missieboek_auditor;
GRANT SELECT ON TABLE schema_history.departures TO missieboek_backup;


--
-- Name: FUNCTION note_departures(); Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION schema_history.note_departures() FROM PUBLIC;


--
-- Name: FUNCTION record(paths text[], texts text[], fingerprint text); Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION schema_history.record(paths text[], texts text[], fingerprint text) FROM PUBLIC;


--
-- Name: FUNCTION renew_definitions(); Type: ACL; Schema: schema_history; Owner: missieboek_owner
--

REVOKE ALL ON FUNCTION schema_history.renew_definitions() FROM PUBLIC;


--
-- Name: TABLE terms; Type: ACL; Schema: access_log; Owner: missieboek_owner
--

GRANT SELECT ON TABLE access_log.terms TO missieboek_auditor;
GRANT SELECT ON TABLE access_log.terms TO missieboek_backup;


--
-- Name: TABLE duties_done; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.duties_done TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.duties_done TO missieboek_backup;


--
-- Name: TABLE event_types; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.event_types TO missieboek_appender;
GRANT SELECT ON TABLE event_store.event_types TO missieboek_projector;
GRANT SELECT ON TABLE event_store.event_types TO missieboek_reader;
GRANT SELECT ON TABLE event_store.event_types TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.event_types TO missieboek_scoped_reader;
GRANT SELECT ON TABLE event_store.event_types TO missieboek_backup;


--
-- Name: TABLE events_1; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.events_1 TO missieboek_backup;


--
-- Name: TABLE mistaken_persons; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.mistaken_persons TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.mistaken_persons TO missieboek_backup;


--
-- Name: TABLE persons_behind; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.persons_behind TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.persons_behind TO missieboek_backup;


--
-- Name: TABLE streams_in_scope; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.streams_in_scope TO missieboek_scoped_reader;
GRANT SELECT ON TABLE event_store.streams_in_scope TO missieboek_backup;


--
-- Name: TABLE subscriptions; Type: ACL; Schema: event_store; Owner: missieboek_owner
--

GRANT SELECT ON TABLE event_store.subscriptions TO missieboek_appender;
GRANT SELECT ON TABLE event_store.subscriptions TO missieboek_projector;
GRANT SELECT ON TABLE event_store.subscriptions TO missieboek_reader;
GRANT SELECT ON TABLE event_store.subscriptions TO missieboek_auditor;
GRANT SELECT ON TABLE event_store.subscriptions TO missieboek_backup;


--
-- Name: TABLE checkpoints; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON TABLE read_models.checkpoints TO missieboek_projector;
GRANT SELECT ON TABLE read_models.checkpoints TO missieboek_reader;
GRANT SELECT ON TABLE read_models.checkpoints TO missieboek_auditor;
GRANT SELECT ON TABLE read_models.checkpoints TO missieboek_scoped_reader;
GRANT SELECT ON TABLE read_models.checkpoints TO missieboek_backup;


--
-- Name: TABLE retired; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON TABLE read_models.retired TO missieboek_backup;


--
-- Name: TABLE staging; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT SELECT ON TABLE read_models.staging TO missieboek_backup;


--
-- Name: COLUMN staging.key; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT INSERT(key) ON TABLE read_models.staging TO missieboek_projector;


--
-- Name: COLUMN staging.body; Type: ACL; Schema: read_models; Owner: missieboek_owner
--

GRANT INSERT(body) ON TABLE read_models.staging TO missieboek_projector;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: event_store; Owner: missieboek_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE missieboek_owner IN SCHEMA event_store GRANT SELECT ON TABLES  TO missieboek_backup;


--
-- PostgreSQL database dump complete
--


