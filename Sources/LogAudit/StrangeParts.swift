package import PostgresClient

/// What somebody has put where only the server has something, or in the place of the log's own table: it could show the
/// columns of an event to an audit otherwise than to everybody else.
///
/// What a superuser changes within the server's catalogues, or in its program, this does not see.
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
    }

    package static let name = "strange_parts"
    /// Numbers from 16384 on are those of objects that came after the server was set up; 17, 20, 25, 1184 and 2950 are
    /// bytea, int8, text, timestamptz and uuid.
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
