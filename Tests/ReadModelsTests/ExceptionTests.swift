import EventSourcing
import ReadModels
import TestSupport
import Testing

@testable import TradeMissions

/// Given a book, when something is recorded, then these exceptions are found.
struct ExceptionTests {
    private let mission = MissionID(local: "riyad-2026")
    private let measure = MeasureID(local: "riyad-1")
    private let assessment = AssessmentID(local: "riyad-1")
    private let support = SupportID(local: "dhi-1")
    private let claim = ClaimID(local: "dhi-1")

    @Test func `A line says who did what, when, by which rule and why`() throws {
        let book = try BookUnderAudit()
        let at = book.book.now
        book.record([mission.event(Self.overridden("spoed"))], by: .missionApprover)
        let line = try #require(book.exceptions().first)
        #expect(book.exceptions().count == 1)
        #expect(line.kind == .override && line.rule == .inv17 && line.reason == "spoed")
        #expect(line.stream == mission.stream && line.type == "ReadinessOverridden")
        #expect(line.actor == TestOfficer.missionApprover.id.text && line.role == .missionApprover)
        #expect(line.occurredAt == at && line.recordedAt == at)
        #expect(line.position == book.end && line.shownAt == book.end)
        #expect(line.finding.nl.contains(GateItemID.sample.text) && line.finding.en.contains("INV-30"))
    }

    @Test func `The reason of the act stands where the event holds none`() throws {
        let book = try BookUnderAudit()
        book.record(
            [mission.event(.readinessLapsed(Mission.ReadinessLapsed(because: mission.stream)))], by: .missionManager,
            reason: "nieuwe kwestie")
        book.record([mission.event(Self.overridden("spoed"))], by: .missionApprover, reason: "zie de mail")
        #expect(book.exceptions().map(\.reason) == ["nieuwe kwestie", "spoed"])
        #expect(book.exceptions().map(\.amendment) == [.retracts, nil])
    }

    @Test(
        arguments: [(604_800, []), (604_801, [.backDated]), (-300, []), (-301, [.postDated])]
            as [(Int64, [ExceptionKind])])
    func `An event is listed by how long after it happened it was recorded`(
        seconds: Int64, kinds: [ExceptionKind]
    ) throws {
        let book = try BookUnderAudit()
        book.record([mission.event(Self.approved)], by: .missionApprover, secondsAgo: seconds, reason: "ziek")
        let lines = book.exceptions()
        #expect(lines.map(\.kind) == kinds)
        #expect(lines.allSatisfy { $0.rule == .inv26 && $0.reason == "ziek" })
    }

    @Test func `Only the kinds that are wanted are listed, and only what was shown behind the start`() throws {
        let book = try BookUnderAudit()
        book.record([mission.event(Self.overridden("eerst"))], by: .missionApprover)
        book.record([mission.event(Self.overridden("daarna"))], by: .missionApprover, secondsAgo: 10 * 86_400)
        #expect(book.exceptions().map(\.kind) == [.override, .backDated, .override])
        #expect(book.exceptions([.override]).map(\.reason) == ["eerst", "daarna"])
        #expect(book.exceptions([.override], after: book.end - 1).map(\.reason) == ["daarna"])
        #expect(book.exceptions(after: book.end).isEmpty)
    }

    // MARK: - Roles and mandates

