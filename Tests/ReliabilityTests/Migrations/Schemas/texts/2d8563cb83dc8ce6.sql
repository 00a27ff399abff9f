-- Which server this is: another one after a promotion, a restore of files or a move to another cluster. Not on a standby.
create or replace function event_store.server_identity(out system_identifier bigint, out timeline integer)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select control.system_identifier,
        ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::integer
    from pg_control_system() as control;
end;
