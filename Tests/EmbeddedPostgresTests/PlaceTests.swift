import EmbeddedPostgres
import FoundationEssentials
import TestSupport
import Testing

/// Where a cluster lies when it cannot lie in its home, and names that shells and lists trip over.
@Suite struct PlaceTests {
    static let longName = "a folder/" + String(repeating: "deep/", count: 20) + "home"

    @Test(.enabled(if: isRoot), arguments: [(longName, 0o755), ("closed", 0o700), ("a,b", 0o755)])
    func `root's cluster moves out of a home that the server cannot use`(name: String, permissions: Int) async throws {
        let home = try await TemporaryHome(named: name, permissions: permissions)
        guard case .initialised(let folder) = try await home.cluster.start() else {
            Issue.record("the cluster is not new")
            return
        }
        #expect(folder.hasPrefix("/var/lib/missieboek/"))
        #expect(try String(contentsOfFile: home.path + "/location", encoding: .utf8) == folder + "\n")
        #expect(try await SuperuserShell(cluster: home.cluster).run("select 1") == "1")
        #expect(try await home.cluster.stop() == .stopped)
        #expect(try await home.cluster.start() == .started(folder: folder))
    }

    @Test func `no character of a path is read by a shell, a list or a URI`() async throws {
        let home = try await TemporaryHome(named: #"it's $HOME "x" `y` 100% \n é"#)
        try await home.cluster.start()
        #expect(try await SuperuserShell(cluster: home.cluster).run("select 1") == "1")
        #expect(try home.cluster.socketFolder() == home.path + "/cluster/socket")
        #expect(try await home.cluster.stop() == .stopped)
    }

    @Test(.enabled(if: isRoot)) func `an ordinary user's socket moves out of a home with a long path`() async throws {
        let home = try await TemporaryHome(named: Self.longName, owner: "nobody")
        #expect(try await Shell.probe("start", home.path, as: "nobody").hasPrefix("Made a new"))
        let folder = try home.cluster.socketFolder()
        #expect(folder.hasPrefix("/tmp/missieboek-"))
        #expect(try await Shell.run("stat", "--format=%U %a", folder) == "nobody 700")
        #expect(try await SuperuserShell(cluster: home.cluster).run("select 1") == "1")
        #expect(try await Shell.probe("stop", home.path, as: "nobody") == "Stopped PostgreSQL.")

        try await Shell.run("chown", "daemon", folder)
        await #expect(throws: Shell.Failure.self) { try await Shell.probe("start", home.path, as: "nobody") }
        await #expect(throws: Shell.Failure.self) { try await Shell.probe("url", home.path, as: "nobody") }
        try await Shell.run("rmdir", folder)
        #expect(try await Shell.probe("start", home.path, as: "nobody").hasPrefix("Started"))
    }
}
