import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Concerns of the Breed Mensenrechten Overleg")
struct ConcernTests {
    private let concern = FileSample.concern
    private let riyadh = FileSample.riyadh

    private func decline(_ reason: String = "Valt buiten de missie") -> Concern.DeclineToAddress {
        Concern.DeclineToAddress(concern: concern, mission: riyadh, reason: reason)
    }

    private var respond: Concern.RespondToBmo {
        Concern.RespondToBmo(concern: concern, date: FileSample.today, text: "Behandeld", meeting: FileSample.meeting)
    }

    private var close: Concern.Close { Concern.Close(concern: concern) }
    private var reopen: Concern.Reopen { Concern.Reopen(concern: concern, reason: "Nieuwe feiten") }

    @Test("A concern goes from raised to closed in the order of its file")
    func lifecycle() throws {
        let book = try Book.withAddressedConcern()
        #expect(book.state(concern).status == .addressed)
        #expect(try book.refusal(of: close, by: .bmoCoordinator)?.rule == .lifecycle)
        try book.accept(respond, by: .bmoCoordinator)
        #expect(book.state(concern).status == .responded)
        try book.accept(close, by: .bmoCoordinator)
        #expect(book.state(concern).status == .closed)
        #expect(
            book.eventNames(of: concern.stream) == [
                "ConcernRaised.v2", "ConcernAssigned", "ConcernLinkedToMission", "ConcernAddressed",
                "ResponseGivenToBmo",
                "ConcernClosed",
            ])
    }

    @Test("A concern that names a mission is linked to it at once, and readiness lapses")
    func raisedForMission() throws {
        let book = try Book.withConcern()
        book.declareReady(FileSample.jeddah)
        let second = Concern.Raise(
            concern: ConcernID(local: "hitte"), meeting: FileSample.meeting, organisation: FileSample.civilSociety,
            subject: "Hitte", text: "Werken bij hitte", country: .sample, mission: FileSample.jeddah, company: nil,
            project: nil, affectedGroup: "arbeidsmigranten", severity: .serious, confidentialAbout: nil,
            confidential: nil)
        let decision = try book.accept(second, by: .bmoCoordinator)
        #expect(
            decision.eventNames == [
                "ConcernRaised.v2", "ConcernLinkedToMission", "MissionFileLinked", "MissionReadinessLapsed",
            ])
        #expect(book.state(FileSample.jeddah).stage == .preparing)
        #expect(book.state(ConcernID(local: "hitte")).status == .raised)
    }

    @Test("A concern says what it is about and who is affected")
    func complete() throws {
        let book = try Book.withConcern()
        let blank = Concern.Raise(
            concern: .sample, meeting: FileSample.meeting, organisation: FileSample.civilSociety, subject: "Lonen",
            text: "Te laat", country: .sample, mission: nil, company: nil, project: nil, affectedGroup: " ",
            severity: .moderate, confidentialAbout: nil, confidential: nil)
        #expect(try book.refusal(of: blank, by: .bmoCoordinator)?.rule == .complete)
        #expect(try book.refusal(of: FileSample.raise(), by: .bmoCoordinator)?.rule == .unused)
        #expect(try book.refusal(of: FileSample.raise(), by: .missionManager)?.rule == .authority)
    }

    @Test("A concern comes from a meeting, an organisation and about a company that are known")
    func known() throws {
        let book = try Book.withMissionFiles()
        #expect(try book.refusal(of: FileSample.raise(), by: .bmoCoordinator)?.rule == .known)
    }

    @Test("A concern is handled by a known officer, raised by a known organisation, and answered at a known meeting")
    func knownParties() throws {
        let book = try Book.withConcern()
        let unknown: [any Command] = [
            Concern.Assign(concern: concern, officer: .sample),
            Concern.RespondToBmo(concern: concern, date: FileSample.today, text: "Behandeld", meeting: .sample),
            Concern.Raise(
                concern: .sample, meeting: FileSample.meeting, organisation: .sample, subject: "Lonen", text: "Te laat",
                country: .sample, mission: nil, company: nil, project: nil, affectedGroup: "bouwvakkers",
                severity: .moderate, confidentialAbout: nil, confidential: nil),
        ]
        for command in unknown { #expect(try book.refusal(of: command, by: .everything)?.rule == .known) }
    }

    @Test("R5: a concern about a company is recorded with the remark that it is no ground by itself")
    func aboutCompany() throws {
        let book = try Book.withMissionFiles()
        try book.accept(
            BmoMeeting.Hold(
                meeting: FileSample.meeting, date: FileSample.today, organisations: [FileSample.civilSociety],
                agenda: ["Metro"]),
            by: .bmoCoordinator)
        #expect(try book.refusal(of: FileSample.raise(about: .sample), by: .bmoCoordinator)?.rule == .known)
        let decision = try book.accept(FileSample.raise(about: FileSample.company), by: .bmoCoordinator)
        #expect(decision.eventNames == ["ConcernRaised.v2"])
        #expect(decision.advisories.map(\.rule) == [.r5])
    }

    @Test("A concern that names a mission is not left aside before someone handles it")
    func handledFirst() throws {
        let book = try Book.withMissionFiles()
        try book.accept(
            BmoMeeting.Hold(
                meeting: FileSample.meeting, date: FileSample.today, organisations: [FileSample.civilSociety],
                agenda: ["Metro"]),
            by: .bmoCoordinator)
        try book.accept(FileSample.raise(for: riyadh), by: .bmoCoordinator)
        #expect(try book.refusal(of: decline(), by: .imvoAdviser)?.rule == .lifecycle)
        let assign = Concern.Assign(concern: concern, officer: TestOfficer.imvoAdviser.id)
        try book.accept(assign, by: .bmoCoordinator)
        #expect(try book.refusal(of: decline(), by: .imvoAdviser) == nil)
    }

    @Test("A concern is linked only after it was assigned")
    func assignedFirst() throws {
        let book = try Book.withConcern()
        let other = ConcernID(local: "hitte")
        try book.accept(
            Concern.Raise(
                concern: other, meeting: FileSample.meeting, organisation: FileSample.union, subject: "Hitte",
                text: "Werken bij hitte", country: .sample, mission: nil, company: nil, project: nil,
                affectedGroup: "bouwvakkers", severity: .serious, confidentialAbout: nil, confidential: nil),
            by: .bmoCoordinator)
        let link = Concern.Link(concern: other, mission: riyadh)
        #expect(try book.refusal(of: link)?.rule == .lifecycle)
        let assign = Concern.Assign(concern: other, officer: TestOfficer.imvoAdviser.id)
        try book.accept(assign, by: .bmoCoordinator)
        #expect(try book.accept(assign, by: .bmoCoordinator).eventNames == [])
        #expect(book.state(other).status == .assigned)
        let early = Concern.RespondToBmo(concern: other, date: FileSample.today, text: "Nog niets", meeting: nil)
        #expect(try book.refusal(of: early, by: .bmoCoordinator)?.rule == .lifecycle)
        #expect(try book.accept(link).eventNames == ["ConcernLinkedToMission", "MissionFileLinked"])
        #expect(try book.accept(link).eventNames == [])
    }

    @Test("INV-17: a concern that is linked to a mission takes its readiness away")
    func linkLapses() throws {
        let book = try Book.withConcern()
        book.declareReady(FileSample.jeddah)
        let decision = try book.accept(Concern.Link(concern: concern, mission: FileSample.jeddah))
        #expect(decision.eventNames == ["ConcernLinkedToMission", "MissionFileLinked", "MissionReadinessLapsed"])
        #expect(book.state(FileSample.jeddah).stage == .preparing)
    }

    @Test("INV-23: no concern is linked to a cancelled mission")
    func cancelledMission() throws {
        let book = try Book.withConcern()
        book.cancel(FileSample.jeddah)
        #expect(try book.refusal(of: Concern.Link(concern: concern, mission: FileSample.jeddah))?.rule == .inv23)
    }

    @Test("A concern can be linked to a mission that has ended, and not to one that is closed")
    func missionOver() throws {
        let book = try Book.withConcern()
        let link = Concern.Link(concern: concern, mission: FileSample.jeddah)
        book.record([FileSample.jeddah.event(.ended(Mission.Ended()))], by: TestOfficer.missionManager.id)
        #expect(try book.refusal(of: link) == nil)
        book.record([FileSample.jeddah.event(.closed(Mission.Closed()))], by: TestOfficer.missionManager.id)
        #expect(try book.refusal(of: link)?.rule == .lifecycle)
    }

    @Test("R9: a concern is left aside with a reason, for a mission it is linked to")
    func notAddressed() throws {
        let book = try Book.withConcern()
        #expect(try book.refusal(of: decline("  "), by: .imvoAdviser)?.rule == .r9)
        let elsewhere = Concern.DeclineToAddress(concern: concern, mission: FileSample.jeddah, reason: "Nee")
        #expect(try book.refusal(of: elsewhere, by: .imvoAdviser)?.rule == .lifecycle)
        #expect(try book.accept(decline(), by: .imvoAdviser).eventNames == ["ConcernNotAddressed"])
        #expect(try book.accept(decline(), by: .imvoAdviser).eventNames == [])
        #expect(book.state(concern).status == .notAddressed)
    }

    @Test("What was addressed in a briefing is not left aside afterwards; what was left aside can still be addressed")
    func changeOfMind() throws {
        let addressed = try Book.withAddressedConcern()
        #expect(try addressed.refusal(of: decline(), by: .imvoAdviser)?.rule == .lifecycle)

        let book = try Book.withConcern()
        try book.accept(decline(), by: .imvoAdviser)
        try book.accept(FileSample.plan())
        try book.accept(FileSample.hold())
        try book.accept(FileSample.address())
        #expect(book.state(concern).status == .addressed)
    }

    @Test("The BMO is answered only when the concern is open for no mission")
    func responseAfterTreatment() throws {
        let book = try Book.withConcern()
        #expect(try book.refusal(of: respond, by: .bmoCoordinator)?.rule == .lifecycle)
        try book.accept(decline(), by: .imvoAdviser)
        #expect(try book.refusal(of: respond, by: .bmoCoordinator) == nil)
        try book.accept(Concern.Link(concern: concern, mission: FileSample.jeddah))
        #expect(try book.refusal(of: respond, by: .bmoCoordinator)?.rule == .lifecycle)
        let blank = Concern.RespondToBmo(concern: concern, date: FileSample.today, text: "", meeting: nil)
        #expect(try book.refusal(of: blank, by: .bmoCoordinator)?.rule == .complete)
        let tomorrow = FileSample.today.adding(days: 1)
        let early = Concern.RespondToBmo(concern: concern, date: tomorrow, text: "Behandeld", meeting: nil)
        #expect(try book.refusal(of: early, by: .bmoCoordinator)?.rule == .inv26)
    }

    @Test("An open concern does not count as answered, for whichever mission it is open")
    func openForOne() throws {
        let book = try Book.withAddressedConcern()
        try book.accept(Concern.Link(concern: concern, mission: FileSample.jeddah))
        let refusal = try book.refusal(of: respond, by: .bmoCoordinator)
        #expect(refusal?.rule == .lifecycle)
        #expect(refusal?.finding.en.contains(FileSample.jeddah.text) == true)
    }

    @Test("A closed concern that was left aside is not left aside for another reason")
    func closedAside() throws {
        let book = try Book.withConcern()
        try book.accept(decline(), by: .imvoAdviser)
        try book.accept(respond, by: .bmoCoordinator)
        try book.accept(close, by: .bmoCoordinator)
        #expect(try book.refusal(of: decline("Andere reden"), by: .imvoAdviser)?.rule == .lifecycle)
        #expect(try book.accept(decline(), by: .imvoAdviser).eventNames == [])
    }

    @Test("The same response or closure again changes nothing")
    func repeated() throws {
        let book = try Book.withAddressedConcern()
        #expect(try book.accept(respond, by: .bmoCoordinator).eventNames == ["ResponseGivenToBmo"])
        #expect(try book.accept(respond, by: .bmoCoordinator).eventNames == [])
        #expect(try book.accept(close, by: .bmoCoordinator).eventNames == ["ConcernClosed"])
        #expect(try book.accept(close, by: .bmoCoordinator).eventNames == [])
    }

    @Test("A closed concern takes no step until it is reopened")
    func closed() throws {
        let book = try Book.withAddressedConcern()
        #expect(try book.refusal(of: reopen, by: .bmoCoordinator)?.rule == .lifecycle)
        try book.accept(respond, by: .bmoCoordinator)
        try book.accept(close, by: .bmoCoordinator)
        let steps: [any Command] = [
            Concern.Link(concern: concern, mission: FileSample.jeddah), decline(),
            Concern.Assign(concern: concern, officer: TestOfficer.missionManager.id), FileSample.address(item: "4"),
            Concern.RespondToBmo(concern: concern, date: FileSample.today, text: "Anders", meeting: nil),
        ]
        for step in steps {
            #expect(try book.refusal(of: step, by: .everything)?.rule == .lifecycle)
        }
        let blank = Concern.Reopen(concern: concern, reason: "")
        #expect(try book.refusal(of: blank, by: .bmoCoordinator)?.rule == .complete)
    }

    @Test("A reopened concern is open again for missions that have not departed, and their readiness lapses")
    func reopened() throws {
        let book = try Book.withAddressedConcern()
        try book.accept(Concern.Link(concern: concern, mission: FileSample.jeddah))
        try book.accept(
            Concern.DeclineToAddress(concern: concern, mission: FileSample.jeddah, reason: "Te laat"), by: .imvoAdviser)
        try book.accept(respond, by: .bmoCoordinator)
        try book.accept(close, by: .bmoCoordinator)
        book.declareReady(riyadh)
        book.record([FileSample.jeddah.event(.departed(Mission.Departed()))], by: TestOfficer.missionManager.id)

        let decision = try book.accept(reopen, by: .bmoCoordinator)
        #expect(decision.eventNames == ["ConcernReopened", "MissionReadinessLapsed"])
        #expect(book.state(concern).openMissions == [riyadh])
        #expect(book.state(concern).status == .reopened)
        #expect(try book.refusal(of: close, by: .bmoCoordinator)?.rule == .lifecycle)
    }
}

