-- Keeps what is defined now, for verify() to compare with: behind a migration, as the owner. How many objects there
-- are.
create or replace function schema_history.note_definitions() returns bigint
language sql set search_path = pg_catalog, pg_temp
begin atomic
    with noted as (
        insert into schema_history.definitions (
            number, place, object, definition, server_version, recorded_at, recorded_by)
        select
            (select coalesce(max(former.number), 0) + 1 from schema_history.definitions as former),
            present.place, present.object, present.definition, current_setting('server_version_num')::integer / 10000,
            statement_timestamp(), session_user
        from event_store.definitions() as present
        returning 1
    )
    select count(*) from noted;
end;
