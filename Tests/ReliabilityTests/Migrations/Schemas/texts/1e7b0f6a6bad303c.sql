do $verify$
begin
    if (select count(*) from pg_proc where pronamespace = 'event_store'::regnamespace and proname = 'are_lawful') > 1 then
        raise exception 'are_lawful should have one form';
    end if;
end
$verify$;
