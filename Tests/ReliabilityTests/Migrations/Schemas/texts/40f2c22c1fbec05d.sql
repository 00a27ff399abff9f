-- Makes the partition of the log for positions from `first` up to, but not including, `beyond`. Returns its name.
-- To be made ahead: an append that draws a position for which there is no partition fails.
create or replace function event_store.create_partition(first bigint, beyond bigint) returns text
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
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
$body$;
