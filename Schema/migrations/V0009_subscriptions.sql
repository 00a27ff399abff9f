-- How far those came who follow the log under a name, and which of them may move it: only the last to claim it.
--
-- Beside the log and not in read_models, since it cannot be made again: what was dealt with is known nowhere else.
create table event_store.subscriptions (
    name text collate "C" primary key,
    position bigint not null,
    epoch bigint not null,
    claimed_at timestamptz not null,
    moved_at timestamptz
);

comment on table event_store.subscriptions is 'How far each named reader of the log came. Only its last owner moves it.';

-- A name that is gone would begin anew, and hand out again what was dealt with.
create trigger refuse_removal before delete or truncate on event_store.subscriptions
    for each statement execute function event_store.refuse_change();
