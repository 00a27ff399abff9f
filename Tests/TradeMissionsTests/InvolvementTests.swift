import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Inviting civil society, unions and experts")
struct InvolvementTests {
    private let riyadh = FileSample.riyadh
    private let today = FileSample.today

    private func invite(
        _ organisation: OrganisationID = FileSample.union, on date: CivilDate = FileSample.today,
        for purpose: Involvement.Purpose = .programme
    ) -> Involvement.Invite {
        Involvement.Invite(mission: riyadh, organisation: organisation, purpose: purpose, date: date)
    }

    private func reply(_ reply: Involvement.Reply) -> Involvement.RecordReply {
        Involvement.RecordReply(
            mission: riyadh, organisation: FileSample.union, purpose: .programme, reply: reply, date: today)
    }

    private func presence(_ presence: Involvement.Presence) -> Involvement.RecordPresence {
        Involvement.RecordPresence(
            mission: riyadh, organisation: FileSample.union, purpose: .programme, presence: presence, date: today)
    }

    @Test(
        "An invitation carries the kind that the register gives the organisation",
        arguments: [
            (FileSample.civilSociety, InvitedKind.civilSociety), (FileSample.union, .union),
            (FileSample.expert, .expert),
        ])
    func kind(_ organisation: OrganisationID, _ kind: InvitedKind) throws {
        let book = try Book.withMissionFiles()
        let decision = try book.accept(invite(organisation))
        #expect(decision.eventNames == ["OrganisationInvited", "MissionFileLinked"])
        let invitation = book.state(InvolvementID(riyadh, organisation)).invitations[.programme]
        #expect(invitation == Involvement.Invitation(kind: kind, date: today))
        #expect(book.state(riyadh).files.contains(InvolvementID(riyadh, organisation).stream))
    }

    @Test("R7: an invitation that is declined stays the dated effort it was")
    func declined() throws {
        let book = try Book.withMissionFiles()
        try book.accept(invite())
        #expect(try book.accept(reply(.declined)).eventNames == ["InvitationDeclined"])
        let invitation = book.state(InvolvementID(riyadh, FileSample.union)).invitations[.programme]
        #expect(invitation?.date == today)
        #expect(invitation?.reply == .declined)
    }

    @Test("R7: neither an invitation nor a reply nor an absence takes readiness away")
    func nothingLapses() throws {
        let book = try Book.withMissionFiles()
        book.declareReady(riyadh)
        try book.accept(invite())
        try book.accept(reply(.accepted))
        #expect(try book.accept(presence(.didNotShow)).eventNames == ["OrganisationDidNotShow"])
        #expect(book.state(riyadh).stage == .ready)
    }

    @Test("The same invitation, reply or presence again changes nothing")
    func repeated() throws {
        let book = try Book.withMissionFiles()
        try book.accept(invite())
        #expect(try book.accept(invite()).eventNames == [])
        #expect(try book.accept(invite(for: .briefing)).eventNames == ["OrganisationInvited"])
        #expect(try book.accept(reply(.accepted)).eventNames == ["InvitationAccepted"])
        #expect(try book.accept(reply(.accepted)).eventNames == [])
        #expect(try book.accept(presence(.tookPart)).eventNames == ["OrganisationTookPart"])
        #expect(try book.accept(presence(.tookPart)).eventNames == [])
    }

    @Test("Who was not invited cannot reply or be recorded as present, and who declined cannot fail to show")
    func order() throws {
        let book = try Book.withMissionFiles()
        #expect(try book.refusal(of: reply(.accepted))?.rule == .lifecycle)
        #expect(try book.refusal(of: presence(.tookPart))?.rule == .lifecycle)
        try book.accept(invite(for: .briefing))
        #expect(try book.refusal(of: reply(.accepted))?.rule == .lifecycle)
        try book.accept(invite())
        try book.accept(reply(.declined))
        #expect(try book.refusal(of: presence(.didNotShow))?.rule == .lifecycle)
        #expect(try book.refusal(of: presence(.tookPart)) == nil)
    }

    @Test("INV-23: nobody is invited to a cancelled mission; a reply to an earlier invitation is still recorded")
    func cancelledMission() throws {
        let book = try Book.withMissionFiles()
        try book.accept(invite())
        book.cancel(riyadh)
        #expect(try book.refusal(of: invite(FileSample.civilSociety))?.rule == .inv23)
        #expect(try book.refusal(of: reply(.accepted)) == nil)
        let input = Involvement.ReceiveInput(
            mission: riyadh, organisation: FileSample.expert, date: today, subject: "Lonen", material: nil)
        #expect(try book.refusal(of: input)?.rule == .inv23)
    }

