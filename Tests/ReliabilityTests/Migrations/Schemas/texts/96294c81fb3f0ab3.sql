-- Makes the caller the owner of a named checkpoint, which is made at `start` when there is none: gives the epoch that
-- move_subscription asks for, and the position to go on from. Whoever owned it before cannot move it any more.
create or replace function event_store.claim_subscription(
    name text, start bigint, out epoch bigint, out "position" bigint
)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
#variable_conflict use_column
begin
    if (claim_subscription.name ~ '^[a-z0-9]+(-+[a-z0-9]+)*$' and octet_length(claim_subscription.name) <= 200)
        is not true
    then
        raise exception '“%” is not the name of a subscription', left(claim_subscription.name, 300)
            using errcode = 'TM422';
    elsif (start >= 0) is not true then
        raise exception 'no subscription starts after position %', start using errcode = 'TM422';
    end if;
    insert into event_store.subscriptions as stored (name, position, epoch, claimed_at)
    values (claim_subscription.name, start, 1, clock_timestamp())
    on conflict (name) do update set epoch = stored.epoch + 1, claimed_at = excluded.claimed_at
    returning stored.epoch, stored.position into claim_subscription.epoch, claim_subscription."position";
end
$body$;
