-- Keeps what is not as the last migration left it, before the next one does away with it or makes it its own. How much
-- there is. Called by the migration, as the owner.
create or replace function schema_history.note_departures() returns bigint
language sql set search_path = pg_catalog, pg_temp
begin atomic
    with noted as (
        insert into schema_history.departures (recorded_at, finding, detail, particulars, recorded_by)
        select statement_timestamp(), departure.finding, departure.detail, departure.particulars, session_user
        from event_store.differing_definitions() as departure
        returning 1
    )
    select count(*) from noted;
end;
