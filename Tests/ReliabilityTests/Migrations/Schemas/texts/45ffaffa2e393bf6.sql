do $verify$
declare
    relation regclass;
    role text;
begin
    foreach relation in array array[
        'event_store.events', 'event_store.streams', 'event_store.snapshots', 'read_models.rows',
        'read_models.parked']::regclass[]
    loop
        if not (select relrowsecurity from pg_class where oid = relation) then
            raise exception '% has no row-level security', relation;
        end if;
        if not exists (
            select from pg_policy
            where polrelid = relation and not polpermissive and polcmd = 'r'
                and polroles = array[to_regrole('missieboek_scoped_reader')::oid])
        then
            raise exception '% has no policy that keeps scoped readers to their scope', relation;
        end if;
        if (select count(*) <> 1 from pg_policy where polrelid = relation and polpermissive) then
            raise exception 'not one policy says of % that everybody else reads all of it', relation;
        end if;
    end loop;

    -- Whatever else a scoped reader can read says the same to everybody.
    for relation in
        select class.oid from pg_class as class
        where class.relkind in ('r', 'p', 'v', 'm', 'f') and not class.relrowsecurity
            and class.relnamespace in (
                'event_store'::regnamespace, 'read_models'::regnamespace, 'register'::regnamespace,
                'schema_history'::regnamespace)
            and class.oid::regclass::text not in (
                'event_store.event_types', 'event_store.streams_in_scope', 'read_models.checkpoints')
    loop
        if has_table_privilege('missieboek_scoped_reader', relation, 'select')
            or has_any_column_privilege('missieboek_scoped_reader', relation, 'select')
        then
            raise exception 'missieboek_scoped_reader may read %, which has no row-level security', relation;
        end if;
    end loop;
    for relation in
        select class.oid from pg_class as class
        where class.relkind in ('r', 'p', 'v') and class.relnamespace in (
            'event_store'::regnamespace, 'read_models'::regnamespace, 'register'::regnamespace,
            'schema_history'::regnamespace)
    loop
        if has_table_privilege(
                'missieboek_scoped_reader', relation, 'insert, update, delete, truncate, references, trigger')
            or has_any_column_privilege('missieboek_scoped_reader', relation, 'insert, update, references')
        then
            raise exception 'missieboek_scoped_reader may write %', relation;
        end if;
    end loop;

    if not exists (
        select from pg_trigger
        where tgrelid = 'event_store.scope_bindings'::regclass and tgtype = 2 + 8 + 16 + 32
            and tgenabled in ('O', 'A') and tgfoid = 'event_store.refuse_change()'::regprocedure)
    then
        raise exception 'event_store.scope_bindings can be changed: it has no trigger that refuses that';
    end if;
    foreach role in array array[
        'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor',
        'missieboek_backup', 'missieboek_scoped_reader']
    loop
        if has_function_privilege(role, 'event_store.bind_scope(name, text[], text[])', 'execute')
            or has_function_privilege(role, 'event_store.forget_places()', 'execute')
        then
            raise exception '% may say what a login reads', role;
        end if;
    end loop;
    if pg_has_role('missieboek_scoped_reader', 'missieboek_owner', 'member') then
        raise exception 'missieboek_scoped_reader may become the owner of the log';
    end if;
end
$verify$;
