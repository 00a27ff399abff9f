do $verify$
declare
    role text;
begin
    if not exists (select from event_store.event_types) then
        raise exception 'event_store.event_types is empty';
    end if;
    if exists (
        select from event_store.event_types as old join event_store.event_types as today on today.name = old.current
        where today.current <> today.name or today.category <> old.category or today.version < old.version)
    then
        raise exception 'a type of event is read as one that is no longer written';
    end if;
    foreach role in array array[
        'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor']
    loop
        if has_table_privilege(role, 'event_store.event_types', 'insert, update, delete, truncate') then
            raise exception '% may write event_store.event_types', role;
        end if;
        if has_function_privilege(
            role, 'event_store.declare_event_type(text, text, integer, text, text, jsonb)', 'execute')
        then
            raise exception '% may declare a type of event', role;
        end if;
    end loop;
end
$verify$;
