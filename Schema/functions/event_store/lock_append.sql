-- Takes the locks of an append in an order that is the same for all, so that appends cannot deadlock: the log, the
-- command, then the streams by their bytes.
create or replace function event_store.lock_append(command_id uuid, expected_streams text[], event_streams text[])
returns void
language plpgsql
as $body$
declare
    streams text[];
    written boolean[];
begin
    select array_agg(touched.stream order by touched.stream), array_agg(touched.written order by touched.stream)
    into streams, written
    from (
        select listed.stream collate "C" as stream, bool_or(listed.written) as written
        from (select unnest(expected_streams), false union all select unnest(event_streams), true)
            as listed(stream, written)
        group by 1) as touched;

    -- The server's table of locks is small: whoever needs very many takes the whole log alone instead.
    if cardinality(streams) > 256 then
        perform pg_advisory_xact_lock(event_store.append_lock()),
            pg_advisory_xact_lock(event_store.command_lock(command_id));
    else
        perform pg_advisory_xact_lock_shared(event_store.append_lock()),
            pg_advisory_xact_lock(event_store.command_lock(command_id));
        perform case when touched.written then pg_advisory_xact_lock(event_store.stream_lock(touched.stream))
            else pg_advisory_xact_lock_shared(event_store.stream_lock(touched.stream)) end
        from unnest(streams, written) as touched(stream, written);
    end if;
end
$body$;
