-- The logins that are held to a scope and can read more all the same, with the role by which they can: row-level security
-- looks at the role that is put on, and whoever may put on another one passes it. Not by the names of roles: by what each
-- may do that no scoped reader may.
create or replace function event_store.circumvented_scopes() returns table (login name, role name)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    with passing as materialized (
        select role.oid, role.rolname from pg_roles as role
        where role.rolsuper or role.rolbypassrls
            -- Gives itself any role that is no superuser, before PostgreSQL 16 without being asked.
            or role.rolcreaterole
            -- Reads the server's files, or as the server's account does whatever it likes with them.
            or exists (
                select from pg_roles as able
                where able.rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
                    and pg_has_role(role.oid, able.oid, 'usage'))
            -- Reads a table that scoped readers do not, or one that they do without being one of them; a partition is a
            -- table of its own, without the policies of its parent.
            or exists (
                select from pg_class as relation join pg_namespace as space on space.oid = relation.relnamespace
                where space.nspname in ('event_store', 'register', 'keys', 'read_models', 'access_log')
                    and relation.relkind in ('r', 'p', 'v', 'm')
                    and has_any_column_privilege(role.oid, relation.oid, 'select')
                    and not (
                        pg_has_role(role.oid, to_regrole('missieboek_scoped_reader'), 'usage')
                        and has_any_column_privilege('missieboek_scoped_reader', relation.oid, 'select')))
            -- Opens the register.
            or exists (
                select from pg_proc as function join pg_namespace as space on space.oid = function.pronamespace
                where space.nspname = 'register' and has_schema_privilege(role.oid, space.oid, 'usage')
                    and has_function_privilege(role.oid, function.oid, 'execute'))
    )
    select distinct on (reader.rolname) reader.rolname, passing.rolname
    from pg_roles as reader join passing
        on passing.oid = reader.oid or not reader.rolsuper and pg_has_role(reader.oid, passing.oid, 'member')
    where reader.rolcanlogin
        and case
            -- A superuser counts as a member of every role.
            when reader.rolsuper then exists (
                select from event_store.scope_bindings as binding where binding.login = reader.rolname)
            else pg_has_role(reader.oid, to_regrole('missieboek_scoped_reader'), 'member') end
    order by reader.rolname, passing.rolname;
end;
