import AuditLog
import LogAudit
import PostgresClient
import TestSupport
import Testing

// Nobody signs where the folder says that an event is: what it says against a root that holds is wrong of the folder.
@Suite(.timeLimit(.minutes(10)))
struct FolderIndexTests {
    /// A log of 300 events, half of them sealed first, of which the folder has two positions swapped.
    private static func swapped() async throws -> AuditedLog {
        let log = try await AuditedLog.make()
        for _ in 0..<2 {
            try log.record(150)
            try log.seal(AuditedLog.key())
        }
        let files = FolderFiles(log.folder)
        let bytes = try files.read("positions/000")
        try files.write(Array(bytes[8..<16] + bytes[..<8] + bytes[16...]), to: "positions/000")
        return log
    }

    @Test func `Positions that are swapped accuse no event`() async throws {
        let log = try await Self.swapped()
        #expect(try log.verify().findings == [.falseIndex(path: "positions/000")])
        let kept = try Checkpoint(of: #require(try log.latestNote()))
        #expect(try log.verify(keeping: [kept]).findings == [.falseIndex(path: "positions/000")])
    }

    @Test func `Positions that are all false make one finding, and rebuilding mends them`() async throws {
        let log = try await Self.swapped()
        let files = FolderFiles(log.folder)
        let bytes = try files.read("positions/000")
        try files.write(bytes.map { $0 ^ 0xFF }, to: "positions/000")
        let report = try log.verify()
        #expect(report.findings == [.falseIndex(path: "positions/000")] && !report.isCutOff)
        #expect(try log.rebuild().mended == ["positions/000"])
        #expect(try log.verify().isSound)
    }

    @Test func `An event that was rewritten is named all the same, and no other`() async throws {
        let log = try await Self.swapped()
        try log.superuser.run("set session_replication_role = replica")
        let position = try log.folder.position(of: 200, size: 300)
        try log.rewrite("position = \(position)")
        #expect(try log.verify().findings == [.changed(position: position), .falseIndex(path: "positions/000")])
    }
}
