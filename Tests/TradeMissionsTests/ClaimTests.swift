import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Claims, from establishment to the last cent")
struct ClaimTests {
    let scenario: MoneyScenario

    init() throws { scenario = try MoneyScenario() }

    private var book: Book { scenario.book }
    private var claim: Claim { scenario.claimState }

    // MARK: - Collection

    @Test(
        "A reminder follows the payment term, warns of costs, and gives two weeks; the same day again changes nothing")
    func sendReminder() throws {
        #expect(try scenario.rule(refusing: reminder) == "KNOWN")
        try scenario.establishClaim()
        try scenario.wait(until: "2026-03-16")
        #expect(try scenario.rule(refusing: reminder) == "TERM")
        try scenario.wait(until: "2026-03-17")
        #expect(
            try scenario.rule(refusing: Claim.SendReminder(claim: scenario.claim, warnsOfCosts: false)) == "COMPLETE")
        #expect(try book.accept(reminder, by: .paymentOfficer).names == ["DunningSent"])
        #expect(try book.accept(reminder, by: .paymentOfficer).names == [])
        #expect(claim.dunnedUntil?.text == "2026-03-31")
        #expect(claim.stage == .dunned)
    }

    @Test("A writ follows a reminder whose term has passed, under a mandate, once")
    func issueWrit() throws {
        try scenario.establishClaim()
        try scenario.wait(until: "2026-03-16")
        #expect(try scenario.rule(refusing: writ) == "TERM")
        try scenario.wait(until: "2026-03-17")
        #expect(try scenario.rule(refusing: writ) == "LIFECYCLE")
        try book.accept(reminder, by: .paymentOfficer)
        try scenario.wait(until: "2026-03-31")
        #expect(try scenario.rule(refusing: writ) == "TERM")
        try scenario.wait(until: "2026-04-01")
        #expect(try scenario.rule(refusing: writ, by: .secondDecisionMaker) == "INV-8")
        #expect(try book.accept(writ, by: .supportOfficer).names == ["WritIssued"])
        #expect(try book.accept(writ, by: .supportOfficer).names == [])
        #expect(try scenario.rule(refusing: reminder) == "LIFECYCLE")
    }

    @Test("INV-12: a writ is for subsidies only; a loan's reminder needs no warning of costs")
    func loanWrit() throws {
        try scenario.grantSupport(100_00, paid: 80_00, kind: .loan)
        try book.accept(scenario.termination(0, on: nil, reason: "artikel 9"), by: .supportOfficer)
        try book.accept(scenario.reclaim(80_00, .contract), by: .supportOfficer)
        try scenario.wait(until: "2026-04-20")
        try book.accept(Claim.SendReminder(claim: scenario.claim, warnsOfCosts: false), by: .supportOfficer)
        try scenario.wait(until: "2026-06-01")
        #expect(try scenario.rule(refusing: writ) == "INV-12")
    }

    @Test("An arrangement covers exactly what is outstanding, and nothing is collected while it is kept")
    func arrangement() throws {
        try scenario.establishClaim(80_00)
        #expect(try scenario.rule(refusing: try instalments([40_00, 39_99])) == "INV-14")
        #expect(try scenario.rule(refusing: try instalments([80_00, 0])) == "INV-14")
        #expect(try scenario.rule(refusing: try instalments([80_00], from: "2026-02-01")) == "TERM")
        #expect(try scenario.rule(refusing: try instalments([80_00], reason: "")) == "COMPLETE")
        #expect(try scenario.rule(refusing: try instalments([80_00]), by: .secondDecisionMaker) == "INV-8")
        let agreed = try instalments([40_00, 40_00])
        #expect(try book.accept(agreed, by: .supportOfficer).names == ["PaymentArrangementAgreed"])
        #expect(try book.accept(agreed, by: .supportOfficer).names == [])
        try book.accept(receipt(40_00), by: .paymentOfficer)
        try scenario.wait(until: "2026-05-01")
        #expect(try scenario.rule(refusing: reminder) == "LIFECYCLE")
        try scenario.wait(until: "2026-05-02")
        #expect(try scenario.rule(refusing: reminder) == nil)
    }

    @Test("Interest runs from the day after the payment term, over days that were not charged before")
    func chargeInterest() throws {
        try scenario.establishClaim()
        try scenario.wait(until: "2026-04-30")
        #expect(try scenario.rule(refusing: try interest(1_00, until: "2026-03-16")) == "TERM")
        #expect(try scenario.rule(refusing: try interest(1_00, until: "2026-05-01")) == "TERM")
        #expect(try scenario.rule(refusing: try interest(0, until: "2026-03-31")) == "INV-14")
        #expect(try scenario.rule(refusing: try interest(100_000_000_000, until: "2026-03-31")) == "INV-14")
        #expect(
            try book.accept(try interest(1_00, until: "2026-03-31"), by: .paymentOfficer).names == ["InterestCharged"])
        #expect(try scenario.rule(refusing: try interest(1_00, until: "2026-03-31")) == "TERM")
        #expect(try scenario.rule(refusing: try interest(1_00, until: "2026-04-30")) == nil)
        #expect(claim.outstanding == .of(81_00))
    }

    // MARK: - Money

    @Test("Two equal receipts are two receipts, and together they stay within the debt and its interest")
    func receipts() throws {
        try scenario.establishClaim(80_00)
        for _ in 1...2 { #expect(try book.accept(receipt(30_00), by: .paymentOfficer).names == ["RepaymentReceived"]) }
        #expect(claim.received == .of(60_00))
        #expect(try scenario.rule(refusing: receipt(0), by: .paymentOfficer) == "INV-14")
        #expect(try scenario.rule(refusing: receipt(20_01), by: .paymentOfficer) == "INV-14")
        #expect(try scenario.rule(refusing: receipt(20_00), by: .paymentOfficer) == nil)
    }

    @Test("INV-7: who reclaimed or remitted books no receipt, and who reduced pays no refund")
    func segregation() throws {
        try scenario.grantSupport(100_00, paid: 80_00)
        try book.accept(scenario.grantWithdrawal(0), by: .supportOfficer)
        try book.accept(scenario.reclaim(80_00, .grantWithdrawn), by: .decisionMaker)
        #expect(try scenario.rule(refusing: receipt(1), by: .everything) == nil)
        try book.accept(remission(1), by: .everything)
        #expect(try scenario.rule(refusing: receipt(1), by: .everything) == "INV-7")
        #expect(try scenario.rule(refusing: reduction(1), by: .decisionMaker) == "INV-7")
        try book.accept(receipt(79_99), by: .paymentOfficer)
        try book.accept(reduction(10_00), by: .everything)
        #expect(try scenario.rule(refusing: refund(10_00), by: .everything) == "INV-7")
        #expect(try scenario.rule(refusing: refund(10_00), by: .paymentOfficer) == nil)
        let second = try MoneyScenario()
        try second.grantSupport(100_00, paid: 80_00)
        try second.book.accept(second.grantWithdrawal(0), by: .supportOfficer)
        try second.book.accept(second.reclaim(80_00, .grantWithdrawn), by: .everything)
        #expect(try second.rule(refusing: receipt(1), by: .everything) == "INV-7")
    }

    @Test(
        "INV-15: a claim is set off only with another subsidy to the same recipient for the same activities in another period",
        arguments: Offer.allCases)
    func setOff(_ offer: Offer) throws {
        try scenario.establishClaim(80_00)
        let other = SupportID(local: "dhi-2027")
        try book.accept(try offer.application(other, in: scenario), by: .secondSupportOfficer)
        try book.accept(scenario.screening(other), by: .secondSupportOfficer)
        try book.accept(scenario.grant(50_00, other), by: .supportOfficer)
        let command = Claim.SetOff(claim: scenario.claim, support: other, amount: .of(50_00))
        #expect(try scenario.rule(refusing: command) == (offer == .lawful ? nil : "INV-15"))
    }

    enum Offer: CaseIterable, CustomTestStringConvertible {
        case lawful, otherKind, otherRecipient, otherActivities, samePeriod

        var testDescription: String { "\(self)" }

        func application(_ id: SupportID, in scenario: MoneyScenario) throws -> Support.Apply {
            let (from, until) = self == .samePeriod ? ("2026-01-01", "2026-12-31") : ("2027-01-01", "2027-12-31")
            return try scenario.application(
                id, kind: self == .otherKind ? .loan : .subsidy,
                company: self == .otherRecipient ? scenario.stranger : scenario.company,
                activities: self == .otherActivities ? "havenbouw" : "waterzuivering-riyad", from: from, until: until)
        }
    }

    @Test("A set-off pays the other subsidy: what went to the claim is not payable twice")
    func setOffPays() throws {
        try scenario.establishClaim(80_00)
        let other = SupportID(local: "dhi-2027")
        try book.accept(
            try scenario.application(other, from: "2027-01-01", until: "2027-12-31"), by: .secondSupportOfficer)
        func setOff(_ amount: Int) -> Claim.SetOff {
            Claim.SetOff(claim: scenario.claim, support: other, amount: .of(amount))
        }
        #expect(try scenario.rule(refusing: setOff(50_00)) == "LIFECYCLE")
        try book.accept(scenario.screening(other), by: .secondSupportOfficer)
        try book.accept(scenario.grant(50_00, other), by: .supportOfficer)
        #expect(try scenario.rule(refusing: setOff(50_01)) == "INV-14")
        #expect(try scenario.rule(refusing: setOff(50_00), by: .secondDecisionMaker) == "INV-8")
        let same = Claim.SetOff(claim: scenario.claim, support: scenario.support, amount: .of(1))
        #expect(try scenario.rule(refusing: same) == "INV-15")
        #expect(try book.accept(setOff(50_00), by: .supportOfficer).names == ["ClaimSetOff", "SupportPaidBySetOff"])
        #expect(book.state(other).payable == .zero)
        #expect(claim.outstanding == .of(30_00))
    }

    @Test("No more is set off than is outstanding")
    func setOffWithinClaim() throws {
        try scenario.establishClaim(80_00)
        let other = try grantNextYear(90_00)
        func setOff(_ amount: Int) -> Claim.SetOff {
            Claim.SetOff(claim: scenario.claim, support: other, amount: .of(amount))
        }
        #expect(try scenario.rule(refusing: setOff(80_01)) == "INV-14")
        #expect(try scenario.rule(refusing: setOff(80_00)) == nil)
        try book.accept(receipt(80_00), by: .paymentOfficer)
        let nothing = Claim.AgreeInstalments(claim: scenario.claim, instalments: [], reason: "draagkracht")
        #expect(try scenario.rule(refusing: nothing) == "INV-14")
        try book.accept(settlement, by: .supportOfficer)
        #expect(try scenario.rule(refusing: setOff(1)) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: nothing) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: prescription) == "LIFECYCLE")
    }

    /// A subsidy to the same company for the same activities in the next year.
    private func grantNextYear(_ amount: Int) throws -> SupportID {
        let other = SupportID(local: "dhi-2027")
        try book.accept(
            try scenario.application(other, from: "2027-01-01", until: "2027-12-31"), by: .secondSupportOfficer)
        try book.accept(scenario.screening(other), by: .secondSupportOfficer)
        try book.accept(scenario.grant(amount, other), by: .supportOfficer)
        return other
    }

    // MARK: - Endings

    @Test("A claim is settled by an officer once nothing is owed, not by the last receipt")
    func settle() throws {
        try scenario.establishClaim(80_00)
        try book.accept(receipt(79_99), by: .paymentOfficer)
        #expect(try scenario.rule(refusing: settlement) == "INV-14")
        try book.accept(receipt(1), by: .paymentOfficer)
        #expect(claim.stage == .open)
        #expect(try book.accept(settlement, by: .supportOfficer).names == ["ClaimSettled"])
        #expect(try book.accept(settlement, by: .supportOfficer).names == [])
        #expect(try scenario.rule(refusing: remission(1)) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: reminder) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: try interest(1, until: "2026-02-02")) == "LIFECYCLE")
    }

    @Test("Remission ends the debt, with a mandate and a reason, up to what is outstanding")
    func remit() throws {
        try scenario.establishClaim(80_00)
        #expect(try scenario.rule(refusing: remission(80_01)) == "INV-14")
        #expect(try scenario.rule(refusing: remission(80_00, reason: "")) == "COMPLETE")
        #expect(try scenario.rule(refusing: remission(80_00), by: .secondDecisionMaker) == "INV-8")
        try book.accept(remission(30_00), by: .supportOfficer)
        #expect(claim.stage == .open)
        try book.accept(remission(50_00), by: .supportOfficer)
        #expect(claim.stage == .remitted)
        #expect(try scenario.rule(refusing: receipt(1), by: .paymentOfficer) == "INV-14")
        #expect(try scenario.rule(refusing: settlement) == "LIFECYCLE")
    }

    @Test("What was written off is no longer collected, stays owed, and can still come in")
    func writtenOff() throws {
        try scenario.establishClaim(80_00)
        #expect(try scenario.rule(refusing: writeOff(80_01)) == "INV-14")
        #expect(try scenario.rule(refusing: writeOff(80_00, reason: "")) == "COMPLETE")
        #expect(try scenario.rule(refusing: writeOff(80_00), by: .secondDecisionMaker) == "INV-8")
        #expect(try book.accept(writeOff(80_00), by: .supportOfficer).names == ["ClaimWrittenOff"])
        #expect((claim.stage, claim.outstanding, claim.writtenOff) == (.writtenOff, .zero, .of(80_00)))
        #expect(try scenario.rule(refusing: writeOff(1)) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: settlement) == "INV-14")
        try book.accept(receipt(80_00), by: .paymentOfficer)
        #expect((claim.outstanding, claim.writtenOff) == (.zero, .zero))
        #expect(try scenario.rule(refusing: settlement) == nil)
    }

    @Test("A subsidy claim is prescribed five years after the payment term, or after the act that interrupted it")
    func prescribe() throws {
        try scenario.establishClaim(80_00)
        try scenario.wait(until: "2027-01-04")
        try book.accept(reminder, by: .paymentOfficer)
        try scenario.wait(until: "2032-01-04")
        #expect(try scenario.rule(refusing: prescription) == "TERM")
        #expect(try scenario.rule(refusing: reminder) == nil)
        try scenario.wait(until: "2032-01-05")
        #expect(try scenario.rule(refusing: reminder) == "TERM")
        #expect(try scenario.rule(refusing: Claim.Prescribe(claim: scenario.claim, reason: "")) == "COMPLETE")
        #expect(try book.accept(prescription, by: .supportOfficer).names == ["ClaimPrescribed"])
        #expect(try book.accept(prescription, by: .supportOfficer).names == [])
        #expect((claim.stage, claim.outstanding, claim.prescribed) == (.prescribed, .zero, .of(80_00)))
        #expect(try scenario.rule(refusing: remission(1)) == "LIFECYCLE")
    }

    @Test("An arrangement lengthens the limitation by the days on which payment was delayed (Awb 4:111)")
    func limitationWithArrangement() throws {
        try scenario.establishClaim(80_00)
        #expect(claim.limitation?.end.text == "2031-03-16")
        // Delayed from the end of the payment term until the first instalment that nothing was paid for.
        try book.accept(try instalments([40_00, 40_00]), by: .supportOfficer)
        #expect(claim.limitation?.end.text == "2031-04-01")
        try scenario.wait(until: "2026-04-01")
        try book.accept(receipt(40_00), by: .paymentOfficer)
        #expect(claim.limitation?.end.text == "2031-05-01")
        #expect(
            claim.limitation?.arithmetic.nl
                == "2026-03-16 + 5 jaar + 46 dagen uitstel = 2031-05-01 (Awb 4:104, 4:111)")
        try scenario.wait(until: "2031-05-01")
        #expect(try scenario.rule(refusing: prescription) == "TERM")
        try scenario.wait(until: "2031-05-02")
        #expect(try scenario.rule(refusing: prescription) == nil)
    }

    @Test("A prescribed claim is not set off, and nothing that was paid is prescribed")
    func prescribedSetOff() throws {
        try scenario.establishClaim(80_00)
        let other = try grantNextYear(50_00)
        try scenario.wait(until: "2031-03-17")
        #expect(
            try scenario.rule(refusing: Claim.SetOff(claim: scenario.claim, support: other, amount: .of(1))) == "TERM")
        try book.accept(receipt(80_00), by: .paymentOfficer)
        #expect(try scenario.rule(refusing: prescription) == "INV-14")
        #expect(try scenario.rule(refusing: reminder) == "INV-14")
    }

    @Test("An upheld objection lowers the claim and its interest, and what is then too much is refunded")
    func reduce() throws {
        try scenario.establishClaim(80_00)
        try scenario.wait(until: "2026-04-01")
        try book.accept(try interest(2_00, until: "2026-04-01"), by: .paymentOfficer)
        try book.accept(receipt(82_00), by: .paymentOfficer)
        #expect(try scenario.rule(refusing: refund(1), by: .paymentOfficer) == "INV-14")
        #expect(try scenario.rule(refusing: reduction(80_01), by: .secondDecisionMaker) == "INV-14")
        #expect(try scenario.rule(refusing: reduction(1, interest: 2_01), by: .secondDecisionMaker) == "INV-14")
        #expect(try scenario.rule(refusing: reduction(0), by: .secondDecisionMaker) == "INV-14")
        #expect(try scenario.rule(refusing: reduction(1, reason: ""), by: .secondDecisionMaker) == "COMPLETE")
        #expect(try scenario.rule(refusing: reduction(1), by: .supportOfficer) == "AUTHORITY")
        let decision = try book.accept(reduction(30_00, interest: 1_00), by: .secondDecisionMaker)
        #expect(decision.names == ["ClaimReducedOnObjection"])
        #expect((claim.claimed, claim.interest, claim.overpaid) == (.of(50_00), .of(1_00), .of(31_00)))
        #expect(try scenario.rule(refusing: settlement) == "INV-14")
        #expect(try scenario.rule(refusing: refund(31_01), by: .paymentOfficer) == "INV-14")
        #expect(try scenario.rule(refusing: refund(0), by: .paymentOfficer) == "INV-14")
        #expect(try book.accept(refund(31_00), by: .paymentOfficer).names == ["OverpaymentRefunded"])
        #expect(try scenario.rule(refusing: settlement) == nil)
    }

    @Test("INV-8: a reduction takes a mandate for objections, not one for support")
    func reductionMandate() throws {
        try scenario.establishClaim(80_00)
        try book.accept(
            Officer.RevokeMandate(
                officer: TestOfficer.secondDecisionMaker.id,
                mandate: try MandateID(text: "mandaat-seconddecisionmaker"),
                from: scenario.today), by: .administrator)
        #expect(try scenario.rule(refusing: reduction(1), by: .secondDecisionMaker) == "INV-8")
        try book.accept(
            Officer.GrantMandate(
                officer: TestOfficer.secondDecisionMaker.id, mandate: .sample, powers: [.support], from: scenario.today,
                until: nil, onBehalfOf: "de staatssecretaris"), by: .administrator)
        #expect(try scenario.rule(refusing: reduction(1), by: .secondDecisionMaker) == "INV-8")
    }

    // MARK: - Commands with what does not matter filled in

    private var reminder: Claim.SendReminder { Claim.SendReminder(claim: scenario.claim, warnsOfCosts: true) }
    private var writ: Claim.IssueWrit { Claim.IssueWrit(claim: scenario.claim) }
    private var settlement: Claim.Settle { Claim.Settle(claim: scenario.claim) }
    private var prescription: Claim.Prescribe { Claim.Prescribe(claim: scenario.claim, reason: "vijf jaar") }

    private func receipt(_ amount: Int) -> Claim.RecordReceipt {
        Claim.RecordReceipt(claim: scenario.claim, amount: .of(amount))
    }

    private func refund(_ amount: Int) -> Claim.Refund { Claim.Refund(claim: scenario.claim, amount: .of(amount)) }

    private func remission(_ amount: Int, reason: String = "schrijnend") -> Claim.Remit {
        Claim.Remit(claim: scenario.claim, amount: .of(amount), reason: reason)
    }

    private func writeOff(_ amount: Int, reason: String = "faillissement") -> Claim.WriteOff {
        Claim.WriteOff(claim: scenario.claim, amount: .of(amount), reason: reason)
    }

    private func reduction(_ amount: Int, interest: Int = 0, reason: String = "bezwaar gegrond") -> Claim.Reduce {
        Claim.Reduce(claim: scenario.claim, amount: .of(amount), interest: .of(interest), reason: reason)
    }

    private func interest(_ amount: Int, until: String) throws -> Claim.ChargeInterest {
        Claim.ChargeInterest(claim: scenario.claim, amount: .of(amount), until: try scenario.date(until))
    }

    /// Instalments a month apart, the first in April 2026.
    private func instalments(_ amounts: [Int], from: String = "2026-04-01", reason: String = "draagkracht") throws
        -> Claim.AgreeInstalments
    {
        let first = try scenario.date(from)
        return Claim.AgreeInstalments(
            claim: scenario.claim,
            instalments: amounts.enumerated().map {
                Instalment(dueDate: first.adding(months: $0.offset), amount: .of($0.element))
            },
            reason: reason)
    }
}
