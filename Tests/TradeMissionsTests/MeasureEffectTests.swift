import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Measures in force, and their end")
struct MeasureEffectTests {
    private let course: MeasureCase

    init() throws {
        course = try MeasureCase()
    }

    private func ready(_ mission: MissionID) {
        let ready = Mission.DeclaredReady(overridden: [], advisories: [])
        course.book.record([mission.event(.declaredReady(ready))], by: TestOfficer.missionManager.id)
    }

    @Test("An exclusion takes effect in the act of notification, also when the company never registered (R3)")
    func notification() throws {
        try course.hear([course.exclusion, course.activityExclusion])
        try course.decide([course.exclusion, course.activityExclusion])
        let decision = try course.book.accept(course.notification, by: .caseHandler)
        #expect(decision.emissions.map(\.event.storedName) == ["DecisionNotified", "CompanyExcluded"])
        #expect(course.participationEvents() == ["CompanyExcluded"])
        #expect(course.participationEvents(on: course.otherMission).isEmpty)
        #expect(course.state.isInForce && course.state.missions == [course.mission])
    }

    @Test("The objection term starts at notification and at nothing before it (INV-9)")
    func objectionTerm() throws {
        try course.hear()
        try course.decide()
        #expect(course.state.notifiedOn == nil && course.state.objectionUntil == nil)
        try course.accept(course.notification, by: .caseHandler, at: "2026-03-16T10:00:00+01:00")
        #expect(course.state.notifiedOn == (try CivilDate(text: "2026-03-16")))
        #expect(course.state.objectionUntil == (try CivilDate(text: "2026-04-28")))
        #expect(try course.refusal(of: course.notification, by: .caseHandler) == .lifecycle)
    }

    @Test("A measure is not notified without its remedies (INV-9)")
    func remedyClause() throws {
        try course.hear()
        try course.decide()
        let silent = Measure.Notify(measure: course.measure, channel: .letter, remedyClause: false)
        #expect(try course.refusal(of: silent, by: .caseHandler) == .inv9)
    }

    @Test("A mission that has departed is not touched, and that is said")
    func departed() throws {
        try course.hear()
        try course.decide()
        course.depart(course.mission)
        let decision = try course.book.accept(course.notification, by: .caseHandler)
        #expect(decision.emissions.map(\.event.storedName) == ["DecisionNotified"])
        #expect(decision.advisories.map(\.rule) == [.inv21])
        try course.accept(course.revocation(.groundLapsed), by: .decisionMaker)
        #expect(course.participationEvents().isEmpty)
    }

