-- The first position for which there is no partition.
create or replace function event_store.partitions_end() returns bigint
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select max(substring(pg_get_expr(partition.relpartbound, partition.oid) from $$TO \('([0-9]+)'\)$$)::bigint)
    from pg_inherits join pg_class as partition on partition.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent = 'event_store.events'::regclass;
end;
