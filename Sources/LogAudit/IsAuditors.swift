package import PostgresClient

/// Whether this login is an auditor's, who may read the log by the schema's own grants, also where they were taken away.
package struct IsAuditors: Statement {
    package static let name = "is_auditors"
    package static let sql = """
        select session_user operator(pg_catalog.=) pg_catalog.name 'missieboek_inspector'
            or pg_catalog.bool_or(pg_catalog.pg_has_role(session_user, role.oid, 'member')) is true
        from pg_catalog.pg_roles as role where role.rolname operator(pg_catalog.=) pg_catalog.name 'missieboek_auditor'
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}
