import Foundation
import Schema
import TestSupport
import Testing

struct EmbeddedSQLTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    @Test func `The program holds the files of Schema as they are on disk`() throws {
        let schema = Self.root.appending(path: "Schema")
        let files = try FileManager.default.subpathsOfDirectory(atPath: schema.path())
            .filter { $0.hasSuffix(".sql") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { SQLFile(path: $0, text: try String(contentsOf: schema.appending(path: $0), encoding: .utf8)) }

        #expect(files.count > 20)
        #expect(EmbeddedSQL.files.map(\.path) == files.map(\.path))
        let differing = Set(EmbeddedSQL.files).symmetricDifference(files).map(\.path)
        #expect(differing.isEmpty)
    }

    @Test func `A fresh install dumps to the snapshot`() async throws {
        let database = try await ThrowawayCluster.shared.database()
        let dump = try await Self.dump(database)
        let snapshot = Self.root.appending(path: "Tests/PostgresEventStoreTests/Snapshots/schema.sql")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try dump.write(to: snapshot, atomically: true, encoding: .utf8)
        }

        #expect(try dump == String(contentsOf: snapshot, encoding: .utf8), "RECORD_SNAPSHOTS=1 renews the snapshot")
    }

    /// `pg_dump --schema-only`, without what differs from one version of the client or the server to the next.
    private static func dump(_ database: ThrowawayDatabase) async throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pg_dump", "--schema-only", "--dbname", database.superuserURL]
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("-- Dumped") && !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict") }
        return lines.joined(separator: "\n")
    }
}
