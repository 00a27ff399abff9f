package import PostgresClient

/// Whether this login may look into the register, and at keys.
///
/// Whoever asks there without the right is refused, and a refusal is an alarm: so this is asked first.
package struct PersonalDataRights: Statement {
    package struct Answer: Hashable, Sendable {
        package let readsRegister: Bool
        package let readsKeys: Bool
    }

    package static let name = "personal_data_rights"
    package static let sql = """
        select coalesce(bool_and(may) filter (where place = 'register'), false),
            coalesce(bool_and(may) filter (where place = 'keys'), false)
        from (
            select space.nspname as place,
                has_schema_privilege(space.oid, 'usage') and has_function_privilege(function.oid, 'execute') as may
            from pg_proc as function join pg_namespace as space on space.oid = function.pronamespace
            where space.nspname = 'register' and function.proname in ('read', 'resolve')
                or space.nspname = 'keys' and function.proname = 'read'
        ) as rights
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Answer {
        Answer(readsRegister: try row.next(), readsKeys: try row.next())
    }
}
