import EventSourcing
import PostgresClient

@testable import PostgresEventStore

/// Says what an id stands for, as it was said before V0023: in the clear.
struct EnterUnsealed: Statement {
    let entry: RegisterEntry

    static let name = "enter_unsealed"
    static let sql = "select register.enter($1, $2, $3, $4)"

    func bind(to parameters: inout Parameters) {
        parameters.append(entry.id)
        parameters.append(entry.name)
        parameters.append(entry.kvkNumber)
        parameters.append(entry.contact)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

/// Keeps what a command gave for the register as a salted hash without a key, as from V0004 on until V0023.
struct MatchUnkeyed: Statement {
    let commandID: UniqueID
    let content: RegisterContent

    static let name = "match_unkeyed"
    static let sql = "select register.match_command($1, $2, $3)"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(commandID))
        parameters.append(content.id)
        parameters.append(content.bytes)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}