@Suite("Meetings of the Breed Mensenrechten Overleg")
struct BmoMeetingTests {
    private func hold(
        _ organisations: [OrganisationID] = [FileSample.civilSociety], agenda: [String] = ["Metro"],
        on date: CivilDate = FileSample.today
    ) -> BmoMeeting.Hold {
        BmoMeeting.Hold(meeting: FileSample.meeting, date: date, organisations: organisations, agenda: agenda)
    }

    @Test("A meeting names who was present and what was on the agenda")
    func complete() throws {
        let book = try Book.withMissionFiles()
        #expect(try book.refusal(of: hold([]), by: .bmoCoordinator)?.rule == .complete)
        #expect(try book.refusal(of: hold(agenda: []), by: .bmoCoordinator)?.rule == .complete)
        #expect(try book.refusal(of: hold(agenda: [""]), by: .bmoCoordinator)?.rule == .complete)
        #expect(try book.refusal(of: hold([.sample]), by: .bmoCoordinator)?.rule == .known)
        #expect(try book.refusal(of: hold(on: FileSample.today.adding(days: 1)), by: .bmoCoordinator)?.rule == .inv26)
        let twice = [FileSample.civilSociety, FileSample.civilSociety]
        #expect(try book.accept(hold(twice), by: .bmoCoordinator).eventNames == ["BmoMeetingHeld"])
        #expect(book.state(FileSample.meeting).meeting?.organisations == [FileSample.civilSociety])
        #expect(try book.refusal(of: hold(), by: .bmoCoordinator)?.rule == .unused)
    }
}
