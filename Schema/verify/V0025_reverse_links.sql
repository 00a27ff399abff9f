do $verify$
begin
    if not exists (
        select from pg_trigger
        where tgrelid = 'event_store.linked_files'::regclass and tgname = 'refuse_change' and tgenabled in ('O', 'A'))
    then
        raise exception 'event_store.linked_files can be changed: its trigger that refuses that is disabled';
    end if;
end
$verify$;
