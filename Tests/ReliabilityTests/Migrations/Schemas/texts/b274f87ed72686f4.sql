-- Makes the next partitions of the log while fewer positions are left than the layout wants. Returns how many are left.
--
-- No append and no reader waits for it (create_partition says why). Of several callers one makes them; who would have
-- to wait long for another, or for an ANALYZE of the whole log, leaves it to a later call.
create or replace function event_store.ensure_partitions_ahead() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '200ms'
as $body$
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
$body$;
