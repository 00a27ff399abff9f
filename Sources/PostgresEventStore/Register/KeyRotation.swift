import ByteStreams
package import EventSourcing
package import PersonalDataSealing
package import PostgresClient

/// Replaces the key outside the database, under which all keys in it are wrapped.
///
/// The next key is on the disk before the database is changed, and takes the first one's place behind that: a run that was
/// killed leaves both, of which one opens, and the next run goes on from there. Two runs at once would put the one's next key
/// over the other's that the database is under by then: so each waits for the lock beside the file.
package struct KeyRotation: Sendable {
    private let file: KeyFile

    private static let attempts = 5

    package init(file: KeyFile) {
        self.file = file
    }

    /// How many keys were wrapped anew.
    ///
    /// Needs a login that is a key keeper.
    package func run(over connection: borrowing Connection) throws(StoreFailure) -> Int64 {
        let lock: FileLock
        do throws(KeyTrouble) { lock = try file.lock() } catch { throw .sealed(error) }
        return try run(over: connection, under: lock)
    }

    /// For as long as the lock is lent, nobody else replaces the key.
    private func run(
        over connection: borrowing Connection, under _: borrowing FileLock
    ) throws(StoreFailure) -> Int64 {
        for _ in 1...Self.attempts {
            let kept: [KeptKey]
            do throws(PostgresError) { kept = try connection.execute(ExportKeys()) } catch {
                throw StoreFailure(reading: error)
            }
            let keys = kept.compactMap { key in key.wrapped.map { (scope: key.scope, wrapped: $0) } }
            let (rewrapped, next) = try StoreFailure.sealing { () throws(KeyTrouble) in try rewrap(keys) }
            guard let count = try Self.store(rewrapped, over: connection) else { continue }
            try StoreFailure.sealing { () throws(KeyTrouble) in try file.replaceByNext(next) }
            return count
        }
        throw .unavailable("keys came or went each time they were wrapped anew")
    }

    private typealias Rewrapped = (scope: KeyScope, former: WrappedKey, wrapped: WrappedKey)

    /// Nil when a key came or went meanwhile.
    private static func store(
        _ keys: [Rewrapped], over connection: borrowing Connection
    ) throws(StoreFailure) -> Int64? {
        do throws(PostgresError) {
            return try connection.executeOne(RewrapKeys(keys: keys))
        } catch {
            if error.sqlState?.meansTryAgain ?? false { return nil }
            throw StoreFailure(reading: error)
        }
    }

    /// Wraps all keys by the next key, which is put beside the first one where it is not there yet.
    private func rewrap(
        _ keys: [(scope: KeyScope, wrapped: WrappedKey)]
    ) throws(KeyTrouble) -> (keys: [Rewrapped], next: SecretKey) {
        let outer = try keyInForce(for: keys)
        let next = try file.next.readOrMake()
        var rewrapped: [Rewrapped] = []
        for key in keys {
            guard let wrapped = key.wrapped.rewrapped(from: outer, to: next, for: key.scope) else {
                throw .otherFile(path: file.path)
            }
            rewrapped.append((key.scope, key.wrapped, wrapped))
        }
        return (rewrapped, next)
    }

    /// The key that opens these.
    ///
    /// When that is the next one, an earlier run was killed before that took its place, which it does now.
    private func keyInForce(for keys: [(scope: KeyScope, wrapped: WrappedKey)]) throws(KeyTrouble) -> SecretKey {
        func opens(_ outer: SecretKey) -> Bool {
            keys.first.map { $0.wrapped.unwrapped(by: outer, for: $0.scope) != nil } ?? true
        }
        if let first = try file.read(), opens(first) { return first }
        if let next = try file.next.read(), opens(next) {
            try file.replaceByNext(next)
            return next
        }
        _ = try file.candidates()
        throw .otherFile(path: file.path)
    }
}
