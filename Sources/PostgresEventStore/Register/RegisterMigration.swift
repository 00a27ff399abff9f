package import EventSourcing
package import PersonalDataSealing
package import PostgresClient

/// Seals what an older version of the schema has in its register in the clear: the part of a migration that needs keys,
/// which the database does not have.
///
/// All or nothing, and nothing when it was done before. Nobody enters anything until it is done. What was in the clear is
/// dropped with its files; the server's log written ahead, and older backups, hold it until they are gone.
package struct RegisterMigration {
    private let vault: RegisterVault

    package init(keys: KeyFile?) {
        vault = RegisterVault(keys)
    }

    /// How many entries were sealed; nil when there was nothing to do.
    ///
    /// Needs a login that is a member of `missieboek_owner`.
    @discardableResult
    package func run(over connection: inout Connection) throws(StoreFailure) -> Int? {
        let outcome: Result<Int?, StoreFailure>
        do throws(PostgresError) {
            outcome = try connection.transaction { (connection) throws(PostgresError) in
                try connection.run(BecomeOwner.sql)
                guard try connection.executeOne(LockUnsealed()) else { return .rollBack(.success(nil)) }
                do throws(StoreFailure) {
                    return .commit(.success(try seal(over: connection)))
                } catch {
                    return .rollBack(.failure(error))
                }
            }
        } catch {
            throw StoreFailure(reading: error)
        }
        return try outcome.get()
    }

    private func seal(over connection: borrowing Connection) throws(StoreFailure) -> Int {
        let entries = try connection.read(ReadUnsealed())
        let unkeyed = try connection.read(ReadUnkeyed())
        let known = try connection.read(ReadKeys(scopes: [.index])).first
        let outer = try StoreFailure.sealing { () throws(KeyTrouble) -> SecretKey in
            if case .held(let wrapped)? = known { _ = try vault.openIndex(wrapped) }
            if case .absent? = known { return try vault.outerKey(isFirst: true) }
            return try vault.outerKey(isFirst: false)
        }
        let ids = Set(entries.map(\.entry.id)).sorted()
        let scopes = [KeyScope.index] + ids.map(RegisterSealing.scope(of:))
        let provision = ProvideKeys(
            scopes: scopes.map { scope in
                ProvideKeys.Scope(scope: scope, candidate: WrappedKey(.random(), under: outer, for: scope))
            }, seen: vault.seen)
        let provided = try connection.read(provision)
        let replacement = try StoreFailure.sealing { () throws(KeyTrouble) -> ReplaceUnsealed in
            try self.replacement(of: entries, unkeyed, Array(zip(scopes, provided)))
        }
        return Int(try connection.read(replacement).first ?? 0)
    }

    private func replacement(
        of entries: [UnsealedEntry], _ unkeyed: [UnkeyedFingerprint], _ provided: [(KeyScope, KeyState)]
    ) throws(KeyTrouble) -> ReplaceUnsealed {
        var keys: [KeyScope: SecretKey] = [:]
        for (scope, state) in provided {
            guard case .held(let wrapped) = state else { throw .keysMissing }
            keys[scope] = try vault.unwrapped(wrapped, of: scope)
        }
        guard let indexKey = keys[.index] else { throw .keysMissing }
        let index = BlindIndex(indexKey)
        var sealed: [(sealed: SealedEntry, enteredAt: PostgresTimestamp)] = []
        for found in entries {
            guard let key = keys[RegisterSealing.scope(of: found.entry.id)] else { throw .keysMissing }
            let entry = RegisterSealing.sealed(found.entry, version: found.version, under: key, index)
            sealed.append((entry, found.enteredAt))
        }
        let fingerprints = unkeyed.map { found in
            (
                commandID: found.commandID,
                content: ContentFingerprint(
                    subject: found.subject, salt: found.salt, fingerprint: index.fingerprint(ofSalted: found.hash))
            )
        }
        return ReplaceUnsealed(entries: sealed, fingerprints: fingerprints)
    }
}

extension Connection {
    fileprivate func read<Query: Statement>(_ statement: Query) throws(StoreFailure) -> [Query.Output] {
        do throws(PostgresError) { return try execute(statement) } catch { throw StoreFailure(reading: error) }
    }
}
