import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("The ground of a lower determination (Awb 4:46)")
struct DeterminationGroundTests {
    private let scenario: MoneyScenario
    private var book: Book { scenario.book }

    init() throws {
        scenario = try MoneyScenario()
    }

    @Test(
        "A subsidy is determined lower only on what Awb 4:46 says, which the decision records (INV-12)",
        arguments: SubsidyGround.allCases)
    func ground(_ ground: SubsidyGround) throws {
        try scenario.grantSupport(100_00)
        let determination = scenario.determination(60_00, on: ground)
        guard ground.article == .lowerDetermination else {
            #expect(try scenario.rule(refusing: determination) == "INV-12")
            return
        }
        let names = try book.accept(determination, by: .supportOfficer).names
        #expect(names == ["SupportDetermined.v2"])
        #expect(scenario.state.entitlement.determination?.content.ground == ground)
    }

    @Test("Without a ground no subsidy is determined lower, and with one none as it was granted (INV-12)")
    func presence() throws {
        try scenario.grantSupport(100_00)
        let groundless = scenario.determination(99_99, on: nil)
        let refusal = try #require(try book.refusal(of: groundless, by: .supportOfficer))
        #expect(refusal.rule == .inv12 && refusal.remedy.en.contains("4:46-lid-3"))
        let groundlessly = scenario.determination(100_00, on: .lowerDetermination46b)
        #expect(try scenario.rule(refusing: groundlessly) == "INV-12")
        try book.accept(scenario.determination(100_00, on: nil, reason: nil), by: .supportOfficer)
        #expect(scenario.state.entitlement.determination?.content.ground == nil)
    }

    @Test("After a grant was lowered, the lower grant is what a determination follows")
    func loweredGrant() throws {
        try scenario.grantSupport(100_00)
        try book.accept(scenario.grantWithdrawal(80_00), by: .supportOfficer)
        #expect(try scenario.rule(refusing: scenario.determination(70_00, on: nil)) == "INV-12")
        try book.accept(scenario.determination(80_00, on: nil, reason: nil), by: .supportOfficer)
    }

    @Test(
        "A loan or insurance has its contract: no ground of the Awb is asked, or taken",
        arguments: [
            SupportKind.loan, .insurance,
        ])
    func contract(kind: SupportKind) throws {
        try book.accept(try scenario.application(kind: kind), by: .secondSupportOfficer)
        try book.accept(scenario.screening(), by: .secondSupportOfficer)
        try book.accept(scenario.grant(100_00), by: .supportOfficer)
        let grounded = scenario.determination(60_00, on: .lowerDetermination46a)
        #expect(try scenario.rule(refusing: grounded) == "INV-12")
        try book.accept(scenario.determination(60_00, on: nil), by: .supportOfficer)
    }

    @Test("A determination of before grounds were asked stands as it was, its ground left open")
    func older() throws {
        let newer = Support.Determined(
            amount: .of(60_00), notifiedOn: scenario.today, ground: nil, reason: "minder gedaan", authority: .inPerson)
        let older = Support.DeterminedWithoutGround(
            amount: newer.amount, notifiedOn: newer.notifiedOn, reason: newer.reason, authority: newer.authority)
        try scenario.grantSupport(100_00, paid: 80_00)
        book.record(
            [scenario.support.event(.determined(Support.Determined(older)))], by: TestOfficer.supportOfficer.id)
        #expect(scenario.state.entitled == .of(60_00) && scenario.state.undue == .of(20_00))
        #expect(scenario.state.entitlement.determination?.content.ground == nil)
        #expect(try scenario.rule(refusing: scenario.determination(60_00, on: nil)) == "LIFECYCLE")
    }
}
