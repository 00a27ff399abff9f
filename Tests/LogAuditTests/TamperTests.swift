import AuditLog
import LogAudit
import PostgresClient
import TestSupport
import Testing

// Whoever owns the database changes its history: each way, many times.
@Suite(.timeLimit(.minutes(10)))
struct TamperTests {
    private static let seeds = 1...100

    @Test func `What is changed in the database is found, and its position named`() async throws {
        let log = try await AuditedLog.make()
        let key = try AuditedLog.key()
        try log.record(150)
        try log.seal(key)
        try log.record(150)
        try log.seal(key)
        try log.record(7)
        try log.superuser.run("set session_replication_role = replica")
        for tampering in Tampering.all {
            for seed in Self.seeds {
                var chance = Chance(seed: UInt64(seed))
                try log.superuser.run("begin")
                let touched = try tampering.apply(log, &chance)
                let report = try log.verify()
                try log.superuser.run("rollback")
                let named = Set(report.findings.compactMap(\.position))
                let isNamed = tampering.namesAll ? touched == named : touched.isSubset(of: named)
                #expect(
                    !touched.isEmpty && isNamed,
                    "\(tampering.name), seed \(seed): \(touched), \(named)")
            }
        }
        #expect(try log.verify().isSound)
    }

    @Test func `A sound log raises no alarm, whatever was sealed of it and when`() async throws {
        for seed in 1...10 {
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
