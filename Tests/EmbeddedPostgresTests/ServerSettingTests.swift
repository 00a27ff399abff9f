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

    @Test func `the server's log does not quote what a statement held`() async throws {
        let home = try await TemporaryHome()
        try await home.cluster.start()
        let shell = try SuperuserShell(cluster: home.cluster)
        try await shell.run("create table register (number text primary key); insert into register values ('12345678')")
        await #expect(throws: SQLFailed.self) { try await shell.run("insert into register values ('12345678')") }
        let log = try String(contentsOfFile: home.path + "/cluster/server.log", encoding: .utf8)
        #expect(log.contains("duplicate key"))
        #expect(!log.contains("12345678"))
    }
}
