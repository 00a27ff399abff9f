import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Who prepared a mission does not decide on it (INV-7, INV-30)")
struct FourEyesTests {
    private static let mission = MissionJourney.mission

    private func override(_ item: String) throws -> Mission.OverrideGate {
        Mission.OverrideGate(mission: Self.mission, item: try GateItemID(text: item), reason: "minister akkoord")
    }

    @Test(
        "Whoever took part in preparing the plan, and not only who proposed it, does not approve it (INV-7)",
        arguments: [
            Mission.AssessRisk(mission: mission, level: .high),
            Mission.AddProgrammeItem(
                mission: mission, item: .sample, title: "Bezoek", date: FileSample.today, organisations: []),
            Mission.DecideCivilSocietyBriefing(mission: mission, involved: true, reason: ""),
            Mission.WaiveInvolvement(mission: mission, kind: .union, reason: "geen vakbonden toegestaan"),
        ] as [any Command])
    func approval(preparing command: any Command) throws {
        let book = try Book()
        try book.publishProfile(.high)
        try book.accept(MissionJourney.propose())
        try book.accept([command], by: .everything)
        try book.accept(Mission.AssessRisk(mission: Self.mission, level: .high), by: .imvoAdviser)
        let approval = Mission.ApprovePlan(mission: Self.mission)
        #expect(try book.refusal(of: approval, by: .everything)?.rule == .inv7)
        #expect(try book.refusal(of: approval, by: .missionApprover) == nil)
    }

    @Test("Whoever ran the registration overrides nothing on the gate (INV-30)")
    func registrar() throws {
        let book = try Book.withOpenMission()
        try book.enterOrganisations()
        try book.raiseConcern()
        try book.accept(Mission.CloseRegistration(mission: Self.mission), by: .everything)
        #expect(try book.refusal(of: override(Item.concern), by: .everything)?.rule == .inv30)
        #expect(try book.refusal(of: override(Item.concern), by: .missionApprover) == nil)
    }

    @Test("Who confirmed a company does not override that it was not informed, and may override another item (INV-30)")
    func confirmer() throws {
        let book = try Book.withOpenMission()
        try book.enterOrganisations()
        try book.raiseConcern()
        try book.registerFully(MissionJourney.first)
        try book.accept(MissionJourney.confirm(MissionJourney.first), by: .everything)
        let item = Item.company(MissionJourney.first)
        #expect(try book.refusal(of: override(item), by: .everything)?.rule == .inv30)
        #expect(try book.refusal(of: override(item), by: .missionApprover) == nil)
        #expect(try book.refusal(of: override(Item.concern), by: .everything) == nil)
    }

    @Test("Who linked a concern does not override that it is open (INV-30)")
    func linker() throws {
        let book = try Book.withOpenMission()
        try book.enterOrganisations()
        try book.accept(
            BmoMeeting.Hold(
                meeting: FileSample.meeting, date: FileSample.lastWeek, organisations: [FileSample.civilSociety],
                agenda: ["Golfregio"]),
            by: .bmoCoordinator)
        try book.accept(FileSample.raise(for: Self.mission), by: .everything)
        #expect(try book.refusal(of: override(Item.concern), by: .everything)?.rule == .inv30)
        #expect(try book.refusal(of: override(Item.concern), by: .missionApprover) == nil)
    }

    @Test("Reopening a mission that others prepared makes nobody its preparer (INV-30)")
    func decider() throws {
        let book = try Book.withConfirmedCompany()
        try book.accept(Mission.Postpone(mission: Self.mission, reason: "onrust"), by: .missionApprover)
        try book.accept(
            Mission.Reopen(
                mission: Self.mission, from: FileSample.today.adding(days: 200),
                until: FileSample.today.adding(days: 205), reason: "rust keerde terug"),
            by: .missionApprover)
        #expect(try book.refusal(of: override(Item.union), by: .missionApprover) == nil)
    }
}
