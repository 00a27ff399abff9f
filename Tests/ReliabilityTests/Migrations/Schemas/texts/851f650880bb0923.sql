-- Moves the watermark up to every append that has been answered, and returns it.
--
-- At the instant the lock is held alone, no append is in flight: every position drawn so far is committed or gone.
-- New appends queue behind a waiting barrier, so it waits 20 ms at most; then the watermark stays where it was.
--
-- As of a moment, nothing is shown that was recorded after it by the clock of then, also when that clock was set back: a
-- watermark is kept as not older than any event that it covers, nor than the one before. So while a clock that was set
-- back has not come to where it was, all watermarks are of the last moment before, and questions as of the moments that
-- it runs through again are answered as they were the first time.
--
-- Whoever listens on the channel event_store is told the new watermark. Notifying takes a lock of the whole cluster
-- until the commit: here only those who move the watermark wait for each other, in append all writers would.
create or replace function event_store.advance_watermark() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '20ms'
as $body$
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
$body$;
