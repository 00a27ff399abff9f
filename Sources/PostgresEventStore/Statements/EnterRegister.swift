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
