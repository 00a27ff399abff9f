-- The entry of a command that was stored before. Null when it was not and all expectations are met; an append that is
-- neither ends here. To be called when the locks are held.
create or replace function event_store.earlier_entry(
    command_id uuid, content_hash bytea, expected_streams text[], expected_versions bigint[]
) returns event_store.journal_entry
language plpgsql
as $body$
declare
    stored_hash bytea;
    conflict record;
begin
    select entry.content_hash into stored_hash from event_store.commands as entry where entry.id = command_id;
    if found then
        if stored_hash <> content_hash then
            raise exception 'command % was given before with other content', command_id using errcode = 'TM410';
        end if;
        return event_store.command_entry(command_id);
    end if;

    select * into conflict
    from event_store.unmet_expectations(expected_streams, expected_versions) order by place limit 1;
    if found then
        raise exception 'stream % is at version %, not at what was expected', conflict.stream, conflict.actual
            using errcode = 'TM409', detail = format(
                '{"stream":"%s","expected":%s,"actual":%s}', conflict.stream, conflict.wanted, conflict.actual);
    end if;
    return null;
end
$body$;
