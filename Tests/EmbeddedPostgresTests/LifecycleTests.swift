import EmbeddedPostgres
import FoundationEssentials
import TestSupport
import Testing

@Suite struct LifecycleTests {
    @Test func `a first start makes a cluster, a second one finds it running`() async throws {
        let home = try await TemporaryHome()
        #expect(try home.cluster.state() == .absent)
        #expect(try await home.cluster.start() == .initialised(folder: home.path + "/cluster"))
        guard case .running(let processID) = try home.cluster.state() else {
            Issue.record("the server does not run")
            return
        }
        #expect(try await home.cluster.start() == .alreadyRunning(processID: processID))
    }

    @Test func `a stopped cluster keeps what it holds`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        try await SuperuserShell(cluster: home.cluster).run("create table kept (answer integer)")
        #expect(try await home.cluster.stop() == .stopped)
        #expect(try home.cluster.state() == .stopped)
        #expect(try await home.cluster.stop() == .notRunning)
        #expect(try await home.cluster.start() == .started(folder: home.path + "/cluster"))
        #expect(try await SuperuserShell(cluster: home.cluster).run("select count(*) from kept") == "0")
    }

    @Test func `a server that was killed starts again, with a connection still open`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        let url = try home.cluster.connectionString()
        for _ in 1...3 {
            guard case .running(let processID) = try home.cluster.state() else {
                Issue.record("the server does not run")
                return
            }
            let broken = Task { try await Shell.run("psql", "-X", "-d", url, "-c", "select pg_sleep(60)") }
            while try await sleepers(home) == "0" {}
            try await Shell.run("kill", "-KILL", "\(processID)")
            while try home.cluster.state() == .running(processID: processID) {}
            #expect(try await home.cluster.start() == .started(folder: home.path + "/cluster"))
            await #expect(throws: Shell.Failure.self) { try await broken.value }
        }
    }

    private func sleepers(_ home: TemporaryHome) async throws -> String {
        try await SuperuserShell(cluster: home.cluster)
            .run("select count(*) from pg_stat_activity where query = 'select pg_sleep(60)'")
    }

    @Test func `processes that start at once make one server`() async throws {
        let home = try await TemporaryHome()
        let reports = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 1...5 { group.addTask { try await Shell.probe("start", home.path) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        guard case .running(let processID) = try home.cluster.state() else {
            Issue.record("the server does not run")
            return
        }
        #expect(reports.filter { $0.hasPrefix("Made a new") }.count == 1)
        #expect(reports.filter { $0 == "PostgreSQL is already running (process \(processID))." }.count == 4)
    }

    @Test func `an initialisation that was cut off is begun anew`() async throws {
        let home = try await TemporaryHome()
        let rest = home.path + "/cluster/data.partial"
        try FileManager.default.createDirectory(atPath: rest, withIntermediateDirectories: true)
        try "half".write(toFile: rest + "/PG_VERSION", atomically: false, encoding: .utf8)
        if isRoot { try await Shell.run("chown", "--recursive", "postgres", home.path + "/cluster") }
        try await home.cluster.start()
        #expect(!FileManager.default.fileExists(atPath: rest))
    }

    @Test func `a number in postmaster-pid that another process has now is not a server`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        try await home.cluster.stop()
        let folder = home.path + "/cluster/data"
        let stale = "\(ProcessInfo.processInfo.processIdentifier)\n\(folder)\n0\n5432\n\n\n\nready\n"
        try stale.write(toFile: folder + "/postmaster.pid", atomically: false, encoding: .utf8)
        #expect(try home.cluster.state() == .stopped)
    }

    @Test func `nothing is forced to disk in a test, all of it otherwise`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        #expect(try await SuperuserShell(cluster: home.cluster).run("show fsync") == "off")
        try await home.cluster.stop()
        let durable = EmbeddedCluster(home: home.path)
        try await durable.start()
        let shell = try SuperuserShell(cluster: durable)
        #expect(try await shell.run("show fsync; show full_page_writes; show data_checksums") == "on\non\non")
    }
}