    /// By how many days after the act the revocation takes effect.
    @Test(arguments: [(0, true), (-3, true), (1, false)])
    func `An act in a role that was later revoked from its day on is listed, with the revocation`(
        days: Int, isListed: Bool
    ) throws {
        let book = try BookUnderAudit()
        let day = book.book.now.dateInAmsterdam
        book.record([mission.event(Self.approved)], by: .missionApprover)
        let approval = book.end
        book.wait(days: 10)
        let revoked = Officer.RoleRevoked(
            role: .missionApprover, from: day.adding(days: days), reason: "nooit benoemd")
        book.record([TestOfficer.missionApprover.id.event(.roleRevoked(revoked))], by: .administrator)
        let revocation = book.end
        let lines = book.exceptions([.authority])
        #expect(lines.map(\.position) == (isListed ? [approval] : []))
        for line in lines {
            #expect(line.rule == .authority && line.shownAt == revocation)
            #expect(
                line.finding.en.contains("RoleRevoked at position \(revocation) (nooit benoemd)"), "\(line.finding)")
        }
        // Who had looked up to the approval had not seen it; who looked since has.
        #expect(book.exceptions([.authority], after: approval).count == lines.count)
        #expect(book.exceptions([.authority], after: revocation).isEmpty)
    }

    @Test func `A role must have held on the day of recording too, as commands ask`() throws {
        let book = try BookUnderAudit()
        let day = book.book.now.dateInAmsterdam
        book.wait(days: 5)
        book.record([mission.event(Self.approved)], by: .missionApprover, secondsAgo: 5 * 86_400)
        let approval = book.end
        book.wait(days: 1)
        let revoked = Officer.RoleRevoked(role: .missionApprover, from: day.adding(days: 2), reason: "vertrokken")
        book.record([TestOfficer.missionApprover.id.event(.roleRevoked(revoked))], by: .administrator)
        let line = try #require(book.exceptions([.authority]).first)
        #expect(line.position == approval)
        #expect(
            line.finding.nl.contains("als op \(day.adding(days: 5).text), de dag van vastleggen"), "\(line.finding)")
    }

    @Test func `A role that holds again by a later grant is no exception, and one that held at no time is`() throws {
        let book = try BookUnderAudit()
        let officer = TestOfficer.missionApprover.id
        let day = book.book.now.dateInAmsterdam
        book.record([mission.event(Self.approved)], by: .missionApprover)
        let revoked = Officer.RoleRevoked(role: .missionApprover, from: day, reason: "vergissing")
        book.record([officer.event(.roleRevoked(revoked))], by: .administrator)
        #expect(book.exceptions([.authority]).count == 1)
        let granted = Officer.RoleGranted(
            role: .missionApprover, period: Period(from: day, until: nil), reason: "hersteld")
        book.record([officer.event(.roleGranted(granted))], by: .administrator)
        #expect(book.exceptions([.authority]).isEmpty)

        // Not by a command: a rule would have refused it.
        book.record([mission.event(Self.approved)], by: .auditor, as: .missionApprover)
        let stranger = try #require(book.exceptions([.authority]).first)
        #expect(stranger.position == book.end && stranger.shownAt == book.end)
        #expect(stranger.finding.en.contains("nor by what was known when it was recorded"))
        let late = Officer.RoleGranted(role: .missionApprover, period: Period(from: day, until: nil), reason: "alsnog")
        book.record([TestOfficer.auditor.id.event(.roleGranted(late))], by: .administrator)
        let covered = try #require(book.exceptions([.authority]).first)
        #expect(covered.position == stranger.position && covered.shownAt == book.end)
        #expect(covered.finding.en.contains("only by what was recorded afterwards: RoleGranted"), "\(covered.finding)")
    }

    @Test func `Of an officer whose events cannot all be read, nothing is said`() throws {
        let book = try BookUnderAudit()
        book.record([mission.event(Self.approved)], by: .auditor, as: .missionApprover)
        #expect(book.exceptions([.authority]).count == 1)
        #expect(book.exceptions([.authority], unreadable: [TestOfficer.auditor.id.stream]).isEmpty)
    }

    @Test func `A decision under a mandate that was later revoked from its day on is listed`() throws {
        let book = try BookUnderAudit()
        let officer = TestOfficer.decisionMaker.id
        let day = book.book.now.dateInAmsterdam
        book.grant(.sample, [.measures], to: .decisionMaker, from: day)
        book.record([measure.event(Self.dropped(under: .sample))], by: .decisionMaker)
        let decision = book.end
        #expect(book.exceptions([.mandate]).isEmpty)
        book.wait(days: 3)
        let revoked = Officer.MandateRevoked(mandate: .sample, from: day, reason: "ongeldig ondertekend")
        book.record([officer.event(.mandateRevoked(revoked))], by: .administrator)
        let line = try #require(book.exceptions([.mandate]).first)
        #expect(line.position == decision && line.rule == .inv8 && line.shownAt == book.end)
        #expect(line.finding.nl.contains("ongeldig ondertekend") && line.finding.nl.contains("mandaat-2026-7"))
    }

    @Test(arguments: [(Power.measures, true), (.support, false)])
    func `By the day of recording another mandate for the same power does as well, and one for another does not`(
        power: Power, suffices: Bool
    ) throws {
        let book = try BookUnderAudit()
        let day = book.book.now.dateInAmsterdam
        book.grant(.sample, [.measures], to: .decisionMaker, from: day, until: day.adding(days: 1))
        book.grant(try MandateID(text: "mandaat-2026-8"), [power], to: .decisionMaker, from: day.adding(days: 2))
        book.wait(days: 4)
        book.record([measure.event(Self.dropped(under: .sample))], by: .decisionMaker, secondsAgo: 4 * 86_400)
        #expect(book.exceptions([.mandate]).isEmpty == suffices)
    }

    @Test func `A role or mandate that was given after the file was begun is listed, by no rule`() throws {
        let book = try BookUnderAudit()
        let day = book.book.now.dateInAmsterdam
        book.record([mission.event(try Self.proposed())], by: .missionManager)
        let begin = book.end
        let granted = Officer.RoleGranted(role: .missionApprover, period: Period(from: day, until: nil))
        book.record([TestOfficer.auditor.id.event(.roleGranted(granted))], by: .administrator)
        let grant = book.end
        book.record([mission.event(Self.approved)], by: .auditor, as: .missionApprover)
        let line = try #require(book.exceptions([.roleChange]).first)
        #expect(line.position == book.end && line.rule == nil)
        #expect(line.finding.en.contains("position \(grant)") && line.finding.en.contains("position \(begin)"))

        book.record([mission.event(Self.approved)], by: .missionApprover)
        #expect(book.exceptions([.roleChange]).count == 1, "who was an approver all along is not listed")

        book.record([measure.event(Self.opened)], by: .caseHandler)
        book.grant(.sample, [.measures], to: .decisionMaker, from: day)
        book.record([measure.event(Self.dropped(under: .sample))], by: .decisionMaker)
        let mandated = try #require(book.exceptions([.roleChange]).last)
        #expect(mandated.position == book.end && mandated.finding.nl.contains("mandaat-2026-7"))
    }

    // MARK: - Segregation of duties

    /// How long before the decision the preparation happened, which was recorded after it.
    @Test(arguments: [(3_600, true), (0, false), (-3_600, false)] as [(Int64, Bool)])
    func `A preparation that was recorded after the decision counts by its date`(
        secondsBefore: Int64, isListed: Bool
    ) throws {
        let book = try BookUnderAudit()
        book.record([mission.event(Self.approved)], by: .everything)
        let decision = book.end
        book.wait(days: 1)
        book.record(
            [mission.event(.registrationOpened(Mission.RegistrationOpened()))], by: .everything,
            secondsAgo: 86_400 + secondsBefore)
        book.record(
            [mission.event(.registrationOpened(Mission.RegistrationOpened()))], by: .missionManager,
            secondsAgo: 86_400 + secondsBefore)
        let lines = book.exceptions([.segregation])
        #expect(lines.map(\.position) == (isListed ? [decision + 1] : []))
        for line in lines {
            #expect(line.rule == .inv7 && line.actor == TestOfficer.everything.id.text)
            #expect(line.finding.en.contains("(mission-riyad-2026, position \(decision))"), "\(line.finding)")
        }
    }

    @Test func `Who prepared the mission late and overrode its gate is listed by the rule of overrides`() throws {
        let book = try BookUnderAudit()
        book.record([mission.event(Self.overridden("spoed"))], by: .everything)
        book.record(
            [mission.event(.registrationClosed(Mission.RegistrationClosed()))], by: .everything, secondsAgo: 60)
        #expect(book.exceptions([.segregation]).map(\.rule) == [.inv30])
    }

    @Test func `What was judged in the assessment counts for the measure that rests on it`() throws {
        let book = try BookUnderAudit()
        book.record([measure.event(Self.opened)], by: .caseHandler)
        book.record([measure.event(Self.resumed)], by: .everything)
        let decision = book.end
        book.record([assessment.event(.reviewed(Self.reviewed))], by: .everything, secondsAgo: 60)
        let line = try #require(book.exceptions([.segregation]).first)
        #expect(line.stream == assessment.stream)
        #expect(line.finding.nl.contains("(measure-riyad-1, positie \(decision))"), "\(line.finding)")
        let other = AssessmentID(local: "jeddah-1")
        book.record([other.event(.reviewed(Self.reviewed))], by: .everything, secondsAgo: 60)
        #expect(book.exceptions([.segregation]).count == 1, "another assessment has nothing to do with it")
    }

    @Test func `Who paid on a support and closed the claim on it is listed whatever the dates`() throws {
        let book = try BookUnderAudit()
        let established = Claim.Established(
            support: support, company: .sample, kind: .subsidy, amount: .sample, notifiedOn: .sample, dueDate: .sample)
        book.record([claim.event(.established(established))], by: .decisionMaker)
        book.record([support.event(.advancePaid(Support.AdvancePaid(amount: .sample)))], by: .everything)
        let payment = book.end
        #expect(book.exceptions([.segregation]).isEmpty)
        book.record([claim.event(.settled(Claim.Settled()))], by: .everything)
        let line = try #require(book.exceptions([.segregation]).first)
        #expect(line.position == book.end)
        #expect(line.finding.en.contains("paid an advance (support-dhi-1, position \(payment))"), "\(line.finding)")
        book.record([claim.event(.settled(Claim.Settled()))], by: .supportOfficer)
        #expect(book.exceptions([.segregation]).count == 1)
    }

    @Test func `Two accounts of one person are listed as one, from where the log says so, also for the past`() throws {
        let book = try BookUnderAudit()
        book.record([measure.event(Self.opened)], by: .caseHandler)
        book.record([assessment.event(.reviewed(Self.reviewed))], by: .imvoAdviser)
        let judgement = book.end
        book.record([measure.event(Self.resumed)], by: .decisionMaker)
        let decision = book.end
        #expect(book.exceptions([.segregation]).isEmpty)
        book.identify(.imvoAdviser, as: .sample)
        #expect(book.exceptions([.segregation]).isEmpty)
        book.identify(.decisionMaker, as: .sample)
        let line = try #require(book.exceptions([.segregation]).first)
        #expect(line.position == decision && line.shownAt == book.end && line.rule == .inv7)
        #expect(
            line.finding.en.hasPrefix(
                "the same person, as \(TestOfficer.imvoAdviser.id.text) (recorded at position \(book.end)), did already"
            ),
            "\(line.finding)")
        #expect(line.finding.nl.contains("(assessment-riyad-1, positie \(judgement))"), "\(line.finding)")
        // Who had looked up to the decision had not seen it; who looks further has.
        #expect(book.exceptions([.segregation], after: decision).count == 1)
        #expect(book.exceptions([.segregation], after: book.end).isEmpty)
    }

    @Test func `A role that somebody gave an account of their own is listed once the log says whose it was`() throws {
        let book = try BookUnderAudit()
        book.grant(.sample, [.measures], to: .decisionMaker, from: book.book.now.dateInAmsterdam)
        let grant = book.end
        #expect(book.exceptions([.authority]).isEmpty)
        book.identify(.decisionMaker, as: .sample)
        #expect(book.exceptions([.authority]).isEmpty)
        book.identify(.administrator, as: .sample)
        let line = try #require(book.exceptions([.authority]).first)
        #expect(line.position == grant && line.shownAt == book.end && line.rule == .authority)
        #expect(line.finding.en.contains("an account of the same person (recorded at position \(book.end))"))
    }

    @Test func `A preparation that another account of the decider recorded late counts by its date`() throws {
        let book = try BookUnderAudit()
        for officer in [TestOfficer.missionApprover, .missionManager] { book.identify(officer, as: .sample) }
        book.record([mission.event(Self.approved)], by: .missionApprover)
        book.record(
            [mission.event(.registrationOpened(Mission.RegistrationOpened()))], by: .missionManager, secondsAgo: 60)
        let line = try #require(book.exceptions([.segregation]).first)
        #expect(line.position == book.end && line.shownAt == book.end)
        #expect(line.finding.en.contains("as \(TestOfficer.missionApprover.id.text)"), "\(line.finding)")
    }

    // MARK: - What is recorded

    private static let reviewed = Assessment.Reviewed(reason: "nieuwe feiten", variant: .heightened)

    private static let approved = Mission.Event.planApproved(Mission.PlanApproved())
    private static let opened = Measure.Event.opened(
        Measure.Opened(company: .sample, assessment: AssessmentID(local: "riyad-1"), facts: "rapport"))
    private static let resumed = Measure.Event.resumed(
        Measure.Resumed(
            ruling: Material(reference: "ROT 26/1", hash: .sample), reason: "beroep ongegrond", missions: [],
            authority: .inPerson))

    private static func overridden(_ reason: String) -> Mission.Event {
        .readinessOverridden(Mission.ReadinessOverridden(item: .sample, reason: reason))
    }

    private static func dropped(under mandate: MandateID) -> Measure.Event {
        let authority = DecisionAuthority.under(mandate, onBehalfOf: "de staatssecretaris", as: .decisionMaker)
        return .dropped(Measure.Dropped(reason: "het bedrijf zet stappen", authority: authority))
    }

    private static func proposed() throws -> Mission.Event {
        let period = Period(from: .sample, until: .sample)
        return .proposed(Mission.Proposed(title: "Riyad", country: .sample, sector: "water", period: period))
    }
}

