import FoundationEssentials

/// Starts and stops the server of an existing cluster.
///
/// Its caller holds the cluster's lock.
struct ServerControl {
    let layout: ClusterLayout
    let account: ServerAccount
    let binaries: ServerBinaries

    init(layout: ClusterLayout, account: ServerAccount) async throws(EmbeddedPostgresError) {
        self.layout = layout
        self.account = account
        binaries = try await ServerBinaries.find(version: DataFolder.majorVersion(of: layout.dataFolder))
    }

    private var control: String { binaries.folder + "/pg_ctl" }

    /// The process of the server that runs, after waiting until it accepts connections; nil when none runs.
    func waitForRunningServer() async -> Int32? {
        while let server = PostmasterFile(dataFolder: layout.dataFolder), server.isAlive {
            if server.isReady { return server.processID }
            await pause(milliseconds: 50)
        }
        return nil
    }

    /// Writes the settings and starts the server; returns when it accepts connections.
    ///
    /// After a server was killed, its last processes may hold its memory for a moment, and a first start fails:
    /// while an old `postmaster.pid` lies there, it is tried again for some seconds.
    func start(durability: Durability) async throws(EmbeddedPostgresError) {
        try await prepareSocketFolder()
        try await removeOldLogs()
        let settings = ServerSetting.configurationFile(
            socketFolder: layout.socketFolder, durability: durability, haveAuditLibrary: binaries.haveAuditLibrary)
        try await account.write(settings, to: "data/missieboek.conf", in: layout.folder)
        let hostAccess = FileManager.default.contents(atPath: layout.dataFolder + "/pg_hba.conf")
        if hostAccess == Data(ClusterInitialisation.formerHostAccess.utf8) {
            try await account.write(ClusterInitialisation.hostAccess, to: "data/pg_hba.conf", in: layout.folder)
        }
        _ = try await renewUserMap()
        let wasKilled = FileManager.default.fileExists(atPath: layout.dataFolder + "/postmaster.pid")
        let deadline = ContinuousClock.now + .seconds(wasKilled ? 15 : 0)
        while true {
            do throws(EmbeddedPostgresError) {
                // Relative names: pg_ctl hands them to a shell, which must not read anything into a path.
                try await account.run(
                    control, ["start", "--silent", "--wait", "--timeout=300", "--pgdata=data", "--log=server.log"],
                    in: layout.folder)
                return
            } catch {
                guard ContinuousClock.now < deadline else {
                    throw .startFailed(log: layout.logFile, lastLines: logTail)
                }
            }
            await pause(milliseconds: 200)
        }
    }

    /// Lets in the logins that came since the cluster was made, unless somebody has written a map of their own; gives
    /// whether anything was written.
    private func renewUserMap() async throws(EmbeddedPostgresError) -> Bool {
        let users = FileManager.default.contents(atPath: layout.dataFolder + "/pg_ident.conf")
        let former = ClusterInitialisation.formerUserMaps(server: account.name)
        guard former.contains(where: { users == Data($0.utf8) }) else { return false }
        try await account.write(
            ClusterInitialisation.userMap(server: account.name), to: "data/pg_ident.conf", in: layout.folder)
        return true
    }

    /// The same while the server runs.
    ///
    /// `pg_ctl` returns when the signal was sent: the server heeds it before it lets in whoever connects afterwards.
    func renewUserMapOfRunningServer() async throws(EmbeddedPostgresError) {
        guard try await renewUserMap() else { return }
        try await account.run(control, ["reload", "--silent", "--pgdata=data"], in: layout.folder)
    }

    func stop() async throws(EmbeddedPostgresError) {
        try await account.run(
            control, ["stop", "--silent", "--wait", "--timeout=300", "--mode=fast", "--pgdata=data"],
            in: layout.folder)
    }

    /// Makes the socket's folder anew: what lies under `/tmp` may be swept away between two starts.
    private func prepareSocketFolder() async throws(EmbeddedPostgresError) {
        if !FileManager.default.fileExists(atPath: layout.socketFolder) {
            try await account.run("mkdir", ["--mode=0700", "--", layout.socketFolder], in: layout.folder)
        }
        try layout.checkSocketFolder()
    }

    /// The oldest go first: whoever writes much can push out what was there before, and not fill the disk by it for ever.
    private func removeOldLogs() async throws(EmbeddedPostgresError) {
        let surplus = layout.logFiles.dropLast(ClusterLayout.keptLogFiles)
        guard !surplus.isEmpty else { return }
        let names = surplus.map { String($0.dropFirst(layout.folder.count + 1)) }
        try await account.run("rm", ["-f", "--"] + names, in: layout.folder)
    }

    /// What the server said last, before and after it began to write to a file of its own.
    private var logTail: String {
        [layout.logFile, layout.logFiles.last].compactMap { $0 }.flatMap { file in
            let bytes = FileManager.default.contents(atPath: file) ?? Data()
            return String(decoding: bytes.suffix(4000), as: UTF8.self).split(separator: "\n").suffix(5)
        }.joined(separator: "\n")
    }
}

/// Waits, also in a task that was cancelled: a cluster is not left half made.
///
/// For what PostgreSQL tells by its files only: there is nothing to wait on.
private func pause(milliseconds: Int) async {
    await Task.detached { try? await Task.sleep(for: .milliseconds(milliseconds)) }.value
}
