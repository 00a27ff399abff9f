-- What append_event answers: where the event came to stand; or, for a command that was stored before, its entry.
create type event_store.stored_event as (
    recorded_at timestamptz,
    version bigint,
    "position" bigint,
    earlier event_store.journal_entry
);

comment on type event_store.stored_event is 'Where the one event of a command came to stand.';
comment on column event_store.stored_event.earlier is 'What was stored before under the same id, and then nothing else; null otherwise.';
