import EventSourcing
import PostgresClient

/// Says what an id of the register stands for from now on.
///
/// The row tells whether that was new.
struct EnterRegister: Statement {
    let entry: RegisterEntry

    static let name = "enter_register"
    static let sql = "select register.enter($1, $2, $3, $4)"

    func bind(to parameters: inout Parameters) {
        parameters.append(entry.id)
        parameters.append(entry.name)
        parameters.append(entry.kvkNumber)
        parameters.append(entry.contact)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}

/// Holds what a command gives for the register against what it gave before; the first time, it is kept.
///
/// The row tells whether it was the first time.
struct MatchCommand: Statement {
    let commandID: UniqueID
    let content: RegisterContent

    static let name = "match_command"
    static let sql = "select register.match_command($1, $2, $3)"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(commandID))
        parameters.append(content.id)
        parameters.append(content.bytes)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}
