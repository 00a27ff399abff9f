import AuditLog
import LogAudit
import PostgresClient
import TestSupport
import Testing

// Whoever owns the database changes its history, or the folder of its proofs: each way, many times.
@Suite(.timeLimit(.minutes(20)))
struct TamperTests {
    @Test func `What is changed in the database is found, and its position named`() async throws {
        let log = try await Self.sealed()
        var found = 0
        for tampering in Tampering.all {
            for seed in Seeds.all {
                var attempt = Attempt(seed)
                try log.superuser.run("begin")
                let touched = try tampering.apply(log, &attempt)
                let report = try log.verify()
                try log.superuser.run("rollback")
                let named = Set(report.findings.filter { !$0.isOfVersions }.compactMap(\.position))
                let isNamed = tampering.namesAll ? touched == named : touched.isSubset(of: named)
                #expect(
                    !touched.isEmpty && isNamed,
                    "\(tampering.name), seed \(seed): \(touched), \(named)")
                if !touched.isEmpty, isNamed { found += 1 }
            }
        }
        let isSound = try log.verify().isSound
        #expect(isSound)
        Self.report("in the database", kinds: Tampering.all.count, found, isSound: isSound)
    }

    @Test func `What is changed in the folder is found, and the file named, and no event accused`() async throws {
        let log = try await Self.sealed()
        let files = FolderFiles(log.folder)
        let whole = try files.contents()
        var found = 0
        for tampering in FolderTampering.all {
            for seed in Seeds.all {
                var attempt = Attempt(seed)
                let expected = try tampering.apply(log, &attempt)
                let findings = try log.findings()
                let accused = findings.filter { $0.accusesEvent }
                let isOnce = Set(findings).count == findings.count
                let isNamed = !expected.isEmpty && expected.isSubset(of: findings) && accused.isEmpty && isOnce
                #expect(isNamed, "\(tampering.name), seed \(seed): \(expected), \(findings)")
                if isNamed { found += 1 }
                try files.restore(whole)
            }
        }
        let isSound = try log.findings().isEmpty
        #expect(isSound)
        Self.report("in the folder", kinds: FolderTampering.all.count, found, isSound: isSound)
    }

    @Test func `What is changed in the database and the folder, without the key, is found, and its place named`()
        async throws
    {
        let log = try await Self.sealed()
        let files = FolderFiles(log.folder)
        let whole = try files.contents()
        var found = 0
        for tampering in AlliedTampering.all {
            for seed in Seeds.all {
                var attempt = Attempt(seed)
                try log.superuser.run("begin")
                let expected = try tampering.apply(log, &attempt)
                let findings = try log.verify().findings
                try log.superuser.run("rollback")
                let isNamed = Set(findings) == expected && findings.count == expected.count
                let isAccused = findings.contains { !$0.isOfFolder }
                #expect(isNamed && isAccused, "\(tampering.name), seed \(seed): \(expected), \(findings)")
                if isNamed, isAccused { found += 1 }
                try files.restore(whole)
            }
        }
        let isSound = try log.verify().isSound
        #expect(isSound)
        Self.report(
            "of database and folder, without the log's key", kinds: AlliedTampering.all.count, found, isSound: isSound)
    }

    @Test func `Where database, folder and key are in one hand, a checkpoint that was kept shows it`() async throws {
        let log = try await Self.sealed()
        let kept = try Checkpoint(of: #require(try log.latestNote()))
        var found = 0
        for tampering in Conspiracy.all {
            for seed in Seeds.all {
                var attempt = Attempt(seed)
                let folder = AuditFolder("\(log.folder.path)/forged", on: RecordedDisk())
                try log.superuser.run("begin")
                let expected = try tampering.apply(log, &attempt)
                _ = try Sealer(folder, key: AuditedLog.key(), mayBegin: true).seal(log.superuser, at: 0)
                let sealed = try folder.notes().map { try AuditedLog.policy.checkpoint(of: $0) }
                let alone = try LogVerification(folder, sealed: sealed, kept: []).run(log.superuser)
                let beside = try LogVerification(folder, sealed: sealed, kept: [kept]).run(log.superuser)
                try log.superuser.run("rollback")
                try FolderFiles(log.folder).remove("forged")
                #expect(alone.isSound, "nothing within their reach shows it")
                #expect(beside.findings == [expected], "\(tampering.name), seed \(seed)")
                if beside.findings == [expected] { found += 1 }
            }
        }
        let isSound = try log.verify(keeping: [kept]).isSound
        #expect(isSound)
        Self.report(
            "of database and folder, signed by the log's key", kinds: Conspiracy.all.count, found, isSound: isSound)
    }

    /// `isSound` of the same log when nothing was done to it.
    private static func report(_ place: String, kinds: Int, _ found: Int, isSound: Bool) {
        print("tampering \(place): \(kinds) kinds × \(Seeds.all.count) seeds, \(found) found with their place")
        Figure.report("tamper_kinds", kinds, "kinds")
        Figure.report("tamper_attempts", kinds * Seeds.all.count, "tamperings")
        Figure.report("tamper_found_and_named", found, "tamperings")
        Figure.report("tamper_false_alarms", isSound ? 0 : 1, "alarms")
    }

    /// A log of 307 events in a hundred streams, of which 300 were sealed, half of them first.
    private static func sealed() async throws -> AuditedLog {
        let log = try await AuditedLog.make()
        for count in [150, 150] {
            try log.record(count, in: Attempt.streams)
            try log.seal(AuditedLog.key())
        }
        try log.record(7, in: Attempt.streams)
        try log.superuser.run("set session_replication_role = replica")
        return log
    }

    @Test func `A sound log raises no alarm, whatever was sealed of it and when`() async throws {
        for seed in Seeds.all {
            var chance = Chance(seed: UInt64(seed))
            let log = try await AuditedLog.make()
            for _ in 0..<5 {
                try log.record(chance.number(1...120))
                if chance.once(in: 2) { try log.seal(AuditedLog.key()) }
                #expect(try log.verify().isSound, "seed \(seed)")
            }
        }
    }
}

extension LogFinding {
    /// Whether it says how the events of a stream stand to each other, beside what became of one of them.
    fileprivate var isOfVersions: Bool {
        if case .misnumbered = self { true } else { false }
    }
}
