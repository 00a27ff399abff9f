/// Why an embedded cluster could not be used.
///
/// Its texts, in ``english`` and ``dutch``, say what happened and what to do next.
package enum EmbeddedPostgresError: Error, Hashable, Sendable {
    /// PostgreSQL's server programs are missing, or only of versions that cannot serve the cluster.
    case serverMissing(needed: Int?, found: [Int])
    /// This is root, and there is no user to run the server as.
    case accountMissing
    /// The user that runs this has a number but no name, which PostgreSQL needs.
    case userWithoutName(UInt32)
    /// The home folder is another user's.
    case homeOfAnother(String, owner: UInt32)
    /// The data belong to root, as whom PostgreSQL does not run.
    case dataOfRoot(String)
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