/// A book with what its acts said of themselves, and what is found in it beside its set-up.
final class BookUnderAudit {
    let book: Book
    private var acts: [Int64: ActDetails] = [:]
    private let setUp: Int64

    init() throws {
        book = try Book()
        setUp = Int64(book.log.count)
    }

    /// The position of what was recorded last.
    var end: Int64 { Int64(book.log.count) }

    func wait(days: Int64) { book.now = book.now.adding(seconds: days * 86_400) }

    /// Records what no command need bring about, in the officer's own role unless told otherwise.
    func record(
        _ emissions: [Emission], by officer: TestOfficer, as role: Role? = nil, secondsAgo: Int64 = 0,
        reason: String? = nil
    ) {
        book.record(emissions, by: officer.id, at: book.now.adding(seconds: -secondsAgo))
        acts[end] = ActDetails(role: role ?? officer.roles.first, reason: reason)
    }

    func grant(
        _ mandate: MandateID, _ powers: [Power], to officer: TestOfficer, from: CivilDate, until: CivilDate? = nil
    ) {
        let granted = Officer.MandateGranted(
            mandate: mandate, powers: powers, period: Period(from: from, until: until),
            onBehalfOf: "de staatssecretaris")
        record([officer.id.event(.mandateGranted(granted))], by: .administrator)
    }

    func identify(_ officer: TestOfficer, as person: PersonID) {
        record([officer.id.event(.identified(Officer.Identified(person: person)))], by: .administrator)
    }

    func exceptions(
        _ kinds: Set<ExceptionKind> = [.override, .waiver, .correction, .backDated, .postDated, .segregation],
        after start: Int64? = nil, unreadable: [StreamName] = []
    ) -> [ExceptionLine] {
        var officers = OfficerHistory()
        for recorded in book.log {
            if case .officer(let event) = recorded.event { officers.take(event, recorded.header) }
        }
        for stream in unreadable { officers.takeUnreadable(in: stream) }
        var fold = ExceptionFold(of: kinds, shownAfter: start ?? setUp, knowing: officers)
        for recorded in book.log {
            let act = acts[recorded.header.position] ?? ActDetails(role: nil, reason: nil)
            fold.take(recorded, storedAs: recorded.event.storedName, by: act)
        }
        return fold.lines
    }
}
