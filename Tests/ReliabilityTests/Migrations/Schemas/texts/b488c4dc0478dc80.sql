-- How far a standby is. `reported_end` is how far its primary said, `silence` ago, that its own log reaches, and
-- `replayed_end` how far that is applied here, both in bytes: once the second has reached the first, the standby knows
-- everything up to that moment. `replayed_age` is the age of the last commit that was applied. `waiting_age` is
-- how long the first event has been there that the watermark does not cover. Ages are milliseconds.
--
-- What the primary said is for members of pg_read_all_stats only; the owner is one.
create or replace function event_store.replica_standing(
    out is_standby boolean, out is_streaming boolean, out reported_end bigint, out replayed_end bigint,
    out silence bigint, out replayed_age bigint, out waiting_age bigint, out watermark bigint, out last_position bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select pg_is_in_recovery(), receiver.status is not distinct from 'streaming',
        (receiver.latest_end_lsn - '0/0')::bigint, (pg_last_wal_replay_lsn() - '0/0')::bigint,
        (1000 * extract(epoch from clock_timestamp() - receiver.last_msg_receipt_time))::bigint,
        (1000 * extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()))::bigint,
        (1000 * extract(epoch from clock_timestamp() - (
            select event.recorded_at from event_store.events as event
            where event.position > mark.position order by event.position limit 1)))::bigint,
        mark.position, (select coalesce(max(event.position), 0) from event_store.events as event)
    from (select event_store.current_watermark() as position) as mark
        left join pg_stat_wal_receiver as receiver on true;
end;
