do $verify$
declare
    role text;
    relation regclass;
begin
    foreach relation in array array[
        'event_store.login_bindings', 'schema_history.definitions', 'schema_history.departures']::regclass[]
    loop
        if not exists (
            select from pg_trigger
            where tgrelid = relation and tgtype = 2 + 8 + 16 + 32 and tgenabled in ('O', 'A')
                and tgfoid = 'event_store.refuse_change()'::regprocedure)
        then
            raise exception '% can be changed: it has no trigger that refuses that', relation;
        end if;
    end loop;
    foreach role in array array[
        'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor',
        'missieboek_backup']
    loop
        for relation in
            select class.oid from pg_class as class
            where class.relkind in ('r', 'p')
                and class.relnamespace in ('event_store'::regnamespace, 'schema_history'::regnamespace)
        loop
            if has_table_privilege(role, relation, 'insert, update, delete, truncate, references, trigger')
                or has_any_column_privilege(role, relation, 'insert, update, references')
            then
                raise exception '% may write %', role, relation;
            end if;
        end loop;
        if has_function_privilege(role, 'event_store.bind_login(name, text[])', 'execute') then
            raise exception '% may say for whom a login records', role;
        end if;
        if pg_has_role(role, 'missieboek_owner', 'member') then
            raise exception '% may become the owner of the log', role;
        end if;
    end loop;
    if exists (
        select from pg_proc
        where pronamespace in (
                'event_store'::regnamespace, 'register'::regnamespace, 'read_models'::regnamespace,
                'schema_history'::regnamespace)
            and has_function_privilege('missieboek_backup', oid, 'execute'))
    then
        raise exception 'missieboek_backup may call a function of ours';
    end if;
end
$verify$;
