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

    @Test func `However many events are gone, the first behind them is not accused`() async throws {
        let log = try await AuditedLog.make()
        try log.record(700)
        try log.seal(AuditedLog.key())
        try log.superuser.run("set session_replication_role = replica")
        let (first, last) = (
            try log.folder.position(of: 255, size: 700), try log.folder.position(of: 511, size: 700)
        )
        try log.superuser.run("delete from event_store.events where position between \(first) and \(last)")
        let report = try log.verify()
        let gone = report.findings.filter { if case .missing = $0 { true } else { false } }
        #expect(gone.compactMap(\.position).allSatisfy { first <= $0 && $0 <= last } && gone.count == 100)
        #expect(report.isCutOff && !report.findings.contains { if case .changed = $0 { true } else { false } })
        // Positions that tell no place: then what is named is the stretch.
        try log.change("positions/001") { $0[0] = 0x80 }
        let unplaced = try log.verify().findings
        let position = try log.number("select max(position) from event_store.events")
        let inLog = try log.number("select count(*) from event_store.events")
        #expect(unplaced.contains(.cutOff(size: 700, found: inLog)), "\(unplaced) up to \(position)")
        #expect(
            unplaced.allSatisfy { finding in
                guard case .changed = finding else { if case .inserted = finding { return false } else { return true } }
                return false
            }, "\(unplaced)")
    }

    @Test func `What was recorded behind a changed end is not accused, whatever the folder says of that end`()
        async throws
    {
        for byte in [0, 3] {
            let log = try await AuditedLog.make()
            try log.record(300)
            try log.seal(AuditedLog.key())
            let end = try log.folder.position(of: 299, size: 300)
            try log.record(20)
            try log.superuser.run("set session_replication_role = replica")
            try log.rewrite("position = \(end)")
            // The last one, out of order or far behind.
            try log.change("positions/001.p/44") { $0[43 * 8 + byte] = byte == 0 ? 0x80 : 0x01 }
            let findings = try log.verify().findings
            #expect(findings.contains(.rewritten(size: 300, through: end)), "\(findings)")
            #expect(findings.allSatisfy { ($0.position ?? end) <= end }, "\(findings)")
        }
    }
}
