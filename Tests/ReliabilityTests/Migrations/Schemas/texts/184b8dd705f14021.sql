do $verify$
declare
    role text;
    relation regclass;
    function regprocedure;
begin
    foreach relation in array array['access_log.entries', 'access_log.terms']::regclass[] loop
        foreach role in array array[
            'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor',
            'missieboek_backup']
        loop
            if has_table_privilege(role, relation, 'insert, update, delete, truncate, references, trigger')
                or has_any_column_privilege(role, relation, 'insert, update, references')
            then
                raise exception '% may write %', role, relation;
            end if;
            if role not in ('missieboek_auditor', 'missieboek_backup')
                and has_any_column_privilege(role, relation, 'select')
            then
                raise exception '% may read who has read what', role;
            end if;
            -- Whoever may do more than record could make an entry of a disposal.
            for function in
                select oid from pg_proc
                where pronamespace = 'access_log'::regnamespace and proname not in ('record', 'verify')
            loop
                if has_function_privilege(role, function, 'execute') then
                    raise exception '% may call %', role, function;
                end if;
            end loop;
        end loop;
    end loop;
    if (
        select count(*) from pg_trigger
        where tgrelid in ('access_log.entries'::regclass, 'access_log.terms'::regclass) and tgenabled in ('O', 'A')
            and (tgfoid, tgtype) in (
                ('event_store.refuse_change()'::regprocedure, 2 + 16 + 32),
                ('event_store.refuse_change()'::regprocedure, 2 + 8 + 16 + 32),
                ('access_log.require_disposal()'::regprocedure, 1 + 2 + 8))) <> 3
    then
        raise exception 'the log of readings can be changed: a trigger that refuses that is not there';
    end if;
end
$verify$;
