import EventSourcing
import ReadModels
import TestSupport
import Testing

@testable import TradeMissions

@Suite struct BoardTests {
    private static let riyadh = MissionID(local: "riyad-2026")
    private static let jeddah = MissionID(local: "jeddah-2026")

    struct Step: CustomTestStringConvertible {
        let event: Mission.Event
        let stage: Mission.Stage

        init(_ event: Mission.Event, _ stage: Mission.Stage) {
            self.event = event
            self.stage = stage
        }

        var testDescription: String { event.name.rawValue }
    }

    static func steps() throws -> [Step] {
        let autumn = Period(from: try CivilDate(text: "2026-10-04"), until: try CivilDate(text: "2026-10-08"))
        return [
            Step(.riskLevelSet(Mission.RiskLevelSet(level: .high, comparedVersion: 1)), .proposed),
            Step(.planApproved(Mission.PlanApproved()), .approved),
            Step(
                .announced(
                    Mission.Announced(
                        closingDate: try CivilDate(text: "2026-08-01"), maximumParticipants: 4, conditions: "1")),
                .announced),
            Step(.registrationOpened(Mission.RegistrationOpened()), .registrationOpen),
            Step(.registrationClosed(Mission.RegistrationClosed()), .registrationClosed),
            Step(.declaredReady(Mission.DeclaredReady(overridden: [], advisories: [])), .ready),
            Step(.readinessLapsed(Mission.ReadinessLapsed(because: Self.riyadh.stream)), .preparing),
            Step(.postponed(Mission.Postponed(reason: "onrust")), .postponed),
            Step(.reopened(Mission.Reopened(period: autumn, stage: .preparing, reason: "rust")), .preparing),
            Step(.officialSupportWithdrawn(Mission.OfficialSupportWithdrawn(reason: "sancties")), .preparing),
            Step(.departed(Mission.Departed()), .underway),
            Step(.ended(Mission.Ended()), .ended),
            Step(.debriefHeld(Mission.DebriefHeld(findings: "nuttig")), .evaluated),
            Step(.factsheetPublished(Mission.FactsheetPublished(reference: "f")), .evaluated),
            Step(.closed(Mission.Closed()), .closed),
            Step(.cancelled(Mission.Cancelled(reason: "te weinig belangstelling")), .cancelled),
        ]
    }

    @Test func `The stage follows the mission's own events, and agrees with the mission`() throws {
        let book = try Self.bookWithMission()
        #expect(try Self.row(of: book).stage == .proposed)
        for step in try Self.steps() {
            book.record([Self.riyadh.event(step.event)], by: TestOfficer.missionManager.id)
            #expect(try Self.row(of: book).stage == step.stage, "\(step.testDescription)")
            #expect(book.state(Self.riyadh).stage == step.stage, "\(step.testDescription)")
        }
        let row = try Self.row(of: book)
        #expect(row.title == "Riyad 2026")
        #expect(row.from?.text == "2026-10-04" && row.until?.text == "2026-10-08")
        #expect(row.closingDate?.text == "2026-08-01")
        #expect(!row.hasOfficialSupport)
    }

    @Test func `Refused, cancelled, withdrawn and excluded companies are counted apart`() throws {
        let outcomes: [(Participation.Event?, Participation.Status)] = [
            (nil, .registered),
            (.confirmed(Participation.Confirmed(deviationReason: nil)), .confirmed),
            (.waitlisted(Participation.Waitlisted(reason: "vol")), .waitlisted),
            (.refused(Participation.Refused(ground: .balancedComposition, reason: "vol")), .refused),
            (.cancelled(Participation.Cancelled(missing: [.intake])), .cancelled),
            (.withdrew(Participation.Withdrew(reason: "geen tijd")), .withdrawn),
            (.excluded(Participation.Excluded(measure: .sample)), .excluded),
            (.tookPart(Participation.TookPart()), .tookPart),
            (.noShow(Participation.NoShow()), .noShow),
        ]
        let book = try Self.bookWithMission()
        for (number, outcome) in outcomes.enumerated() {
            // One, two, three … companies of each, so that no count can stand for another.
            for index in 0...number {
                let company = CompanyID(local: CommandFile.id("company", 100 * number + index).suffix12)
                let id = ParticipationID(Self.riyadh, company)
                let registered = Participation.Event.registered(
                    Participation.Registered(sequence: 100 * number + index + 1, isLate: false, lateReason: nil))
                let events = [registered] + [outcome.0].compactMap { $0 }
                book.record(events.map { id.event($0) }, by: TestOfficer.missionManager.id)
            }
        }
        let row = try Self.row(of: book)
        for (number, outcome) in outcomes.enumerated() {
            #expect(row.count(outcome.1) == number + 1, "\(outcome.1)")
        }
        #expect(row.registered == 45)
        #expect(row.count(.unknown) == 0)
    }

