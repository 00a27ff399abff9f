import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Registration for a mission")
struct ParticipationTests {
    private let mission = MissionJourney.mission
    private let first = MissionJourney.first
    private let second = MissionJourney.second

    @Test("A registration gets the next place in the order of receipt and joins mission and company")
    func registration() throws {
        let book = try Book.withOpenMission()
        let decision = try book.accept(MissionJourney.register(first))
        #expect(decision.eventNames == ["CompanyRegistered", "MissionFileLinked", "CompanyFileLinked"])
        try book.accept(MissionJourney.register(second))
        #expect(book.participation(first).sequence == 1 && book.participation(second).sequence == 2)
        let file = ParticipationID(mission, first).stream
        #expect(book.state(mission).files.contains(file) && book.state(first).files.contains(file))
    }

    @Test("Mission and company are known, and a company registers once")
    func known() throws {
        let book = try Book.withOpenMission()
        #expect(try book.refusal(of: MissionJourney.register(first, for: MissionJourney.other))?.rule == .known)
        let nobody = CompanyID(local: "nergens00000")
        #expect(try book.refusal(of: MissionJourney.register(nobody))?.rule == .known)
        try book.accept(MissionJourney.register(first))
        #expect(try book.refusal(of: MissionJourney.register(first))?.rule == .lifecycle)
    }

    @Test("Registration waits until it is open")
    func tooEarly() throws {
        let book = try Book.withMission()
        try book.enter(first)
        let early = MissionJourney.register(first, late: "alvast")
        #expect(try book.refusal(of: early)?.rule == .lifecycle)
        try book.accept(Mission.ApprovePlan(mission: mission), by: .missionApprover)
        #expect(try book.refusal(of: early)?.rule == .lifecycle)
        try book.accept(MissionJourney.announce())
        #expect(try book.refusal(of: early)?.rule == .lifecycle)
    }

    @Test("After registration closed a company registers only with a reason for being late")
    func late() throws {
        let book = try Book.withOpenMission()
        try book.accept(Mission.CloseRegistration(mission: mission))
        #expect(try book.refusal(of: MissionJourney.register(first))?.rule == .lifecycle)
        #expect(try book.refusal(of: MissionJourney.register(first, late: " "))?.rule == .lifecycle)
        try book.accept(MissionJourney.register(first, late: "post vertraagd"))
        #expect(book.participation(first).sequence == 1)
    }

    @Test("After the closing date a registration is taken in and recorded as late, which advises and refuses nothing")
    func afterClosingDate() throws {
        let book = try Book.withOpenMission()
        let closing = try #require(book.state(mission).announcement?.closingDate)
        let inTime = try book.accept(MissionJourney.register(first, late: "x"), at: "\(closing.text)T12:00:00Z")
        #expect(inTime.advisories.isEmpty && !book.participation(first).isLate)
        let decision = try book.accept(
            MissionJourney.register(second), at: "\(closing.adding(days: 1).text)T12:00:00Z")
        #expect(decision.eventNames.first == "CompanyRegistered")
        #expect(decision.advisories.map(\.rule) == [.inv20])
        #expect(book.participation(second).isLate && book.participation(second).sequence == 2)
    }

    @Test("A late registration leaves readiness as it was; its confirmation ends it (R10)")
    func lateWhenReady() throws {
        let book = try Book.withClosedGate()
        try book.accept(Mission.DeclareReady(mission: mission))
        try book.accept(MissionJourney.register(second, late: "post vertraagd"))
        try book.complete(second)
        #expect(book.stage == .ready)
        let decision = try book.accept(MissionJourney.confirm(second))
        #expect(decision.eventNames == ["ParticipationConfirmed", "MissionReadinessLapsed"])
        #expect(book.stage == .preparing)
        try book.accept(MissionJourney.register(MissionJourney.third, late: "ook vertraagd"))
    }

    @Test("A mission that is cancelled, underway or over takes no registrations (INV-23)")
    func cancelled() throws {
        let cancelled = try Book.withOpenMission()
        try cancelled.accept(Mission.Cancel(mission: mission, reason: "veiligheid"), by: .missionApprover)
        #expect(try cancelled.refusal(of: MissionJourney.register(first, late: "te laat"))?.rule == .inv23)

        let book = try Book.withClosedGate()
        let steps: [any Command] = [
            Mission.Depart(mission: mission), Mission.End(mission: mission),
            Mission.HoldDebrief(mission: mission, findings: "goed"), Mission.Close(mission: mission),
        ]
        try book.accept(Mission.DeclareReady(mission: mission))
        for step in steps {
            try book.accept(step)
            #expect(try book.refusal(of: MissionJourney.register(second, late: "te laat"))?.rule == .inv23)
        }
    }

    @Test("A mission without official support takes no registrations; one that is postponed waits (INV-23)")
    func withdrawnSupport() throws {
        let book = try Book.withOpenMission()
        try book.accept(Mission.Postpone(mission: mission, reason: "onrust"), by: .missionApprover)
        #expect(try book.refusal(of: MissionJourney.register(first))?.rule == .lifecycle)
        let withdrawn = try Book.withOpenMission()
        try withdrawn.accept(
            Mission.WithdrawOfficialSupport(mission: mission, reason: "moordzaak"), by: .missionApprover)
        #expect(try withdrawn.refusal(of: MissionJourney.register(first))?.rule == .inv23)
    }

