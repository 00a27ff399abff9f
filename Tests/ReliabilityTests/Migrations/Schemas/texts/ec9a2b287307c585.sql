-- Moves the watermark up to every append that has been answered, and returns it.
--
-- At the instant the lock is held alone, no append is in flight: every position drawn so far is committed or gone.
-- New appends queue behind a waiting barrier, so it waits 20 ms at most; then the watermark stays where it was.
create or replace function event_store.advance_watermark() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '20ms'
as $body$
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
$body$;
