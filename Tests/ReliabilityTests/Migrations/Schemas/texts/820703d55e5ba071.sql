-- Begins a new incarnation when the server is another one than the log last lived on, and nobody has said so: a standby
-- that was promoted, or files that were restored, by other means than this program's.
create or replace function event_store.notice_server() returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $body$
declare
    known event_store.incarnations;
    identity record;
begin
    select * into strict known from event_store.incarnations order by number desc limit 1;
    select * into strict identity from event_store.server_identity();
    if (known.system_identifier, known.timeline) is distinct from (identity.system_identifier, identity.timeline) then
        perform event_store.begin_incarnation('found', null);
    end if;
exception
    -- Another has noticed it at the same time.
    when unique_violation then null;
end
$body$;
