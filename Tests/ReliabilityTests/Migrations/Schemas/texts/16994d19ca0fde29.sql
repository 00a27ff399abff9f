-- Begins a new incarnation when the server is another one than the log last lived on, and nobody has said so: a standby
-- that was promoted, or files that were restored, by other means than this program's.
--
-- Asked before the first append of each session, before the watermark moves and before a checkpoint is claimed. So
-- nothing has been appended here yet: what is there is as it was, and no position is given out a second time. Waits for
-- another who has noticed it, as long as the caller's lock_timeout allows.
create or replace function event_store.notice_server() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
declare
    identity record;
begin
    select * into strict identity from event_store.server_identity();
    for attempt in 1..2 loop
        if (
            select (system_identifier, timeline) from event_store.incarnations order by number desc limit 1
        ) is not distinct from (identity.system_identifier, identity.timeline) then
            return;
        elsif attempt = 1 then
            -- Another may be noticing it at this moment, and appends behind that.
            perform pg_advisory_xact_lock(event_store.append_lock());
        end if;
    end loop;
    perform event_store.begin_incarnation('found', null);
end
$body$;
