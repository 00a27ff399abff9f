package import PostgresClient

/// What somebody has put where only the server has something, or in the place of the log's own table: it could show the
/// columns of an event to an audit otherwise than to everybody else, or not at all.
///
/// Its own answer is shown by the server's types too: whoever puts a function behind one can change the words of it, and not
/// how many rows there are. What a superuser changes in the rows of the server's catalogues, or in its program, this does
/// not see.
package struct StrangeParts: Statement {
    package struct Part: Hashable, Sendable {
        package let kind: Kind
        package let name: String
    }

    package enum Kind: String, Sendable {
        case function
        case `operator`
        case cast
        case table
        case column
        case policy
        /// Of the server itself, and what it does is somebody's.
        case replaced
    }

    package static let name = "strange_parts"
    /// Numbers from 16384 on are those of objects that came after the server was set up; 17, 20, 25, 1184 and 2950 are
    /// bytea, int8, text, timestamptz and uuid.
    ///
    /// 12, 13 and 14 are the languages in which the server's own functions are
    /// written: itself, C and SQL; what is behind a type is never SQL, nor what compares two values of one type.
    ///
    /// The policies of the schema's own are `everybody`, which hides nothing, and `scope`, which holds for scoped readers
    /// only: not for whoever asks this.
    package static let sql = """
        select 'function'::pg_catalog.text, function.oid::pg_catalog.regprocedure::pg_catalog.text
        from pg_catalog.pg_proc as function
        where function.pronamespace = pg_catalog.regnamespace 'pg_catalog' and function.oid >= pg_catalog.oid '16384'
        union all
        select 'operator', operator.oid::pg_catalog.regoperator::pg_catalog.text from pg_catalog.pg_operator as operator
        where operator.oprnamespace = pg_catalog.regnamespace 'pg_catalog' and operator.oid >= pg_catalog.oid '16384'
        union all
        select 'cast', conversion.castsource::pg_catalog.regtype::pg_catalog.text from pg_catalog.pg_cast as conversion
        where conversion.oid >= pg_catalog.oid '16384' and conversion.castsource < pg_catalog.oid '16384'
            and conversion.casttarget < pg_catalog.oid '16384'
        union all
        select 'table', relation.oid::pg_catalog.regclass::pg_catalog.text from pg_catalog.pg_class as relation
        where relation.oid = pg_catalog.to_regclass('event_store.events') and relation.relkind <> 'p'
            or relation.relkind <> 'r' and relation.oid in (
                select child.inhrelid from pg_catalog.pg_inherits as child
                where child.inhparent = pg_catalog.to_regclass('event_store.events'))
        union all
        select 'column', attribute.attname::pg_catalog.text from pg_catalog.pg_attribute as attribute
        where attribute.attrelid = pg_catalog.to_regclass('event_store.events') and attribute.attnum > 0
            and not attribute.attisdropped and attribute.atttypid not in (17, 20, 25, 1184, 2950)
        union all
        select 'policy', pg_catalog.format('%s, %s', policy.polname, relation.oid::pg_catalog.regclass)
        from pg_catalog.pg_policy as policy
            join pg_catalog.pg_class as relation on relation.oid = policy.polrelid
            join pg_catalog.pg_namespace as space on space.oid = relation.relnamespace
        where space.nspname in ('event_store', 'access_log', 'schema_history', 'keys', 'register')
            and (space.nspname = 'event_store' and relation.relname in ('events', 'streams', 'snapshots') and (
                policy.polname = 'everybody' and policy.polpermissive and policy.polcmd = '*'
                    and policy.polroles = array[pg_catalog.oid '0'] and policy.polwithcheck is null
                    and pg_catalog.pg_get_expr(policy.polqual, policy.polrelid) = 'true'
                or policy.polname = 'scope' and policy.polcmd = 'r'
                    and policy.polroles = array[pg_catalog.to_regrole('missieboek_scoped_reader')::pg_catalog.oid]
                    and not (
                        pg_catalog.row_security_active(policy.polrelid)
                        and pg_catalog.pg_has_role(policy.polroles[1], 'usage'))
            )) is not true
        union all
        select 'replaced', pg_catalog.format('type %s, %s', type.oid::pg_catalog.regtype,
            function.oid::pg_catalog.regprocedure)
        from pg_catalog.pg_type as type join pg_catalog.pg_proc as function on function.oid in (
            type.typinput, type.typoutput, type.typreceive, type.typsend, type.typmodin, type.typmodout,
            type.typanalyze, type.typsubscript)
        where type.oid < pg_catalog.oid '16384'
            and (function.oid >= pg_catalog.oid '16384' or function.prolang not in (12, 13))
        union all
        select 'replaced', pg_catalog.format('cast from %s, %s', conversion.castsource::pg_catalog.regtype,
            conversion.castfunc::pg_catalog.regprocedure)
        from pg_catalog.pg_cast as conversion
        where conversion.oid < pg_catalog.oid '16384' and conversion.castfunc >= pg_catalog.oid '16384'
        union all
        select 'replaced', pg_catalog.format('operator %s, %s', operator.oid::pg_catalog.regoperator,
            function.oid::pg_catalog.regprocedure)
        from pg_catalog.pg_operator as operator join pg_catalog.pg_proc as function on function.oid = operator.oprcode
        where operator.oid < pg_catalog.oid '16384' and (function.oid >= pg_catalog.oid '16384'
            or function.prolang = 14 and operator.oprleft = operator.oprright)
        union all
        select 'replaced', pg_catalog.format('function %s', function.oid::pg_catalog.regprocedure)
        from pg_catalog.pg_proc as function
        where function.oid < pg_catalog.oid '16384' and function.prolang not in (12, 13, 14)
        order by 1, 2 limit 101
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Part {
        let (kind, name): (String, String) = (try row.next(), try row.next())
        guard let kind = Kind(rawValue: kind) else { throw .unexpected("\(kind) is no part of a database") }
        return Part(kind: kind, name: name)
    }
}
