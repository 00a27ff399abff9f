import FoundationEssentials

/// The newest PostgreSQL programs on this machine.
package struct PostgresPrograms: Hashable, Sendable {
    package let folder: String
    package let majorVersion: Int

    /// Fails with ``EmbeddedPostgresError/serverMissing(needed:found:)``.
    package static func find() async throws(EmbeddedPostgresError) -> PostgresPrograms {
        let binaries = try await ServerBinaries.find()
        return PostgresPrograms(folder: binaries.folder, majorVersion: binaries.majorVersion)
    }
}

/// A backup as one file, made by `pg_dump` and read by `pg_restore`.
package struct DatabaseBackup: Sendable {
    /// How the programs reach the database: `PGHOST`, `PGDATABASE`, `PGPASSWORD` and others.
    let connection: [String: String]

    package init(connection: [String: String]) {
        self.connection = connection
    }

    /// Writes the whole database to a file, as one moment saw it, but for its cache and its keys.
    ///
    /// What is sealed under the keys can be read from the file by nobody: a backup is kept for longer than a key may be.
    package func write(to file: String) async throws(EmbeddedPostgresError) {
        try await run(
            "pg_dump",
            [
                "--format=custom", "--compress=6", "--exclude-table-data=event_store.snapshots",
                "--exclude-table-data=keys.*", "--file=" + file,
            ])
    }

    /// Reads a file into a database without any of its schemas: all of it or nothing, and in one place, whatever disks it
    /// was spread over.
    package func read(from file: String) async throws(EmbeddedPostgresError) {
        try await run("pg_restore", ["--single-transaction", "--exit-on-error", "--no-tablespaces", file])
    }

    private func run(_ program: String, _ arguments: [String]) async throws(EmbeddedPostgresError) {
        // A machine without a server may have the client programs in its PATH.
        let folder = (try? await ServerBinaries.find()).map { $0.folder + "/" } ?? ""
        // The rest of the connection comes from the environment, where no process list shows it.
        let options = ["--no-password", "--dbname=application_name=missieboek"]
        try await Command([folder + program] + options + arguments, in: "/", variables: connection).run()
    }
}
