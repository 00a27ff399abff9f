do $verify$
declare
    role text;
    relation regclass;
begin
    if not (select relrowsecurity from pg_class where oid = 'keys.data_keys'::regclass) then
        raise exception 'whoever makes backups can read keys.data_keys';
    end if;
    foreach role in array array[
        'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor',
        'missieboek_keeper', 'missieboek_key_keeper', 'missieboek_backup']
    loop
        for relation in
            select oid from pg_class
            where relkind = 'r' and relnamespace in ('keys'::regnamespace, 'register'::regnamespace)
        loop
            if has_table_privilege(role, relation, 'insert, update, delete, truncate, references, trigger')
                or has_any_column_privilege(role, relation, 'insert, update, references')
            then
                raise exception '% may write %', role, relation;
            end if;
            if role <> 'missieboek_backup' and has_any_column_privilege(role, relation, 'select') then
                raise exception '% may read % other than by a function', role, relation;
            end if;
        end loop;
        if role not in ('missieboek_keeper', 'missieboek_key_keeper')
            and has_function_privilege(role, 'keys.destroy(uuid, text[], text[])', 'execute')
        then
            raise exception '% may destroy keys', role;
        end if;
    end loop;
    if has_schema_privilege('missieboek_auditor', 'keys', 'usage')
        or has_schema_privilege('missieboek_projector', 'keys', 'usage')
    then
        raise exception 'a role without work there may look into the schema keys';
    end if;
    for relation in
        select oid from pg_proc
        where prosecdef and not coalesce(proconfig @> array['search_path=pg_catalog, pg_temp'], false)
            and pronamespace = 'keys'::regnamespace
    loop
        raise exception '% runs as its owner without a fixed search_path', relation;
    end loop;
end
$verify$;
