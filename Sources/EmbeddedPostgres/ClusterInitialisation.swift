import FoundationEssentials
import Glibc

/// Makes a new cluster: with its roles and an empty database, or of the files of another server.
///
/// Its caller holds the cluster's lock.
///
/// All is made beside its place and moved there last: a cluster that exists is complete.
struct ClusterInitialisation {
    let home: String
    let durability: Durability
    var origin = ClusterOrigin.empty

    func run() async throws(EmbeddedPostgresError) {
        let account = try await ServerAccount.forNewCluster(home: home)
        let version: Int? = if case .backup(let backup) = origin { try await backup.verify() } else { nil }
        let binaries = try await ServerBinaries.find(version: version)
        let layout = try await chooseLayout(for: account)
        try await makeFolder(layout.folder, for: account)
        let isInHome = layout.folder == home + "/cluster"
        do throws(EmbeddedPostgresError) {
            try await make(layout, as: account, with: binaries)
            if !isInHome { try record(layout.folder) }
        } catch {
            // Nothing in the home leads there, so nobody would ever find it.
            if !isInHome { _ = try? await Command(["rm", "-rf", "--", layout.folder], in: "/").run() }
            throw error
        }
    }

    /// The cluster lies in the home, unless root's home is closed to the server's account or its path too long.
    private func chooseLayout(for account: ServerAccount) async throws(EmbeddedPostgresError) -> ClusterLayout {
        let inHome = ClusterLayout(folder: home + "/cluster", home: home)
        guard account.isOther, FolderOwner(of: home)?.userID == 0 else { return inHome }
        let isReachable = (try? await account.run("test", ["-x", home], in: "/")) != nil
        if isReachable, ClusterLayout.isUsable(socketFolder: inHome.folder + "/socket") { return inHome }
        let id = String(UInt64.random(in: .min ... .max), radix: 36)
        return ClusterLayout(folder: "/var/lib/missieboek/" + id, home: home)
    }

    private func makeFolder(_ folder: String, for account: ServerAccount) async throws(EmbeddedPostgresError) {
        let isRootsHome = account.isOther && FolderOwner(of: home)?.userID == 0
        guard isRootsHome else {
            try await account.run("install", ["-d", "-m", "0700", "--", folder], in: "/")
            return
        }
        if !folder.hasPrefix(home + "/") {
            try await Command(["install", "-d", "-m", "0755", "/var/lib/missieboek"], in: "/").run()
        }
        try await Command(["install", "-d", "-m", "0700", "-o", account.name, "--", folder], in: "/").run()
    }

    private func make(
        _ layout: ClusterLayout, as account: ServerAccount, with binaries: ServerBinaries
    ) async throws(EmbeddedPostgresError) {
        let folder = layout.folder
        try await account.run("rm", ["-rf", "data.partial"], in: folder)
        switch origin {
        case .empty: try await initialise(in: folder, as: account, with: binaries)
        case .backup(let backup): try await copy(backup, to: folder, as: account)
        case .standby(let connection): try await follow(connection, in: folder, as: account, with: binaries)
        }
        try await includeSettings(in: folder, as: account)
        try await account.write(Self.hostAccess, to: "data.partial/pg_hba.conf", in: folder)
        try await account.write(Self.userMap(server: account.name), to: "data.partial/pg_ident.conf", in: folder)
        let settings = ServerSetting.configurationFile(
            socketFolder: layout.socketFolder, durability: durability, haveAuditLibrary: binaries.haveAuditLibrary)
        try await account.write(settings, to: "data.partial/missieboek.conf", in: folder)
        if case .empty = origin {
            try await account.run(
                binaries.folder + "/postgres",
                ["--single", "-D", "data.partial", "-c", "exit_on_error=on", "postgres"], in: folder, input: Self.roles)
        }
        try await account.run("mv", ["--no-target-directory", "data.partial", "data"], in: folder)
    }

