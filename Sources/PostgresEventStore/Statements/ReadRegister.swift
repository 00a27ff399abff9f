import EventSourcing
import PostgresClient

/// The entries that a KvK number, a name or an id stands for.
struct ResolveRegister: Statement {
    let words: String

    static let name = "resolve_register"
    static let sql = "select id, name, kvk_number from register.resolve($1)"

    func bind(to parameters: inout Parameters) {
        parameters.append(words)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> RegisterEntry {
        RegisterEntry(id: try row.next(), name: try row.next(), kvkNumber: try row.nextOptional())
    }
}

/// What some ids stand for now.
struct RegisterEntries: Statement {
    let ids: [String]

    static let name = "register_entries"
    static let sql = "select id, name, kvk_number from register.current where id = any ($1) order by id"

    func bind(to parameters: inout Parameters) {
        parameters.append(array: ids)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> RegisterEntry {
        RegisterEntry(id: try row.next(), name: try row.next(), kvkNumber: try row.nextOptional())
    }
}
