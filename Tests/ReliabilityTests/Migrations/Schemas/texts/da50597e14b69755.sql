-- Ends an append that could never be stored, with the first reason.
create or replace function event_store.require_lawful_append(
    command text, actor text, rejection bytea, expected_streams text[], expected_versions bigint[],
    event_streams text[], event_types text[], event_occurred_at timestamptz[], data integer, metadata integer
) returns void
language plpgsql
as $body$
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
$body$;
