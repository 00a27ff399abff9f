import EventSourcing
import PersonalDataSealing
import PostgresClient

/// Whether an older version's register is still in the clear; then nobody else touches it to the end of the transaction.
struct LockUnsealed: Statement {
    static let name = "lock_unsealed"
    static let sql = "select register.lock_unsealed()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

/// An entry that an older version of the schema keeps in the clear.
struct UnsealedEntry {
    let entry: RegisterEntry
    let version: Int32
    let enteredAt: PostgresTimestamp
}

struct ReadUnsealed: Statement {
    static let name = "read_unsealed"
    static let sql = "select id, version, name, kvk_number, contact, entered_at from register.unsealed()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> UnsealedEntry {
        let (id, version): (String, Int32) = (try row.next(), try row.next())
        return UnsealedEntry(
            entry: RegisterEntry(
                id: id, name: try row.next(), kvkNumber: try row.nextOptional(), contact: try row.nextOptional()),
            version: version, enteredAt: try row.next())
    }
}

/// What a command gave for the register, as a hash that whoever has it can try numbers by.
struct UnkeyedFingerprint {
    let commandID: PostgresUUID
    let subject: String
    let salt: [UInt8]
    let hash: [UInt8]
}

struct ReadUnkeyed: Statement {
    static let name = "read_unkeyed"
    static let sql = "select command_id, id, salt, fingerprint from register.unkeyed()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> UnkeyedFingerprint {
        UnkeyedFingerprint(
            commandID: try row.next(), subject: try row.next(), salt: try row.next(), hash: try row.next())
    }
}

/// Puts what was sealed in the place of what was in the clear; gives how many entries.
struct ReplaceUnsealed: Statement {
    let entries: [(sealed: SealedEntry, enteredAt: PostgresTimestamp)]
    let fingerprints: [(commandID: PostgresUUID, content: ContentFingerprint)]

    static let name = "replace_unsealed"
    static let sql = "select register.replace_unsealed($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"

    func bind(to parameters: inout Parameters) {
        parameters.append(array: entries) { $0.sealed.id }
        parameters.append(array: entries) { $0.sealed.version }
        parameters.append(array: entries) { $0.sealed.name }
        parameters.append(array: entries) { $0.sealed.kvkNumber }
        parameters.append(array: entries) { $0.sealed.contact }
        parameters.append(array: entries) { $0.sealed.digest }
        parameters.append(array: entries) { $0.enteredAt }
        parameters.append(array: entries) { $0.sealed.kvkTerm }
        parameters.append(array: entries) { $0.sealed.nameTerm }
        parameters.append(array: fingerprints) { $0.commandID }
        parameters.append(array: fingerprints) { $0.content.subject }
        parameters.append(array: fingerprints) { $0.content.salt }
        parameters.append(array: fingerprints) { $0.content.fingerprint }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}
