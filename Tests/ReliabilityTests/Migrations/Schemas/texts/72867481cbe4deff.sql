-- The definition of everything in our schemas that decides what can happen to the log, as the catalogue tells it:
-- tables and their columns, constraints, indexes, triggers, rules and policies, views, sequences, functions, types,
-- operators, the rules of what streams concern, and who has which right to each.
--
-- A partition speaks of itself as events_1, the first one: all are to be as that one is. Where it begins, ends and is
-- stored is not compared.
create or replace function event_store.definitions() returns table (place text, object text, definition text)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    with space as (
        select oid, nspname::text as name, nspowner as owner, nspacl as rights from pg_namespace
        where nspname in ('event_store', 'register', 'keys', 'read_models', 'schema_history', 'access_log')
    ), relation as (
        select class.*, class.relname::text as name, space.name || '.' || class.relname as place
        from pg_class as class join space on space.oid = class.relnamespace
        where class.relkind in ('r', 'p', 'v', 'm', 'f', 'c', 'S')
    ), described as (
        select relation.place, relation.name, relation.relispartition, 'relation' as object,
            concat_ws(
                '; ', relation.relkind, relation.relpersistence, 'owner ' || relation.relowner::regrole,
                'rights ' || event_store.access_rights(
                    relation.relacl, case relation.relkind when 'S' then 's'::"char" else 'r'::"char" end,
                    relation.relowner),
                case when relation.relispartition then 'partition' end,
                case when relation.relkind = 'p' then pg_get_partkeydef(relation.oid) end,
                case when relation.relkind in ('v', 'm') then pg_get_viewdef(relation.oid) end,
                case when relation.relrowsecurity then 'row security' end,
                case when relation.relforcerowsecurity then 'row security for the owner too' end,
                array_to_string(relation.reloptions, ', '),
                (
                    select format(
                        'from %s to %s by %s, first %s, cycles %s', sequence.seqmin, sequence.seqmax,
                        sequence.seqincrement, sequence.seqstart, sequence.seqcycle)
                    from pg_sequence as sequence where sequence.seqrelid = relation.oid)) as definition
        from relation
        union all
        select relation.place, relation.name, relation.relispartition, 'column ' || attribute.attname,
            concat_ws(
                '; ', format_type(attribute.atttypid, attribute.atttypmod),
                nullif(attribute.attcollation, 0)::regcollation,
                case when attribute.attnotnull then 'not null' end,
                nullif(attribute.attgenerated, ''::"char"), nullif(attribute.attidentity, ''::"char"),
                pg_get_expr(value.adbin, value.adrelid),
                'rights ' || event_store.access_rights(attribute.attacl, 'c'::"char", relation.relowner))
        from relation join pg_attribute as attribute on attribute.attrelid = relation.oid
            left join pg_attrdef as value on value.adrelid = relation.oid and value.adnum = attribute.attnum
        where attribute.attnum > 0 and not attribute.attisdropped and relation.relkind <> 'S'
        union all
        select relation.place, relation.name, relation.relispartition, 'constraint ' || limitation.conname,
            concat_ws(
                '; ', pg_get_constraintdef(limitation.oid),
                case when not limitation.convalidated then 'not validated' end)
        from relation join pg_constraint as limitation on limitation.conrelid = relation.oid
        union all
        select relation.place, relation.name, relation.relispartition, 'index ' || class.relname,
            concat_ws(
                '; ', pg_get_indexdef(class.oid), case when not index.indisvalid then 'not valid' end)
        from relation join pg_index as index on index.indrelid = relation.oid
            join pg_class as class on class.oid = index.indexrelid
        union all
        -- Those of a foreign key are named by a number that another database does not have.
        select relation.place, relation.name, relation.relispartition,
            case when limitation.contype = 'f' then format('trigger %s of %s', trigger.tgfoid::regproc, limitation.conname)
                else 'trigger ' || trigger.tgname end,
            concat_ws(
                '; ', case when limitation.contype = 'f' then null else pg_get_triggerdef(trigger.oid) end,
                'fires ' || trigger.tgenabled::text)
        from relation join pg_trigger as trigger on trigger.tgrelid = relation.oid
            left join pg_constraint as limitation on limitation.oid = trigger.tgconstraint
        union all
        select relation.place, relation.name, relation.relispartition, 'rule ' || rule.rulename,
            concat_ws('; ', pg_get_ruledef(rule.oid), 'fires ' || rule.ev_enabled::text)
        from relation join pg_rewrite as rule on rule.ev_class = relation.oid
        where rule.rulename <> '_RETURN'
        union all
        select relation.place, relation.name, relation.relispartition, 'policy ' || policy.polname,
            concat_ws(
                '; ', policy.polcmd, policy.polpermissive,
                (
                    select string_agg(case role when 0 then 'public' else role::regrole::text end, ', ' order by role)
                    from unnest(policy.polroles) as role),
                pg_get_expr(policy.polqual, policy.polrelid), pg_get_expr(policy.polwithcheck, policy.polrelid))
        from relation join pg_policy as policy on policy.polrelid = relation.oid
    )
    select described.place,
        case when described.relispartition then replace(described.object, described.name, 'events_1')
            else described.object end,
        case when described.relispartition then replace(described.definition, described.name, 'events_1')
            else described.definition end
    from described
    union all
    select space.name, 'schema' as object,
        format(
            'owner %s; rights %s', space.owner::regrole,
            event_store.access_rights(space.rights, 'n'::"char", space.owner))
    from space
    union all
    select space.name, 'function ' || function.oid::regprocedure,
        concat_ws(
            '; ',
            case when function.prokind in ('f', 'p') then pg_get_functiondef(function.oid) else function.prosrc end,
            'owner ' || function.proowner::regrole,
            'rights ' || event_store.access_rights(function.proacl, 'f'::"char", function.proowner))
    from space join pg_proc as function on function.pronamespace = space.oid
    union all
    select space.name, 'type ' || type.typname,
        concat_ws(
            '; ', type.typtype, 'owner ' || type.typowner::regrole,
            'rights ' || event_store.access_rights(type.typacl, 'T'::"char", type.typowner))
    from space join pg_type as type on type.typnamespace = space.oid
        left join pg_class as class on class.oid = type.typrelid
    -- Not those that come with each table, nor their arrays.
    where type.typelem = 0 and (class.relkind is null or class.relkind = 'c')
    union all
    -- By which it shows what a stream concerns: data that decide who reads it.
    select 'event_store.naming_rules' as place,
        format('rule of names %s to %s', rule.category, rule.result),
        concat_ws('; ', rule.pattern, rule.meaning)
    from event_store.naming_rules as rule
    union all
    select 'event_store.mention_rules' as place,
        format('rule of %s, %s, %s', rule.type, rule.path, rule.meaning), rule.meaning
    from event_store.mention_rules as rule
    union all
    select space.name, 'operator ' || sign.oid::regoperator, sign.oprcode::text
    from space join pg_operator as sign on sign.oprnamespace = space.oid
    union all
    select space.name,
        format('rights to what %s will make, kind %s', future.defaclrole::regrole, future.defaclobjtype),
        event_store.access_rights(future.defaclacl, future.defaclobjtype, future.defaclrole)
    from space join pg_default_acl as future on future.defaclnamespace = space.oid;
end;
