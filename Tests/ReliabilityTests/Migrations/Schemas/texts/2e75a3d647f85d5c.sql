-- Which book the keys are of: the first incarnation of its log, which stays the first wherever it is restored or goes on.
create or replace function keys.book() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select id from event_store.incarnations order by number limit 1;
end;
