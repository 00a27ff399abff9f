import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("The readiness gate: BMO concerns and overrides")
struct GateConcernTests {
    private let mission = MissionJourney.mission
    private let ready = Mission.DeclareReady(mission: MissionJourney.mission)
    private let decline = Concern.DeclineToAddress(
        concern: FileSample.concern, mission: MissionJourney.mission, reason: "valt buiten de sector")

    private func override(_ item: String, reason: String = "minister akkoord") throws -> Mission.OverrideGate {
        Mission.OverrideGate(mission: mission, item: try GateItemID(text: item), reason: reason)
    }

    @Test("A new concern ends readiness, and keeps the gate shut while it is open (R9, INV-17)")
    func open() throws {
        let book = try Book.withClosedGate()
        #expect(try book.gate()["INV-17"]?.status == .ok)
        try book.accept(ready)
        try book.raiseConcern()
        #expect(book.stage == .preparing)
        #expect(try book.gate()[Item.concern]?.status == .open && book.gate()["INV-17"] == nil)
        #expect(try book.refusal(of: ready)?.rule == .inv17)
        #expect(try book.refusal(of: Mission.Depart(mission: mission))?.rule == .lifecycle)
    }

    @Test("A concern that was addressed in a briefing no longer blocks (R9)")
    func addressed() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        try book.accept(FileSample.address())
        let item = try #require(try book.gate()[Item.concern])
        #expect(item.status == .ok && item.finding.nl.contains(FileSample.briefing.text))
        try book.accept(ready)
    }

    @Test("A concern that was declined with reasons no longer blocks, and its reasons show (R9)")
    func declined() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        try book.accept(decline, by: .bmoCoordinator)
        let item = try #require(try book.gate()[Item.concern])
        #expect(item.status == .ok && item.finding.nl.contains("valt buiten de sector"))
        try book.accept(ready)
    }

    @Test("A concern falls back when its briefing is cancelled (R9)")
    func fallenBack() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        try book.accept(FileSample.address())
        try book.accept(ready)
        let decision = try book.accept(Briefing.Cancel(briefing: FileSample.briefing, reason: "niet gehouden"))
        #expect(decision.eventNames == ["BriefingCancelled", "ConcernFellBack", "MissionReadinessLapsed"])
        #expect(try book.gate()[Item.concern]?.status == .open)
        #expect(try book.refusal(of: ready)?.rule == .inv17)
    }

    @Test("A closed concern that is reopened opens the gate's item again (R9)")
    func reopened() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        try book.accept(decline, by: .bmoCoordinator)
        try book.accept(
            [
                Concern.RespondToBmo(
                    concern: FileSample.concern, date: FileSample.today, text: "niet behandeld", meeting: nil),
                Concern.Close(concern: FileSample.concern),
            ], by: .bmoCoordinator)
        try book.accept(ready)
        try book.accept(Concern.Reopen(concern: FileSample.concern, reason: "nieuwe feiten"), by: .bmoCoordinator)
        #expect(book.stage == .preparing)
        #expect(try book.gate()[Item.concern]?.status == .open)
    }

    @Test("An open item is overridden by a second officer with a reason (INV-30)")
    func overriding() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        #expect(try book.refusal(of: override(Item.concern, reason: " "), by: .missionApprover)?.rule == .inv30)
        let decision = try book.accept(try override(Item.concern), by: .missionApprover)
        #expect(decision.eventNames == ["ReadinessOverridden"])
        let item = try #require(try book.gate()[Item.concern])
        #expect(item.status == .overridden && item.overriddenBy == TestOfficer.missionApprover.id.text)
        #expect(item.finding.nl.contains("minister akkoord"))
        #expect(try book.refusal(of: override(Item.concern), by: .missionApprover)?.rule == .lifecycle)
        let declaration = try book.accept(ready)
        guard case .mission(.declaredReady(let declared)) = declaration.emissions[0].event else {
            Issue.record("\(declaration.eventNames)")
            return
        }
        #expect(declared.overridden.map(\.text) == [Item.concern])
    }

    @Test("Who proposed the mission overrides nothing (INV-30)")
    func preparer() throws {
        let book = try Book()
        try book.publishProfile(.high)
        try book.accept(MissionJourney.propose(), by: .everything)
        try book.accept(Mission.AssessRisk(mission: mission, level: .high))
        #expect(try book.refusal(of: override(Item.union), by: .everything)?.rule == .inv30)
        #expect(try book.refusal(of: override(Item.union), by: .missionApprover) == nil)
    }

    @Test("Who overrode an item does not declare the mission ready (INV-30)")
    func declarer() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        try book.accept(try override(Item.concern), by: .everything)
        #expect(try book.refusal(of: ready, by: .everything)?.rule == .inv30)
        try book.accept(ready)
    }

    @Test("Only an item that exists, is open and blocks is overridden")
    func nothingToOverride() throws {
        let book = try Book.withClosedGate()
        #expect(try book.refusal(of: override(Item.union), by: .missionApprover)?.rule == .lifecycle)
        #expect(try book.refusal(of: override("R8"), by: .missionApprover)?.rule == .lifecycle)
        #expect(try book.refusal(of: override(Item.concern), by: .missionApprover)?.rule == .known)
        #expect(throws: InvalidText.self) { try GateItemID(text: "INV-99:iets") }
    }

    @Test("An override shows for ever, also once its item is settled (INV-30)")
    func forever() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        try book.accept(try override(Item.concern), by: .missionApprover)
        try book.accept(FileSample.address())
        let item = try #require(try book.gate()[Item.concern])
        #expect(item.status == .ok && item.overriddenBy == TestOfficer.missionApprover.id.text)
        #expect(item.finding.nl.contains("minister akkoord") && item.finding.en.contains("minister akkoord"))
    }

    @Test("An override shows for ever, also once its company withdrew (INV-30)")
    func withoutItem() throws {
        let book = try Book.withConfirmedCompany()
        let item = Item.company(MissionJourney.first)
        try book.accept(try override(item), by: .missionApprover)
        try book.accept(MissionJourney.withdraw(MissionJourney.first))
        let shown = try #require(try book.gate()[item])
        #expect(shown.status == .ok && shown.overriddenBy == TestOfficer.missionApprover.id.text)
        #expect(shown.finding.nl.contains("minister akkoord"))
    }

    @Test("An override passes what was open then, and not what opens anew (INV-30)")
    func notAgain() throws {
        let book = try Book.withClosedGate()
        try book.raiseConcern()
        try book.accept(try override(Item.concern), by: .missionApprover)
        try book.accept(FileSample.address())
        try book.accept(Briefing.Cancel(briefing: FileSample.briefing, reason: "niet gehouden"))
        let item = try #require(try book.gate()[Item.concern])
        #expect(item.status == .open && item.overriddenBy == TestOfficer.missionApprover.id.text)
        try book.accept(try override(Item.concern, reason: "opnieuw akkoord"), by: .missionApprover)
        #expect(try book.gate()[Item.concern]?.status == .overridden)
    }

    @Test("An override of a company's briefing ends when the company is confirmed anew (INV-30)")
    func confirmedAnew() throws {
        let book = try Book.withConfirmedCompany()
        let first = MissionJourney.first
        try book.accept(try override(Item.company(first)), by: .missionApprover)
        #expect(try book.gate()[Item.company(first)]?.status == .overridden)
        try book.accept(MissionJourney.withdraw(first))
        try book.accept(MissionJourney.register(first, late: "toch mee"))
        try book.complete(first)
        try book.accept(MissionJourney.confirm(first))
        #expect(try book.gate()[Item.company(first)]?.status == .open)
    }
}