    @Test("Revoking restores the place and reopens readiness while the mission has not departed (INV-22)")
    func restored() throws {
        try course.enforce()
        ready(course.mission)
        let decision = try course.book.accept(course.revocation(.objectionUpheld), by: .secondDecisionMaker)
        #expect(
            decision.emissions.map(\.event.storedName) == [
                "MeasureRevoked", "ParticipationRestored", "MissionReadinessLapsed",
            ])
        #expect(!course.state.isInForce && course.state.stage == .revoked)
    }

    @Test("A place comes back although it was filled meanwhile, and that is said (INV-22, INV-20)")
    func crowded() throws {
        let (clerk, mission) = (TestOfficer.missionManager.id, course.mission)
        let announced = Mission.Announced(
            closingDate: try CivilDate(text: "2026-03-01"), maximumParticipants: 1, conditions: "V-2026")
        course.book.record([mission.event(.announced(announced))], by: clerk)
        func confirm(_ company: CompanyID) {
            let id = ParticipationID(mission, company)
            course.book.record(
                [
                    id.event(.registered(Participation.Registered(sequence: 1, isLate: false, lateReason: nil))),
                    mission.event(.fileLinked(Mission.FileLinked(file: id.stream))),
                    id.event(.confirmed(Participation.Confirmed(deviationReason: nil))),
                ], by: clerk)
        }
        confirm(course.company)
        try course.enforce()
        #expect(try course.book.accept(course.suspension(), by: .caseHandler).advisories.isEmpty)
        try course.accept(course.resumption(), by: .decisionMaker)
        confirm(CompanyID(local: "bbbbbbbbbbbb"))
        let decision = try course.book.accept(course.revocation(.objectionUpheld), by: .secondDecisionMaker)
        #expect(decision.advisories.map(\.rule) == [.inv20])
        #expect(course.book.state(ParticipationID(mission, course.company)).status == .confirmed)
    }

    @Test("After departure, revoking records that the place cannot be restored (INV-22)")
    func impossible() throws {
        try course.enforce([course.exclusion, course.otherExclusion])
        course.depart(course.mission)
        try course.accept(course.revocation(.court), by: .decisionMaker)
        #expect(course.participationEvents() == ["CompanyExcluded", "RestorationImpossible"])
        #expect(course.participationEvents(on: course.otherMission) == ["CompanyExcluded", "ParticipationRestored"])
    }

    @Test("Whoever decided under mandate does not revoke on an upheld objection (INV-7, Awb 10:3)")
    func sameDecider() throws {
        try course.enforce()
        #expect(try course.refusal(of: course.revocation(.objectionUpheld), by: .decisionMaker) == .inv7)
        #expect(try course.refusal(of: course.revocation(.groundLapsed), by: .decisionMaker) == nil)
        #expect(try course.refusal(of: course.revocation(.objectionUpheld), by: .secondDecisionMaker) == nil)
    }

    @Test("An office holder who decided in person may decide on the objection too (Awb 10:3)")
    func officeHolder() throws {
        try course.hear()
        try course.accept(course.decision(), by: .everything)
        try course.accept(course.notification, by: .caseHandler)
        #expect(try course.refusal(of: course.revocation(.objectionUpheld), by: .everything) == nil)
    }

    @Test(
        "Revoking takes the mandate that its ground asks for (INV-8)",
        arguments: [
            (RevocationGround.objectionUpheld, Rule?.some(.inv8)), (.groundLapsed, nil), (.court, nil),
        ])
    func mandate(ground: RevocationGround, rule: Rule?) throws {
        let course = try MeasureCase(mandated: [.decisionMaker])
        let granted = Officer.MandateGranted(
            mandate: .sample, powers: [.measures], period: Period(from: try CivilDate(text: "2026-01-01"), until: nil),
            onBehalfOf: "de staatssecretaris")
        course.book.record(
            [TestOfficer.secondDecisionMaker.id.event(.mandateGranted(granted))], by: TestOfficer.administrator.id)
        try course.enforce()
        #expect(try course.refusal(of: course.revocation(ground), by: .secondDecisionMaker) == rule)
    }

    @Test("A lapsed ground is not revoked on without a mandate for measures (INV-8)")
    func noMandate() throws {
        let course = try MeasureCase(mandated: [.decisionMaker])
        try course.enforce()
        #expect(try course.refusal(of: course.revocation(.groundLapsed), by: .secondDecisionMaker) == .inv8)
    }

    @Test("A suspension restores the place, and its end excludes again")
    func suspension() throws {
        try course.enforce()
        try course.accept(course.resumption(), by: .decisionMaker)
        for _ in 1...2 { try course.accept(course.suspension(), by: .caseHandler) }
        #expect(!course.state.isInForce)
        try course.accept(course.resumption(), by: .decisionMaker)
        #expect(course.state.isInForce)
        #expect(course.participationEvents() == ["CompanyExcluded", "ParticipationRestored", "CompanyExcluded"])
    }

    @Test("What a court decided is recorded with the ruling: where it is and what it says")
    func rulings() throws {
        try course.enforce()
        let blank = course.ruling(" ")
        #expect(try course.refusal(of: course.suspension(blank), by: .caseHandler) == .complete)
        for (ground, ruling) in [
            (RevocationGround.court, nil), (.court, blank), (.groundLapsed, course.ruling()),
        ] {
            let revocation = Measure.Revoke(
                measure: course.measure, ground: ground, ruling: ruling, reason: "na heroverweging")
            #expect(try course.refusal(of: revocation, by: .decisionMaker) == .complete)
        }
        try course.accept(course.suspension(), by: .caseHandler)
        #expect(try course.refusal(of: course.resumption(blank), by: .decisionMaker) == .complete)
        guard case .measure(.suspended(let suspended)) = course.book.log.last(where: { $0.isOf(course.measure) })?.event
        else {
            Issue.record("no suspension was stored")
            return
        }
        #expect(suspended.ruling == course.ruling())
    }

    @Test("Giving a suspended measure effect again takes a mandate for measures, which the event keeps (INV-8)")
    func resumptionMandate() throws {
        let course = try MeasureCase(mandated: [.decisionMaker])
        try course.enforce()
        try course.accept(course.suspension(), by: .caseHandler)
        #expect(try course.refusal(of: course.resumption(), by: .caseHandler) == .authority)
        #expect(try course.refusal(of: course.resumption(), by: .secondDecisionMaker) == .inv8)
        try course.accept(course.resumption(), by: .decisionMaker)
        guard case .measure(.resumed(let resumed)) = course.book.log.last(where: { $0.isOf(course.measure) })?.event
        else {
            Issue.record("no resumption was stored")
            return
        }
        #expect(resumed.authority == .under(.sample, onBehalfOf: "de staatssecretaris", as: .decisionMaker))
    }

    @Test("A suspended measure that is revoked restores nothing twice")
    func suspendedAndRevoked() throws {
        try course.enforce()
        try course.accept(course.suspension(), by: .caseHandler)
        for _ in 1...2 { try course.accept(course.revocation(.objectionUpheld), by: .secondDecisionMaker) }
        #expect(course.participationEvents() == ["CompanyExcluded", "ParticipationRestored"])
        #expect(course.events.filter { $0 == "MeasureRevoked" }.count == 1)
    }

    @Test("A measure with a last day expires after it, and gives the place back when the mission still lies ahead")
    func expiry() throws {
        try course.enforce(until: try CivilDate(text: "2026-03-31"))
        let expire = Measure.Expire(measure: course.measure)
        #expect(try course.refusal(of: expire, by: .caseHandler, at: "2026-03-31T12:00:00+02:00") == .lifecycle)
        try course.accept(expire, by: .caseHandler, at: "2026-04-01T12:00:00+02:00")
        try course.accept(expire, by: .caseHandler)
        #expect(course.participationEvents() == ["CompanyExcluded", "ParticipationRestored"])
        #expect(course.events.last == "MeasureExpired")
    }

    @Test("An exclusion from missions expires when all of them are over, and another measure does not")
    func overMissions() throws {
        try course.enforce([course.exclusion, course.otherExclusion])
        let expire = Measure.Expire(measure: course.measure)
        for mission in [course.mission, course.otherMission] {
            #expect(try course.refusal(of: expire, by: .caseHandler) == .lifecycle)
            course.book.record([mission.event(.ended(Mission.Ended()))], by: TestOfficer.missionManager.id)
        }
        try course.accept(expire, by: .caseHandler)
        #expect(course.participationEvents() == ["CompanyExcluded"])
        let other = try MeasureCase()
        try other.enforce([other.activityExclusion])
        #expect(try other.refusal(of: Measure.Expire(measure: other.measure), by: .caseHandler) == .lifecycle)
    }

    @Test(
        "A measure that ran out can prove not to have stood: what no longer can be restored is recorded (INV-22)",
        arguments: [RevocationGround.objectionUpheld, .court])
    func revokedAfterExpiry(ground: RevocationGround) throws {
        try course.enforce([course.exclusion, course.otherExclusion], until: try CivilDate(text: "2026-03-31"))
        course.depart(course.mission)
        let expire = Measure.Expire(measure: course.measure)
        try course.accept(expire, by: .caseHandler, at: "2026-04-01T12:00:00+02:00")
        #expect(try course.refusal(of: course.revocation(.groundLapsed), by: .secondDecisionMaker) == .lifecycle)
        let decision = try course.book.accept(course.revocation(ground), by: .secondDecisionMaker)
        #expect(decision.advisories.map(\.rule) == [.inv22])
        #expect(course.participationEvents() == ["CompanyExcluded", "RestorationImpossible"])
        #expect(course.participationEvents(on: course.otherMission) == ["CompanyExcluded", "ParticipationRestored"])
    }

    @Test("A measure that expired while suspended leaves nothing to restore")
    func revokedAfterSuspendedExpiry() throws {
        try course.enforce(until: try CivilDate(text: "2026-03-31"))
        try course.accept(course.suspension(), by: .caseHandler)
        let expire = Measure.Expire(measure: course.measure)
        try course.accept(expire, by: .caseHandler, at: "2026-04-01T12:00:00+02:00")
        course.depart(course.mission)
        try course.accept(course.revocation(.objectionUpheld), by: .secondDecisionMaker)
        #expect(course.participationEvents() == ["CompanyExcluded", "ParticipationRestored"])
    }

    @Test("Ending a suspension burdens the company, so who prepared the measure does not do it (INV-7)")
    func resumedByPreparer() throws {
        let course = try MeasureCase(mandated: [.everything, .decisionMaker])
        try course.intend()
        try course.accept(course.view(), by: .everything)
        try course.confirm()
        try course.decide()
        try course.accept(course.notification, by: .caseHandler)
        try course.accept(course.suspension(), by: .caseHandler)
        #expect(try course.refusal(of: course.resumption(), by: .everything) == .inv7)
        #expect(try course.refusal(of: course.resumption(), by: .decisionMaker) == nil)
    }

    @Test("A limb that is refuted after the decision: notifying is advised against, and the decision can be dropped")
    func refutedAfterDecision() throws {
        let course = try MeasureCase(mandated: [.decisionMaker])
        try course.hear()
        try course.decide()
        let drop = Measure.Drop(measure: course.measure, reason: "het bedrijf zet stappen")
        try course.accept(course.refuted(.unwillingness), by: .imvoAdviser)
        #expect(try course.refusal(of: drop, by: .caseHandler) == .inv8)
        #expect(try course.refusal(of: drop, by: .secondDecisionMaker) == .inv8)
        try course.accept(drop, by: .decisionMaker)
        #expect(course.state.stage == .dropped && course.participationEvents().isEmpty)
        #expect(try course.refusal(of: course.notification, by: .caseHandler) == .lifecycle)
        let late = try MeasureCase()
        try late.hear()
        try late.decide()
        try late.accept(late.refuted(.unwillingness), by: .imvoAdviser)
        #expect(try late.book.accept(late.notification, by: .caseHandler).advisories.map(\.rule) == [.r1])
    }

    @Test("Notifying a measure of which both limbs stand is not advised against")
    func standingLimbs() throws {
        try course.hear()
        try course.decide()
        #expect(try course.book.accept(course.notification, by: .caseHandler).advisories.isEmpty)
    }

    @Test("A review on new facts is a mandated decision, and by itself ends nothing (INV-8)")
    func review() throws {
        let course = try MeasureCase(mandated: [.decisionMaker])
        try course.enforce()
        let review = Measure.Review(
            measure: course.measure, facts: "verbeterplan uitgevoerd", outcome: .revoke, reason: "grond vervallen")
        #expect(try course.refusal(of: review, by: .secondDecisionMaker) == .inv8)
        let bare = Measure.Review(measure: course.measure, facts: "", outcome: .maintain, reason: "x")
        #expect(try course.refusal(of: bare, by: .decisionMaker) == .complete)
        try course.accept(review, by: .decisionMaker)
        #expect(course.state.isInForce && course.events.last == "MeasureReviewed")
    }

    @Test("Nothing of this is possible before a measure is in force")
    func order() throws {
        try course.hear()
        try course.decide()
        #expect(try course.refusal(of: course.revocation(.court), by: .decisionMaker) == .lifecycle)
        #expect(try course.refusal(of: course.suspension(), by: .caseHandler) == .lifecycle)
        #expect(try course.refusal(of: Measure.Expire(measure: course.measure), by: .caseHandler) == .lifecycle)
    }
}

extension Recorded<DomainEvent> {
    fileprivate func isOf(_ measure: MeasureID) -> Bool { header.stream == measure.stream }
}
