import AuditLog
import LogAudit
import PostgresClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ProvingTests {
    @Test func `The events of a file are proved under the last checkpoint, each in its place`() async throws {
        let log = try await AuditedLog.make()
        try log.record(700)
        try log.seal(AuditedLog.key())
        try log.record(10)
        let prover = try #require(try Prover(log.folder))
        let bundle = try prover.bundle(of: ["mission-3"], log.superuser)
        let finding = try ProofBundle(parsing: Array(bundle.encoded.utf8)).verify(under: AuditedLog.policy)
        // The one that came later is not sealed yet.
        #expect(finding.records.map(\.version) == Array(1...70))
        #expect(finding.records.allSatisfy { $0.stream == "mission-3" && $0.actor == "officer-sample" })
        #expect(finding.records.last.map { String(decoding: $0.data, as: UTF8.self) } == #"{"number":693}"#)
        let positions = try log.superuser.run(
            "select position from event_store.events where stream = 'mission-3' order by position limit 70")
        #expect(finding.records.map { "\($0.position)" } == (0..<70).map { positions.text(row: $0) })
        #expect(try prover.bundle(of: ["mission-none"], log.superuser).proofs.isEmpty)
    }

    @Test func `Several files are proved together, in the order of the log`() async throws {
        let log = try await AuditedLog.make()
        try log.record(40)
        try log.seal(AuditedLog.key())
        let bundle = try #require(try Prover(log.folder)).bundle(of: ["mission-4", "mission-1"], log.superuser)
        let records = try bundle.verify(under: AuditedLog.policy).records
        #expect(records.map(\.stream) == Array(repeating: ["mission-1", "mission-4"], count: 4).flatMap { $0 })
    }

    @Test func `What was changed is not proved`() async throws {
        let log = try await AuditedLog.make()
        try log.record(40)
        try log.seal(AuditedLog.key())
        let prover = try #require(try Prover(log.folder))
        try log.superuser.run("set session_replication_role = replica")
        let position = try log.folder.position(of: 14, size: 40)
        try log.superuser.run("update event_store.events set actor = 'officer-other' where position = \(position)")
        #expect(throws: AuditFailure.finding(.changed(position: position))) {
            try prover.bundle(of: ["mission-4"], log.superuser)
        }
        try log.superuser.run("update event_store.events set position = position + 1 where position = \(position)")
        #expect(throws: AuditFailure.finding(.inserted(position: position + 1))) {
            try prover.bundle(of: ["mission-4"], log.superuser)
        }
        #expect(try !prover.bundle(of: ["mission-5"], log.superuser).proofs.isEmpty)
    }

    @Test func `The log goes on from each checkpoint that somebody has kept`() async throws {
        let log = try await AuditedLog.make()
        var kept: [Checkpoint] = []
        for count in [3, 300, 30] {
            try log.record(count)
            kept.append(try log.seal(AuditedLog.key()).checkpoint)
        }
        let prover = try #require(try Prover(log.folder))
        for earlier in kept {
            let proof = try GrowthProof(parsing: Array(prover.growth(since: earlier.head.size).encoded.utf8))
            #expect(try proof.verify(from: earlier, under: AuditedLog.policy) == kept.last)
        }
        #expect(throws: AuditFailure.self) { try prover.growth(since: 334) }
    }

    @Test func `Where the folder is damaged, no growth is proved and nobody is said to have rewritten the log`()
        async throws
    {
        let log = try await AuditedLog.make()
        for count in [235, 460] {
            try log.record(count)
            try log.seal(AuditedLog.key())
        }
        let files = FolderFiles(log.folder)
        let whole = try files.contents()
        var chance = Chance(seed: 7)
        for (name, sizes) in [
            ("tile/0/000", [235, 256, 1]), ("tile/0/001", [257, 300]), ("tile/0/002.p/183", [235, 600]),
        ]
            as [(String, [Int64])]
        {
            try files.changeByte(of: name, &chance)
            for size in sizes {
                #expect(throws: AuditFailure.finding(.falseTiles(size: size)), "\(name) \(size)") {
                    try Prover(log.folder)?.growth(since: size)
                }
            }
            try files.restore(whole)
        }
        _ = try Prover(log.folder)?.growth(since: 235)
    }

    @Test func `Nothing is proved before anything is sealed`() async throws {
        let log = try await AuditedLog.make()
        let prover = try Prover(log.folder)
        #expect(prover == nil)
    }
}
