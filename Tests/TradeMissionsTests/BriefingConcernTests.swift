import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Concerns that are taken along in briefings, and what corrections undo")
struct BriefingConcernTests {
    private let briefing = FileSample.briefing
    private let concern = FileSample.concern
    private let riyadh = FileSample.riyadh

    private func correct(
        topics: [Briefing.Topic] = Briefing.Topic.allCases, attended: [CompanyID] = [], absent: [CompanyID] = [],
        reason: String = "Presentielijst nagekeken"
    ) -> Briefing.Correct {
        Briefing.Correct(briefing: briefing, topics: topics, attended: attended, absent: absent, reason: reason)
    }

    private func cancel(reason: String = "Ging niet door") -> Briefing.Cancel {
        Briefing.Cancel(briefing: briefing, reason: reason)
    }

    @Test("R9: a concern is addressed in a briefing that was held, and both files say so")
    func addressed() throws {
        let book = try Book.withConcern()
        try book.accept(FileSample.plan())
        try book.accept(FileSample.hold())
        let decision = try book.accept(FileSample.address())
        #expect(decision.eventNames == ["ConcernAddressedInBriefing", "ConcernAddressed"])
        #expect(decision.advisories.isEmpty)
        #expect(book.state(concern).openMissions.isEmpty)
        #expect(try book.accept(FileSample.address()).eventNames == [])
        #expect(try book.accept(FileSample.address(item: "5")).eventNames == decision.eventNames)
    }

    @Test("R9: a briefing that is only planned, or that was cancelled, addresses nothing")
    func notHeld() throws {
        let book = try Book.withConcern()
        try book.accept(FileSample.plan())
        #expect(try book.refusal(of: FileSample.address())?.rule == .r9)
        try book.accept(cancel())
        #expect(try book.refusal(of: FileSample.address())?.rule == .r9)
    }

    @Test("R9: a briefing addresses a concern only for a mission that it serves")
    func otherMission() throws {
        let book = try Book.withConcern()
        try book.accept(FileSample.plan())
        try book.accept(FileSample.hold())
        try book.accept(Concern.Link(concern: concern, mission: FileSample.jeddah))
        #expect(try book.refusal(of: FileSample.address(FileSample.jeddah))?.rule == .r9)
    }

    @Test("A concern is addressed for a mission that it is linked to, at an item, once someone handles it")
    func order() throws {
        let book = try Book.withMissionFiles()
        try book.accept(
            BmoMeeting.Hold(
                meeting: FileSample.meeting, date: FileSample.today, organisations: [FileSample.civilSociety],
                agenda: ["Metro"]),
            by: .bmoCoordinator)
        try book.accept(FileSample.raise(for: riyadh), by: .bmoCoordinator)
        try book.accept(FileSample.plan([riyadh, FileSample.jeddah]))
        try book.accept(FileSample.hold())
        #expect(try book.refusal(of: FileSample.address(FileSample.jeddah))?.rule == .lifecycle)
        #expect(try book.refusal(of: FileSample.address(item: " "))?.rule == .complete)
        #expect(try book.refusal(of: FileSample.address())?.rule == .lifecycle)
        try book.accept(Concern.Assign(concern: concern, officer: TestOfficer.imvoAdviser.id), by: .bmoCoordinator)
        #expect(try book.refusal(of: FileSample.address()) == nil)
    }

