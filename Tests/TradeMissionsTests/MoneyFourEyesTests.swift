import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Who prepared, or paid, does not decide on money (INV-7)")
struct MoneyFourEyesTests {
    let scenario: MoneyScenario

    init() throws { scenario = try MoneyScenario() }

    private var book: Book { scenario.book }
    /// Holds every role and mandate.
    private let versatile = TestOfficer.everything

    // MARK: - Preparers

    @Test("Who prepared a measure, or judged the company in its assessment, does not decide what it costs")
    func measure() throws {
        for judges in [false, true] {
            let scenario = try MoneyScenario()
            try scenario.grantSupport(100_00, paid: 80_00)
            try scenario.notifyMeasure(.terminateAndReclaim, preparedBy: judges ? .caseHandler : versatile)
            if judges {
                let reviewed = Assessment.Reviewed(reason: "nieuwe feiten", variant: .heightened)
                scenario.book.record([AssessmentID.sample.event(.reviewed(reviewed))], by: versatile.id)
            }
            let termination = scenario.termination(50_00, on: scenario.measure)
            #expect(try scenario.rule(refusing: termination, by: versatile) == "INV-7")
            try scenario.book.accept(termination, by: .decisionMaker)
            let reclaim = scenario.reclaim(30_00, .measure, measure: scenario.measure)
            #expect(try scenario.rule(refusing: reclaim, by: versatile) == "INV-7")
            #expect(try scenario.rule(refusing: reclaim, by: .decisionMaker) == nil)
        }
    }

