do $verify$
declare
    role text;
begin
    foreach role in array array[
        'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor']
    loop
        if has_table_privilege(role, 'event_store.subscriptions', 'insert, update, delete, truncate') then
            raise exception '% may write event_store.subscriptions other than by its functions', role;
        end if;
    end loop;
    -- tgtype: 2 before, 8 delete, 32 truncate; without 1 for each statement.
    if not exists (
        select from pg_trigger
        where tgrelid = 'event_store.subscriptions'::regclass and tgtype = 2 + 8 + 32 and tgenabled in ('O', 'A')
            and tgfoid = 'event_store.refuse_change()'::regprocedure)
    then
        raise exception 'event_store.subscriptions can lose a checkpoint: it has no trigger that refuses that';
    end if;
end
$verify$;
