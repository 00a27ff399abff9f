-- Makes the partition of the log for positions from `first` up to, but not including, `beyond`. Returns its name.
-- To be made ahead: an append that draws a position for which there is no partition fails.
--
-- Nobody but the owner may call it; it belongs to the owner and is guarded as the others are also when a superuser does.
--
-- Made beside the log and attached when it is complete: that takes SHARE UPDATE EXCLUSIVE on the log, which no append
-- and no reader waits for, while CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE. It is empty, so attaching has
-- nothing to look through.
create or replace function event_store.create_partition(first bigint, beyond bigint) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
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
$body$;