    @Test("An exclusion bars registration for that mission, and for no other (INV-21, R3)")
    func excluded() throws {
        let book = try Book.withOpenMission()
        book.exclude(first)
        #expect(try book.refusal(of: MissionJourney.register(first))?.rule == .inv21)
        try book.openOther()
        try book.accept(MissionJourney.register(first, for: MissionJourney.other))
        #expect(book.participation(first, on: MissionJourney.other).status == .registered)
        book.restore(first)
        try book.accept(MissionJourney.register(first))
        #expect(book.participation(first).status == .registered)
    }

    @Test("Who withdrew, was cancelled or was refused registers anew, with a new place and an empty form")
    func anew() throws {
        let endings: [any Command] = [
            MissionJourney.withdraw(first), MissionJourney.cancel(first), MissionJourney.refuse(first),
        ]
        for ending in endings {
            let book = try Book.withOpenMission()
            try book.accept(MissionJourney.register(first))
            try book.accept(MissionJourney.accept(first))
            try book.accept(MissionJourney.register(second))
            try book.accept(ending)
            let decision = try book.accept(MissionJourney.register(first))
            #expect(decision.eventNames == ["CompanyRegistered"])
            #expect(book.participation(first).sequence == 3 && book.participation(first).status == .registered)
            #expect(book.participation(first).missingItems == RegistrationItem.allCases)
            try book.accept(MissionJourney.register(MissionJourney.third))
            #expect(book.participation(MissionJourney.third).sequence == 4)
        }
    }

    @Test("Only the version of the conditions that was announced is accepted (INV-20)")
    func conditions() throws {
        let book = try Book.withOpenMission()
        try book.accept(MissionJourney.register(first))
        #expect(try book.refusal(of: MissionJourney.accept(first, conditions: "RVO-2025-9"))?.rule == .inv20)
        let unsigned = Participation.AcceptConditions(
            mission: mission, company: first, conditions: MissionJourney.conditions, signatory: " ")
        #expect(try book.refusal(of: unsigned)?.rule == .complete)
        #expect(try book.accept(MissionJourney.accept(first)).eventNames == ["ConditionsAccepted"])
        #expect(try book.accept(MissionJourney.accept(first)).emissions.isEmpty)
        #expect(book.participation(first).missingItems == [.selfScan, .intake, .profile])
    }

    @Test("A paper is stored once, and again when it is replaced")
    func papers() throws {
        func papers(_ reference: String) -> [any Command] {
            [
                Participation.SubmitSelfScan(mission: mission, company: first, reference: reference),
                Participation.SubmitIntake(mission: mission, company: first, reference: reference),
                Participation.SubmitProfile(mission: mission, company: first, reference: reference),
            ]
        }
        let names = ["SelfScanSubmitted", "MatchmakingIntakeReceived", "CompanyProfileReceived"]
        let book = try Book.withOpenMission()
        for paper in papers("stuk 1") { #expect(try book.refusal(of: paper)?.rule == .known) }
        try book.accept(MissionJourney.register(first))
        for paper in papers(" ") { #expect(try book.refusal(of: paper)?.rule == .complete) }
        for (paper, name) in zip(papers("stuk 1"), names) { #expect(try book.accept(paper).eventNames == [name]) }
        #expect(book.participation(first).missingItems == [.conditions])
        for paper in papers("stuk 1") { #expect(try book.accept(paper).emissions.isEmpty) }
        for (paper, name) in zip(papers("stuk 2"), names) { #expect(try book.accept(paper).eventNames == [name]) }
        try book.accept(MissionJourney.withdraw(first))
        for paper in papers("stuk 3") { #expect(try book.refusal(of: paper)?.rule == .lifecycle) }
        #expect(try book.refusal(of: MissionJourney.accept(second))?.rule == .known)
    }

    @Test("No paper is added once the mission is over or cancelled")
    func afterwards() throws {
        let book = try Book.withOpenMission()
        try book.accept(MissionJourney.register(first))
        try book.accept(Mission.Cancel(mission: mission, reason: "veiligheid"), by: .missionApprover)
        let paper = Participation.SubmitSelfScan(mission: mission, company: first, reference: "stuk 1")
        #expect(try book.refusal(of: paper)?.rule == .lifecycle)
        #expect(try book.refusal(of: MissionJourney.accept(first))?.rule == .lifecycle)
    }
}

extension Book {
    /// A second mission that is open for registration.
    func openOther() throws {
        let other = MissionJourney.other
        try accept(MissionJourney.propose(other))
        try accept(Mission.AssessRisk(mission: other, level: .high))
        try accept(Mission.ApprovePlan(mission: other), by: .missionApprover)
        try accept(MissionJourney.announce(other))
        try accept(Mission.OpenRegistration(mission: other))
    }
}
