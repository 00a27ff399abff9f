-- The incarnation that the log lives in, and whether it began on the server that it is asked of. On a standby it always
-- did: its log is the primary's.
create or replace function event_store.incarnation_standing(
    out number bigint, out cause text, out after_position bigint, out acknowledged_position bigint,
    out began_at timestamptz, out is_of_this_server boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    known event_store.incarnations;
begin
    select * into strict known from event_store.incarnations order by number desc limit 1;
    number := known.number;
    cause := known.cause;
    after_position := known.after_position;
    acknowledged_position := known.acknowledged_position;
    began_at := known.recorded_at;
    is_of_this_server := true;
    if not pg_is_in_recovery() then
        select (identity.system_identifier, identity.timeline) = (known.system_identifier, known.timeline)
        into strict is_of_this_server from event_store.server_identity() as identity;
    end if;
end
$body$;
