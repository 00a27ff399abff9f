package import EventSourcing
package import PersonalDataSealing
package import PostgresClient

/// A key that was destroyed, and what its copies are told by.
package struct DestroyedKey: Hashable, Sendable {
    package let scope: KeyScope
    /// Stands in each copy of the wrapped key; nil where there never was one.
    package let marker: [UInt8]?
    package let destroyedAt: Timestamp
}

/// What may keep files of the server's log, or make copies of them.
package struct LogKeepers: Hashable, Sendable {
    /// Nil where this login may not know it.
    package let dataFolder: String?
    /// What the files of this server, and of its physical copies, begin with (`system_identifier`).
    package let clusterNumber: Int64
    /// Whether files are used again, with what they hold, in place of new ones (`wal_recycle`).
    package let recyclesFiles: Bool
    package let archives: Bool
    package let keepsSize: Bool
    package let slots: [String]
    /// Those who follow this server now.
    package let followers: [String]
    package let isStandby: Bool
}

/// Clears away what is left of destroyed keys in a server's own files: dead rows, and its log written ahead.
///
/// Can be repeated, and takes up what a run that was killed has left. What lies elsewhere it only names.
package struct KeyPurge: Sendable {
    package let keepers: LogKeepers
    package let destroyed: [DestroyedKey]
    /// Whether the server was told to throw its older log away, which a superuser may.
    package let hasClearedLog: Bool

    /// Needs a login that is a key keeper; for the server's log a superuser.
    package static func run(over connection: borrowing Connection) throws(StoreFailure) -> KeyPurge {
        do throws(PostgresError) {
            _ = try connection.executeOne(RewriteKeys())
            let keepers = try connection.executeOne(ReadLogKeepers())
            return KeyPurge(
                keepers: keepers, destroyed: try connection.execute(ReadDestroyedKeys()),
                hasClearedLog: try clearLog(over: connection))
        } catch {
            throw StoreFailure(reading: error)
        }
    }

    /// Writes every page that changed, so that no older log is needed, and has what is not needed thrown away.
    ///
    /// Files that were made ready for use again hold what they held before: so each is used, that is overwritten.
    private static func clearLog(over connection: borrowing Connection) throws(PostgresError) -> Bool {
        do throws(PostgresError) {
            // What the first has made ready for use again is used by the second, with nothing of before in it.
            for _ in 1...2 {
                try connection.run("checkpoint")
                let ahead = try connection.executeOne(CountFilesAhead())
                for _ in 0...max(0, ahead) { _ = try connection.executeOne(SwitchLogFile()) }
            }
            try connection.run("checkpoint")
            return true
        } catch {
            guard error.sqlState == .insufficientPrivilege else { throw error }
            return false
        }
    }
}
