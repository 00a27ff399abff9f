-- Stores a command with its events, all or none, and gives its journal entry; for a command id that was stored before
-- with the same content, the entry of that time. Schema/README.md says what it takes and what it refuses.
--
-- What append_batch does for a batch of one. For one event on a stream that is expected at a version, append_event is
-- quicker.
create or replace function event_store.append(
    command_id uuid, command text, content bytea, actor text, rejection bytea,
    expected_streams text[], expected_versions bigint[],
    event_streams text[], event_types text[], event_occurred_at timestamptz[], event_data bytea[],
    event_metadata bytea[]
) returns event_store.journal_entry
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $body$
declare
    answer event_store.batch_entry;
begin
    -- An error here, and not the line in the log that a batch leaves: of one refusal there is one line.
    if pg_sequence_last_value('event_store.binding') is not null and not event_store.may_record(array[actor]) then
        raise exception 'login % may not record for %', session_user, left(actor, 200) using errcode = 'TM403';
    end if;
    select * into strict answer
    from event_store.append_batch(
        array[command_id], array[command], array[content], array[actor], array[rejection],
        array[cardinality(expected_streams)], expected_streams, expected_versions,
        array[cardinality(event_streams)], event_streams, event_types, event_occurred_at, event_data, event_metadata);
    if answer.failure is not null then
        raise exception '%', answer.message using errcode = answer.failure, detail = coalesce(answer.detail, '');
    end if;
    if (answer.earlier).duplicate then
        return answer.earlier;
    end if;
    return (
        false, command, actor, answer.recorded_at, rejection, event_streams, event_types, answer.versions,
        answer.positions)::event_store.journal_entry;
end
$body$;
