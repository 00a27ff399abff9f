-- Takes the locks of an append in an order that is the same for all, so that appends cannot deadlock: the log, the
-- command, then the streams by their bytes.
create or replace function event_store.lock_append(command_id uuid, expected_streams text[], event_streams text[])
returns void
language plpgsql
as $body$
begin
    -- The server's table of locks is small: whoever needs very many takes the whole log alone instead.
    if cardinality(expected_streams) + cardinality(event_streams) > 256
        and (select count(distinct stream) from unnest(expected_streams || event_streams) as stream) > 256
    then
        perform pg_advisory_xact_lock(event_store.append_lock()),
            pg_advisory_xact_lock(event_store.command_lock(command_id));
    else
        perform pg_advisory_xact_lock_shared(event_store.append_lock()),
            pg_advisory_xact_lock(event_store.command_lock(command_id));
        perform case when written then pg_advisory_xact_lock(event_store.stream_lock(stream))
            else pg_advisory_xact_lock_shared(event_store.stream_lock(stream)) end
        from (
            select stream, bool_or(written) as written
            from (select unnest(expected_streams), false union all select unnest(event_streams), true)
                as listed(stream, written)
            group by stream order by stream collate "C") as touched;
    end if;
end
$body$;
