import EventSourcing
import PersonalDataSealing
import PostgresClient

// How keys are asked for, whatever is sealed under them.
extension PostgresEventStore {
    /// What asks for the index's key and, behind it, for those of some scopes, and makes each that there never was.
    func provision(of looked: [KeyScope] = [], making made: [KeyScope]) throws(StoreFailure) -> ProvideKeys {
        // New keys are wrapped by the file's; a file is made only for a database that has none yet.
        let isFirst = try index() == nil
        let outer = try StoreFailure.sealing { () throws(KeyTrouble) in try vault.outerKey(isFirst: isFirst) }
        func candidate(_ scope: KeyScope) -> ProvideKeys.Scope {
            ProvideKeys.Scope(scope: scope, candidate: WrappedKey(.random(), under: outer, for: scope))
        }
        return ProvideKeys(
            scopes: [candidate(.index)] + looked.map { ProvideKeys.Scope(scope: $0, candidate: nil) }
                + made.map(candidate), seen: vault.seen)
    }

    /// The index, which was opened before, or as its key is now.
    func index(in state: KeyState) throws(KeyTrouble) -> BlindIndex {
        guard case .held(let wrapped) = state else { throw .keysMissing }
        return if let known = vault.index { known } else { try vault.openIndex(wrapped) }
    }

    /// Does once more what gave nil, since the keys were wrapped anew meanwhile.
    func withKeysInForce<Value>(_ body: () throws(StoreFailure) -> Value?) throws(StoreFailure) -> Value {
        for _ in 1...Self.attempts {
            if let value = try body() { return value }
            vault.forget()
        }
        throw .unavailable("the keys are being wrapped anew")
    }

    /// The states of these keys; nil when all keys were wrapped anew since the index's was read.
    func states(of provision: ProvideKeys) throws(StoreFailure) -> [KeyState]? {
        let states: [KeyState]
        do throws(PostgresError) {
            states = try use { (connection) throws(PostgresError) in try connection.execute(provision) }
        } catch {
            if error.sqlState?.meansTryAgain ?? false { return nil }
            throw StoreFailure(reading: error)
        }
        guard states.count == provision.scopes.count else {
            throw .corrupt("keys.provide gave \(states.count) rows for \(provision.scopes.count) keys")
        }
        return states
    }
}
