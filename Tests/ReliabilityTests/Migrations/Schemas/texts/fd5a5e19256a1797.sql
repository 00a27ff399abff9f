-- The expectations that the streams do not meet now, with the version each stream has (0: no events).
create or replace function event_store.unmet_expectations(expected_streams text[], expected_versions bigint[])
returns table (place bigint, stream text, wanted bigint, actual bigint)
language sql stable
begin atomic
    select expectation.place, expectation.stream, expectation.wanted, coalesce(head.version, 0)
    from unnest(expected_streams, expected_versions) with ordinality as expectation(stream, wanted, place)
        left join event_store.streams as head on head.stream = expectation.stream
    where not case expectation.wanted
        when -1 then true
        when -2 then head.stream is not null
        else expectation.wanted = coalesce(head.version, 0) end;
end;
