import FoundationEssentials

/// The folder with the programs of one PostgreSQL version.
struct ServerBinaries: Hashable {
    let folder: String
    let majorVersion: Int

    static let minimumVersion = 15

    /// Whether pgaudit lies among the libraries of this version.
    var haveAuditLibrary: Bool {
        ["../lib", "../lib/postgresql"].contains {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)/pgaudit.so")
        }
    }

    /// The programs that can serve a cluster of `version`, or the newest ones when it is nil.
    ///
    /// Looks in `debianFolder`, then where `pg_config` says, then in `PATH`.
    static func find(
        version: Int? = nil, debianFolder: String = "/usr/lib/postgresql",
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) async throws(EmbeddedPostgresError) -> ServerBinaries {
        var candidates = debianPrograms(in: debianFolder)
        if let chosen = candidates.chosen(for: version) { return chosen }
        var folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        if let folder = try? await Command(["pg_config", "--bindir"], in: "/").run() {
            folders.insert(String(folder.prefix { $0 != "\n" }), at: 0)
        }
        for folder in folders where holdsServer(folder) {
            if let version = await majorVersion(in: folder) {
                candidates.append(ServerBinaries(folder: folder, majorVersion: version))
            }
        }
        if let chosen = candidates.chosen(for: version) { return chosen }
        throw .serverMissing(needed: version, found: candidates.map(\.majorVersion))
    }

    private static func debianPrograms(in root: String) -> [ServerBinaries] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.compactMap(Int.init).map { ServerBinaries(folder: "\(root)/\($0)/bin", majorVersion: $0) }
            .filter { holdsServer($0.folder) }
    }

    private static func holdsServer(_ folder: String) -> Bool {
        ["initdb", "pg_ctl", "postgres"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
        }
    }

    /// From a text such as `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
    private static func majorVersion(in folder: String) async -> Int? {
        guard let text = try? await Command([folder + "/postgres", "--version"], in: "/").run() else { return nil }
        let words = text.split(separator: " ")
        return words.count > 2 ? Int(words[2].prefix { $0.isNumber }) : nil
    }
}

extension [ServerBinaries] {
    fileprivate func chosen(for version: Int?) -> ServerBinaries? {
        filter { $0.majorVersion >= ServerBinaries.minimumVersion && (version ?? $0.majorVersion) == $0.majorVersion }
            .max { $0.majorVersion < $1.majorVersion }
    }
}
