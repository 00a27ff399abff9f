import Foundation
import PostgresClient
import TestSupport
import Testing

// Whoever makes backups needs no superuser, and can do nothing else.
@Suite(.timeLimit(.minutes(10)))
struct BackupRoleTests {
    @Test func `A dump by the backup's role is that of a superuser, byte for byte`() async throws {
        let log = try await GuardedLog.make()
        // Also of a partition that was made later than the grants.
        try log.superuser.run(
            "set role missieboek_owner; select event_store.create_partition(100000001, 200000001); reset role")
        let whole = try Self.dump(log.database.superuserURL)
        let same = try Self.dump(try await RoleLogin.backup.address(of: log.database))
        #expect(whole.status == 0 && whole.text.contains(Self.name) && whole.text.contains("events_100000001"))
        // The keys' table, without a key.
        #expect(whole.text.contains("CREATE TABLE keys.data_keys") && !whole.text.contains(Self.key))
        #expect(same == whole)
    }

    @Test(arguments: RoleLogin.allCases.filter { $0 != .backup })
    func `No other role can make one`(_ login: RoleLogin) async throws {
        let log = try await GuardedLog.make()
        let dump = try Self.dump(try await login.address(of: log.database))
        #expect(dump.status != 0 && !dump.text.contains(Self.name))
    }

    // Who may pass row-level security, as a whole dump must, passes any.
    @Test func `The backup's role reads wrapped keys only, which a dump leaves out when it is told to`() async throws {
        let log = try await GuardedLog.make()
        let address = try await RoleLogin.backup.address(of: log.database)
        let connection = try Connection(.init(address: address))
        let held = try log.superuser.column("select encode(wrapped, 'hex') from keys.data_keys order by 1")
        #expect(held.contains { $0.contains(Self.key) })
        #expect(try connection.column("select encode(wrapped, 'hex') from keys.data_keys order by 1") == held)
        let careless = try Self.dump(address, leavingOut: [])
        #expect(careless.status == 0 && careless.text.contains(Self.key))
        let careful = try Self.dump(address)
        #expect(careful.status == 0 && !careful.text.contains(Self.key))
    }

    /// In the dump's notation, as ``GuardedLog`` has them.
    private static let (name, key) = ("56616e2044696a6b", "c0ffeec0ffee")

    private struct Dump: Equatable {
        let status: Int32
        let text: String
    }

    /// All of a database, without the key of each run.
    private static func dump(
        _ address: String, leavingOut options: [String] = ["--exclude-table-data=keys.*"]
    ) throws -> Dump {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pg_dump"] + options + ["--dbname", address]
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
