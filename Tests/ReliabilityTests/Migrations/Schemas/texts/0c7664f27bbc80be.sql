-- Roles belong to the whole cluster: created once, left alone when they are already as they should be, so that a
-- database owner without superuser rights can run this file again.
do $roles$
declare
    wanted text;
begin
    foreach wanted in array array[
        'missieboek_owner', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader', 'missieboek_auditor',
        'missieboek_backup', 'missieboek_scoped_reader', 'missieboek_key_keeper']
    loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I nologin', wanted);
        end if;
    end loop;

    -- The login of the command line. How it proves itself (peer, certificate, password) is up to pg_hba.conf.
    if not exists (select from pg_roles where rolname = 'missieboek') then
        create role missieboek login;
    end if;
    foreach wanted in array array['missieboek_appender', 'missieboek_projector', 'missieboek_reader'] loop
        if not pg_has_role('missieboek', wanted, 'member') then
            execute format('grant %I to missieboek', wanted);
        end if;
    end loop;

    -- The login of whoever may destroy keys, which daily work does not need.
    if not exists (select from pg_roles where rolname = 'missieboek_keeper') then
        create role missieboek_keeper login;
    end if;
    foreach wanted in array array['missieboek_appender', 'missieboek_reader', 'missieboek_key_keeper'] loop
        if not pg_has_role('missieboek_keeper', wanted, 'member') then
            execute format('grant %I to missieboek_keeper', wanted);
        end if;
    end loop;

    -- The login of whoever verifies the log. It reads, and may do nothing that a function which somebody has put in the
    -- place of another could use.
    if not exists (select from pg_roles where rolname = 'missieboek_inspector') then
        create role missieboek_inspector login;
    end if;
    if not pg_has_role('missieboek_inspector', 'missieboek_auditor', 'member') then
        grant missieboek_auditor to missieboek_inspector;
    end if;

    -- An append that is left open delays every reader of the whole log; see advance_watermark.
    foreach wanted in array array['missieboek', 'missieboek_keeper', 'missieboek_inspector'] loop
        if not exists (
            select from pg_db_role_setting
            where setrole = wanted::regrole and setdatabase = 0
                and setconfig @> array['idle_in_transaction_session_timeout=10s'])
        then
            execute format('alter role %I set idle_in_transaction_session_timeout = %L', wanted, '10s');
        end if;
    end loop;

    -- What a standby hears of its primary; see replica_standing. Without it a standby knows its lag less exactly.
    if not pg_has_role('missieboek_owner', 'pg_read_all_stats', 'member') then
        begin
            grant pg_read_all_stats to missieboek_owner;
        exception
            when insufficient_privilege then
                raise notice 'a superuser should once: grant pg_read_all_stats to missieboek_owner';
        end;
    end if;

    if not has_database_privilege('missieboek_owner', current_database(), 'create') then
        execute format('grant create on database %I to missieboek_owner', current_database());
    end if;
    foreach wanted in array array['missieboek', 'missieboek_keeper', 'missieboek_inspector'] loop
        if not has_database_privilege(wanted, current_database(), 'connect') then
            execute format('grant connect on database %I to %I', current_database(), wanted);
        end if;
    end loop;
end
$roles$;
