do $verify$
declare
    role text;
begin
    foreach role in array array[
        'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor']
    loop
        if has_table_privilege(role, 'event_store.snapshots', 'insert, update, delete, truncate') then
            raise exception '% may write event_store.snapshots other than by its functions', role;
        end if;
    end loop;
    if exists (select from pg_trigger where tgrelid = 'event_store.snapshots'::regclass and not tgisinternal)
        or exists (select from pg_constraint where confrelid = 'event_store.snapshots'::regclass)
    then
        raise exception 'event_store.snapshots is a cache: nothing may stand in the way of emptying it';
    end if;
end
$verify$;
