import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Briefings: planning, holding, attendance")
struct BriefingTests {
    private let briefing = FileSample.briefing
    private let riyadh = FileSample.riyadh
    private let jeddah = FileSample.jeddah
    private let today = FileSample.today

    private func attendance(_ attended: [CompanyID], absent: [CompanyID] = []) -> Briefing.RecordAttendance {
        Briefing.RecordAttendance(briefing: briefing, attended: attended, absent: absent)
    }

    private func briefApart(
        _ company: CompanyID = FileSample.company, topics: [Briefing.Topic] = [.importance],
        on date: CivilDate = FileSample.today
    ) -> Briefing.BriefIndividually {
        Briefing.BriefIndividually(briefing: briefing, company: company, date: date, mode: .telephone, topics: topics)
    }

    private func speaker(
        organisation: OrganisationID? = nil, officer: OfficerID? = nil, post: String? = nil
    ) -> Briefing.InviteSpeaker {
        Briefing.InviteSpeaker(briefing: briefing, organisation: organisation, officer: officer, post: post)
    }

    private func heldBriefing(for missions: [MissionID] = [FileSample.riyadh]) throws -> Book {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan(missions))
        try book.accept(FileSample.hold())
        return book
    }

    @Test("A briefing joins the file of each mission that it serves")
    func plan() throws {
        let book = try Book.withMissionFiles()
        let decision = try book.accept(FileSample.plan([riyadh, jeddah, riyadh]))
        #expect(decision.eventNames == ["BriefingPlanned", "MissionFileLinked", "MissionFileLinked"])
        #expect(book.state(briefing).missions == [riyadh, jeddah])
        #expect(book.state(jeddah).files.contains(briefing.stream))
        #expect(try book.refusal(of: FileSample.plan())?.rule == .unused)
    }

    @Test("A briefing serves a mission that exists, was not cancelled (INV-23) and is not over")
    func planFor() throws {
        let book = try Book.withMissionFiles()
        #expect(try book.refusal(of: FileSample.plan([]))?.rule == .complete)
        #expect(try book.refusal(of: FileSample.plan([.sample]))?.rule == .known)
        book.cancel(jeddah)
        #expect(try book.refusal(of: FileSample.plan([riyadh, jeddah]))?.rule == .inv23)
        book.record([riyadh.event(.ended(Mission.Ended()))], by: TestOfficer.missionManager.id)
        #expect(try book.refusal(of: FileSample.plan())?.rule == .lifecycle)
    }

    @Test("A briefing that was held says so once; another account of it is a correction")
    func hold() throws {
        let book = try Book.withMissionFiles()
        #expect(try book.refusal(of: FileSample.hold())?.rule == .known)
        try book.accept(FileSample.plan())
        #expect(try book.accept(FileSample.hold()).eventNames == ["BriefingHeld"])
        #expect(try book.accept(FileSample.hold()).eventNames == [])
        #expect(try book.refusal(of: FileSample.hold([.remedy]))?.rule == .lifecycle)
    }

    @Test("INV-26: a briefing was not held in the future")
    func heldInFuture() throws {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan())
        #expect(try book.refusal(of: FileSample.hold(), at: "2026-02-01T09:00:00+01:00")?.rule == .inv26)
        #expect(try book.refusal(of: FileSample.hold(), at: "2026-02-02T09:00:00+01:00") == nil)
    }

    @Test("INV-19: topics of R11 that were not covered are named, and refuse nothing")
    func topics() throws {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan())
        #expect(try book.refusal(of: FileSample.hold([]))?.rule == .complete)
        let decision = try book.accept(FileSample.hold([.remedy, .importance, .remedy]))
        #expect(decision.eventNames == ["BriefingHeld"])
        #expect(decision.advisories.map(\.rule) == [.inv19])
        let missing = "lokale risico's, mitigatie, de zes stappen, hulpkanalen"
        #expect(decision.advisories.first?.finding.nl.contains(missing) == true)
        #expect(book.state(briefing).topics == [.importance, .remedy])
    }

    @Test(
        "R8: civil society may speak; where there is risk its absence is remarked and never refused",
        arguments: [
            (RiskLevel.high, [], [Rule.r8]), (.elevated, [FileSample.union], [.r8]), (.low, [], []),
            (.high, [FileSample.civilSociety], []),
        ] as [(RiskLevel, [OrganisationID], [Rule])])
    func civilSociety(_ level: RiskLevel, _ speakers: [OrganisationID], _ advised: [Rule]) throws {
        let book = try Book.withMissionFiles()
        book.record(
            [riyadh.event(.riskLevelSet(Mission.RiskLevelSet(level: level, comparedVersion: 1)))],
            by: TestOfficer.imvoAdviser.id)
        try book.accept(FileSample.plan())
        let decision = try book.accept(FileSample.hold(speakers: speakers))
        #expect(decision.eventNames == ["BriefingHeld"])
        #expect(decision.advisories.map(\.rule) == advised)
    }

    @Test("A speaker is one organisation, one officer or one post, and is invited before the briefing")
    func speakers() throws {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan())
        let officer = TestOfficer.imvoAdviser.id
        #expect(try book.refusal(of: speaker())?.rule == .complete)
        #expect(try book.refusal(of: speaker(organisation: FileSample.expert, officer: officer))?.rule == .complete)
        #expect(try book.refusal(of: speaker(organisation: .sample))?.rule == .known)
        #expect(try book.refusal(of: speaker(officer: .sample))?.rule == .known)
        #expect(try book.refusal(of: speaker(officer: officer, post: " "))?.rule == .complete)
        for invited in [
            speaker(organisation: FileSample.expert), speaker(officer: officer), speaker(post: "ambassade Riyad"),
        ] {
            #expect(try book.accept(invited).eventNames == ["SpeakerInvited"])
            #expect(try book.accept(invited).eventNames == [])
        }
        #expect(book.state(briefing).invitedSpeakers.map(\.kind) == [.expert, .officer, .post])
        try book.accept(FileSample.hold())
        #expect(try book.refusal(of: speaker(organisation: FileSample.union))?.rule == .lifecycle)
    }

    @Test("Attendance is recorded of a held briefing, for companies registered on a mission that it serves")
    func attendance() throws {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan([riyadh, jeddah]))
        #expect(try book.refusal(of: attendance([FileSample.company]))?.rule == .lifecycle)
        try book.accept(FileSample.hold())
        #expect(try book.refusal(of: attendance([FileSample.stranger]))?.rule == .known)
        #expect(try book.refusal(of: attendance([], absent: [FileSample.stranger]))?.rule == .known)
        let command = attendance([FileSample.company], absent: [FileSample.otherCompany])
        #expect(try book.accept(command).eventNames == ["CompanyAttended", "CompanyAbsent"])
        #expect(try book.accept(command).eventNames == [])
    }

    @Test("Attendance that was recorded differently is corrected, not overwritten")
    func contradiction() throws {
        let book = try heldBriefing()
        let company = FileSample.company
        #expect(try book.refusal(of: attendance([company], absent: [company]))?.rule == .complete)
        try book.accept(attendance([company]))
        #expect(try book.refusal(of: attendance([], absent: [company]))?.rule == .lifecycle)
    }

    @Test("R10: absentees who were not briefed individually are named")
    func absentees() throws {
        let book = try heldBriefing()
        try book.accept(briefApart())
        let absent = [FileSample.company, FileSample.otherCompany]
        let decision = try book.accept(attendance([], absent: absent))
        #expect(decision.advisories.map(\.rule) == [.r10])
        #expect(decision.advisories.first?.finding.nl.contains(FileSample.otherCompany.text) == true)
        #expect(decision.advisories.first?.finding.nl.contains(FileSample.company.text) == false)
    }

    @Test("Where a briefing is for no mission to Saudi Arabia, absentees are named by this book's own rule (INV-18)")
    func absenteesElsewhere() throws {
        let book = try heldBriefing()
        let elsewhere = Mission.Proposed(
            title: "Missie", country: CountryID(local: "eg"), sector: "water",
            period: Period(from: today, until: today.adding(days: 5)))
        book.record([riyadh.event(.proposed(elsewhere))], by: TestOfficer.missionManager.id)
        let decision = try book.accept(attendance([], absent: [FileSample.company]))
        #expect(decision.advisories.map(\.rule) == [.inv18])
    }

    @Test("A registered company is briefed individually, on a date and on topics")
    func individually() throws {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan())
        #expect(try book.refusal(of: briefApart(FileSample.stranger))?.rule == .known)
        #expect(try book.refusal(of: briefApart(topics: []))?.rule == .complete)
        #expect(try book.refusal(of: briefApart(on: today.adding(days: 1)))?.rule == .inv26)
        #expect(try book.accept(briefApart()).eventNames == ["CompanyBriefedIndividually"])
        #expect(try book.accept(briefApart()).eventNames == [])
        try book.accept(Briefing.Cancel(briefing: briefing, reason: "Zaal afgezegd"))
        #expect(try book.refusal(of: briefApart(topics: [.remedy]))?.rule == .lifecycle)
        #expect(book.state(briefing).individualBriefings.map(\.missions) == [[riyadh]])
    }

    @Test("Warnings and reminders go to all or to one registered company, and are recorded once")
    func inWriting() throws {
        let book = try Book.withMissionFiles()
        try book.accept(FileSample.plan())
        func warn(_ company: CompanyID?, on date: CivilDate) -> Briefing.IssueRiskWarning {
            Briefing.IssueRiskWarning(briefing: briefing, company: company, date: date, material: FileSample.material)
        }
        func remind(_ company: CompanyID?, on date: CivilDate) -> Briefing.RemindOfRemedy {
            Briefing.RemindOfRemedy(briefing: briefing, company: company, date: date, material: FileSample.material)
        }
        #expect(try book.accept(warn(nil, on: today)).eventNames == ["RiskWarningIssued"])
        #expect(try book.accept(warn(nil, on: today)).eventNames == [])
        #expect(try book.accept(warn(FileSample.company, on: today)).eventNames == ["RiskWarningIssued"])
        #expect(try book.accept(remind(nil, on: today)).eventNames == ["RemedyReminderGiven"])
        #expect(try book.accept(remind(nil, on: today)).eventNames == [])
        let tomorrow = today.adding(days: 1)
        #expect(try book.refusal(of: warn(FileSample.stranger, on: today))?.rule == .known)
        #expect(try book.refusal(of: remind(FileSample.stranger, on: today))?.rule == .known)
        #expect(try book.refusal(of: warn(nil, on: tomorrow))?.rule == .inv26)
        #expect(try book.refusal(of: remind(nil, on: tomorrow))?.rule == .inv26)
        try book.accept(Briefing.Cancel(briefing: briefing, reason: "Zaal afgezegd"))
        #expect(try book.refusal(of: warn(FileSample.otherCompany, on: today))?.rule == .lifecycle)
        #expect(try book.refusal(of: remind(FileSample.otherCompany, on: today))?.rule == .lifecycle)
    }
}