    @Test("A briefing that came before the BMO meeting is remarked, not refused")
    func earlierBriefing() throws {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan())
        try book.accept(FileSample.hold())
        book.now = book.now.adding(seconds: 86_400)
        let raised = FileSample.raise(for: riyadh)
        try book.accept(
            BmoMeeting.Hold(
                meeting: FileSample.meeting, date: FileSample.today.adding(days: 1), organisations: [FileSample.union],
                agenda: ["Metro"]),
            by: .bmoCoordinator)
        try book.accept(raised, by: .bmoCoordinator)
        try book.accept(Concern.Assign(concern: concern, officer: TestOfficer.imvoAdviser.id), by: .bmoCoordinator)
        #expect(try book.accept(FileSample.address()).advisories.map(\.rule) == [.r9])
    }

    @Test("INV-17: when the briefing is cancelled the concern falls back and readiness lapses, even after closure")
    func cancelled() throws {
        let book = try Book.withAddressedConcern()
        try book.accept(
            Concern.RespondToBmo(concern: concern, date: FileSample.today, text: "Behandeld", meeting: nil),
            by: .bmoCoordinator)
        try book.accept(Concern.Close(concern: concern), by: .bmoCoordinator)
        book.declareReady(riyadh)
        #expect(try book.refusal(of: cancel(reason: ""))?.rule == .complete)
        let decision = try book.accept(cancel())
        #expect(decision.eventNames == ["BriefingCancelled", "ConcernFellBack", "MissionReadinessLapsed"])
        #expect(book.state(concern).openMissions == [riyadh])
        #expect(book.state(concern).status == .linked)
        #expect(book.state(riyadh).stage == .preparing)
        #expect(try book.accept(cancel()).eventNames == [])
    }

    @Test("INV-17: when the briefing is corrected the concern falls back, and can be recorded anew")
    func corrected() throws {
        let book = try Book.withAddressedConcern()
        book.declareReady(riyadh)
        let decision = try book.accept(correct(topics: [.importance]))
        #expect(decision.eventNames == ["BriefingCorrected", "ConcernFellBack", "MissionReadinessLapsed"])
        #expect(decision.advisories.map(\.rule) == [.inv19])
        #expect(book.state(briefing).topics == [.importance])
        #expect(try book.accept(FileSample.address()).eventNames == ["ConcernAddressedInBriefing", "ConcernAddressed"])
        #expect(try book.accept(cancel()).eventNames == ["BriefingCancelled", "ConcernFellBack"])
    }

    @Test("A concern that was since addressed elsewhere, or left aside, does not fall back")
    func addressedElsewhere() throws {
        let book = try Book.withAddressedConcern()
        let second = BriefingID(local: "riyad-2")
        try book.accept(
            Briefing.Plan(briefing: second, missions: [riyadh], date: FileSample.today, mode: .online))
        try book.accept(
            Briefing.Hold(
                briefing: second, date: FileSample.today, mode: .online, topics: [.localRisks], organisations: [],
                officers: [], posts: ["ambassade Riyad"]))
        try book.accept(
            Briefing.AddressConcern(
                briefing: second, concern: concern, mission: riyadh, item: "1", material: FileSample.material))
        #expect(try book.accept(cancel()).eventNames == ["BriefingCancelled"])
        #expect(book.state(concern).status == .addressed)
    }

    @Test("A correction puts attendance right; one that changes nothing yields nothing")
    func attendance() throws {
        let book = try Book.withAddressedConcern()
        let company = FileSample.company
        try book.accept(Briefing.RecordAttendance(briefing: briefing, attended: [company], absent: []))
        #expect(try book.accept(correct(attended: [company])).eventNames == [])
        let decision = try book.accept(correct(attended: [FileSample.otherCompany], absent: [company]))
        #expect(decision.eventNames == ["BriefingCorrected", "ConcernFellBack"])
        #expect(book.state(briefing).attendance == [company: false, FileSample.otherCompany: true])
    }

    @Test("A correction needs a held briefing, a reason, topics, and registered companies")
    func correctionRefused() throws {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan())
        #expect(try book.refusal(of: correct())?.rule == .lifecycle)
        try book.accept(FileSample.hold())
        #expect(try book.refusal(of: correct(topics: [.remedy], reason: " "))?.rule == .complete)
        #expect(try book.refusal(of: correct(topics: []))?.rule == .complete)
        #expect(try book.refusal(of: correct(attended: [FileSample.stranger]))?.rule == .known)
        let company = FileSample.company
        #expect(try book.refusal(of: correct(attended: [company], absent: [company]))?.rule == .complete)
    }

    @Test("Readiness lapses for every mission that a cancelled briefing served and that was ready")
    func severalMissions() throws {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan([riyadh, FileSample.jeddah]))
        for mission in [riyadh, FileSample.jeddah] { book.declareReady(mission) }
        let decision = try book.accept(cancel())
        #expect(decision.eventNames == ["BriefingCancelled", "MissionReadinessLapsed", "MissionReadinessLapsed"])
    }
}
