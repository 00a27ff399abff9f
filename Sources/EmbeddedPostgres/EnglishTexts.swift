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
            \(found.isEmpty ? "" : " (only \(found.listed))"). \
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
        case .clusterExists(let home):
            "There is a database in \(home) already, which is not overwritten. Choose a new folder with MISSIEBOEK_HOME."
        case .dataOfRoot(let folder):
            """
            \(folder) belongs to root, as whom PostgreSQL does not run. \
            Give it back to the user that made it: chown --recursive USER \(folder)
            """
        case .folderNotPrivate(let folder):
            """
            \(folder) is not a folder that only you can enter; somebody else may have made it. \
            Remove it, or choose a shorter MISSIEBOEK_HOME.
            """
        case .folderReadOnly(let path):
            """
            \(path) cannot be made: you may not write there. \
            Go to a folder of your own (cd ~), or choose one with MISSIEBOEK_HOME.
            """
        case .folderUnusable(let path, let reason):
            "\(path) cannot be used: \(reason). Correct this, or choose another folder with MISSIEBOEK_HOME."
        case .folderInTheWay(let path):
            """
            \(path) is in the way: another backup is being made there, or somebody put something there. \
            Wait for it, or move that away, and try again.
            """
        case .busy(let lock):
            "Another process has held \(lock) for two minutes. Wait for it or end it, and try again."
        case .commandFailed(let command, let output):
            "This failed: \(command)\n\(output)\nCorrect what it names, and try again."
        case .backupDamaged(let folder, let output):
            "The files in \(folder) are not those of the backup:\n\(output)\nTake another backup."
        case .startFailed(let log, let lastLines):
            "The embedded PostgreSQL did not start. Correct what its log names; \(log) ends with:\n\(lastLines)"
        }
    }
}

extension StartReport: CustomStringConvertible {
    package var description: String { english }

    package var english: String {
        switch self {
        case .initialised(let folder): "Made a new PostgreSQL cluster in \(folder) and started it."
        case .started(let folder): "Started the PostgreSQL cluster in \(folder)."
        case .alreadyRunning(let processID): "PostgreSQL is already running (process \(processID))."
        }
    }
}

extension StopReport: CustomStringConvertible {
    package var description: String { english }

    package var english: String {
        switch self {
        case .stopped: "Stopped PostgreSQL."
        case .notRunning: "PostgreSQL is not running."
        }
    }
}

extension ClusterState: CustomStringConvertible {
    package var description: String { english }

    package var english: String {
        switch self {
        case .absent: "There is no PostgreSQL cluster yet."
        case .stopped: "PostgreSQL is not running."
        case .starting: "PostgreSQL is starting."
        case .running(let processID): "PostgreSQL is running (process \(processID))."
        }
    }
}

extension [Int] {
    var listed: String { map(String.init).joined(separator: ", ") }
}
