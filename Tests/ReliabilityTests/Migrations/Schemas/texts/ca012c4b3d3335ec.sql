-- Where the schema is not what it was when the last migration had ended, and what else stands in the way of its guards:
-- one row for each; none when all is well.
--
-- The record lies in the same database: whoever may change the one can change the other. It finds what was left lying
-- about, not somebody who covers his tracks.
create or replace function event_store.differing_definitions() returns table (finding text, detail text, particulars text[])
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with recorded as (
        select noted.place, noted.object, noted.definition, noted.server_version
        from schema_history.definitions as noted
        where noted.number = (select max(last.number) from schema_history.definitions as last)
    ), here as (
        select current_setting('server_version_num')::integer / 10000 as version,
            coalesce((select max(recorded.server_version) from recorded), 0) as recorded_version
    ), later_partition as (
        select space.nspname || '.' || class.relname as place
        from pg_class as class join pg_namespace as space on space.oid = class.relnamespace
        where space.nspname = 'event_store' and class.relispartition and class.relkind = 'r'
            and class.relname <> 'events_1'
    ), expected as (
        select recorded.place, recorded.object, recorded.definition from recorded
        where recorded.place not in (select later_partition.place from later_partition)
        union all
        select later_partition.place, recorded.object, recorded.definition
        from recorded cross join later_partition
        where recorded.place = 'event_store.events_1'
    )
    select 'definition differs' as finding,
        format(
            '%s, %s: %s', coalesce(present.place, expected.place), coalesce(present.object, expected.object),
            case
                when expected.place is null then 'was not there'
                when present.place is null then 'is gone'
                else 'is another one' end) as detail,
        array[
            coalesce(present.place, expected.place), coalesce(present.object, expected.object),
            case when expected.place is null then 'added' when present.place is null then 'gone' else 'changed' end]
            as particulars
    from event_store.definitions() as present
        full join expected on expected.place = present.place and expected.object = present.object
    where (select here.version = here.recorded_version from here)
        and present.definition is distinct from expected.definition

    union all
    select 'definitions unchecked' as finding,
        case here.recorded_version
            when 0 then 'no migration has recorded them'
            else format(
                'recorded on PostgreSQL %s, and this is %s: db migrate records them anew', here.recorded_version,
                here.version) end,
        array[here.recorded_version::text, here.version::text]
    from here where here.version <> here.recorded_version

    -- Triggers do not fire for whoever this is set for.
    union all
    select 'triggers switched off' as finding, 'session_replication_role of ' || coalesce(
        setting.setrole::regrole::text || case setting.setdatabase when 0 then '' else ' in this database' end,
        'this database'),
        array[
            coalesce(setting.setrole::regrole::text, ''), case setting.setdatabase when 0 then '' else 'database' end]
    from (
        select nullif(stored.setrole, 0) as setrole, stored.setdatabase, stored.setconfig
        from pg_db_role_setting as stored
        where stored.setdatabase in (0, (select oid from pg_database where datname = current_database()))
    ) as setting
    where exists (
        select from unnest(setting.setconfig) as line
        where line ~ '^session_replication_role=' and line <> 'session_replication_role=origin')
    union all
    select 'triggers switched off' as finding, 'session_replication_role of the server, or of who asks' as detail,
        array['', '']
    from pg_settings as setting
    where setting.name = 'session_replication_role' and setting.reset_val <> 'origin' and setting.source <> 'client'

    union all
    select 'bindings unheeded' as finding, format('the last one is number %s', max(binding.number)) as detail,
        array[max(binding.number)::text]
    from event_store.login_bindings as binding
    having max(binding.number) > coalesce(pg_sequence_last_value('event_store.binding'), 0)

    union all
    select 'role with too many rights' as finding, role.rolname || case
        when role.rolsuper then ' is a superuser'
        when role.rolcreaterole or role.rolbypassrls then ' may make roles or pass row security'
        else ' may become the owner' end,
        array[
            role.rolname::text,
            case when role.rolsuper then 'superuser' when role.rolcreaterole or role.rolbypassrls then 'beyond'
                else 'owner' end]
    from pg_roles as role
    where role.rolname in (
            'missieboek', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor',
            'missieboek_backup', 'missieboek_scoped_reader', 'missieboek_keeper', 'missieboek_key_keeper',
            'missieboek_inspector')
        and (
            role.rolsuper or role.rolcreaterole or role.rolbypassrls
            or pg_has_role(role.rolname, 'missieboek_owner', 'member'))

    union all
    select 'scope circumvented' as finding, format('%s can read everything, as %s', passing.login, passing.role) as detail,
        array[passing.login::text, passing.role::text]
    from event_store.circumvented_scopes() as passing;
end;
