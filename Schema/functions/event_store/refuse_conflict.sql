-- Ends an append whose expectation of a stream is not met.
create or replace function event_store.refuse_conflict(stream text, expected bigint, actual bigint) returns void
language plpgsql
as $body$
begin
    raise exception 'stream % is at version %, not at what was expected', stream, actual
        using errcode = 'TM409',
            detail = format('{"stream":"%s","expected":%s,"actual":%s}', stream, expected, actual);
end
$body$;
