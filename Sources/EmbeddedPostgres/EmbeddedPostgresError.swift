/// Why an embedded cluster could not be used. Its texts say what happened and what to do next.
package enum EmbeddedPostgresError: Error, Hashable, Sendable {
    /// PostgreSQL's server programs are missing, or only of versions that cannot serve the cluster.
    case serverMissing(needed: Int?, found: [Int])
    /// This is root, and there is no user to run the server as.
    case accountMissing
    /// The user that runs this has a number but no name, which PostgreSQL needs.
    case userWithoutName(UInt32)
    /// The home folder is another user's.
    case homeOfAnother(String, owner: UInt32)
    /// A folder outside the home is not this user's alone, so no data may pass through it.
    case folderNotPrivate(String)
    /// A file or folder could not be made or used.
    case folderUnusable(String, reason: String)
    /// Another process has been starting or stopping the server for too long.
    case busy(lock: String)
    /// One of PostgreSQL's programs, or of the system's, failed.
    case commandFailed(String, output: String)
    /// The server did not come up.
    case startFailed(log: String, lastLines: String)
}

extension EmbeddedPostgresError: CustomStringConvertible {
    package var description: String { english }

    package var english: String {
        switch self {
        case .serverMissing(let needed?, _):
            """
            The embedded database was made by PostgreSQL \(needed), whose server is not installed. \
            Install it: apt-get install postgresql-\(needed)
            """
        case .serverMissing(nil, let found):
            """
            No PostgreSQL server of version \(ServerBinaries.minimumVersion) or later was found\
            \(found.isEmpty ? "" : " (only \(found.map(String.init).joined(separator: ", ")))"). \
            Run Scripts/bootstrap, or: apt-get install postgresql; or name a database with --database.
            """
        case .accountMissing:
            """
            PostgreSQL does not run as root, and there is no user `postgres` to run it as. \
            Add one: useradd --system --no-create-home missieboek
            """
        case .userWithoutName(let user):
            "User \(user) has no name on this system, and PostgreSQL needs one. Add an entry to /etc/passwd."
        case .homeOfAnother(let home, let owner):
            """
            \(home) belongs to user \(owner). Run this as that user or as root, \
            or choose a folder of your own with MISSIEBOEK_HOME.
            """
        case .folderNotPrivate(let folder):
            """
            \(folder) is not a folder that only you can enter; somebody else may have made it. \
            Remove it, or choose a shorter MISSIEBOEK_HOME.
            """
        case .folderUnusable(let path, let reason):
            "\(path) cannot be used: \(reason). Correct this, or choose another folder with MISSIEBOEK_HOME."
        case .busy(let lock):
            "Another process has held \(lock) for two minutes. Wait for it or end it, and try again."
        case .commandFailed(let command, let output):
            "This failed: \(command)\n\(output)"
        case .startFailed(let log, let lastLines):
            "The embedded PostgreSQL did not start. Its log, \(log), ends with:\n\(lastLines)"
        }
    }
}
