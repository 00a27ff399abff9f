-- Forgets what streams concern: the next place_streams looks through the whole log anew.
create or replace function event_store.forget_places() returns void
language sql set search_path = pg_catalog, pg_temp
begin atomic
    delete from event_store.stream_links;
    delete from event_store.stream_countries;
    update event_store.placing_standing set position = 0, incarnation = event_store.current_incarnation();
end;
