import FoundationEssentials
import Glibc
import SystemPackage

/// Where the parts of a cluster lie.
///
/// The cluster is the folder `cluster` in the home, unless the home's file `location` names another folder: one
/// that the server's account can reach where it cannot reach the home.
struct ClusterLayout: Hashable {
    /// Owned by the server's account, closed to all others.
    let folder: String
    let socketFolder: String

    var dataFolder: String { folder + "/data" }
    /// What the server says before it writes to a file of ``logFiles``.
    var logFile: String { folder + "/server.log" }

    static let logFolderName = "log"
    /// So many are kept when a server starts: 1.6 GB at most.
    static let keptLogFiles = 100

    /// The files of the server's log, by name: in the order in which they were begun.
    var logFiles: [String] {
        let logFolder = folder + "/" + Self.logFolderName
        let names = (try? FileManager.default.contentsOfDirectory(atPath: logFolder)) ?? []
        return names.filter { $0.hasPrefix("server-") && $0.hasSuffix(".log") }.sorted().map { logFolder + "/" + $0 }
    }

    /// The layout that holds for `home` now.
    init(home: String) {
        self.init(folder: Self.recordedLocation(home: home) ?? home + "/cluster", home: home)
    }

    init(folder: String, home: String) {
        self.folder = folder
        let own = folder + "/socket"
        let user = geteuid() == 0 ? FolderOwner(of: home)?.userID ?? 0 : geteuid()
        socketFolder = Self.isUsable(socketFolder: own) ? own : "/tmp/missieboek-\(user)-\(folder.fingerprint)"
    }

    /// The folder that the home's file `location` names.
    private static func recordedLocation(home: String) -> String? {
        guard let bytes = FileManager.default.contents(atPath: home + "/location") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.split(separator: "\n").first.map(String.init)
    }

    /// A socket's path has at most 107 bytes; libpq takes a comma in a host for a list of hosts.
    static func isUsable(socketFolder: String) -> Bool {
        let path = "\(socketFolder)/.s.PGSQL.\(ServerSetting.port)"
        return path.utf8.count <= 107 && !path.contains(",")
    }

    /// Fails when the socket's folder lies outside the cluster and another user could have made it or can enter it.
    func checkSocketFolder() throws(EmbeddedPostgresError) {
        guard !socketFolder.hasPrefix(folder + "/") else { return }
        let found: Stat
        do {
            found = try FilePath(socketFolder).stat(followTargetSymlink: false)
        } catch {
            // Nothing there: a connection fails, and a start makes the folder.
            return
        }
        let owner = FolderOwner(of: folder)?.userID ?? geteuid()
        let isPrivate = found.permissions.isDisjoint(with: [.groupReadWriteExecute, .otherReadWriteExecute])
        guard found.type == .directory, found.userID.rawValue == owner, isPrivate else {
            throw .folderNotPrivate(socketFolder)
        }
    }
}

/// The user that owns a folder.
struct FolderOwner: Hashable {
    let userID: UInt32

    /// Nil when there is no such folder, or it cannot be looked at.
    init?(of path: String) {
        guard let found = try? FilePath(path).stat() else { return nil }
        userID = found.userID.rawValue
    }
}

extension String {
    /// A short text that is the same for the same string in every process (FNV-1a, 64 bits).
    var fingerprint: String {
        let hash = utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }

    /// The string as a part of a URI.
    var percentEncoded: String {
        utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                String(UnicodeScalar(byte))
            default:
                "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
