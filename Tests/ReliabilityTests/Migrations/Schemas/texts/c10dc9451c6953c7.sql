-- Notes what the log says of duties and was not noted: after a migration, for what was appended before it. How many
-- rows that took. Waits until no append is in flight.
create or replace function event_store.note_duties_in_log() returns bigint
language plpgsql
as $body$
#variable_conflict use_column
declare
    noted bigint;
    amount bigint;
begin
    perform pg_advisory_xact_lock(event_store.append_lock());
    insert into event_store.duties_done (stream, duty, actor, position)
    select stream, duty, target, position from event_store.duties_in_log() where place = 'duties_done'
    on conflict do nothing;
    get diagnostics noted = row_count;
    insert into event_store.linked_files (stream, duty, file, position)
    select stream, duty, target, position from event_store.duties_in_log() where place = 'linked_files'
    on conflict do nothing;
    get diagnostics amount = row_count;
    noted := noted + amount;
    insert into event_store.persons_behind (account, person, position)
    select stream, target, position from event_store.duties_in_log() where place = 'persons_behind'
    on conflict do nothing;
    get diagnostics amount = row_count;
    noted := noted + amount;
    insert into event_store.mistaken_persons (account, person, position)
    select stream, target, position from event_store.duties_in_log() where place = 'mistaken_persons'
    on conflict do nothing;
    get diagnostics amount = row_count;
    return noted + amount;
end
$body$;
