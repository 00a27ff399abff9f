import FoundationEssentials
import Glibc

/// A private PostgreSQL cluster in a folder of its own: one socket, no network, no passwords.
///
/// Reading the ``state()`` and the ``connectionString(as:database:)`` starts no process and costs a few system
/// calls. Starting and stopping run PostgreSQL's own programs, and exclude each other between processes.
/// The server never runs as root: for root it runs as the owner of the home folder, or else as `postgres`.
package struct EmbeddedCluster: Sendable {
    /// The absolute path of the folder that holds the cluster, or says where it lies.
    package let home: String
    package let durability: Durability

    /// A relative `home` is taken from the current folder.
    ///
    /// Nothing is created or started.
    package init(home: String, durability: Durability = .full) {
        let path = home.hasPrefix("/") ? home : FileManager.default.currentDirectoryPath.withSlash + home
        self.home = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.durability = durability
    }

    /// The home folder that an environment asks for: `MISSIEBOEK_HOME`, or `.missieboek` in the current folder.
    package static func home(in environment: [String: String]) -> String {
        guard let home = environment["MISSIEBOEK_HOME"], !home.isEmpty else { return ".missieboek" }
        return home
    }

    /// Whether the cluster exists and its server runs, as the cluster's own files and `/proc` tell.
    package func state() throws(EmbeddedPostgresError) -> ClusterState {
        try checkOwner()
        let layout = ClusterLayout(home: home)
        guard FileManager.default.fileExists(atPath: layout.dataFolder) else { return .absent }
        guard let server = PostmasterFile(dataFolder: layout.dataFolder), server.isAlive else { return .stopped }
        return server.isReady ? .running(processID: server.processID) : .starting
    }

    /// The folder of the server's socket.
    ///
    /// Fails when the folder must lie under `/tmp` and somebody else has put one there: connecting would hand the
    /// data to them.
    package func socketFolder() throws(EmbeddedPostgresError) -> String {
        try checkOwner()
        let layout = ClusterLayout(home: home)
        try layout.checkSocketFolder()
        return layout.socketFolder
    }

    /// The files of the server's log, in the order in which they were begun; none where there is no cluster.
    package func logFiles() throws(EmbeddedPostgresError) -> [String] {
        try checkOwner()
        return ClusterLayout(home: home).logFiles
    }

    /// A URI for libpq, whether or not the server runs.
    package func connectionString(
        as role: ClusterRole = .operator, database: String = "missieboek"
    ) throws(EmbeddedPostgresError) -> String {
        let folder = try socketFolder().percentEncoded
        let port = ServerSetting.port
        return "postgresql://\(role.rawValue)@/\(database.percentEncoded)?host=\(folder)&port=\(port)"
    }

    /// Makes the cluster if there is none, and starts its server if it does not run.
    ///
    /// When it returns, the server accepts connections. Safe to call twice, and from several processes at once.
    @discardableResult
    package func start() async throws(EmbeddedPostgresError) -> StartReport {
        if case .running(let processID) = try state() { return .alreadyRunning(processID: processID) }
        try createHome()
        return try await withFileLock(home + "/lock") { () async throws(EmbeddedPostgresError) in
            try await startWhileLocked()
        }
    }

    /// Lets the logins in that came since the cluster was made, also while its server runs; it does so at each start.
    ///
    /// Leaves alone what somebody wrote into the map of users.
    package func renewLogins() async throws(EmbeddedPostgresError) {
        guard case .running = try state() else { return }
        try await withFileLock(home + "/lock") { () async throws(EmbeddedPostgresError) in
            guard case .running = try state() else { return }
            let layout = ClusterLayout(home: home)
            try await ServerControl(layout: layout, account: .serving(layout)).renewUserMapOfRunningServer()
        }
    }

    /// Stops the server, breaking off open transactions, and waits until it is gone.
    @discardableResult
    package func stop() async throws(EmbeddedPostgresError) -> StopReport {
        guard try state() != .absent else { return .notRunning }
        return try await withFileLock(home + "/lock") { () async throws(EmbeddedPostgresError) in
            guard try state() != .stopped else { return .notRunning }
            let layout = ClusterLayout(home: home)
            try await ServerControl(layout: layout, account: .serving(layout)).stop()
            return .stopped
        }
    }

    /// Makes the cluster of a backup of a whole server's files, and starts it.
    ///
    /// Fails with ``EmbeddedPostgresError/clusterExists(_:)`` when there is a cluster in the home.
    @discardableResult
    package func restore(_ backup: BaseBackup) async throws(EmbeddedPostgresError) -> StartReport {
        try await make(of: .backup(backup))
    }

    /// Makes the cluster a standby of a running server, and starts it: it follows what is written there.
    ///
    /// `connection` reaches that server as a role that may replicate, from now on too: as the account that the standby
    /// runs as. Fails with ``EmbeddedPostgresError/clusterExists(_:)`` when there is a cluster in the home.
    @discardableResult
    package func follow(connection: [String: String]) async throws(EmbeddedPostgresError) -> StartReport {
        try await make(of: .standby(connection: connection))
    }

    private func make(of origin: ClusterOrigin) async throws(EmbeddedPostgresError) -> StartReport {
        try createHome()
        return try await withFileLock(home + "/lock") { () async throws(EmbeddedPostgresError) in
            guard try state() == .absent else { throw .clusterExists(home) }
            return try await startWhileLocked(origin)
        }
    }

    private func startWhileLocked(_ origin: ClusterOrigin = .empty) async throws(EmbeddedPostgresError) -> StartReport {
        let isNew = try state() == .absent
        if isNew {
            try await ClusterInitialisation(home: home, durability: durability, origin: origin).run()
        }
        let layout = ClusterLayout(home: home)
        let control = try await ServerControl(layout: layout, account: .serving(layout))
        if let processID = await control.waitForRunningServer() {
            return .alreadyRunning(processID: processID)
        }
        try await control.start(durability: durability)
        return isNew ? .initialised(folder: layout.folder) : .started(folder: layout.folder)
    }

    /// Does nothing when the home is there already.
    private func createHome() throws(EmbeddedPostgresError) {
        do {
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        } catch {
            throw .unusable(home, error)
        }
    }

    /// An ordinary user may only use a home of their own; root may use anybody's.
    private func checkOwner() throws(EmbeddedPostgresError) {
        guard geteuid() != 0, let owner = FolderOwner(of: home), owner.userID != geteuid() else { return }
        throw .homeOfAnother(home, owner: owner.userID)
    }
}

extension String {
    /// A folder's path, to put a name behind.
    fileprivate var withSlash: String { hasSuffix("/") ? self : self + "/" }
}
