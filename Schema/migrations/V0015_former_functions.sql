-- What append and append_batch called until V0010. No file made them any more, and no migration had dropped them.
drop function if exists event_store.earlier_entry(uuid, bytea, text[], bigint[]);
drop function if exists event_store.lock_append(uuid, text[], text[]);
drop function if exists event_store.require_lawful_append(
    text, text, bytea, text[], bigint[], text[], text[], timestamptz[], integer, integer);
drop function if exists event_store.unmet_expectations(text[], bigint[]);
