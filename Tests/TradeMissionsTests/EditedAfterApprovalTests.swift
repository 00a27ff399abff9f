import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

/// What was approved or proposed and then changed is not carried out on the old approval (INV-7; [D]).
struct EditedAfterApprovalTests {
    private static let mission = MissionJourney.mission
    private let item = ProgrammeItemID.sample
    private let approval = Mission.ApprovePlan(mission: mission)
    private let ready = Mission.DeclareReady(mission: mission)

    private func add(_ item: ProgrammeItemID) -> Mission.AddProgrammeItem {
        Mission.AddProgrammeItem(
            mission: Self.mission, item: item, title: "Bezoek aan de metro", date: FileSample.today.adding(days: 91),
            organisations: [])
    }

    private func change(_ title: String) -> Mission.ChangeProgrammeItem {
        Mission.ChangeProgrammeItem(
            mission: Self.mission, item: item, title: title, date: FileSample.today.adding(days: 91), organisations: [])
    }

    private var removal: Mission.RemoveProgrammeItem {
        Mission.RemoveProgrammeItem(mission: Self.mission, item: item, reason: "vervalt")
    }

    /// A mission whose plan was approved with an item on its programme.
    private func approved() throws -> Book {
        let book = try Book.withMission(.high)
        try book.accept(add(item), by: .postOfficer)
        try book.accept(approval, by: .missionApprover)
        return book
    }

    @Test(arguments: [false, true])
    func `A plan that was changed after its approval is not announced until it is approved again`(
        removing: Bool
    ) throws {
        let book = try approved()
        #expect(try book.refusal(of: MissionJourney.announce()) == nil)
        #expect(try book.refusal(of: approval, by: .missionApprover)?.rule == .lifecycle, "it was approved")
        if removing {
            try book.accept(removal, by: .postOfficer)
        } else {
            try book.accept(change("Bezoek aan de haven"), by: .postOfficer)
        }
        let refusal = try #require(try book.refusal(of: MissionJourney.announce()))
        #expect(refusal.rule == .inv7 && refusal.finding.en.hasSuffix("was changed after its approval: 1"))
        #expect(refusal.remedy.en.contains("mission approve-plan"))
        try book.accept(approval, by: .missionApprover)
        #expect(try book.refusal(of: MissionJourney.announce()) == nil)
        #expect(try book.refusal(of: approval, by: .missionApprover)?.rule == .lifecycle)
    }

    @Test func `Whoever changed the approved plan does not approve it again`() throws {
        let book = try approved()
        try book.accept(change("Bezoek aan de haven"), by: .everything)
        #expect(try book.refusal(of: approval, by: .everything)?.rule == .inv7)
        #expect(try book.refusal(of: approval, by: .missionApprover) == nil)
    }

    @Test func `What is added after the approval asks for nothing, nor does a change of that`() throws {
        let book = try Book.withMission(.high)
        try book.accept(approval, by: .missionApprover)
        try book.accept(add(item), by: .postOfficer)
        try book.accept(change("Bezoek aan de haven"), by: .postOfficer)
        #expect(try book.refusal(of: MissionJourney.announce()) == nil)
    }

    @Test func `The readiness of a mission lapses when its approved plan is changed, and it stays where it is`() throws
    {
        let book = try approved()
        try book.accept(MissionJourney.announce())
        try book.accept(Mission.OpenRegistration(mission: Self.mission))
        for company in [MissionJourney.first] { try book.enter(company) }
        try book.registerFully(MissionJourney.first)
        try book.accept(MissionJourney.confirm(MissionJourney.first))
        try book.accept(Mission.CloseRegistration(mission: Self.mission))
        try book.enterOrganisations()
        for organisation in [FileSample.civilSociety, FileSample.union] { try book.invite(organisation) }
        try book.brief([MissionJourney.first])
        try book.accept(ready)
        let later = ProgrammeItemID(number: 2)
        try book.accept(add(later), by: .postOfficer)
        #expect(book.state(Self.mission).stage == .ready)

        let changed = try book.accept(change("Bezoek aan de haven"), by: .postOfficer)
        #expect(changed.eventNames == ["ProgrammeItemChanged", "MissionReadinessLapsed"])
        #expect(try book.refusal(of: Mission.Depart(mission: Self.mission))?.rule == .lifecycle)
        #expect(try book.refusal(of: ready)?.rule == .inv7)
        try book.accept(approval, by: .missionApprover)
        #expect(book.state(Self.mission).stage == .preparing, "approving again does not put the mission back")
        try book.accept(ready)
        #expect(try book.accept(removal, by: .postOfficer).eventNames.last == "MissionReadinessLapsed")
    }

    @Test func `A mission is given another period by somebody who did not prepare it`() throws {
        let book = try approved()
        try book.accept(Mission.Postpone(mission: Self.mission, reason: "onrust"), by: .missionApprover)
        try book.accept(add(ProgrammeItemID(number: 2)), by: .everything)
        let reopening = Mission.Reopen(
            mission: Self.mission, from: FileSample.today.adding(days: 200),
            until: FileSample.today.adding(days: 205), reason: "rust keerde terug")
        #expect(try book.refusal(of: reopening, by: .everything)?.rule == .inv7)
        #expect(try book.refusal(of: reopening, by: .missionApprover) == nil)
    }

    @Test func `A proposal that was changed after the company was heard takes a new intention and a new hearing`()
        throws
    {
        let course = try MeasureCase()
        try course.hear()
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == nil)
        try course.propose([course.exclusion, course.activityExclusion])
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == .inv4, "nobody was heard on it")
        try course.accept(course.intention, by: .caseHandler)
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == .inv4, "the company was not heard")
        try course.accept(course.view(), by: .caseHandler)
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == .inv1, "it was confirmed before that")
        try course.confirm()
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == nil)
    }

    @Test func `Nothing is paid on a grant that was withdrawn or changed to less since`() throws {
        let scenario = try MoneyScenario()
        try scenario.grantSupport(100_00)
        try scenario.book.accept(scenario.determination(60_00), by: .supportOfficer)
        let balance = { Support.PayBalance(support: scenario.support, amount: .of($0)) }
        #expect(try scenario.rule(refusing: balance(100_00), by: .paymentOfficer) == "INV-14")
        #expect(try scenario.rule(refusing: scenario.advance(60_00), by: .paymentOfficer) == "LIFECYCLE")
        #expect(try scenario.rule(refusing: balance(60_00), by: .paymentOfficer) == nil)

        let other = try MoneyScenario()
        try other.grantSupport(100_00)
        try other.book.accept(other.grantWithdrawal(0), by: .supportOfficer)
        #expect(try other.rule(refusing: other.advance(1_00), by: .paymentOfficer) == "LIFECYCLE")
    }

    @Test func `An approval that is repeated under another command is refused, and changes nothing`() throws {
        let book = try approved()
        #expect(try book.refusal(of: approval, by: .missionApprover)?.rule == .lifecycle)
        let course = try MeasureCase()
        try course.hear()
        try course.decide()
        #expect(try course.refusal(of: course.decision(), by: .secondDecisionMaker) == .lifecycle)
        let scenario = try MoneyScenario()
        try scenario.grantSupport(100_00)
        #expect(try scenario.rule(refusing: scenario.grant(100_00), by: .supportOfficer) == "LIFECYCLE")
    }
}
