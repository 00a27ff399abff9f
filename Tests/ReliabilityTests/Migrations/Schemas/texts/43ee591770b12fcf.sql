-- Moves a named checkpoint forward, to the watermark at most. False, and nothing changed, when the epoch and incarnation
-- are no longer the owner's: another has claimed the name, or the log was restored to before the claim, or goes on in
-- another incarnation, of which the position may not be.
create or replace function event_store.move_subscription(
    name text, epoch bigint, incarnation uuid, "position" bigint
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
declare
    reached bigint;
begin
    select position into reached from event_store.subscriptions
    where name = move_subscription.name and epoch = move_subscription.epoch
        and incarnation = move_subscription.incarnation
    for update;
    if not found or move_subscription.incarnation <> event_store.current_incarnation() then
        return false;
    elsif move_subscription."position" < reached
        or move_subscription."position" > event_store.current_watermark()
    then
        raise exception 'subscription % cannot move from % to %, the watermark is %', move_subscription.name, reached,
            move_subscription."position", event_store.current_watermark() using errcode = 'TM422';
    end if;
    update event_store.subscriptions set position = move_subscription."position", moved_at = clock_timestamp()
    where name = move_subscription.name;
    return true;
end
$body$;