    @Test("A termination on Awb 4:46 is refused also when a measure names it (INV-12)")
    func lowerDetermination() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try scenario.notifyMeasure(.terminateAndReclaim, ground: .lowerDetermination46a)
        #expect(
            try scenario.rule(refusing: scenario.termination(0, on: scenario.measure), by: .decisionMaker) == "INV-12")
    }

    @Test("Who prepared a decision on the support decides nothing on its claim")
    func claim() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try book.accept(
            Support.FindBreach(
                support: scenario.support, obligation: "instandhouding", breachedOn: scenario.today,
                findings: "verkocht", evidence: scenario.evidence), by: versatile)
        try book.accept(scenario.grantWithdrawal(0), by: .supportOfficer)
        try book.accept(scenario.reclaim(80_00, .grantWithdrawn), by: .supportOfficer)
        for decision in try decisions() {
            #expect(try scenario.rule(refusing: decision, by: versatile) == "INV-7")
            #expect(try scenario.rule(refusing: decision) == nil)
        }
        try expectWrit(refusing: versatile)
    }

    @Test("Who prepared a measure, or decided on it, neither books on a claim that rests on it nor pays after it")
    func costs() throws {
        for decides in [false, true] {
            let scenario = try MoneyScenario()
            try scenario.grantSupport(100_00, paid: 80_00)
            try scenario.notifyMeasure(
                .terminateAndReclaim, preparedBy: decides ? .caseHandler : versatile,
                decidedBy: decides ? versatile : .decisionMaker)
            #expect(try scenario.rule(refusing: scenario.advance(20_00), by: versatile) == "INV-7")
            #expect(try scenario.rule(refusing: scenario.advance(20_00), by: .paymentOfficer) == nil)
            try scenario.book.accept(scenario.termination(50_00, on: scenario.measure), by: .supportOfficer)
            let reclaim = scenario.reclaim(30_00, .measure, measure: scenario.measure)
            try scenario.book.accept(reclaim, by: .supportOfficer)
            let receipt = Claim.RecordReceipt(claim: scenario.claim, amount: .of(10_00))
            #expect(try scenario.rule(refusing: receipt, by: versatile) == "INV-7")
            #expect(try scenario.rule(refusing: receipt, by: .paymentOfficer) == nil)
            let revocation = Measure.Revoke(
                measure: scenario.measure, ground: .objectionUpheld, ruling: nil, reason: "gegrond")
            try scenario.book.accept(revocation, by: .secondDecisionMaker)
            #expect(try scenario.rule(refusing: scenario.advance(20_00), by: versatile) == "INV-7")
            #expect(try scenario.rule(refusing: scenario.advance(20_00), by: .paymentOfficer) == nil)
        }
    }

    @Test("Who lifted a suspension of payment does not pay after it")
    func resumption() throws {
        try scenario.grantSupport(100_00)
        try book.accept(
            Support.SuspendPayment(support: scenario.support, until: nil, newFacts: nil, reason: "vermoeden"),
            by: .supportOfficer)
        try book.accept(Support.ResumePayment(support: scenario.support, reason: "weerlegd"), by: versatile)
        #expect(try scenario.rule(refusing: scenario.advance(20_00), by: versatile) == "INV-7")
        #expect(try scenario.rule(refusing: scenario.advance(20_00), by: .paymentOfficer) == nil)
    }

    // MARK: - Payers

    @Test(
        "Who paid does not revoke the measure that ends the support, also before it is terminated, and who revokes does not pay"
    )
    func revoking() throws {
        try scenario.grantSupport(100_00)
        try scenario.notifyMeasure(.terminateAndReclaim)
        func revocation(_ ground: RevocationGround) -> Measure.Revoke {
            let ruling = ground == .court ? Material(reference: "ROT 26/1234", hash: .sample) : nil
            return Measure.Revoke(measure: scenario.measure, ground: ground, ruling: ruling, reason: "gegrond")
        }
        #expect(try scenario.rule(refusing: revocation(.groundLapsed), by: versatile) == nil)
        try book.accept(scenario.advance(20_00), by: versatile)
        for ground in [RevocationGround.groundLapsed, .objectionUpheld] {
            #expect(try scenario.rule(refusing: revocation(ground), by: versatile) == "INV-7", "\(ground)")
        }
        #expect(try scenario.rule(refusing: revocation(.court), by: versatile) == nil, "a court decided")
        #expect(try scenario.rule(refusing: scenario.advance(1), by: .everything) == nil)
        try book.accept(revocation(.objectionUpheld), by: .secondDecisionMaker)
        #expect(try book.refusal(of: scenario.advance(1), by: .secondDecisionMaker) != nil)
        #expect(
            book.state(scenario.measure).duties.accounts(doing: .deciding).contains(
                TestOfficer.secondDecisionMaker.id.text))
    }

    @Test("A new suspicion makes a suspension no shorter, which would lift it")
    func shortening() throws {
        try scenario.grantSupport(100_00)
        func suspension(until: CivilDate?, _ newFacts: Material?) -> Support.SuspendPayment {
            Support.SuspendPayment(support: scenario.support, until: until, newFacts: newFacts, reason: "vermoeden")
        }
        try book.accept(suspension(until: nil, nil), by: .supportOfficer)
        let report = Material(reference: "rapport 2", hash: .sample)
        #expect(try scenario.rule(refusing: suspension(until: scenario.today, report)) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: suspension(until: nil, report)) == nil)
    }

    @Test("Who paid does not lift a suspension of payment, which another does who decided on the support")
    func lifting() throws {
        try scenario.grantSupport(100_00)
        try book.accept(scenario.advance(20_00), by: versatile)
        try book.accept(
            Support.SuspendPayment(support: scenario.support, until: nil, newFacts: nil, reason: "vermoeden"),
            by: .supportOfficer)
        let resumption = Support.ResumePayment(support: scenario.support, reason: "weerlegd")
        #expect(try scenario.rule(refusing: resumption, by: versatile) == "INV-7")
        #expect(try scenario.rule(refusing: resumption) == nil)
    }

    @Test("Who paid does not decide on an objection that gives the support back")
    func reinstatement() throws {
        try scenario.grantSupport(100_00)
        try book.accept(scenario.advance(80_00), by: versatile)
        try scenario.notifyMeasure(.terminateAndReclaim)
        try book.accept(scenario.termination(50_00, on: scenario.measure), by: .decisionMaker)
        for ground in [RevocationGround.objectionUpheld, .court] {
            let ruling = ground == .court ? Material(reference: "ROT 26/1234", hash: .sample) : nil
            let revocation = Measure.Revoke(
                measure: scenario.measure, ground: ground, ruling: ruling, reason: "gegrond")
            #expect(try scenario.rule(refusing: revocation, by: versatile) == "INV-7")
            #expect(try scenario.rule(refusing: revocation, by: .secondDecisionMaker) == nil)
        }
    }

    @Test("Who paid an advance determines, withdraws, terminates and reclaims nothing")
    func advance() throws {
        try scenario.grantSupport(100_00)
        try book.accept(scenario.advance(80_00), by: versatile)
        try scenario.notifyMeasure(.terminateAndReclaim)
        for decision in [
            scenario.determination(80_00), scenario.grantWithdrawal(0), scenario.termination(0, on: scenario.measure),
        ] as [any Command] {
            #expect(try scenario.rule(refusing: decision, by: versatile) == "INV-7")
            #expect(try scenario.rule(refusing: decision, by: .decisionMaker) == nil)
        }
        try book.accept(scenario.grantWithdrawal(0), by: .supportOfficer)
        #expect(try scenario.rule(refusing: scenario.reclaim(80_00, .grantWithdrawn), by: versatile) == "INV-7")
        try book.accept(scenario.reclaim(80_00, .grantWithdrawn), by: .supportOfficer)
        for decision in try decisions() { #expect(try scenario.rule(refusing: decision, by: versatile) == "INV-7") }
        #expect(try scenario.rule(refusing: reduction, by: versatile) == "INV-7")
        #expect(try scenario.rule(refusing: reduction, by: .secondDecisionMaker) == nil)
    }

    @Test("Who paid the balance withdraws no determination")
    func balance() throws {
        try scenario.grantSupport(100_00)
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        try book.accept(Support.PayBalance(support: scenario.support, amount: .of(100_00)), by: versatile)
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(0), by: versatile) == "INV-7")
        #expect(try scenario.rule(refusing: scenario.determinationWithdrawal(0)) == nil)
    }

    @Test("Who booked a receipt decides neither on the claim nor on its support")
    func receipt() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try book.accept(scenario.grantWithdrawal(20_00), by: .supportOfficer)
        try book.accept(scenario.reclaim(60_00, .grantWithdrawn), by: .supportOfficer)
        try book.accept(Claim.RecordReceipt(claim: scenario.claim, amount: .of(1_00)), by: versatile)
        for decision in try decisions() {
            #expect(try scenario.rule(refusing: decision, by: versatile) == "INV-7")
            #expect(try scenario.rule(refusing: decision) == nil)
        }
        #expect(try scenario.rule(refusing: reduction, by: versatile) == "INV-7")
        #expect(try scenario.rule(refusing: scenario.grantWithdrawal(0), by: versatile) == "INV-7")
        #expect(try scenario.rule(refusing: scenario.grantWithdrawal(0)) == nil)
        try expectWrit(refusing: versatile)
    }

    @Test("Who paid the support or booked on the claim neither settles it nor records that it is prescribed")
    func closing() throws {
        try scenario.establishClaim(80_00)
        try book.accept(Claim.RecordReceipt(claim: scenario.claim, amount: .of(79_99)), by: versatile)
        try scenario.wait(until: "2031-03-17")
        let prescription = Claim.Prescribe(claim: scenario.claim, reason: "vijf jaar")
        #expect(try scenario.rule(refusing: prescription, by: versatile) == "INV-7")
        #expect(try scenario.rule(refusing: prescription) == nil)
        try book.accept(Claim.RecordReceipt(claim: scenario.claim, amount: .of(1)), by: versatile)
        let settlement = Claim.Settle(claim: scenario.claim)
        #expect(try scenario.rule(refusing: settlement, by: versatile) == "INV-7")
        #expect(try scenario.rule(refusing: settlement, by: .paymentOfficer) == "INV-7")
        #expect(try scenario.rule(refusing: settlement) == nil)
        try book.accept(settlement, by: .supportOfficer)
    }

    // MARK: - Commands

    private var reduction: Claim.Reduce {
        Claim.Reduce(claim: scenario.claim, amount: .of(1), interest: .zero, reason: "bezwaar gegrond")
    }

    /// One of each decision on the claim that is possible at once.
    private func decisions() throws -> [any Command] {
        let other = SupportID(local: "dhi-2027")
        try book.accept(
            try scenario.application(other, from: "2027-01-01", until: "2027-12-31"), by: .secondSupportOfficer)
        try book.accept(scenario.screening(other), by: .secondSupportOfficer)
        try book.accept(scenario.grant(50_00, other), by: .supportOfficer)
        let instalment = Instalment(dueDate: scenario.today.adding(days: 60), amount: scenario.claimState.outstanding)
        return [
            Claim.Remit(claim: scenario.claim, amount: .of(1), reason: "schrijnend"),
            Claim.WriteOff(claim: scenario.claim, amount: .of(1), reason: "faillissement"),
            Claim.AgreeInstalments(claim: scenario.claim, instalments: [instalment], reason: "draagkracht"),
            Claim.SetOff(claim: scenario.claim, support: other, amount: .of(1)),
        ]
    }

    private func expectWrit(refusing officer: TestOfficer) throws {
        try scenario.wait(until: "2026-03-17")
        try book.accept(Claim.SendReminder(claim: scenario.claim, warnsOfCosts: true), by: .paymentOfficer)
        try scenario.wait(until: "2026-04-01")
        let writ = Claim.IssueWrit(claim: scenario.claim)
        #expect(try scenario.rule(refusing: writ, by: officer) == "INV-7")
        #expect(try scenario.rule(refusing: writ) == nil)
    }
}
