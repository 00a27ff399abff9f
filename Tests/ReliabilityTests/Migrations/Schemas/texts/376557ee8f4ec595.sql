do $verify$
declare
    relation regclass;
begin
    if (select count(*) from event_store.layout) <> 1 then
        raise exception 'event_store.layout has not one row';
    end if;
    if not exists (select from event_store.incarnations where number = 1) then
        raise exception 'the log has no first incarnation';
    end if;
    foreach relation in array array['event_store.layout', 'event_store.incarnations']::regclass[] loop
        if has_table_privilege('missieboek', relation, 'insert, update, delete, truncate') then
            raise exception 'missieboek may write %', relation;
        end if;
        if not exists (
            select from pg_trigger
            where tgrelid = relation and tgenabled in ('O', 'A')
                and tgfoid = 'event_store.refuse_change()'::regprocedure)
        then
            raise exception '% has no trigger that refuses to forget', relation;
        end if;
    end loop;
    if has_function_privilege('missieboek', 'event_store.begin_incarnation(text, bigint)', 'execute') then
        raise exception 'missieboek may begin a new incarnation of the log';
    end if;
end
$verify$;
