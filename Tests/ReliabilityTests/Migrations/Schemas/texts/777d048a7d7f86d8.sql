-- What is wrong with the log, with what guards it, with the log of readings or with what became of keys, one row for each
-- finding; no rows when all is well. Reads everything. The finding is a code, particulars are the values that detail puts
-- into words, in the order of each code.
create or replace function event_store.verify()
returns table (finding text, stream text, "position" bigint, detail text, particulars text[])
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with numbered as (
        select event.stream, event.position, event.version,
            row_number() over (partition by event.stream order by event.position) as expected
        from event_store.events as event
    ), tops as (
        select event.stream, max(event.version) as version from event_store.events as event group by event.stream
    ), journal as (
        select entry.id, entry.actor, entry.recorded_at, listed.position, listed.place::integer as place
        from event_store.commands as entry
            cross join lateral unnest(entry.positions) with ordinality as listed(position, place)
    )
    select 'version gap' as finding, first.stream::text, first.position,
        format('version %s where %s was due', first.version, first.expected) as detail,
        array[first.version::text, first.expected::text] as particulars
    from (
        select distinct on (numbered.stream) * from numbered
        where numbered.version <> numbered.expected order by numbered.stream, numbered.position) as first

    union all
    select 'head differs' as finding, coalesce(head.stream, tops.stream)::text, null as "position",
        format('head at %s, last event at %s', coalesce(head.version, 0), coalesce(tops.version, 0)),
        array[coalesce(head.version, 0)::text, coalesce(tops.version, 0)::text]
    from event_store.streams as head full join tops on head.stream = tops.stream
    where head.version is distinct from tops.version

    union all
    select 'leaf differs' as finding, event.stream::text, event.position, format('stored %s', encode(event.leaf_hash, 'hex')),
        array[encode(event.leaf_hash, 'hex')]
    from event_store.events as event
    where event.leaf_hash is distinct from sha256(
        '\x00'::bytea || int8send(event.position) || int8send(event.version)
        || timestamptz_send(event.recorded_at) || timestamptz_send(event.occurred_at) || uuid_send(event.event_id)
        || int4send(octet_length(event.stream)) || convert_to(event.stream, 'UTF8')
        || int4send(octet_length(event.type)) || convert_to(event.type, 'UTF8')
        || int4send(octet_length(event.actor)) || convert_to(event.actor, 'UTF8')
        || int4send(octet_length(event.data)) || event.data
        || int4send(octet_length(event.metadata)) || event.metadata)

    union all
    select 'unlawful name' as finding, event.stream::text, event.position, format('type %s by %s', event.type, event.actor),
        array[event.type::text, event.actor::text]
    from event_store.events as event
    where event.stream !~ '^[a-z0-9]+(-+[a-z0-9]+)+$' or event.type !~ '^[A-Za-z0-9.]+$'
        or event.actor !~ '^[!-\[\]-~]+$'

    union all
    select
        case
            when event.position is null then 'journal without event'
            when journal.position is null then 'event without journal'
            else 'journal differs' end,
        event.stream::text, coalesce(event.position, journal.position), format('command %s', journal.id),
        array[journal.id::text]
    from event_store.events as event full join journal on event.position = journal.position
    where event.position is null or journal.position is null
        or event.event_id <> event_store.event_id(journal.id, journal.place)
        or event.actor <> journal.actor or event.recorded_at <> journal.recorded_at

    union all
    select 'watermark beyond log' as finding, null as stream, mark.position, format('last event at %s', mark.last),
        array[mark.last::text]
    from (
        select event_store.current_watermark() as position,
            (select coalesce(max(event.position), 0) from event_store.events as event) as last) as mark
    where mark.position > mark.last

    union all
    select duty.finding, duty.stream, duty.position, duty.detail, duty.particulars
    from event_store.differing_duties() as duty

    union all
    select differing.finding, null as stream, null as "position", differing.detail, differing.particulars
    from event_store.differing_definitions() as differing

    union all
    select reading.finding, null as stream, null as "position", reading.detail, reading.particulars
    from access_log.verify() as reading

    union all
    select 'key destroyed without event' as finding, gone.subject as stream, null as "position",
        format('the key for %s, by command %s', gone.dossier, coalesce(gone.command_id::text, 'unknown')),
        array[gone.dossier, coalesce(gone.command_id::text, '')]
    from event_store.unrecorded_destructions() as gone;
end;
