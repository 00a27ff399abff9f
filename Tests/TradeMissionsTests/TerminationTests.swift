import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Termination of support")
struct TerminationTests {
    let scenario: MoneyScenario

    init() throws { scenario = try MoneyScenario() }

    private var book: Book { scenario.book }

    @Test("Support is terminated on a measure in force that says so, for this company and this support")
    func termination() throws {
        try scenario.grantSupport(100_00, paid: 40_00)
        let command = scenario.termination(40_00, on: scenario.measure)
        #expect(try scenario.rule(refusing: command) == "KNOWN")
        try scenario.notifyMeasure(.terminateSupport)
        #expect(try scenario.rule(refusing: command, by: .secondDecisionMaker) == "INV-8")
        #expect(
            try scenario.rule(refusing: command, at: "2026-02-01T09:00:00+01:00", reason: "te vroeg") == "R4")
        #expect(try book.accept(command, by: .supportOfficer).names == ["SupportTerminated"])
        #expect(try book.accept(command, by: .supportOfficer).names == [])
        #expect(scenario.state.stage == .terminated)
        #expect(scenario.state.payable == .zero)
    }

    @Test(
        "R3: a measure that does not terminate this support terminates nothing",
        arguments: [ConsequenceKind.excludeFromMission, .excludeFromOtherActivity, .none])
    func otherConsequence(_ kind: ConsequenceKind) throws {
        try scenario.grantSupport(100_00)
        try scenario.notifyMeasure(kind)
        #expect(
            try scenario.rule(refusing: scenario.termination(0, on: scenario.measure))
                == (kind == .none ? "R4" : "R3"))
    }

    @Test("R3: a measure on another company or another support terminates nothing here")
    func otherScope() throws {
        try scenario.grantSupport(100_00)
        try scenario.notifyMeasure(.terminateSupport, support: SupportID(local: "ander"))
        #expect(try scenario.rule(refusing: scenario.termination(0, on: scenario.measure)) == "R3")
        let second = try MoneyScenario()
        try second.grantSupport(100_00)
        try second.notifyMeasure(.terminateSupport, on: second.stranger)
        #expect(try second.rule(refusing: second.termination(0, on: second.measure)) == "R3")
    }

    @Test("What was not granted is not terminated, and what was determined is not determined again afterwards")
    func terminationOrder() throws {
        try book.accept(try scenario.application(), by: .secondSupportOfficer)
        try scenario.notifyMeasure(.terminateSupport)
        #expect(try scenario.rule(refusing: scenario.termination(0, on: scenario.measure)) == "LIFECYCLE")
        let second = try MoneyScenario()
        try second.grantSupport(100_00)
        try second.book.accept(second.determination(100_00), by: .supportOfficer)
        try second.notifyMeasure(.terminateSupport, ground: .newFacts49a)
        try second.book.accept(second.termination(50_00, on: second.measure), by: .supportOfficer)
        #expect(try second.rule(refusing: second.determination(50_00)) == "LIFECYCLE")
        let balance = Support.PayBalance(support: second.support, amount: .of(50_00))
        #expect(try second.rule(refusing: balance, by: .paymentOfficer) == nil)
    }

    @Test("INV-13: a measure withdraws a determination no longer than Awb 4:49 allows")
    func terminationLimit() throws {
        try scenario.grantSupport(100_00, paid: 100_00)
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        try scenario.notifyMeasure(.terminateAndReclaim, ground: .newFacts49a)
        let termination = scenario.termination(0, on: scenario.measure)
        try scenario.wait(until: "2031-02-02")
        #expect(try scenario.rule(refusing: termination) == nil)
        #expect(
            try scenario.rule(refusing: scenario.termination(0, on: scenario.measure, breachedOn: scenario.today))
                == "INV-12")
        try scenario.wait(until: "2031-02-03")
        #expect(try scenario.rule(refusing: termination) == "INV-13")
    }

    @Test("INV-13: on ground c of Awb 4:49 a measure counts from the breach, and so does the reclaim")
    func terminationOnLaterBreach() throws {
        try scenario.grantSupport(100_00, paid: 100_00)
        try book.accept(scenario.determination(100_00), by: .supportOfficer)
        let breachedOn = try scenario.date("2029-05-01")
        let termination = scenario.termination(0, on: scenario.measure, breachedOn: breachedOn)
        try scenario.wait(until: "2029-06-01")
        try scenario.notifyMeasure(.terminateAndReclaim, ground: .laterBreach49c)
        #expect(try scenario.rule(refusing: scenario.termination(0, on: scenario.measure)) == "INV-12")
        #expect(try scenario.rule(refusing: termination) == "INV-12")
        try scenario.findBreach(on: breachedOn)
        try scenario.wait(until: "2034-05-02")
        #expect(try scenario.rule(refusing: termination) == "INV-13")
        try scenario.wait(until: "2034-05-01")
        try book.accept(termination, by: .supportOfficer)
        #expect(scenario.state.recoveryLimit(on: .measure, scenario.measure)?.end == breachedOn.adding(months: 60))
        #expect(try scenario.rule(refusing: scenario.reclaim(100_00, .measure, measure: scenario.measure)) == nil)
    }

    @Test("INV-12: Awb 4:50 works for the future, so it takes nothing back of what was paid, with reclaim or without")
    func terminationForTheFuture() throws {
        try scenario.grantSupport(100_00, paid: 40_00)
        try scenario.notifyMeasure(.terminateAndReclaim, ground: .changedCircumstances50b)
        #expect(try scenario.rule(refusing: scenario.termination(39_99, on: scenario.measure)) == "INV-12")
        #expect(try scenario.rule(refusing: scenario.termination(40_00, on: scenario.measure)) == nil)
    }

    @Test("Terminated support is determined before its balance is paid")
    func determinationAfterTermination() throws {
        try scenario.grantSupport(100_00, paid: 20_00)
        try scenario.notifyMeasure(.terminateSupport)
        try book.accept(scenario.termination(50_00, on: scenario.measure), by: .supportOfficer)
        let balance = Support.PayBalance(support: scenario.support, amount: .of(30_00))
        #expect(try scenario.rule(refusing: balance, by: .paymentOfficer) == "LIFECYCLE")
        try book.accept(scenario.determination(50_00, reason: nil), by: .supportOfficer)
        #expect(try scenario.rule(refusing: balance, by: .paymentOfficer) == nil)
    }

    @Test("A suspended measure terminates nothing")
    func suspendedMeasure() throws {
        try scenario.grantSupport(100_00)
        try scenario.notifyMeasure(.terminateSupport)
        book.record(
            [
                scenario.measure.event(
                    .suspended(
                        Measure.Suspended(
                            ruling: Material(reference: "ROT 26/1234", hash: .sample),
                            reason: "voorlopige voorziening", missions: [], authority: .role(.caseHandler))))
            ],
            by: TestOfficer.decisionMaker.id)
        #expect(try scenario.rule(refusing: scenario.termination(0, on: scenario.measure)) == "R4")
    }

    @Test("R3: termination alone takes nothing back of what was paid; with reclaim it may")
    func terminationTakesNothingBack() throws {
        try scenario.grantSupport(100_00, paid: 40_00)
        try scenario.notifyMeasure(.terminateSupport)
        #expect(try scenario.rule(refusing: scenario.termination(39_99, on: scenario.measure)) == "R3")
        #expect(try scenario.rule(refusing: scenario.termination(100_01, on: scenario.measure)) == "INV-14")
        let second = try MoneyScenario()
        try second.grantSupport(100_00, paid: 40_00)
        try second.notifyMeasure(.terminateAndReclaim)
        #expect(try second.rule(refusing: second.termination(0, on: second.measure)) == nil)
    }

    @Test("INV-12: the measure on a subsidy names a ground of the Awb that fits; on a loan it need not")
    func measureGround() throws {
        for (kind, ground, rule) in [
            (SupportKind.subsidy, nil, "INV-12"), (.subsidy, .newFacts49a, "INV-12"),
            (.subsidy, .changedCircumstances50b, nil),
            (.loan, nil, nil),
        ] as [(SupportKind, SubsidyGround?, String?)] {
            let scenario = try MoneyScenario()
            try scenario.grantSupport(100_00, kind: kind)
            try scenario.notifyMeasure(.terminateSupport, ground: ground)
            #expect(try scenario.rule(refusing: scenario.termination(0, on: scenario.measure)) == rule)
        }
    }

    @Test("Without a measure a loan ends by its contract, with the ground stated; a subsidy does not")
    func terminationByContract() throws {
        try scenario.grantSupport(100_00, kind: .loan)
        #expect(try scenario.rule(refusing: scenario.termination(0, on: nil)) == "COMPLETE")
        #expect(try scenario.rule(refusing: scenario.termination(0, on: nil, reason: "artikel 9")) == nil)
        let second = try MoneyScenario()
        try second.grantSupport(100_00)
        #expect(try second.rule(refusing: second.termination(0, on: nil, reason: "artikel 9")) == "INV-12")
    }
}
