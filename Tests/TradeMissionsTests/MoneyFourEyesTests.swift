import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Who prepared does not decide on money (INV-7)")
struct MoneyFourEyesTests {
    let scenario: MoneyScenario

    init() throws { scenario = try MoneyScenario() }

    /// Holds every role and mandate.
    private let versatile = TestOfficer.everything

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
}
