import EventSourcing
import PostgresClient

/// Which login stored each of some commands.
struct CommandLogins: Statement {
    let commands: [UniqueID]

    static let name = "command_logins"
    static let sql = """
        select asked.id, asked.login
        from (select id, event_store.recorded_by(id) as login from unnest($1::uuid[]) as id) as asked
        where asked.login is not null
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(array: commands) { PostgresUUID($0) }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> (command: UniqueID, login: String) {
        let id: PostgresUUID = try row.next()
        return (UniqueID(id), try row.next())
    }
}
