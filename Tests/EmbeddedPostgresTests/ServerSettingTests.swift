import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite struct ServerSettingTests {
    @Test func `the database of docker-compose-yml has the settings of the embedded one`() throws {
        let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        let text = try String(contentsOfFile: root.appending("docker-compose.yml").string, encoding: .utf8)
        let settings = text.split(separator: "\n").compactMap { line -> ServerSetting? in
            let words = line.drop { $0 == " " }
            guard words.hasPrefix("- --"), let sign = words.firstIndex(of: "=") else { return nil }
            return ServerSetting(
                String(words[..<sign].dropFirst("- --".count)), String(words[words.index(after: sign)...]))
        }
        #expect(settings == [ServerSetting("listen_addresses", "")] + ServerSetting.shared)
    }

    @Test func `every setting is in force`() async throws {
        let home = try await TemporaryHome()
        let cluster = EmbeddedCluster(home: home.path)
        try await cluster.start()
        let shell = try SuperuserShell(cluster: cluster)
        for setting in ServerSetting.shared {
            #expect(try await shell.run("show \(setting.name)") == setting.value, "\(setting.name)")
        }
    }

    @Test func `pgaudit is loaded where it is installed, and writes down no statement`() {
        let with = ServerSetting.configurationFile(socketFolder: "/s", durability: .full, haveAuditLibrary: true)
        for line in [
            "shared_preload_libraries = 'pgaudit'", "pgaudit.log = 'ddl, role'", "pgaudit.log_statement = 'off'",
            "pgaudit.log_parameter = 'off'",
        ] {
            #expect(with.contains("\n" + line + "\n"), "\(line)")
        }
        let without = ServerSetting.configurationFile(socketFolder: "/s", durability: .full, haveAuditLibrary: false)
        #expect(!without.contains("pgaudit") && with.hasPrefix(without.dropLast()))
    }

    @Test func `a server that starts keeps the newest files of its log`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        let first = try #require(try home.cluster.logFiles().first)
        try await home.cluster.stop()
        let folder = FilePath(first).removingLastComponent()
        for number in 1...ClusterLayout.keptLogFiles {
            let name = "server-29990101-\(String(String(number + 1_000_000).suffix(6))).log"
            try "kept".write(toFile: folder.appending(name).string, atomically: true, encoding: .utf8)
        }
        try "removed".write(toFile: first, atomically: true, encoding: .utf8)
        try await home.cluster.start()
        let files = try home.cluster.logFiles()
        // Those of before but the oldest, and the one that this start has begun.
        #expect(files.count == ClusterLayout.keptLogFiles + 1)
        let contents = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
        #expect(contents.filter { $0 == "kept" }.count == ClusterLayout.keptLogFiles)
        #expect(!contents.contains { $0 == "removed" })
    }

    @Test func `the server's log does not quote what a statement held`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        let shell = try SuperuserShell(cluster: home.cluster)
        try await shell.run("create table register (number text primary key); insert into register values ('12345678')")
        await #expect(throws: SQLFailed.self) { try await shell.run("insert into register values ('12345678')") }
        let log = try home.cluster.logFiles().map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
        #expect(log.contains("duplicate key"))
        #expect(!log.contains("12345678"))
    }
}
