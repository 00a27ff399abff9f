import EmbeddedPostgres
import FoundationEssentials
import TestSupport
import Testing

// Clusters that are made of another one's files.
@Suite(.serialized) struct StandbyTests {
    private static let formerHostAccess = "# Written by missieboek.\nlocal all all peer map=missieboek\n"

    private func connection(to home: TemporaryHome) throws -> [String: String] {
        [
            "PGHOST": try home.cluster.socketFolder(), "PGPORT": "5432",
            "PGUSER": ClusterRole.superuser.rawValue, "PGDATABASE": "missieboek",
        ]
    }

    private func restarted(withHostAccess text: String) async throws -> (home: TemporaryHome, hostAccess: String) {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        try await home.cluster.stop()
        let file = home.path + "/cluster/data/pg_hba.conf"
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        try await home.cluster.start()
        let bytes = try #require(FileManager.default.contents(atPath: file))
        return (home, String(decoding: bytes, as: UTF8.self))
    }

    @Test func `a cluster from before there were standbys can be copied after its next start`() async throws {
        let (home, hostAccess) = try await restarted(withHostAccess: Self.formerHostAccess)
        #expect(hostAccess == Self.formerHostAccess + "local replication all peer map=missieboek\n")
        let backup = BaseBackup(folder: home.path + "/files")
        try await backup.write(from: connection(to: home))
        #expect(try await backup.verify() >= 15)
    }

    @Test func `what somebody wrote into pg_hba is left alone`() async throws {
        let own = Self.formerHostAccess + "# mine\n"
        #expect(try await restarted(withHostAccess: own).hostAccess == own)
    }

    @Test func `a standby follows, is read-only once promoted by hand, and its backup follows nobody`() async throws {
        let primary = try await TemporaryHome()
        // A standby can be backed up only when its primary writes whole pages.
        try await EmbeddedCluster(home: primary.path).start()
        let standby = try await TemporaryHome()
        try await standby.cluster.follow(connection: connection(to: primary))
        await #expect(throws: EmbeddedPostgresError.clusterExists(standby.path)) {
            try await standby.cluster.follow(connection: connection(to: primary))
        }
        try await SuperuserShell(cluster: primary.cluster).run("create table followed (answer integer)")
        let shell = try SuperuserShell(cluster: standby.cluster)
        while try await shell.run("select to_regclass('followed')") == "" {}

        let backup = BaseBackup(folder: standby.path + "/files")
        try await backup.write(from: connection(to: standby))
        let restored = try await TemporaryHome()
        try await restored.cluster.restore(backup)
        let other = try SuperuserShell(cluster: restored.cluster)
        #expect(try await other.run("select pg_is_in_recovery()") == "f")
        try await other.run("insert into followed values (1)")
        #expect(try await shell.run("select count(*) from followed") == "0")

        #expect(try await shell.run("select pg_promote(true, 60)") == "t")
        let refusal = await #expect(throws: SQLFailed.self) { try await shell.run("insert into followed values (1)") }
        #expect(refusal?.message.contains("read-only transaction") == true)
    }
}
