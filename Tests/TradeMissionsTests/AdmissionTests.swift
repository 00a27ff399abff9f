import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("What every act is checked against")
struct AdmissionTests {
    private let mission = MissionJourney.mission

    @Test("An act happens no later than the book's clock, give or take five minutes (INV-26)")
    func future() throws {
        let book = try Book.withMission()
        func check(_ seconds: Int64, reason: String? = nil) throws -> Rule? {
            try refusedRule(book, occurredAt: book.now.adding(seconds: seconds), reason: reason)
        }
        #expect(try check(300) == nil)
        #expect(try check(301) == .inv26)
        #expect(try check(301, reason: "vooruit gedateerd") == .inv26)
    }

    @Test("An act of more than seven days ago takes a reason (INV-26)")
    func longAgo() throws {
        let book = try Book.withMission()
        func check(_ seconds: Int64, reason: String? = nil) throws -> Rule? {
            try refusedRule(book, occurredAt: book.now.adding(seconds: -seconds), reason: reason)
        }
        let week: Int64 = 7 * 86_400
        #expect(try check(week) == nil)
        #expect(try check(week + 1) == .inv26)
        #expect(try check(week + 1, reason: " ") == .inv26)
        #expect(try check(week + 1, reason: "stuk bleef liggen") == nil)
    }

    @Test("Every command is refused to an officer without one of its roles (AUTHORITY)")
    func authority() throws {
        let book = try Book()
        for definition in Category.allCases.flatMap({ $0.commands.map { $0.definition } }) {
            let roles = definition.roles
            for officer in TestOfficer.allCases {
                let act = Act(
                    actor: officer.id, officer: book.state(officer.id), occurredAt: book.now, now: book.now, reason: nil
                )
                let mayAct = roles.isEmpty || roles.contains(where: officer.roles.contains)
                #expect(
                    rule { () throws(Interruption) in _ = try Admission.admit(act, giving: definition) }
                        == (mayAct ? nil : .authority), "\(officer) \(definition.name)")
            }
        }
    }

    @Test("Only the opening of the book is open to anyone, and no auditor changes anything (AUTHORITY)")
    func roles() {
        for definition in Category.allCases.flatMap({ $0.commands.map { $0.definition } }) {
            #expect(!definition.roles.isEmpty || definition.name == "administration.found")
            #expect(!definition.roles.contains(.auditor), "\(definition.name)")
        }
    }

    @Test("Who has lost a role does not get it back by dating an act to before (AUTHORITY)")
    func roleThatEnded() throws {
        let book = try Book.withMission()
        let revocation = Officer.RevokeRole(
            officer: TestOfficer.missionApprover.id, role: .missionApprover, from: FileSample.today)
        let approval = Mission.ApprovePlan(mission: mission)
        #expect(try book.refusal(of: approval, by: .missionApprover, at: Self.yesterday) == nil)
        try book.accept(revocation, by: .administrator)
        #expect(try book.refusal(of: approval, by: .missionApprover)?.rule == .authority)
        let refusal = try #require(try book.refusal(of: approval, by: .missionApprover, at: Self.yesterday))
        #expect(refusal.rule == .authority)
        #expect(refusal.finding.en.contains("both on 2026-02-01 and on 2026-02-02, the day of recording"))
    }

    @Test("A role that begins today lends no authority to an act of yesterday (AUTHORITY)")
    func roleThatBegan() throws {
        let book = try Book.withMission()
        let grant = Officer.GrantRole(
            officer: TestOfficer.auditor.id, role: .missionApprover, from: FileSample.today, until: nil)
        try book.accept(grant, by: .administrator)
        let approval = Mission.ApprovePlan(mission: mission)
        #expect(try book.refusal(of: approval, by: .auditor, at: Self.yesterday)?.rule == .authority)
        #expect(try book.refusal(of: approval, by: .auditor) == nil)
    }

    private static let yesterday = "2026-02-01T12:00:00+01:00"

    @Test(
        "A text that points to a person or company is refused, and the refusal does not repeat it (INV-29)",
        arguments: ["mail naar jan@voorbeeld.nl", "KvK 27312345", "support-12345678", "NL91 ABNA 0417 1643 00"])
    func personalData(text: String) throws {
        do throws(Interruption) {
            try Admission.checkFreeText(text, field: "reason")
            Issue.record("\(text) was let through")
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            #expect(refusal.rule == .inv29)
            for finding in [refusal.finding.nl, refusal.finding.en] {
                #expect(finding.contains("reason") && !finding.contains(text.suffix(8)))
            }
        }
    }

    private func refusedRule(_ book: Book, occurredAt: Timestamp, reason: String?) throws -> Rule? {
        let officer = TestOfficer.missionApprover
        let act = Act(
            actor: officer.id, officer: book.state(officer.id), occurredAt: occurredAt, now: book.now, reason: reason)
        return rule { () throws(Interruption) in
            _ = try Admission.admit(act, giving: Mission.ApprovePlan.definition)
        }
    }

    /// The rule that refuses, or nil when none does.
    private func rule(_ check: () throws(Interruption) -> Void) -> Rule? {
        do throws(Interruption) {
            try check()
            return nil
        } catch {
            switch error {
            case .refused(let refusal): return refusal.rule
            case .needs: return nil
            }
        }
    }
}
