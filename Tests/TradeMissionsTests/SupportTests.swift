import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Support, from application to determination")
struct SupportTests {
    let scenario: MoneyScenario

    init() throws { scenario = try MoneyScenario() }

    private var book: Book { scenario.book }

    // MARK: - Application and grant

    @Test("An application joins the company's file, and a second under the same name is refused")
    func apply() throws {
        let decision = try book.accept(try scenario.application(), by: .secondSupportOfficer)
        #expect(decision.names == ["SupportApplied", "CompanyFileLinked"])
        #expect(book.state(scenario.company).files == [scenario.support.stream])
        #expect(try scenario.rule(refusing: try scenario.application()) == "UNUSED")
    }

    @Test("An application says who asks, for how much, when, and how its risk was judged")
    func applyCompletely() throws {
        #expect(
            try scenario.rule(refusing: try scenario.application(company: CompanyID(local: "x00000000000"))) == "KNOWN")
        #expect(try scenario.rule(refusing: try scenario.application(amount: 0)) == "INV-14")
        #expect(try scenario.rule(refusing: try scenario.application(reason: " ")) == "COMPLETE")
        #expect(try scenario.rule(refusing: try scenario.application(until: "2025-12-31")) == "COMPLETE")
    }

    @Test("Support is screened before it is granted or rejected, and the same screening twice changes nothing")
    func order() throws {
        #expect(try scenario.rule(refusing: scenario.screening()) == "KNOWN")
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        let rejection = Support.Reject(support: scenario.support, reason: "buiten het doel")
        #expect(try scenario.rule(refusing: scenario.grant(100)) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: rejection) == "LIFECYCLE")
        #expect(try book.accept(scenario.screening(), by: .imvoAdviser).names == ["EsScreeningRecorded"])
        #expect(try book.accept(scenario.screening(), by: .imvoAdviser).names == [])
        #expect(try book.accept(rejection, by: .supportOfficer).names == ["SupportRejected"])
        #expect(scenario.state.stage == .rejected)
        #expect(try scenario.rule(refusing: scenario.grant(100)) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: scenario.screening()) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: try plan()) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: try suspend()) == "LIFECYCLE")
    }

    @Test("A rejection and a grant state what they rest on")
    func reasons() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        let blank = Support.Screen(
            support: scenario.support, category: .severe, policy: "2026-1", isLarge: false, isRisky: false, reason: "")
        #expect(try scenario.rule(refusing: blank) == "COMPLETE")
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        #expect(try scenario.rule(refusing: Support.Reject(support: scenario.support, reason: "")) == "INV-6")
        let bare = Support.Grant(
            support: scenario.support, amount: .of(100), obligations: [], conditions: "", partner: nil)
        #expect(try scenario.rule(refusing: bare) == "COMPLETE")
        #expect(try scenario.rule(refusing: scenario.grant(0)) == "INV-14")
    }

    @Test("INV-8: who grants, rejects, determines or withdraws holds a mandate on that date, which the event keeps")
    func mandate() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        let rejection = Support.Reject(support: scenario.support, reason: "buiten het doel")
        #expect(try scenario.rule(refusing: scenario.grant(100), by: .secondDecisionMaker) == "INV-8")
        #expect(try scenario.rule(refusing: rejection, by: .secondDecisionMaker) == "INV-8")
        try book.accept(
            Officer.RevokeMandate(
                officer: TestOfficer.decisionMaker.id, mandate: try MandateID(text: "mandaat-decisionmaker"),
                from: scenario.today.adding(days: 1)),
            by: .administrator)
        #expect(try scenario.rule(refusing: scenario.grant(100), by: .decisionMaker) == nil)
        let tomorrow = "2026-02-03T09:00:00+01:00"
        #expect(try scenario.rule(refusing: scenario.grant(100), by: .decisionMaker, at: tomorrow) == "INV-8")
        // A mandate that has ended is not revived by dating back.
        try scenario.wait(until: "2026-02-04")
        let before = "2026-02-02T12:00:00+01:00"
        #expect(try scenario.rule(refusing: scenario.grant(100), by: .decisionMaker, at: before) == "INV-8")
        try book.accept(scenario.grant(100), by: .supportOfficer)
        #expect(try scenario.rule(refusing: scenario.determination(100), by: .secondDecisionMaker) == "INV-8")
        #expect(try scenario.rule(refusing: scenario.grantWithdrawal(0), by: .secondDecisionMaker) == "INV-8")
        guard case .support(.granted(let granted)) = book.log.last?.event else {
            Issue.record("the last event is no grant")
            return
        }
        #expect(granted.authority.mandate?.text == "mandaat-supportofficer")
        #expect(granted.authority.onBehalfOf == "de staatssecretaris")
    }

    @Test("The office holder decides on support and claims in person, without a mandate (Awb 10:3)")
    func inPerson() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        try book.accept(scenario.grant(100_00), by: .officeHolder)
        guard case .support(.granted(let granted)) = book.log.last?.event else {
            Issue.record("the last event is no grant")
            return
        }
        #expect((granted.authority.mandate, granted.authority.onBehalfOf) == (nil, nil))
        try book.accept(scenario.advance(80_00), by: .paymentOfficer)
        try book.accept(scenario.grantWithdrawal(0), by: .officeHolder)
        try book.accept(scenario.reclaim(80_00, .grantWithdrawn), by: .officeHolder)
        #expect(
            try scenario.rule(
                refusing: Claim.Remit(claim: scenario.claim, amount: .of(1), reason: "schrijnend"), by: .officeHolder)
                == nil)
        // Who decided in person may decide on the objection; who held a mandate may not.
        #expect(
            try scenario.rule(
                refusing: Claim.Reduce(
                    claim: scenario.claim, amount: .of(1), interest: .zero, reason: "bezwaar gegrond"),
                by: .officeHolder) == nil)
    }

    @Test("INV-7: who handled the application, the monitoring or a breach decides nothing on the support")
    func preparer() throws {
        let everything = TestOfficer.everything
        let application = try scenario.application()
        let steps: [any Command] = [application, scenario.screening(), try plan()]
        for step in steps {
            let scenario = try MoneyScenario()
            for other in steps {
                let prepares = type(of: other) == type(of: step)
                try scenario.book.accept(other, by: prepares ? everything : .secondSupportOfficer)
            }
            #expect(try scenario.rule(refusing: scenario.grant(100), by: everything) == "INV-7")
            let rejection = Support.Reject(support: scenario.support, reason: "buiten het doel")
            #expect(try scenario.rule(refusing: rejection, by: everything) == "INV-7")
            try scenario.book.accept(scenario.grant(100), by: .supportOfficer)
            #expect(try scenario.rule(refusing: scenario.determination(100), by: everything) == "INV-7")
            let refusal = try scenario.book.refusal(of: scenario.grantWithdrawal(0), by: everything)
            #expect(refusal?.rule == .inv7)
            #expect(refusal?.finding.en.contains("had another part in support-dhi-2026 (") == true)
        }
    }

    @Test(
        "INV-24: large or risky support is granted only with a monitoring plan; either suffices, neither asks nothing",
        arguments: [(true, false), (false, true), (true, true), (false, false)])
    func monitoring(isLarge: Bool, isRisky: Bool) throws {
        try book.accept(try scenario.application(isLarge: isLarge, isRisky: isRisky), by: .secondSupportOfficer)
        try book.accept(scenario.screening(isLarge: isLarge, isRisky: isRisky), by: .secondSupportOfficer)
        #expect(try scenario.rule(refusing: scenario.grant(100)) == (isLarge || isRisky ? "INV-24" : nil))
        try book.accept(try plan(), by: .secondSupportOfficer)
        try book.accept(scenario.grant(100), by: .supportOfficer)
        #expect(scenario.state.partner == "Invest International")
    }

    @Test("The screening can find a project risky that was not thought so, and the other way round")
    func judgement() throws {
        try book.accept(try scenario.application(isRisky: true), by: .secondSupportOfficer)
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        #expect(try scenario.rule(refusing: scenario.grant(100)) == nil)
        try book.accept(scenario.screening(isRisky: true), by: .secondSupportOfficer)
        #expect(try scenario.rule(refusing: scenario.grant(100)) == "INV-24")
    }

    @Test("R13: a monitoring plan names its executing partner, its method and its days; the same plan changes nothing")
    func monitoringPlan() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        #expect(try scenario.rule(refusing: try plan(partner: " ")) == "R13")
        #expect(try scenario.rule(refusing: try plan(dueDates: [])) == "COMPLETE")
        #expect(try book.accept(try plan(), by: .secondSupportOfficer).names == ["MonitoringRequired"])
        #expect(try book.accept(try plan(), by: .secondSupportOfficer).names == [])
    }

    @Test("A report that is due and not received is missing; one that was not asked for is refused")
    func reports() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        try book.accept(try plan(), by: .secondSupportOfficer)
        let report = Support.ReceiveReport(
            support: scenario.support, dueDate: try scenario.date("2026-06-01"), reference: "doc-1", findings: "op orde"
        )
        #expect(try scenario.rule(refusing: report) == "LIFECYCLE")
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        try book.accept(scenario.grant(100), by: .supportOfficer)
        let unasked = Support.ReceiveReport(
            support: scenario.support, dueDate: try scenario.date("2026-06-02"), reference: "doc-1", findings: "op orde"
        )
        #expect(try scenario.rule(refusing: unasked) == "KNOWN")
        let empty = Support.ReceiveReport(
            support: scenario.support, dueDate: try scenario.date("2026-06-01"), reference: "doc-1", findings: "")
        #expect(try scenario.rule(refusing: empty) == "COMPLETE")
        #expect(scenario.state.missingReports(on: try scenario.date("2026-06-01")) == [])
        #expect(scenario.state.missingReports(on: try scenario.date("2026-06-02")).map(\.text) == ["2026-06-01"])
        #expect(try book.accept(report, by: .supportOfficer).names == ["MonitoringReportReceived"])
        #expect(try book.accept(report, by: .supportOfficer).names == [])
        #expect(scenario.state.missingReports(on: try scenario.date("2026-06-02")) == [])
    }

    @Test("R13: a later plan keeps the reports that are overdue, and may drop what came in or is not due yet")
    func overdueReports() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        try book.accept(try plan(), by: .secondSupportOfficer)
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        try book.accept(scenario.grant(100), by: .supportOfficer)
        let later = try plan(dueDates: ["2027-06-01"])
        #expect(try scenario.rule(refusing: later) == nil)
        try scenario.wait(until: "2026-06-02")
        #expect(try scenario.rule(refusing: later) == "R13")
        #expect(
            try scenario.rule(refusing: later, at: "2026-05-31T12:00:00+02:00", reason: "eerder besloten") == "R13")
        #expect(try scenario.rule(refusing: try plan(dueDates: ["2026-06-01", "2027-06-01"])) == nil)
        let report = Support.ReceiveReport(
            support: scenario.support, dueDate: try scenario.date("2026-06-01"), reference: "doc-1", findings: "op orde"
        )
        try book.accept(report, by: .supportOfficer)
        #expect(try scenario.rule(refusing: later) == nil)
    }

    private func plan(partner: String = "Invest International", dueDates: [String] = ["2026-12-01", "2026-06-01"])
        throws
        -> Support.RequireMonitoring
    {
        Support.RequireMonitoring(
            support: scenario.support, plan: "halfjaarlijks bezoek", partner: partner,
            dueDates: try dueDates.map { try scenario.date($0) })
    }

    // MARK: - Payment

    @Test("Advances stay within the grant, and two equal advances are two payments")
    func advances() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        #expect(try scenario.rule(refusing: scenario.advance(10), by: .paymentOfficer) == "LIFECYCLE")
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        try book.accept(scenario.grant(100), by: .supportOfficer)
        for _ in 1...2 { #expect(try book.accept(scenario.advance(40), by: .paymentOfficer).names == ["AdvancePaid"]) }
        #expect(try scenario.rule(refusing: scenario.advance(0), by: .paymentOfficer) == "INV-14")
        #expect(try scenario.rule(refusing: scenario.advance(21), by: .paymentOfficer) == "INV-14")
        #expect(try scenario.rule(refusing: scenario.advance(20), by: .paymentOfficer) == nil)
        #expect((scenario.state.advanced, scenario.state.payable) == (.of(80), .of(20)))
    }

    @Test("INV-7: the officer who granted or determined does not pay, whatever roles they hold")
    func segregation() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        try book.accept(scenario.grant(100), by: .everything)
        #expect(try scenario.rule(refusing: scenario.advance(40), by: .everything) == "INV-7")
        #expect(try scenario.rule(refusing: scenario.advance(40), by: .supportOfficer) == "AUTHORITY")
        try book.accept(scenario.determination(100), by: .decisionMaker)
        let balance = Support.PayBalance(support: scenario.support, amount: .of(100))
        #expect(try scenario.rule(refusing: balance, by: .everything) == "INV-7")
        try book.accept(balance, by: .paymentOfficer)
        #expect(scenario.state.stage == .settled)
    }

    @Test("A subsidy is suspended for thirteen weeks at most, and no payment passes until it ends or is resumed")
    func suspension() throws {
        try scenario.grantSupport(100_00)
        #expect(try scenario.rule(refusing: try suspend(until: "2026-05-05")) == "TERM")
        #expect(try scenario.rule(refusing: try suspend(until: "2026-02-01")) == "TERM")
        #expect(
            try scenario.rule(
                refusing: Support.SuspendPayment(support: scenario.support, until: nil, newFacts: nil, reason: ""))
                == "COMPLETE")
        #expect(try book.accept(try suspend(), by: .supportOfficer).names == ["PaymentSuspended"])
        #expect(try book.accept(try suspend(until: "2026-05-04"), by: .supportOfficer).names == [])
        #expect(try scenario.rule(refusing: try suspend(until: "2026-03-01")) == "LIFECYCLE")
        try scenario.wait(until: "2026-05-04")
        #expect(try scenario.rule(refusing: scenario.advance(1), by: .paymentOfficer) == "LIFECYCLE")
        try scenario.wait(until: "2026-05-05")
        #expect(try scenario.rule(refusing: scenario.advance(1), by: .paymentOfficer) == nil)
    }

    @Test("Payment is resumed with a reason, once")
    func resumption() throws {
        try scenario.grantSupport(100_00)
        try book.accept(try suspend(), by: .supportOfficer)
        #expect(try scenario.rule(refusing: Support.ResumePayment(support: scenario.support, reason: "")) == "COMPLETE")
        let resume = Support.ResumePayment(support: scenario.support, reason: "vermoeden weerlegd")
        #expect(try book.accept(resume, by: .supportOfficer).names == ["PaymentResumed"])
        #expect(try book.accept(resume, by: .supportOfficer).names == [])
        #expect(try scenario.rule(refusing: scenario.advance(1), by: .paymentOfficer) == nil)
    }

    @Test("One suspicion gives thirteen weeks in all; a new one rests on a document of its own (Awb 4:56)")
    func suspendedAgain() throws {
        try scenario.grantSupport(100_00)
        try book.accept(try suspend(until: "2026-03-02"), by: .supportOfficer)
        try scenario.wait(until: "2026-03-03")
        #expect(try scenario.rule(refusing: try suspend(until: "2026-05-05")) == "TERM")
        #expect(try scenario.rule(refusing: try suspend(until: "2026-05-04")) == nil)
        try scenario.wait(until: "2026-05-05")
        #expect(try scenario.rule(refusing: try suspend()) == "TERM")
        let audit = Material(reference: "controle 7", hash: .sample)
        #expect(
            try scenario.rule(refusing: try suspend(newFacts: Material(reference: " ", hash: .sample))) == "COMPLETE")
        try book.accept(try suspend(newFacts: audit), by: .supportOfficer)
        #expect(scenario.state.suspension?.until.text == "2026-08-04")
        try scenario.wait(until: "2026-08-05")
        #expect(try scenario.rule(refusing: try suspend()) == "TERM")
        #expect(try scenario.rule(refusing: try suspend(newFacts: audit)) == "COMPLETE")
    }

    @Test("A loan is suspended as long as its contract says")
    func loanSuspension() throws {
        try scenario.grantSupport(100_00, kind: .loan)
        #expect(try scenario.rule(refusing: try suspend(until: "2027-02-02")) == nil)
    }

    private func suspend(until: String? = nil, newFacts: Material? = nil) throws -> Support.SuspendPayment {
        Support.SuspendPayment(
            support: scenario.support, until: try until.map { try scenario.date($0) }, newFacts: newFacts,
            reason: "ernstig vermoeden")
    }

    // MARK: - Breach and determination

    @Test("A breach is found with evidence, after the fact, once")
    func breach() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        let found = Support.FindBreach(
            support: scenario.support, obligation: "rapportage", breachedOn: scenario.today, findings: "geen rapport",
            evidence: scenario.evidence)
        #expect(try scenario.rule(refusing: found) == "LIFECYCLE")
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        try book.accept(scenario.grant(100), by: .supportOfficer)
        let unproven = Support.FindBreach(
            support: scenario.support, obligation: "rapportage", breachedOn: scenario.today, findings: "geen rapport",
            evidence: [])
        #expect(try scenario.rule(refusing: unproven) == "INV-6")
        let early = Support.FindBreach(
            support: scenario.support, obligation: "rapportage", breachedOn: scenario.today.adding(days: 1),
            findings: "geen rapport", evidence: scenario.evidence)
        #expect(try scenario.rule(refusing: early) == "INV-26")
        #expect(try book.accept(found, by: .supportOfficer).names == ["ObligationBreachFound"])
        #expect(try book.accept(found, by: .supportOfficer).names == [])
        #expect(scenario.state.stage == .granted)
    }

    @Test("A determination is at most the grant, states why it is lower, was notified, and happens once")
    func determination() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        #expect(try scenario.rule(refusing: scenario.determination(100)) == "LIFECYCLE")
        try book.accept(scenario.grant(100), by: .supportOfficer)
        #expect(try scenario.rule(refusing: scenario.determination(101)) == "INV-14")
        #expect(try scenario.rule(refusing: scenario.determination(99, reason: nil)) == "INV-6")
        let tomorrow = scenario.today.adding(days: 1)
        #expect(try scenario.rule(refusing: scenario.determination(100, notifiedOn: tomorrow)) == "INV-26")
        let yesterday = scenario.today.adding(days: -1)
        #expect(try scenario.rule(refusing: scenario.determination(100, notifiedOn: yesterday)) == "TERM")
        try book.accept(scenario.determination(100, reason: nil), by: .supportOfficer)
        #expect(try scenario.rule(refusing: scenario.determination(100)) == "LIFECYCLE")
        #expect(scenario.state.recoveryLimit(on: .undueAdvance)?.end.text == "2031-02-02")
        #expect(scenario.state.withdrawalLimit?.end.text == "2031-02-02")
    }

    @Test("The balance is paid after determination, up to what was determined")
    func balance() throws {
        try scenario.grantSupport(100_00, paid: 40_00)
        let balance = Support.PayBalance(support: scenario.support, amount: .of(30_00))
        #expect(try scenario.rule(refusing: balance, by: .paymentOfficer) == "LIFECYCLE")
        try book.accept(scenario.determination(70_00), by: .supportOfficer)
        let more = Support.PayBalance(support: scenario.support, amount: .of(30_01))
        #expect(try scenario.rule(refusing: more, by: .paymentOfficer) == "INV-14")
        #expect(try scenario.rule(refusing: scenario.advance(1), by: .paymentOfficer) == "LIFECYCLE")
        #expect(try book.accept(balance, by: .paymentOfficer).names == ["BalancePaid"])
        #expect(scenario.state.stage == .settled)
        #expect((scenario.state.paid, scenario.state.advanced) == (.of(70_00), .of(40_00)))
    }

    @Test("Amounts read as euros in both languages")
    func amounts() {
        #expect(Cents.of(1_234_567_05).phrase == Phrase(nl: "€ 1.234.567,05", en: "€1,234,567.05"))
        #expect(Cents.of(7).phrase == Phrase(nl: "€ 0,07", en: "€0.07"))
    }
}
