package import PostgresClient
package import Schema

/// Brings a database to the schema this program was built with: forward only, all or nothing.
///
/// Needs a login that is a superuser, or a member of `missieboek_owner` once the roles are there.
package struct SchemaMigrator: Sendable {
    private let files: [SQLFile]
    let fingerprint: String

    /// Tests hand in other files than those that were built in.
    package init(files: [SQLFile] = EmbeddedSQL.files, fingerprint: String = EmbeddedSQL.fingerprint) {
        self.files = files
        self.fingerprint = fingerprint
    }

    /// Whether the database's schema is this program's, in one round trip: for every start of a program.
    ///
    /// False also when there is no schema at all.
    package func isCurrent(_ connection: borrowing Connection) throws(PostgresError) -> Bool {
        do throws(PostgresError) {
            return try connection.execute(CurrentFingerprint()).first == fingerprint
        } catch {
            if case .server(let report) = error, report.sqlState.meansNoSchema { return false }
            throw error
        }
    }

    /// Applies what is new or changed, in one transaction, and returns the paths of it; nothing when all is there.
    ///
    /// A second migration at the same time waits for the first, and then finds nothing to do.
    @discardableResult
    package func migrate(_ connection: inout Connection) throws(SchemaFailure) -> [String] {
        let outcome: Result<[String], SchemaFailure>
        do throws(PostgresError) {
            outcome = try connection.transaction { (connection) throws(PostgresError) in
                do throws(SchemaFailure) {
                    return .commit(.success(try apply(over: connection)))
                } catch {
                    return .rollBack(.failure(error))
                }
            }
        } catch {
            throw .database(error)
        }
        let applied = try outcome.get()
        if applied.contains(Self.dutiesPath) { try noteDuties(&connection) }
        return applied
    }

    private static let dutiesPath = "catalogue/duties.sql"

    /// Once more, for appends that waited for the migration to end: they go on with the functions that were there when they
    /// began, and those noted no duties.
    private func noteDuties(_ connection: inout Connection) throws(SchemaFailure) {
        do throws(PostgresError) {
            _ = try connection.transaction { (connection) throws(PostgresError) in
                try connection.run(BecomeOwner.sql)
                return .commit(try connection.executeOne(NoteDuties()))
            }
        } catch {
            throw .database(error)
        }
    }
}

/// Why a database was left as it was.
package enum SchemaFailure: Error, Hashable, Sendable {
    /// A migration that was applied reads differently now. Migrations are never edited: write a new one.
    case changedMigration(path: String)
    /// The database knows a migration that this program does not: the program is older than the database.
    case unknownMigration(path: String)
    /// A file could not be applied, or a check of `verify/` failed.
    case file(path: String, PostgresError)
    case database(PostgresError)
}

extension SchemaFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .changedMigration(let path): "\(path) was applied before with another content; write a new migration"
        case .unknownMigration(let path): "\(path) was applied by a newer version of this program"
        case .file(let path, let error): "\(path): \(error)"
        case .database(let error): "\(error)"
        }
    }
}

/// The folders of `Schema/`, in the order in which they are applied.
private enum Folder: String, CaseIterable {
    case roles, migrations, functions, views, catalogue, grants, verify
}

extension SchemaMigrator {
    private func files(in folder: Folder) -> [SQLFile] {
        files.filter { $0.path.hasPrefix(folder.rawValue + "/") }
    }

    private func apply(over connection: borrowing Connection) throws(SchemaFailure) -> [String] {
        do { try connection.run(Lock.sql) } catch { throw .database(error) }
        let outdated = try outdatedFiles(on: connection)
        guard !outdated.isEmpty else {
            try renewDefinitions(on: connection)
            return []
        }

        // Roles belong to the cluster, so what this database remembers of them says nothing. Grants are lost with the
        // objects that a migration replaces.
        try run(files(in: .roles), on: connection)
        do { try connection.run(BecomeOwner.sql) } catch { throw .database(error) }
        try noteDepartures(on: connection)
        for folder in [Folder.migrations, .functions, .views, .catalogue] {
            try run(files(in: folder).filter { outdated.contains($0) }, on: connection)
        }
        try run(files(in: .grants), on: connection)
        try run(files(in: .verify), on: connection)

        let applied = files.filter { outdated.contains($0) }
        do {
            _ = try connection.executeOne(RecordFiles(files: applied, fingerprint: fingerprint))
        } catch {
            throw .database(error)
        }
        return applied.map(\.path)
    }

    /// What was changed since the last migration becomes a part of what this one leaves: so it is kept before.
    private func noteDepartures(on connection: borrowing Connection) throws(SchemaFailure) {
        do throws(PostgresError) {
            guard try connection.executeOne(CanNoteDepartures()) else { return }
            _ = try connection.executeOne(NoteDepartures())
        } catch {
            throw .database(error)
        }
    }

    /// A server of another major version words definitions differently, and verification would find them all changed.
    private func renewDefinitions(on connection: borrowing Connection) throws(SchemaFailure) {
        do throws(PostgresError) {
            guard try connection.executeOne(CanNoteDefinitions()) else { return }
            try connection.run(BecomeOwner.sql)
            _ = try connection.executeOne(RenewDefinitions())
        } catch {
            throw .database(error)
        }
    }

    private func run(_ files: [SQLFile], on connection: borrowing Connection) throws(SchemaFailure) {
        for file in files {
            do { try connection.run(file.text) } catch { throw .file(path: file.path, error) }
        }
    }

    /// The files that are new, or read differently than when they were applied.
    private func outdatedFiles(on connection: borrowing Connection) throws(SchemaFailure) -> Set<SQLFile> {
        let states: [FileState]
        do throws(PostgresError) {
            guard try connection.executeOne(HistoryExists()) else { return Set(files) }
            states = try connection.execute(CompareFiles(files: files))
        } catch {
            throw .database(error)
        }
        if let unknown = states.first(where: { $0.state == "unknown" }) { throw .unknownMigration(path: unknown.path) }
        let changed = states.filter { $0.state == "changed" }
        if let edited = changed.first(where: { $0.path.hasPrefix(Folder.migrations.rawValue + "/") }) {
            throw .changedMigration(path: edited.path)
        }
        let paths = Set(states.filter { $0.state != "same" }.map(\.path))
        return Set(files.filter { paths.contains($0.path) })
    }
}