    private func initialise(
        in folder: String, as account: ServerAccount, with binaries: ServerBinaries
    ) async throws(EmbeddedPostgresError) {
        let arguments = [
            "--pgdata=data.partial", "--username=" + ClusterRole.superuser.rawValue, "--auth=peer", "--encoding=UTF8",
            "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
        ]
        let sync = durability == .none ? ["--no-sync"] : []
        try await account.run(binaries.folder + "/initdb", arguments + sync, in: folder)
    }

    /// What initdb found out about its system stays; our settings come after it and go before it.
    private func includeSettings(in folder: String, as account: ServerAccount) async throws(EmbeddedPostgresError) {
        let (line, file) = ("include = 'missieboek.conf'", "data.partial/postgresql.conf")
        let words = ["--quiet", "--fixed-strings", "--line-regexp", line, file]
        let isThere = (try? await account.run("grep", words, in: folder)) != nil
        if !isThere { try await account.append(line + "\n", to: file, in: folder) }
    }

    /// The files are read as this user, to whom the backup belongs, and written as the account.
    private func copy(
        _ backup: BaseBackup, to folder: String, as account: ServerAccount
    ) async throws(EmbeddedPostgresError) {
        try await account.run("mkdir", ["--mode=0700", "data.partial"], in: folder)
        let script = "set -o pipefail; tar --create --directory=\"$1\" --file=- . | \"${@:2}\""
        let unpack = ["tar", "--extract", "--directory=" + folder + "/data.partial", "--no-same-owner", "--file=-"]
        try await Command(
            ["bash", "-c", script, "copy", backup.folder] + account.words(unpack), in: "/"
        ).run()
        try await account.run("rm", ["-f"] + DataFolder.standbyFiles.map { "data.partial/" + $0 }, in: folder)
        let names = DataFolder.standbySettings.map(\.name) + ["primary_conninfo"]
        try await account.run(
            "sed",
            ["--in-place"] + names.flatMap { ["--expression=/^\($0) *=/d"] } + ["data.partial/postgresql.auto.conf"],
            in: folder)
    }

    private func follow(
        _ connection: [String: String], in folder: String, as account: ServerAccount, with binaries: ServerBinaries
    ) async throws(EmbeddedPostgresError) {
        try await account.run(
            binaries.folder + "/pg_basebackup",
            ["--pgdata=data.partial", "--write-recovery-conf"] + BaseBackup.options,
            in: folder, variables: connection)
        let settings = DataFolder.standbySettings.map { "\($0.name) = '\($0.value)'\n" }.joined()
        try await account.append(settings, to: "data.partial/postgresql.auto.conf", in: folder)
    }

    /// Remembers a cluster outside the home, at one stroke.
    private func record(_ folder: String) throws(EmbeddedPostgresError) {
        do {
            try (folder + "\n").write(toFile: home + "/location", atomically: true, encoding: .utf8)
        } catch {
            throw .unusable(home, error)
        }
    }

    /// The one way in: the socket, where the kernel tells who is at the other end.
    static let hostAccess = formerHostAccess + "local replication all peer map=missieboek\n"

    /// As it was before there were standbys: those who copy a server's files are another kind of client.
    static let formerHostAccess = """
        # Written by missieboek.
        local all all peer map=missieboek

        """

    /// Root and the server's account may log in as each role; nobody else reaches the socket or is listed here.
    static func userMap(server: String) -> String { userMap(server: server, roles: ClusterRole.allCases) }

    /// As it was before there was a login to destroy keys, and before there was one to verify the log.
    static func formerUserMaps(server: String) -> [String] {
        [[.operator, .superuser], [.operator, .keeper, .superuser]].map { userMap(server: server, roles: $0) }
    }

    private static func userMap(server: String, roles: [ClusterRole]) -> String {
        let users = server == "root" ? ["root"] : ["root", server]
        let lines = users.flatMap { user in roles.map { "missieboek \"\(user)\" \($0.rawValue)" } }
        return "# Written by missieboek.\n" + lines.joined(separator: "\n") + "\n"
    }

    /// A single-user server reads one statement a line.
    private static let roles = """
        create role \(ClusterRole.operator.rawValue) login;
        create database missieboek;

        """
}
