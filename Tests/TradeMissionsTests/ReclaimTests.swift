import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Withdrawal and reclaim of support")
struct ReclaimTests {
    let scenario: MoneyScenario

    init() throws { scenario = try MoneyScenario() }

    private var book: Book { scenario.book }

    // MARK: - Withdrawal (Awb 4:48, 4:49)

    @Test(
        "INV-12: every ground of a withdrawal belongs to one article, and that to one state",
        arguments: SubsidyGround.allCases)
    func grounds(_ ground: SubsidyGround) throws {
        let isBefore = ground.article == .withdrawalBeforeDetermination
        let isAfter = ground.article == .withdrawalAfterDetermination
        try scenario.grantSupport(100_00)
        #expect(
            try scenario.rule(refusing: scenario.grantWithdrawal(0, ground: ground)) == (isBefore ? nil : "INV-12"))
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(0, ground: ground)) == "INV-12")
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        #expect(try scenario.rule(refusing: scenario.grantWithdrawal(0, ground: ground)) == "INV-12")
        let breachedOn = ground == .laterBreach49c ? scenario.today : nil
        try book.accept(
            Support.FindBreach(
                support: scenario.support, obligation: "instandhouding", breachedOn: scenario.today,
                findings: "verkocht", evidence: scenario.evidence), by: .secondSupportOfficer)
        let withdrawal = scenario.determinationWithdrawal(0, ground: ground, breachedOn: breachedOn)
        #expect(try scenario.rule(refusing: withdrawal) == (isAfter ? nil : "INV-12"))
    }

    @Test("INV-12: loans and insurance follow their contract", arguments: [SupportKind.loan, .insurance])
    func contracts(_ kind: SupportKind) throws {
        try scenario.grantSupport(100_00, kind: kind)
        #expect(try scenario.rule(refusing: scenario.grantWithdrawal(0)) == "INV-12")
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(0)) == "INV-12")
        #expect(scenario.state.recoveryLimit(on: .undueAdvance) == nil)
        #expect(scenario.state.withdrawalLimit == nil)
    }

    @Test("A withdrawal states reasons, evidence and the hearing, and leaves no more than before")
    func care() throws {
        try scenario.grantSupport(100_00)
        func withdrawal(
            _ reason: String = "reden", hearing: String = "gehoord", evidence: [ContentHash] = [.sample],
            entitled: Int = 0
        ) -> Support.WithdrawGrant {
            Support.WithdrawGrant(
                support: scenario.support, ground: .obligationsNotMet48b, entitled: .of(entitled), reason: reason,
                hearing: hearing, evidence: evidence)
        }
        #expect(try scenario.rule(refusing: withdrawal("")) == "INV-6")
        #expect(try scenario.rule(refusing: withdrawal(evidence: [])) == "INV-6")
        #expect(try scenario.rule(refusing: withdrawal(hearing: " ")) == "INV-4")
        #expect(try scenario.rule(refusing: withdrawal(entitled: 100_01)) == "INV-14")
        #expect(try book.accept(withdrawal(entitled: 100_00), by: .supportOfficer).names == [])
        #expect(try book.accept(withdrawal(entitled: 60_00), by: .supportOfficer).names == ["SupportGrantWithdrawn"])
        #expect(scenario.state.stage == .granted)
        #expect(scenario.state.payable == .of(60_00))
        try book.accept(withdrawal(), by: .supportOfficer)
        #expect(scenario.state.stage == .withdrawn)
        #expect(try scenario.rule(refusing: withdrawal()) == "LIFECYCLE")
    }

    @Test("Withdrawing a determination takes the same care")
    func careAfterDetermination() throws {
        try scenario.grantSupport(100_00)
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        let unheard = Support.WithdrawDetermination(
            support: scenario.support, ground: .newFacts49a, entitled: .zero, breachedOn: nil, reason: "reden",
            hearing: "", evidence: scenario.evidence)
        #expect(try scenario.rule(refusing: unheard) == "INV-4")
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(100_01)) == "INV-14")
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(0), by: .secondDecisionMaker) == "INV-8")
        #expect(try book.accept(scenario.determinationWithdrawal(100_00), by: .supportOfficer).names == [])
        let decision = try book.accept(scenario.determinationWithdrawal(0), by: .supportOfficer)
        #expect(decision.names == ["DeterminationWithdrawn"])
        #expect(scenario.state.stage == .revised)
    }

    @Test("INV-13: a determination is withdrawn on its last day of five years, and not on the next")
    func withdrawalLimit() throws {
        try scenario.grantSupport(100_00, paid: 100_00)
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        try scenario.wait(until: "2031-02-03")
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(0)) == "INV-13")
        let lastDay = "2031-02-02T12:00:00Z"
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(0), at: lastDay, reason: "verlof") == nil)
    }

    @Test("INV-13: a breach after determination has five years of its own")
    func laterBreach() throws {
        try scenario.grantSupport(100_00, paid: 100_00)
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        let breachedOn = try scenario.date("2029-05-01")
        let withdrawal = scenario.determinationWithdrawal(0, ground: .laterBreach49c, breachedOn: breachedOn)
        try scenario.wait(until: "2029-06-01")
        #expect(try scenario.rule(refusing: withdrawal) == "INV-12")
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(0, ground: .laterBreach49c)) == "INV-12")
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(0, breachedOn: breachedOn)) == "INV-12")
        try scenario.findBreach(on: breachedOn)
        try scenario.findBreach(on: try scenario.date("2026-02-01"))
        let beforeDetermination = scenario.determinationWithdrawal(
            0, ground: .laterBreach49c, breachedOn: try scenario.date("2026-02-01"))
        #expect(try scenario.rule(refusing: beforeDetermination) == "INV-12")
        try scenario.wait(until: "2034-05-02")
        #expect(try scenario.rule(refusing: withdrawal) == "INV-13")
        try scenario.wait(until: "2034-05-01")
        try book.accept(withdrawal, by: .supportOfficer)
        #expect(scenario.state.stage == .revised)
        #expect(scenario.state.recoveryLimit(on: .determinationWithdrawn)?.end == breachedOn.adding(months: 60))
    }

    @Test("INV-13: a breach after determination lengthens nothing that was undue by the determination itself")
    func undueAdvanceBesideBreach() throws {
        try scenario.grantSupport(100_00, paid: 90_00)
        try book.accept(scenario.determination(60_00), by: .supportOfficer)
        let breachedOn = try scenario.date("2030-05-01")
        try scenario.wait(until: "2030-06-01")
        try scenario.findBreach(on: breachedOn)
        try book.accept(
            scenario.determinationWithdrawal(20_00, ground: .laterBreach49c, breachedOn: breachedOn),
            by: .supportOfficer)
        try scenario.wait(until: "2031-02-02")
        #expect(try scenario.rule(refusing: scenario.reclaim(30_00, .undueAdvance)) == nil)
        try scenario.wait(until: "2031-02-03")
        #expect(try scenario.rule(refusing: scenario.reclaim(30_00, .undueAdvance)) == "INV-13")
        #expect(scenario.state.outOfTime(on: scenario.today) == Cents(30_00))
        #expect(try scenario.rule(refusing: scenario.reclaim(40_01, .determinationWithdrawn)) == "INV-13")
        #expect(try scenario.rule(refusing: scenario.reclaim(40_00, .determinationWithdrawn)) == nil)
        try scenario.wait(until: "2035-05-02")
        #expect(try scenario.rule(refusing: scenario.reclaim(40_00, .determinationWithdrawn)) == "INV-13")
    }

    @Test("INV-13: a withdrawal on another ground does not shorten the term of a breach")
    func breachBesideNewFacts() throws {
        try scenario.grantSupport(100_00, paid: 100_00)
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        let breachedOn = try scenario.date("2029-05-01")
        try scenario.wait(until: "2029-06-01")
        try scenario.findBreach(on: breachedOn)
        try book.accept(
            scenario.determinationWithdrawal(50_00, ground: .laterBreach49c, breachedOn: breachedOn),
            by: .supportOfficer)
        try book.accept(scenario.determinationWithdrawal(40_00, ground: .newFacts49a), by: .supportOfficer)
        try scenario.wait(until: "2034-05-01")
        #expect(try scenario.rule(refusing: scenario.reclaim(50_01, .determinationWithdrawn)) == "INV-13")
        #expect(try scenario.rule(refusing: scenario.reclaim(50_00, .determinationWithdrawn)) == nil)
    }

    // MARK: - Reclaim

    @Test("INV-3: nothing is reclaimed before termination or withdrawal", arguments: ReclaimBasis.allCases)
    func reclaimNeedsTermination(_ basis: ReclaimBasis) throws {
        try scenario.grantSupport(100_00, paid: 40_00)
        try scenario.notifyMeasure(.terminateAndReclaim)
        let measure = basis == .measure ? scenario.measure : nil
        #expect(try scenario.rule(refusing: scenario.reclaim(1, basis, measure: measure)) == "INV-3")
    }

    @Test("A reclaim establishes its claim in the same decision, payable six weeks after notification")
    func reclaim() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try book.accept(scenario.grantWithdrawal(20_00), by: .supportOfficer)
        let decision = try book.accept(scenario.reclaim(60_00, .grantWithdrawn), by: .supportOfficer)
        #expect(decision.names == ["SupportReclaimed", "ClaimEstablished", "CompanyFileLinked"])
        #expect(scenario.claimState.dueDate?.text == "2026-03-16")
        #expect(scenario.claimState.outstanding == .of(60_00))
        #expect(scenario.claimState.limitation?.end.text == "2031-03-16")
        #expect((scenario.state.reclaimed, scenario.state.claims) == (.of(60_00), [scenario.claim]))
        #expect(try scenario.rule(refusing: scenario.reclaim(1, .grantWithdrawn)) == "UNUSED")
    }

    @Test("INV-14: all claims together stay within what was paid beyond the entitlement, to the cent")
    func undue() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try book.accept(scenario.grantWithdrawal(20_00), by: .supportOfficer)
        let second = ClaimID(local: "dhi-2026-2")
        #expect(try scenario.rule(refusing: scenario.reclaim(0, .grantWithdrawn)) == "INV-14")
        #expect(try scenario.rule(refusing: scenario.reclaim(60_01, .grantWithdrawn)) == "INV-14")
        try book.accept(scenario.reclaim(50_00, .grantWithdrawn), by: .supportOfficer)
        #expect(try scenario.rule(refusing: scenario.reclaim(10_01, .grantWithdrawn, as: second)) == "INV-14")
        #expect(try scenario.rule(refusing: scenario.reclaim(10_00, .grantWithdrawn, as: second)) == nil)
    }

    @Test("R3: a measure reclaims only when it says so, and after it was notified")
    func reclaimOnMeasure() throws {
        try scenario.grantSupport(100_00, paid: 40_00)
        try scenario.notifyMeasure(.terminateAndReclaim)
        try book.accept(scenario.termination(0, on: scenario.measure), by: .decisionMaker)
        #expect(try scenario.rule(refusing: scenario.reclaim(40_00, .measure)) == "COMPLETE")
        #expect(
            try scenario.rule(refusing: scenario.reclaim(40_00, .grantWithdrawn, measure: scenario.measure))
                == "COMPLETE")
        let onMeasure = scenario.reclaim(40_00, .measure, measure: scenario.measure)
        #expect(
            try scenario.rule(refusing: onMeasure, at: "2026-02-01T09:00:00+01:00", reason: "te vroeg") == "R4")
        try book.accept(onMeasure, by: .supportOfficer)
        guard
            case .support(.reclaimed(let reclaimed)) = book.log.first(where: {
                $0.event.storedName == "SupportReclaimed"
            })?.event
        else {
            Issue.record("no reclaim was stored")
            return
        }
        #expect((reclaimed.basis, reclaimed.measure) == (.measure, scenario.measure))
    }

    @Test("R3: a measure that only terminates is no ground to reclaim")
    func reclaimOnBareTermination() throws {
        try scenario.grantSupport(100_00, paid: 40_00)
        try scenario.notifyMeasure(.terminateSupport)
        try book.accept(scenario.termination(40_00, on: scenario.measure), by: .decisionMaker)
        #expect(try scenario.rule(refusing: scenario.reclaim(40_00, .measure, measure: scenario.measure)) == "R3")
    }

    @Test("An advance beyond what was determined is reclaimed on its own basis, without a measure")
    func undueAdvance() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try book.accept(scenario.determination(50_00), by: .supportOfficer)
        #expect(try scenario.rule(refusing: scenario.reclaim(30_01, .undueAdvance)) == "INV-14")
        #expect(try scenario.rule(refusing: scenario.reclaim(30_00, .undueAdvance)) == nil)
        #expect(try scenario.rule(refusing: scenario.reclaim(30_00, .determinationWithdrawn)) == "INV-3")
    }

    @Test("INV-13: a subsidy is reclaimed until five years after determination; a loan has no such limit")
    func recoveryLimit() throws {
        for (kind, rule) in [(SupportKind.subsidy, "INV-13"), (.loan, nil)] {
            let scenario = try MoneyScenario()
            try scenario.grantSupport(100_00, paid: 80_00, kind: kind)
            try scenario.book.accept(scenario.determination(50_00), by: .supportOfficer)
            try scenario.wait(until: "2031-02-02")
            #expect(try scenario.rule(refusing: scenario.reclaim(1, .undueAdvance)) == nil)
            try scenario.wait(until: "2031-02-03")
            #expect(try scenario.rule(refusing: scenario.reclaim(1, .undueAdvance)) == rule)
        }
    }

    @Test("A reclaim has a mandate, a reason, a notification that took place, and a lawful payment term")
    func reclaimCompletely() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try book.accept(scenario.grantWithdrawal(0), by: .supportOfficer)
        func reclaim(notifiedOn: CivilDate? = nil, dueDate: String? = nil, reason: String = "reden") throws
            -> Support.Reclaim
        {
            scenario.reclaim(
                1, .grantWithdrawn, notifiedOn: notifiedOn, dueDate: try dueDate.map { try scenario.date($0) },
                reason: reason)
        }
        #expect(try scenario.rule(refusing: try reclaim(), by: .secondDecisionMaker) == "INV-8")
        #expect(try scenario.rule(refusing: try reclaim(reason: "")) == "INV-6")
        #expect(try scenario.rule(refusing: try reclaim(notifiedOn: scenario.today.adding(days: 1))) == "INV-26")
        #expect(try scenario.rule(refusing: try reclaim(notifiedOn: scenario.today.adding(days: -1))) == "TERM")
        #expect(try scenario.rule(refusing: try reclaim(dueDate: "2026-03-15")) == "TERM")
        #expect(try scenario.rule(refusing: try reclaim(dueDate: "2026-03-16")) == nil)
        #expect(try scenario.rule(refusing: try reclaim(dueDate: "2026-06-01")) == nil)
    }

    @Test("A loan that ended by its contract is reclaimed on that basis, with the contract's payment term")
    func reclaimLoan() throws {
        try scenario.grantSupport(100_00, paid: 80_00, kind: .loan)
        try book.accept(scenario.termination(0, on: nil, reason: "artikel 9"), by: .supportOfficer)
        let soon = scenario.reclaim(80_00, .contract, dueDate: scenario.today.adding(days: 14))
        #expect(try scenario.rule(refusing: scenario.reclaim(80_00, .measure, measure: scenario.measure)) == "INV-3")
        try book.accept(soon, by: .supportOfficer)
        #expect(scenario.claimState.dueDate?.text == "2026-02-16")
    }
}
