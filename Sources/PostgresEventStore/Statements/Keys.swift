import EventSourcing
import PersonalDataSealing
import PostgresClient

/// The wrapped keys of some scopes, in their order; a scope that never had one gets its candidate.
struct ProvideKeys: Statement {
    struct Scope {
        let scope: KeyScope
        /// Nil when no key is to be made.
        let candidate: WrappedKey?
    }

    let scopes: [Scope]
    /// The index's key, wrapped as the caller has opened it; nil while there is none, and where no key is to be made.
    var seen: WrappedKey?

    static let name = "provide_keys"
    static let sql = "select state, wrapped from keys.provide($1, $2, $3, $4, $5)"

    func bind(to parameters: inout Parameters) {
        parameters.append(array: scopes) { $0.scope.subject }
        parameters.append(array: scopes) { $0.scope.dossier }
        parameters.append(array: scopes) { $0.candidate?.bytes }
        // What is searched for later must not be found here.
        parameters.append(array: scopes) { $0.candidate?.marker.map { ~$0 } }
        parameters.append(seen?.bytes)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> KeyState { try KeyState(&row) }
}

/// The wrapped keys of some scopes as they are, in their order, for whoever makes none.
struct ReadKeys: Statement {
    let scopes: [KeyScope]

    static let name = "read_keys"
    static let sql = "select state, wrapped from keys.read($1, $2)"

    func bind(to parameters: inout Parameters) {
        parameters.append(array: scopes) { $0.subject }
        parameters.append(array: scopes) { $0.dossier }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> KeyState { try KeyState(&row) }
}

/// How things stand with the key of a scope.
enum KeyState {
    case held(WrappedKey)
    /// There never was one.
    case absent
    /// It was destroyed.
    case erased
    /// There was one, and nobody knows where it is: a backup of the keys may have it.
    case missing

    fileprivate init(_ row: inout Row) throws(PostgresError) {
        let (state, wrapped): (String, [UInt8]?) = (try row.next(), try row.nextOptional())
        switch (state, wrapped) {
        case ("held", let bytes?): self = .held(WrappedKey(bytes: bytes))
        case ("erased", nil): self = .erased
        case ("missing", nil): self = .missing
        case ("absent", nil): self = .absent
        default: throw .unexpected("a key is “\(state)”")
        }
    }
}

/// Destroys keys for a command; gives how many there were.
struct DestroyKeys: Statement {
    let commandID: UniqueID
    let destructions: [KeyDestruction]

    static let name = "destroy_keys"
    static let sql = "select keys.destroy($1, $2, $3)"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresUUID(commandID))
        parameters.append(array: destructions) { $0.subject }
        parameters.append(array: destructions) { $0.dossier }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}

/// Holds keys of sealed texts to the end of the transaction; gives how many.
///
/// Fails with TM424 when one is not there any more.
struct HoldKeys: Statement {
    let keys: [SealingKey]

    static let name = "hold_keys"
    static let sql = "select keys.hold($1, $2)"

    func bind(to parameters: inout Parameters) {
        parameters.append(array: keys) { $0.subject }
        parameters.append(array: keys) { $0.dossier }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 { try row.next() }
}
