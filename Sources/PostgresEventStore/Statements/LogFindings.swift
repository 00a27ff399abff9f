package import PostgresClient

/// What is wrong with the log and what guards it, as its own rules find it; none when all is well.
///
/// The first of each kind, then the second, …: many of one kind hide none of another. One more than ``limit`` says that
/// there are more.
package struct LogFindings: Statement {
    package static let limit = 100

    package struct Finding: Hashable, Sendable {
        /// Such as `version gap`: see Schema/README.md.
        package let code: String
        package let stream: String?
        package let position: Int64?
        /// The database's own words.
        package let detail: String
        /// The values that ``detail`` puts into words, in the order of each code.
        package let particulars: [String]
    }

    package static let name = "log_findings"
    package static let sql = """
        select finding, stream, position, coalesce(detail, ''),
            array(
                select coalesce(value, '') from unnest(particulars) with ordinality as listed(value, number)
                order by number)
        from event_store.verify()
        order by row_number() over (partition by finding order by position, stream), finding limit \(limit + 1)
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Finding {
        Finding(
            code: try row.next(), stream: try row.nextOptional(), position: try row.nextOptional(),
            detail: try row.next(), particulars: try row.nextArray())
    }
}

/// Whether this login may ask what is wrong with the log; it may when there is nothing to ask.
package struct MayAskForFindings: Statement {
    package enum Answer: Hashable, Sendable {
        case yes
        case no
        /// It is an auditor's, who may ask by the schema's own grants: somebody has taken that right. A login that is a
        /// member of the role and does not inherit its rights is none.
        case notAnyMore
    }

    package static let name = "may_ask_for_findings"
    package static let sql = """
        select coalesce(bool_or(has_function_privilege(function.oid, 'execute')), true),
            session_user = 'missieboek_inspector' or coalesce(
                (select pg_has_role(role.oid, 'usage') from pg_roles as role where role.rolname = 'missieboek_auditor'),
                false)
        from pg_proc as function join pg_namespace as space on space.oid = function.pronamespace
        where space.nspname = 'event_store' and function.proname = 'verify' and function.pronargs = 0
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Answer {
        let (mayAsk, isAuditor): (Bool, Bool) = (try row.next(), try row.next())
        return mayAsk ? .yes : isAuditor ? .notAnyMore : .no
    }
}
