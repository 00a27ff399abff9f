do $verify$
begin
    perform null::event_store.stored_event;
end
$verify$;
