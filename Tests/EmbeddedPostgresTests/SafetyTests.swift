import EmbeddedPostgres
import FoundationEssentials
import TestSupport
import Testing

@Suite struct SafetyTests {
    @Test func `the server listens nowhere and lets only its own users in`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        let shell = try SuperuserShell(cluster: home.cluster)
        #expect(try await shell.run("show listen_addresses") == "")
        #expect(
            try await shell.run("select distinct type || ' ' || auth_method from pg_hba_file_rules") == "local peer")
        let folder = try home.cluster.socketFolder()
        #expect(try await Shell.run("stat", "--format=%a", folder) == "700")
    }

    @Test func `the daily login is no superuser and cannot become one`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        let url = try home.cluster.connectionString()
        let who = "select session_user, rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = session_user"
        #expect(try await Shell.run("psql", "-XAt", "-d", url, "-c", who) == "missieboek|f|f|f")
        await #expect(throws: Shell.Failure.self) {
            try await Shell.run("psql", "-X", "-d", url, "-c", "set role missieboek_superuser")
        }
    }

    @Test(.enabled(if: isRoot)) func `for root the server runs as an unprivileged user`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        guard case .running(let processID) = try home.cluster.state() else {
            Issue.record("the server does not run")
            return
        }
        #expect(try await Shell.run("ps", "-o", "user=", "-p", "\(processID)") == "postgres")
    }

    @Test(.enabled(if: isRoot)) func `an ordinary user has a server of their own, which root may use too`() async throws
    {
        let home = try await TemporaryHome(owner: "nobody")
        #expect(try await Shell.probe("start", home.path, as: "nobody").hasPrefix("Made a new"))
        #expect(try await Shell.probe("start", home.path, as: "nobody").hasPrefix("PostgreSQL is already running"))
        let url = try await Shell.probe("url", home.path, as: "nobody")
        let answer = try await Shell.run(
            "runuser", "-u", "nobody", "--", "psql", "-XAt", "-d", url, "-c", "select session_user")
        #expect(answer == "missieboek")
        #expect(try await SuperuserShell(cluster: home.cluster).run("select 1") == "1")
        await #expect(throws: Shell.Failure.self) {
            try await Shell.run("runuser", "-u", "daemon", "--", "psql", "-X", "-d", url, "-c", "select 1")
        }
        #expect(try await home.cluster.stop() == .stopped)
        #expect(try await home.cluster.start() == .started(folder: home.path + "/cluster"))
        #expect(try await Shell.run("stat", "--format=%U", home.path + "/cluster/data") == "nobody")
        #expect(try await Shell.probe("stop", home.path, as: "nobody") == "Stopped PostgreSQL.")
    }

    @Test(.enabled(if: isRoot)) func `root makes the cluster as the owner of the home`() async throws {
        let home = try await TemporaryHome(owner: "nobody")
        try await home.cluster.start()
        #expect(try await Shell.run("stat", "--format=%U", home.path + "/cluster/data") == "nobody")
        #expect(try await Shell.probe("state", home.path, as: "nobody").hasPrefix("PostgreSQL is running"))
    }

    @Test(.enabled(if: isRoot)) func `an ordinary user is told that a home is another's`() async throws {
        let home = try await TemporaryHome()
        let failure = await #expect(throws: Shell.Failure.self) {
            try await Shell.probe("start", home.path, as: "nobody")
        }
        #expect(failure?.output.contains("\(home.path) belongs to user 0") == true)
    }
}
