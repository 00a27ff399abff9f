import EventSourcing
import PostgresClient

/// Says what some ids of the register stand for from now on.
///
/// For each there is a row, which tells whether that was new.
struct EnterRegister: Statement {
    private let entries: [RegisterEntry]

    /// All transactions lock the ids in one order, so that they cannot deadlock.
    init(entries: [RegisterEntry]) {
        self.entries = entries.sorted { $0.id < $1.id }
    }

    static let name = "enter_register"
    static let sql = """
        select register.enter(id, name, kvk_number, contact)
        from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as entry (id, name, kvk_number, contact)
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(array: entries) { $0.id }
        parameters.append(array: entries) { $0.name }
        parameters.append(array: entries) { $0.kvkNumber }
        parameters.append(array: entries) { $0.contact }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}

/// Holds what a command gives for the register against what it gave before; the first time, it is kept.
///
/// The row tells whether it was the first time; there is none for a command that gives nothing.
struct MatchCommand: Statement {
    let commandID: UniqueID
    let content: RegisterContent?

    static let name = "match_command"
    static let sql = "select register.match_command($1, $2, $3) where $2 is not null"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(commandID))
        parameters.append(content?.id)
        parameters.append(content?.bytes)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}
