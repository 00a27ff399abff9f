import Foundation
import PostgresClient
import TestSupport
import Testing

// Whoever makes backups needs no superuser, and can do nothing else.
@Suite(.timeLimit(.minutes(2)))
struct BackupRoleTests {
    @Test func `A dump by the backup's role is that of a superuser, byte for byte`() async throws {
        let log = try await GuardedLog.make()
        // Also of a partition that was made later than the grants.
        try log.superuser.run(
            "set role missieboek_owner; select event_store.create_partition(100000001, 200000001); reset role")
        let whole = try Self.dump(log.database.superuserURL)
        let same = try Self.dump(try await RoleLogin.backup.address(of: log.database))
        #expect(whole.status == 0 && whole.text.contains("Van Dijk") && whole.text.contains("events_100000001"))
        #expect(same == whole)
    }

    @Test(arguments: RoleLogin.allCases.filter { $0 != .backup })
    func `No other role can make one`(_ login: RoleLogin) async throws {
        let log = try await GuardedLog.make()
        let dump = try Self.dump(try await login.address(of: log.database))
        #expect(dump.status != 0 && !dump.text.contains("Van Dijk"))
    }

    private struct Dump: Equatable {
        let status: Int32
        let text: String
    }

    /// All of a database, without the key of each run.
    private static func dump(_ address: String) throws -> Dump {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pg_dump", "--dbname", address]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict") }
        return Dump(status: process.terminationStatus, text: lines.joined(separator: "\n"))
    }
}
