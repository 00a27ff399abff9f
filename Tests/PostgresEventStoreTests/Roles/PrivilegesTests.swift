import Foundation
import PostgresClient
import TestSupport
import Testing

// The whole of who may do what, against a golden file: no right comes or goes unseen.
struct PrivilegesTests {
    private static let snapshot = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Snapshots/privileges.txt").standardized

    @Test func `The rights of all but the owner are those of the snapshot`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let connection = try Connection(ConnectionOptions(address: database.superuserURL))
        let lines = try connection.column(Self.roles) + connection.column(Self.rights)
        let listing = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try listing.write(to: Self.snapshot, atomically: true, encoding: .utf8)
        }
        #expect(lines.count > 100)
        let expected = try String(contentsOf: Self.snapshot, encoding: .utf8)
        #expect(listing == expected, "RECORD_SNAPSHOTS=1 renews the snapshot")
    }

    /// What our roles are, and what else they are members of.
    private static let roles = """
        select concat_ws(
            ' ', 'role', role.rolname,
            case when role.rolcanlogin then 'logs in' end, case when role.rolsuper then 'superuser' end,
            case when role.rolcreaterole then 'makes roles' end, case when role.rolcreatedb then 'makes databases' end,
            case when role.rolreplication then 'replicates' end,
            case when role.rolbypassrls then 'passes row security' end,
            (
                select 'is ' || string_agg(held.rolname, ', ' order by held.rolname)
                from pg_auth_members as membership join pg_roles as held on held.oid = membership.roleid
                where membership.member = role.oid))
        from pg_roles as role
        where role.rolname in (
            'missieboek', 'missieboek_owner', 'missieboek_appender', 'missieboek_projector', 'missieboek_reader',
            'missieboek_auditor', 'missieboek_backup', 'missieboek_scoped_reader', 'missieboek_keeper',
            'missieboek_key_keeper', 'missieboek_inspector')
        order by role.rolname
        """

    /// A line for each right, also those that come with an object when nobody says otherwise.
    private static let rights = """
        with space as (
            select oid, nspname, nspowner, nspacl from pg_namespace
            where nspname in ('event_store', 'register', 'keys', 'read_models', 'schema_history', 'access_log')
        ), listed (object, owner, list) as (
            select 'schema ' || nspname, nspowner, coalesce(nspacl, acldefault('n', nspowner)) from space
            union all
            select case relation.relkind when 'S' then 'sequence ' when 'v' then 'view ' else 'table ' end
                    || relation.oid::regclass,
                relation.relowner,
                coalesce(
                    relation.relacl,
                    acldefault(case relation.relkind when 'S' then 's'::"char" else 'r'::"char" end, relation.relowner))
            from pg_class as relation join space on space.oid = relation.relnamespace
            where relation.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
            union all
            select format('column %s of %s', attribute.attname, relation.oid::regclass), relation.relowner,
                attribute.attacl
            from pg_attribute as attribute join pg_class as relation on relation.oid = attribute.attrelid
                join space on space.oid = relation.relnamespace
            where attribute.attacl is not null
            union all
            select 'function ' || function.oid::regprocedure, function.proowner,
                coalesce(function.proacl, acldefault('f', function.proowner))
            from pg_proc as function join space on space.oid = function.pronamespace
            union all
            select 'type ' || type.oid::regtype, type.typowner, coalesce(type.typacl, acldefault('T', type.typowner))
            from pg_type as type join space on space.oid = type.typnamespace
                join pg_class as relation on relation.oid = type.typrelid and relation.relkind = 'c'
            union all
            select format('what %s will make in %s, kind %s', future.defaclrole::regrole, space.nspname,
                    future.defaclobjtype),
                future.defaclrole, future.defaclacl
            from pg_default_acl as future join space on space.oid = future.defaclnamespace
        )
        select line
        from (
            select format(
                '%s may %s%s: %s', coalesce(role.rolname, 'everybody'), lower(item.privilege_type),
                case when item.is_grantable then ' and grant' else '' end, listed.object) as line
            from listed cross join lateral aclexplode(listed.list) as item
                left join pg_roles as role on role.oid = item.grantee
            where item.grantee <> listed.owner) as worded
        order by line collate "C"
        """
}
