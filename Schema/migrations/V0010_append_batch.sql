-- The leaf is written by the only function that writes events, and no longer by a generated column: that has its
-- expression read from the catalogue, parsed and planned again for every INSERT, a tenth of an append's work. No login
-- can write the table itself, so a client can give no leaf now either; verify() computes each anew.
alter table event_store.events alter column leaf_hash drop expression;

-- What came of one command of a batch: a failure, as append would have failed; or where its events came to stand; or,
-- for one that was stored before, its entry in the journal.
create type event_store.batch_entry as (
    failure text,
    message text,
    detail text,
    recorded_at timestamptz,
    versions bigint[],
    positions bigint[],
    earlier event_store.journal_entry
);

comment on type event_store.batch_entry is
    'What came of one command of a batch. The arrays run parallel: one element for each of its events, in their order.';
comment on column event_store.batch_entry.failure is 'The SQLSTATE that append would have failed with; null otherwise.';
comment on column event_store.batch_entry.earlier is 'What was stored before under the same id; null otherwise.';