    @Test("Nobody is invited to a mission that is over")
    func missionOver() throws {
        let book = try Book.withMissionFiles()
        book.record(
            [riyadh.event(.departed(Mission.Departed())), riyadh.event(.ended(Mission.Ended()))],
            by: TestOfficer.missionManager.id)
        #expect(try book.refusal(of: invite())?.rule == .lifecycle)
    }

    @Test("An invitation goes to a registered organisation, for a mission that exists")
    func known() throws {
        let book = try Book.withMissionFiles()
        #expect(try book.refusal(of: invite(.sample))?.rule == .known)
        let command = Involvement.Invite(
            mission: .sample, organisation: FileSample.union, purpose: .programme, date: today)
        #expect(try book.refusal(of: command)?.rule == .known)
    }

    @Test("INV-26: an invitation is not dated later than now, nor far back without a reason")
    func dated() throws {
        let book = try Book.withMissionFiles()
        #expect(try book.refusal(of: invite(on: today.adding(days: 1)))?.rule == .inv26)
        #expect(try book.refusal(of: invite(on: today.adding(days: -7))) == nil)
        #expect(try book.refusal(of: invite(on: today.adding(days: -8)))?.rule == .inv26)
        #expect(try book.refusal(of: invite(on: today.adding(days: -8)), reason: "brief van de post") == nil)
    }

    @Test("INV-26: nor is a reply, a presence or input")
    func datedReplies() throws {
        let book = try Book.withMissionFiles()
        try book.accept(invite())
        let (union, tomorrow) = (FileSample.union, today.adding(days: 1))
        let early: [any Command] = [
            Involvement.RecordReply(
                mission: riyadh, organisation: union, purpose: .programme, reply: .accepted, date: tomorrow),
            Involvement.RecordPresence(
                mission: riyadh, organisation: union, purpose: .programme, presence: .tookPart, date: tomorrow),
            Involvement.ReceiveInput(
                mission: riyadh, organisation: union, date: tomorrow, subject: "Lonen", material: nil),
        ]
        for command in early { #expect(try book.refusal(of: command)?.rule == .inv26) }
        let unknown = Involvement.ReceiveInput(
            mission: riyadh, organisation: .sample, date: today, subject: "Lonen", material: nil)
        #expect(try book.refusal(of: unknown)?.rule == .known)
    }

    @Test("Input is recorded from who was not invited as well, and joins the mission's file")
    func input() throws {
        let book = try Book.withMissionFiles()
        func input(_ subject: String) -> Involvement.ReceiveInput {
            Involvement.ReceiveInput(
                mission: riyadh, organisation: FileSample.expert, date: today, subject: subject,
                material: FileSample.material)
        }
        #expect(try book.refusal(of: input(" "))?.rule == .complete)
        #expect(try book.accept(input("Hitte")).eventNames == ["InputReceived", "MissionFileLinked"])
        #expect(try book.accept(input("Hitte")).eventNames == [])
        #expect(try book.accept(input("Lonen")).eventNames == ["InputReceived"])
    }
}

@Suite("The register of organisations")
struct OrganisationTests {
    private func register(name: String) -> Organisation.Register {
        Organisation.Register(
            organisation: .sample, name: name, contact: "post@example.org", kind: .expert, reach: .international,
            sensitivity: .confidential, expertise: "arbeidsrecht")
    }

    @Test("INV-29: the name and contact go to the register and not into the event")
    func register() throws {
        let book = try Book()
        #expect(try book.refusal(of: register(name: ""), by: .bmoCoordinator)?.rule == .complete)
        let decision = try book.accept(register(name: "Stichting"), by: .bmoCoordinator)
        #expect(decision.eventNames == ["OrganisationEntered"])
        #expect(decision.registerEntries.map(\.name) == ["Stichting"])
        #expect(Organisation.Register.definition.registerFields == ["name", "contact"])
        #expect(try book.refusal(of: register(name: "Stichting"), by: .bmoCoordinator)?.rule == .unused)
    }

    @Test("Independence is declared by an expert, once a day")
    func independence() throws {
        let book = try Book.withMissionFiles()
        func declare(_ organisation: OrganisationID, on date: CivilDate) -> Organisation.DeclareIndependence {
            Organisation.DeclareIndependence(organisation: organisation, date: date, evidence: FileSample.material)
        }
        let today = FileSample.today
        let unknown = try book.refusal(of: declare(.sample, on: today))
        #expect(unknown?.finding.en == "\(OrganisationID.sample.text) does not exist")
        #expect(try book.refusal(of: declare(FileSample.union, on: today))?.rule == .known)
        #expect(try book.refusal(of: declare(FileSample.expert, on: today.adding(days: 1)))?.rule == .inv26)
        let decision = try book.accept(declare(FileSample.expert, on: today))
        #expect(decision.eventNames == ["ExpertIndependenceDeclared"])
        #expect(try book.accept(declare(FileSample.expert, on: today)).eventNames == [])
    }
}
