import EventSourcing
import PersonalDataSealing
import PostgresClient

/// An entry as the database gets to see it.
struct SealedEntry {
    let id: String
    let version: Int32
    let name: [UInt8]
    let kvkNumber: [UInt8]?
    let contact: [UInt8]?
    let digest: [UInt8]
    let kvkTerm: [UInt8]?
    let nameTerm: [UInt8]
}

/// Says what some ids of the register stand for from now on.
///
/// For each there is a row, which tells whether that was new.
struct EnterRegister: Statement {
    private let commandID: UniqueID
    private let entries: [SealedEntry]

    /// All transactions lock the ids in one order, so that they cannot deadlock.
    init(commandID: UniqueID, entries: [SealedEntry]) {
        self.commandID = commandID
        self.entries = entries.sorted { $0.id < $1.id }
    }

    static let name = "enter_register"
    static let sql = """
        select register.enter($1, id, version, name, kvk_number, contact, digest, kvk_term, name_term)
        from unnest(
                $2::text[], $3::integer[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[])
            as entry (id, version, name, kvk_number, contact, digest, kvk_term, name_term)
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(commandID))
        parameters.append(array: entries) { $0.id }
        parameters.append(array: entries) { $0.version }
        parameters.append(array: entries) { $0.name }
        parameters.append(array: entries) { $0.kvkNumber }
        parameters.append(array: entries) { $0.contact }
        parameters.append(array: entries) { $0.digest }
        parameters.append(array: entries) { $0.kvkTerm }
        parameters.append(array: entries) { $0.nameTerm }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}

/// What a command gave for the register, as it is told again.
struct ContentFingerprint {
    let subject: String
    let salt: [UInt8]
    let fingerprint: [UInt8]
}

/// Holds what a command gives for the register against what it gave before; the first time, it is kept.
///
/// The row tells whether it was the first time; there is none for a command that gives nothing.
struct MatchCommand: Statement {
    let commandID: UniqueID
    let content: ContentFingerprint?

    static let name = "match_command"
    static let sql = "select register.match_command($1, $2, $3, $4) where $2 is not null"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(commandID))
        parameters.append(content?.subject)
        parameters.append(content?.salt)
        parameters.append(content?.fingerprint)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}

/// The salt of what a command gave for the register before; no row when nothing is kept of that.
struct SaltOfCommand: Statement {
    let commandID: UniqueID

    static let name = "salt_of_command"
    static let sql = "select * from register.salt_of($1)"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(commandID))
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> [UInt8] { try row.next() }
}

/// The last version of each id's entry, in the order given; 0 where there is none.
struct RegisterHeads: Statement {
    let ids: [String]

    static let name = "register_heads"
    static let sql = "select version from register.heads($1)"

    func bind(to parameters: inout Parameters) {
        parameters.append(array: ids)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int32 { try row.next() }
}
