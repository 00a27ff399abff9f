-- The incarnation that the log lives in: what a reader keeps beside the position of its checkpoint.
create or replace function event_store.current_incarnation() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select id from event_store.incarnations order by number desc limit 1;
end;
