-- Says for how many days entries are kept from now on, and enters that. To be called as the owner.
create or replace function access_log.set_term(days integer, ground text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
begin
    -- First, since one who sets it at the same time waits here.
    perform access_log.add(
        'readings term', 'access-log', 'done', null, ground, null, null, null, days, null);
    insert into access_log.terms (number, days, recorded_at, recorded_by)
    select coalesce(max(former.number), 0) + 1, set_term.days, clock_timestamp(), session_user
    from access_log.terms as former;
end
$body$;
