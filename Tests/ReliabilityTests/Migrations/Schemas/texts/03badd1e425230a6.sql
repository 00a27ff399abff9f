-- Makes the caller the owner of a named checkpoint, which is made at `start` when there is none: gives the epoch and the
-- incarnation that move_subscription asks for, and the position to go on from. Whoever owned it before cannot move it any
-- more.
--
-- `former` is the position as it was kept. The one to go on from is before it when the log has lost what lay between: its
-- follower knows of events that are not there, and others may have come after.
create or replace function event_store.claim_subscription(
    name text, start bigint, out epoch bigint, out incarnation uuid, out "position" bigint, out former bigint
)
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '10s'
as $body$
#variable_conflict use_column
declare
    claimed event_store.subscriptions;
begin
    if (claim_subscription.name ~ '^[a-z0-9]+(-+[a-z0-9]+)*$' and octet_length(claim_subscription.name) <= 200)
        is not true
    then
        raise exception '“%” is not the name of a subscription', left(claim_subscription.name, 300)
            using errcode = 'TM422';
    elsif (start >= 0) is not true then
        raise exception 'no subscription starts after position %', start using errcode = 'TM422';
    end if;
    perform event_store.notice_server();
    claim_subscription.incarnation := event_store.current_incarnation();
    insert into event_store.subscriptions as stored (name, position, epoch, claimed_at, incarnation)
    values (claim_subscription.name, start, 1, clock_timestamp(), claim_subscription.incarnation)
    on conflict (name) do update set epoch = stored.epoch + 1, claimed_at = excluded.claimed_at
    returning * into strict claimed;

    claim_subscription.epoch := claimed.epoch;
    claim_subscription.former := claimed.position;
    claim_subscription."position" := claimed.position;
    if claimed.incarnation <> claim_subscription.incarnation
        or claimed.position > (select coalesce(max(event.position), 0) from event_store.events as event)
    then
        claim_subscription."position" := event_store.resume_position(claimed.position, claimed.incarnation);
        update event_store.subscriptions
        set position = claim_subscription."position", incarnation = claim_subscription.incarnation
        where name = claim_subscription.name;
    end if;
end
$body$;
