-- Notes that the log may have lost its end, and lets positions jump over those that may have been given out: whatever a
-- reader knows of a lost position, no other event ever stands there. `acknowledged` is the last position that somebody
-- was told of, when that is known.
--
-- To be called before the first append on the server: then everything that is there is of old. `promoted` and `restored`
-- are what somebody says who knows, `found` is what notice_server finds out.
--
-- Snapshots whose event is not there any more are thrown away. None of them would ever be used, also where this was not
-- called.
create or replace function event_store.begin_incarnation(cause text, acknowledged bigint)
returns event_store.incarnations
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
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
$body$;
