-- The logins that are held to a scope and can read everything all the same, with the role by which they can: row-level
-- security looks at the role that is put on, and whoever may put on another one passes it.
create or replace function event_store.circumvented_scopes() returns table (login name, role name)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select distinct on (reader.rolname) reader.rolname, other.rolname
    from pg_roles as reader join pg_roles as other
        on other.oid = reader.oid and (reader.rolsuper or reader.rolbypassrls)
            or other.oid <> reader.oid and pg_has_role(reader.oid, other.oid, 'member') and (
                other.rolsuper or other.rolbypassrls or other.rolname in (
                    'missieboek_owner', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader',
                    'missieboek_auditor', 'missieboek_backup', 'pg_read_all_data'))
    where reader.rolcanlogin
        and case
            -- A superuser counts as a member of every role.
            when reader.rolsuper then exists (
                select from event_store.scope_bindings as binding where binding.login = reader.rolname)
            else pg_has_role(reader.oid, to_regrole('missieboek_scoped_reader'), 'member') end
    order by reader.rolname, other.rolname;
end;
