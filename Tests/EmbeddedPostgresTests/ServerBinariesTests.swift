import FoundationEssentials
import Testing

@testable import EmbeddedPostgres

@Suite struct ServerBinariesTests {
    /// A folder like `/usr/lib/postgresql`, with programs that do nothing.
    private func programs(_ versions: [String], without missing: String = "") async throws -> String {
        let home = try await TemporaryHome(named: "postgresql")
        for version in versions {
            let folder = "\(home.path)/\(version)/bin"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for program in ["initdb", "pg_ctl", "postgres"] where program != missing {
                try await Shell.run("ln", "--symbolic", "/bin/true", "\(folder)/\(program)")
            }
        }
        return home.path
    }

    @Test func `the newest version is taken, by number`() async throws {
        let folder = try await programs(["9", "15", "16", "odd"])
        let found = try await ServerBinaries.find(debianFolder: folder)
        #expect(found == ServerBinaries(folder: folder + "/16/bin", majorVersion: 16))
    }

    @Test func `a cluster gets the version that made it`() async throws {
        let folder = try await programs(["15", "16"])
        #expect(try await ServerBinaries.find(version: 15, debianFolder: folder).majorVersion == 15)
    }

    @Test func `a version without its server does not count`() async throws {
        let folder = try await programs(["99"], without: "postgres")
        let found = try? await ServerBinaries.find(debianFolder: folder)
        #expect(found?.majorVersion != 99)
    }

    @Test func `outside Debian's folders the programs are asked for their version`() async throws {
        let installed = try await ServerBinaries.find()
        let found = try await ServerBinaries.find(debianFolder: "/nowhere", environment: ["PATH": installed.folder])
        #expect(found == installed)
    }

    @Test func `the error says what to install`() async throws {
        let error = await #expect(throws: EmbeddedPostgresError.self) {
            try await ServerBinaries.find(version: 98, debianFolder: "/nowhere", environment: [:])
        }
        #expect(error?.english.contains("apt-get install postgresql-98") == true)
        #expect(error?.dutch.contains("apt-get install postgresql-98") == true)
    }

    @Test func `a server that is too old is named`() {
        let error = EmbeddedPostgresError.serverMissing(needed: nil, found: [13, 14])
        #expect(error.english.contains("(only 13, 14)"))
        #expect(error.dutch.contains("(alleen 13, 14)"))
    }
}
