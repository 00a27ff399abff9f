-- The states of long streams, so that they need not be folded from their first event: one row for each, the newest.
--
-- A cache. The log says all that is here; the table can be emptied at any time, by anyone who owns it, and without loss.
-- So it has no trigger that refuses removal. A row counts only beside the very event that it was made at, whose leaf it
-- carries: in a log that has lost that event, or is another one, the row is nothing.
create table event_store.snapshots (
    stream text collate "C" primary key,
    version bigint not null,
    position bigint not null,
    leaf_hash bytea not null,
    fold text collate "C" not null,
    state bytea not null,
    made_at timestamptz not null,
    login text collate "C" not null default session_user
);

comment on table event_store.snapshots is
    'A cache of the states of long streams. Derived from the log: it may be emptied at any time.';
comment on column event_store.snapshots.version is 'The last event that the state holds, in its stream.';
comment on column event_store.snapshots.position is 'The same event in the log.';
comment on column event_store.snapshots.leaf_hash is
    'Its leaf. Where the log has another event there, or none, the snapshot is not used.';
comment on column event_store.snapshots.fold is 'Stands for the fold that made it: another fold does not use it.';
comment on column event_store.snapshots.login is 'Who kept it.';
comment on column event_store.snapshots.state is 'The state, as the program of that fold writes it.';
