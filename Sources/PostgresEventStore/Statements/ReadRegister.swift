import EventSourcing
import PersonalDataSealing
import PostgresClient

/// The ids that a KvK number, a name or an id stands for.
struct ResolveRegister: Statement {
    let kvkTerm: [UInt8]
    let nameTerm: [UInt8]
    let words: String

    static let name = "resolve_register"
    static let sql = "select * from register.resolve($1, $2, $3)"

    func bind(to parameters: inout Parameters) {
        parameters.append(kvkTerm)
        parameters.append(nameTerm)
        parameters.append(words)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> String { try row.next() }
}

/// The ids that bore a name before and bear it no longer.
struct FormerBearers: Statement {
    let nameTerm: [UInt8]

    static let name = "former_bearers"
    static let sql = "select * from register.former_bearers($1)"

    func bind(to parameters: inout Parameters) {
        parameters.append(nameTerm)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> String { try row.next() }
}

/// What some ids stood for as of a position, or stand for now, sealed.
struct ReadRegister: Statement {
    let ids: [String]
    /// Nil for now.
    let position: Int64?

    static let name = "read_register"
    static let sql = """
        select id, state, version, name, kvk_number, contact, wrapped from register.read($1, $2)
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(array: ids)
        parameters.append(position)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> RegisterRow { try RegisterRow(&row) }
}

/// Every version of what an id stood for, sealed, the last one behind.
struct ReadRegisterHistory: Statement {
    let id: String

    static let name = "read_register_history"
    static let sql = """
        select id, state, version, name, kvk_number, contact, wrapped from register.history($1)
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(id)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> RegisterRow { try RegisterRow(&row) }
}

/// A row of `register.read` or `register.history`.
struct RegisterRow {
    enum State: String { case entered, erased, missing, unknown }

    let id: String
    let state: State
    let version: Int32?
    let name: [UInt8]?
    let kvkNumber: [UInt8]?
    let contact: [UInt8]?
    let wrapped: [UInt8]?

    init(_ row: inout Row) throws(PostgresError) {
        id = try row.next()
        let word: String = try row.next()
        guard let state = State(rawValue: word) else { throw .unexpected("an entry of the register is “\(word)”") }
        self.state = state
        version = try row.nextOptional()
        name = try row.nextOptional()
        kvkNumber = try row.nextOptional()
        contact = try row.nextOptional()
        wrapped = try row.nextOptional()
    }
}