    @Test func `A company that was restored counts as what it was before`() throws {
        let book = try Self.bookWithMission()
        let id = ParticipationID(Self.riyadh, .sample)
        let events: [Participation.Event] = [
            .registered(Participation.Registered(sequence: 1, isLate: false, lateReason: nil)),
            .confirmed(Participation.Confirmed(deviationReason: nil)),
            .excluded(Participation.Excluded(measure: .sample)),
            .restored(Participation.Restored(measure: .sample)),
        ]
        book.record(events.map { id.event($0) }, by: TestOfficer.missionManager.id)
        #expect(try Self.row(of: book).count(.confirmed) == 1)
        #expect(try Self.row(of: book).count(.excluded) == 0)
    }

    @Test func `The gate is red on what blocks, orange on what is advised, green on nothing`() throws {
        let book = try Self.bookWithMission()
        let adviser = TestOfficer.imvoAdviser.id
        #expect(try Self.row(of: book).gateColour == .red, "the risk level is not set")
        book.record(
            [Self.riyadh.event(.riskLevelSet(Mission.RiskLevelSet(level: .low, comparedVersion: 1)))], by: adviser)
        #expect(try Self.row(of: book).gateColour == .amber, "no topics were covered, which is expected and no more")
        let concern = ConcernID(local: "metro-lonen")
        book.record([concern.event(.linked(Concern.Linked(mission: Self.riyadh)))], by: adviser)
        #expect(try Self.row(of: book).gateColour == .red, "a concern is open")
        book.record(
            [concern.event(.notAddressed(Concern.NotAddressed(mission: Self.riyadh, reason: "andere sector")))],
            by: adviser)
        #expect(try Self.row(of: book).gateColour == .amber)
        try book.record([Self.briefing.event(.held(Self.held(for: Self.riyadh)))], by: adviser)
        #expect(try Self.row(of: book).gateColour == .green)
    }

    @Test func `On a cancelled mission nobody is confirmed, and the gate does not apply`() throws {
        let book = try Self.bookWithMission()
        let id = ParticipationID(Self.riyadh, .sample)
        let events: [Participation.Event] = [
            .registered(Participation.Registered(sequence: 1, isLate: false, lateReason: nil)),
            .confirmed(Participation.Confirmed(deviationReason: nil)),
        ]
        book.record(events.map { id.event($0) }, by: TestOfficer.missionManager.id)
        #expect(try Self.row(of: book).count(.confirmed) == 1)
        #expect(try Self.row(of: book).lapsed == 0)
        book.record(
            [Self.riyadh.event(.cancelled(Mission.Cancelled(reason: "onrust")))], by: TestOfficer.missionManager.id)
        let row = try Self.row(of: book)
        #expect(row.count(.confirmed) == 0 && row.lapsed == 1 && row.registered == 1)
        #expect(row.gateColour == .notApplicable)
    }

    @Test func `What concerns one mission leaves the others as they were`() throws {
        let book = try Self.bookWithMission()
        book.record([Self.jeddah.event(try Self.proposal("Jeddah"))], by: TestOfficer.missionManager.id)
        let before = try Self.row(of: book)
        try book.record([Self.briefing.event(.held(Self.held(for: Self.jeddah)))], by: TestOfficer.imvoAdviser.id)
        #expect(Self.rows(of: book).count == 2)
        #expect(try Self.row(of: book).preparation.heldBriefings.count == before.preparation.heldBriefings.count)
        #expect(Self.rows(of: book)[Self.jeddah.text]?.preparation.heldBriefings.count == 1)
    }

    // MARK: - What the tests start from

    private static let briefing = BriefingID(local: "riyad-1")

    private static func held(for mission: MissionID) throws -> Briefing.Held {
        Briefing.Held(
            missions: [mission], date: try CivilDate(text: "2026-02-02"), mode: .online,
            topics: Briefing.Topic.allCases, speakers: [])
    }

    private static func proposal(_ title: String) throws -> Mission.Event {
        let summer = Period(from: try CivilDate(text: "2026-07-01"), until: try CivilDate(text: "2026-07-05"))
        return .proposed(
            Mission.Proposed(title: title, country: .sample, sector: "water", period: summer))
    }

    private static func bookWithMission() throws -> Book {
        let book = try Book()
        book.record([riyadh.event(try proposal("Riyad 2026"))], by: TestOfficer.missionManager.id)
        return book
    }

    private static func rows(of book: Book) -> [String: Board.Row] { book.rows(of: Board.self) }

    private static func row(of book: Book) throws -> Board.Row { try #require(rows(of: book)[riyadh.text]) }
}

extension Book {
    /// The rows of a model, folded from everything in the book; events that the model says not to read touch none.
    func rows<Model: ReadModel>(of _: Model.Type) -> [String: Model.Row] {
        log.reduce(into: [:]) { rows, recorded in
            let keys = Model.keys(of: recorded)
            let category = Category(of: recorded.header.stream)
            #expect(keys.isEmpty || category.map(Model.reads) ?? false, "\(recorded.header.stream.text)")
            for key in keys {
                do throws(UnfoldableEvent) {
                    try Model.apply(recorded, to: &rows[key], under: key)
                } catch {
                    Issue.record("\(recorded.header.stream.text): \(error.explanation)")
                }
            }
        }
    }
}

extension String {
    /// The random part of an identifier.
    fileprivate var suffix12: String { String(suffix(12)) }
}
