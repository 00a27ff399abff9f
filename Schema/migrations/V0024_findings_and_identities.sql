-- What verification finds comes with its values, so that a program says it in the reader's language. A function's result
-- cannot be given another column: these are made anew, by their files.
drop function if exists event_store.verify();
drop function if exists schema_history.note_departures();
drop function if exists event_store.differing_definitions();
drop function if exists event_store.differing_duties();
drop function if exists access_log.verify();

alter table schema_history.departures add column particulars text[];

comment on column schema_history.departures.particulars is
    'The values that detail puts into words; null for what was kept before there were any.';
