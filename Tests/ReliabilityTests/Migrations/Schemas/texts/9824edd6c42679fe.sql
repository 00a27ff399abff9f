do $verify$
declare
    role text;
    right_to text;
    relation regclass;
    routine regprocedure;
begin
    if getdatabaseencoding() <> 'UTF8' then
        raise exception 'the encoding of the database is %, but leaves are computed over UTF-8', getdatabaseencoding();
    end if;
    if not exists (select from pg_partitioned_table where partrelid = 'event_store.events'::regclass) then
        raise exception 'event_store.events is not partitioned';
    end if;
    if not exists (
        select from pg_attribute
        where attrelid = 'event_store.events'::regclass and attname = 'leaf_hash' and attgenerated = 's')
    then
        raise exception 'event_store.events.leaf_hash is not generated';
    end if;

    -- The log, all of its partitions, the journal and the watermark refuse every change, and no role may write them.
    for relation in
        select relid from pg_partition_tree('event_store.events')
        union all select 'event_store.commands' union all select 'event_store.watermark'
    loop
        -- tgtype: 2 before, 8 delete, 16 update, 32 truncate; without 1 for each statement.
        if not exists (
            select from pg_trigger
            where tgrelid = relation and tgtype = 2 + 8 + 16 + 32 and tgenabled in ('O', 'A')
                and tgfoid = 'event_store.refuse_change()'::regprocedure)
        then
            raise exception '% can be changed: it has no trigger that refuses that', relation;
        end if;
        foreach role in array array[
            'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor']
        loop
            foreach right_to in array array['insert', 'update', 'delete', 'truncate'] loop
                if has_table_privilege(role, relation, right_to) then
                    raise exception '% may % on %', role, right_to, relation;
                end if;
            end loop;
        end loop;
    end loop;

    -- What runs with the owner's rights must not look names up in a schema of the caller.
    for routine in
        select oid from pg_proc
        where prosecdef and not coalesce(proconfig @> array['search_path=pg_catalog, pg_temp'], false)
            and pronamespace in (
                'event_store'::regnamespace, 'register'::regnamespace, 'read_models'::regnamespace,
                'schema_history'::regnamespace)
    loop
        raise exception '% runs as its owner without a fixed search_path', routine;
    end loop;
end
$verify$;
