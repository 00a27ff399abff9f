-- Notices, once in a session, that the server is another one: before anything is appended. A server becomes another one
-- by being promoted or started from a copy, and no session has appended before that and goes on after it; one that read
-- from a standby and goes on at the promoted server has not been here yet.
--
-- That it was here is a setting of the session, gone with a transaction that is rolled back. Whoever sets it by hand
-- forgoes what notice_server would have found, and the next move of the watermark finds it.
create or replace function event_store.notice_before_append() returns void
language plpgsql set search_path = pg_catalog, pg_temp set lock_timeout = '10s'
as $body$
begin
    -- A standby has no timeline of its own to compare, and will refuse what comes next.
    if not pg_is_in_recovery() then
        perform event_store.notice_server();
        perform set_config('event_store.server_is_noticed', 'true', false);
    end if;
end
$body$;
