do $verify$
declare
    missing text;
begin
    select proname into missing from pg_proc
    where pronamespace = 'event_store'::regnamespace and proname in ('append_event', 'append_batch')
        and prosrc not like '%event_store.server_is_noticed%';
    if found then
        raise exception 'event_store.% appends without noticing that the server is another one', missing;
    end if;
end
$verify$;
