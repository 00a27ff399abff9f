import FoundationEssentials
import Glibc
import SystemPackage

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
    /// There is a cluster in the home already, where a new one was to be made.
    case clusterExists(String)
    /// The data belong to root, as whom PostgreSQL does not run.
    case dataOfRoot(String)
    /// A folder outside the home is not this user's alone, so no data may pass through it.
    case folderNotPrivate(String)
    /// The user may not make or change this file or folder.
    case folderReadOnly(String)
    /// A file or folder could not be made or used.
    case folderUnusable(String, reason: String)
    /// Something that is not this program's, or not this run's, stands where a folder is to be made.
    case folderInTheWay(String)
    /// Another process has been starting or stopping the server for too long.
    case busy(lock: String)
    /// One of PostgreSQL's programs, or of the system's, failed.
    case commandFailed(String, output: String)
    /// A backup's files are not what its manifest says; `output` names them.
    case backupDamaged(String, output: String)
    /// The server did not come up.
    case startFailed(log: String, lastLines: String)
}

extension EmbeddedPostgresError {
    /// What a failure to make, open or write `path` means.
    static func unusable(_ path: String, _ error: any Error) -> EmbeddedPostgresError {
        let cocoa = error as? CocoaError
        let number = (cocoa?.underlying as? POSIXError).map { Errno(rawValue: $0.code.rawValue) } ?? error as? Errno
        let isDenied =
            [.permissionDenied, .notPermitted, .readOnlyFileSystem].contains(number)
            || [.fileWriteNoPermission, .fileReadNoPermission, .fileWriteVolumeReadOnly].contains(cocoa?.code)
        if isDenied { return .folderReadOnly(path) }
        return .folderUnusable(path, reason: number.map { "\($0)" } ?? "\(error)")
    }
}
