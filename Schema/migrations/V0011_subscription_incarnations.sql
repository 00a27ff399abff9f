-- Of which incarnation of the log the position of a follower is, and its owner's claim: see V0007. Those that were there
-- are of the one in which they were last moved; those never moved are of the first, where going on is always safe.
alter table event_store.subscriptions add column incarnation uuid;
update event_store.subscriptions as stored set incarnation = (
    select id from event_store.incarnations
    where number = 1 or recorded_at <= stored.moved_at order by number desc limit 1);
alter table event_store.subscriptions alter column incarnation set not null;

comment on column event_store.subscriptions.incarnation is
    'The life of the log in which the position was reached and the name last claimed.';

-- They gave and took less.
drop function if exists event_store.claim_subscription(text, bigint);
drop function if exists event_store.move_subscription(text, bigint, bigint);
