/// A backup of a whole server as a folder of files, made by `pg_basebackup` with the log that makes it whole.
///
/// In it is every database of the server, with its roles: it becomes a server again, not a part of one.
package struct BaseBackup: Sendable {
    package let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// Copies the server's files as of one moment, while work goes on, into a new or empty folder.
    ///
    /// `connection` reaches the server as a role that may replicate: `PGHOST`, `PGUSER`, `PGPASSWORD` and others.
    package func write(from connection: [String: String]) async throws(EmbeddedPostgresError) {
        let programs = try await ServerBinaries.find()
        try await Command(
            [programs.folder + "/pg_basebackup", "--pgdata=" + folder] + Self.options, in: "/", variables: connection
        ).run()
    }

    /// Compares every file with the checksums that were written at the backup.
    ///
    /// Returns the major version of the server that it is of; fails with
    /// ``EmbeddedPostgresError/backupDamaged(_:output:)``.
    @discardableResult
    package func verify() async throws(EmbeddedPostgresError) -> Int {
        guard let version = DataFolder.majorVersion(of: folder) else {
            throw .folderUnusable(folder, reason: "no files of a PostgreSQL server")
        }
        let programs = try await ServerBinaries.find(version: version)
        let comparison = Command([programs.folder + "/pg_verifybackup", folder], in: "/")
        do throws(EmbeddedPostgresError) {
            try await comparison.run()
        } catch .commandFailed(_, let output) {
            throw .backupDamaged(folder, output: output)
        }
        return version
    }

    /// The log that is written meanwhile comes along, so that nothing else is needed to restore it.
    static let options = [
        "--format=plain", "--wal-method=stream", "--checkpoint=fast", "--manifest-checksums=SHA256", "--no-password",
    ]
}
