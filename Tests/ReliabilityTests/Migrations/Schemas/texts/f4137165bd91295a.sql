-- Throws away the snapshot of a stream, or all of them when it is null; how many there were. Without loss: whoever next
-- folds the stream makes another. To be called for a stream when what its events say is erased.
create or replace function event_store.drop_snapshots(stream text) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    with dropped as (
        delete from event_store.snapshots as kept
        where drop_snapshots.stream is null or kept.stream = drop_snapshots.stream
        returning 1
    )
    select count(*) from dropped;
end;
