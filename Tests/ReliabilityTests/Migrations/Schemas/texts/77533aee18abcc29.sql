do $verify$
begin
    if exists (
        select from pg_proc
        where pronamespace = 'event_store'::regnamespace
            and proname in ('earlier_entry', 'lock_append', 'require_lawful_append', 'unmet_expectations'))
    then
        raise exception 'functions that nothing calls should be gone';
    end if;
end
$verify$;
