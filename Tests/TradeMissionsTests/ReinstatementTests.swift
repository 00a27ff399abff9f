import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Support after a measure that did not stand")
struct ReinstatementTests {
    let scenario: MoneyScenario

    init() throws { scenario = try MoneyScenario() }

    private var book: Book { scenario.book }
    private var support: Support { scenario.state }

    @discardableResult
    private func revoke(_ ground: RevocationGround) throws -> Decision {
        let ruling = ground == .court ? Material(reference: "ROT 26/1234", hash: .sample) : nil
        let officer: TestOfficer = ground == .groundLapsed ? .officeHolder : .secondDecisionMaker
        return try book.accept(
            Measure.Revoke(measure: scenario.measure, ground: ground, ruling: ruling, reason: "gegrond"), by: officer)
    }

    /// Granted, paid, terminated on a measure and reclaimed: 100, of which 80 was paid and 30 is reclaimed.
    private func terminateAndReclaim() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try scenario.notifyMeasure(.terminateAndReclaim)
        try book.accept(scenario.termination(50_00, on: scenario.measure), by: .decisionMaker)
        try book.accept(scenario.reclaim(30_00, .measure, measure: scenario.measure), by: .decisionMaker)
    }

    @Test(
        "An upheld objection or a court's ruling reinstates support in the same act, and its claim falls away",
        arguments: [RevocationGround.objectionUpheld, .court])
    func reinstated(ground: RevocationGround) throws {
        try terminateAndReclaim()
        try book.accept(
            Claim.RecordReceipt(claim: scenario.claim, amount: .of(10_00)), by: .paymentOfficer)
        let decision = try revoke(ground)
        #expect(decision.names == ["MeasureRevoked", "SupportReinstated", "ClaimReducedOnObjection"])
        #expect((support.stage, support.entitled, support.payable) == (.granted, .of(100_00), .of(20_00)))
        #expect((support.entitlement.termination(on: scenario.measure) == nil, support.reclaimed) == (true, .zero))
        #expect((scenario.claimState.claimed, scenario.claimState.overpaid) == (.zero, .of(10_00)))
        #expect(try scenario.rule(refusing: scenario.advance(20_00), by: .paymentOfficer) == nil)
        #expect(try revoke(ground).names.isEmpty)
    }

    @Test(
        "INV-7: who terminated or reclaimed under mandate does not undo that on objection under mandate (Awb 10:3)",
        arguments: [false, true])
    func decider(reclaims: Bool) throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try scenario.notifyMeasure(.terminateAndReclaim, decidedBy: .secondDecisionMaker)
        try book.accept(
            scenario.termination(50_00, on: scenario.measure), by: reclaims ? .supportOfficer : .decisionMaker)
        try book.accept(
            scenario.reclaim(30_00, .measure, measure: scenario.measure),
            by: reclaims ? .decisionMaker : .supportOfficer)
        func revocation(_ ground: RevocationGround) -> Measure.Revoke {
            let ruling = ground == .court ? Material(reference: "ROT 26/1234", hash: .sample) : nil
            return Measure.Revoke(measure: scenario.measure, ground: ground, ruling: ruling, reason: "gegrond")
        }
        let refusal = try book.refusal(of: revocation(.objectionUpheld), by: .decisionMaker)
        #expect(refusal?.rule == .inv7)
        let named = reclaims ? "reclaim \(scenario.claim.text)" : "termination of \(scenario.support.text)"
        #expect(refusal?.finding.en.contains(named) ?? false, "\(refusal?.finding.en ?? "")")
        #expect(try scenario.rule(refusing: revocation(.objectionUpheld), by: .officeHolder) == nil, "in person")
        #expect(try scenario.rule(refusing: revocation(.court), by: .decisionMaker) == nil, "a court decided")
    }

    @Test("INV-7: who remitted a part of the claim, or reclaimed it, pays nothing on the support that came back")
    func payer() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try scenario.notifyMeasure(.terminateAndReclaim)
        try book.accept(scenario.termination(50_00, on: scenario.measure), by: .decisionMaker)
        try book.accept(scenario.reclaim(30_00, .measure, measure: scenario.measure), by: .decisionMaker)
        try book.accept(
            Claim.Remit(claim: scenario.claim, amount: .of(1_00), reason: "schrijnend"), by: .everything)
        try revoke(.objectionUpheld)
        #expect(try scenario.rule(refusing: scenario.advance(20_00), by: .everything) == "INV-7")
        #expect(try scenario.rule(refusing: scenario.advance(20_00), by: .paymentOfficer) == nil)
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        let balance = Support.PayBalance(support: scenario.support, amount: .of(20_00))
        #expect(try scenario.rule(refusing: balance, by: .everything) == "INV-7")
        #expect(try scenario.rule(refusing: balance, by: .paymentOfficer) == nil)
    }

    @Test("What was terminated on a measure that has run out comes back all the same when the measure did not stand")
    func expired() throws {
        try terminateAndReclaim()
        book.record([scenario.measure.event(.expired(Measure.Expired(missions: [])))], by: TestOfficer.caseHandler.id)
        #expect(
            try revoke(.objectionUpheld).names == [
                "MeasureRevoked", "SupportReinstated", "ClaimReducedOnObjection",
            ])
        #expect((support.stage, support.entitled) == (.granted, .of(100_00)))
    }

    @Test("A ground that lapsed later leaves the termination as it was")
    func groundLapsed() throws {
        try terminateAndReclaim()
        #expect(try revoke(.groundLapsed).names == ["MeasureRevoked"])
        #expect((support.stage, support.entitled) == (.terminated, .of(50_00)))
    }

    @Test("What was determined comes back as determined, and settled when it was paid in full")
    func determined() throws {
        try scenario.grantSupport(100_00, paid: 100_00)
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        #expect(support.stage == .settled)
        try scenario.notifyMeasure(.terminateAndReclaim, ground: .newFacts49a)
        try book.accept(scenario.termination(0, on: scenario.measure), by: .decisionMaker)
        #expect(try revoke(.objectionUpheld).names == ["MeasureRevoked", "SupportReinstated"])
        #expect((support.stage, support.entitled) == (.settled, .of(100_00)))
    }

    @Test("A decision taken after the termination stands by itself, and is pointed out")
    func decidedSince() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try scenario.notifyMeasure(.terminateAndReclaim)
        try book.accept(scenario.termination(50_00, on: scenario.measure), by: .decisionMaker)
        try book.accept(scenario.grantWithdrawal(20_00), by: .supportOfficer)
        let decision = try revoke(.objectionUpheld)
        #expect(decision.advisories.map(\.rule) == [.r3])
        #expect((support.stage, support.entitled) == (.granted, .of(20_00)))
    }

    @Test("INV-14: a claim on another basis stays within what is undue without the termination")
    func otherClaims() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try book.accept(scenario.grantWithdrawal(60_00), by: .supportOfficer)
        try scenario.notifyMeasure(.terminateAndReclaim)
        try book.accept(scenario.termination(0, on: scenario.measure), by: .decisionMaker)
        try book.accept(scenario.reclaim(70_00, .grantWithdrawn), by: .decisionMaker)
        _ = try revoke(.objectionUpheld)
        #expect((support.undue, support.reclaimed) == (.of(20_00), .of(20_00)))
        #expect(scenario.claimState.claimed == .of(20_00))
        #expect(try scenario.rule(refusing: scenario.reclaim(1, .grantWithdrawn, as: second)) == "INV-14")
    }

    @Test("INV-14: what an objection struck off a claim is not reclaimed again")
    func struckOff() throws {
        try scenario.establishClaim(80_00)
        let reduction = Claim.Reduce(
            claim: scenario.claim, amount: .of(30_00), interest: .zero, reason: "bezwaar gegrond")
        try book.accept(reduction, by: .secondDecisionMaker)
        #expect(try scenario.rule(refusing: scenario.reclaim(1, .grantWithdrawn, as: second)) == "INV-14")
    }

    private let second = ClaimID(local: "dhi-2026-2")
}
