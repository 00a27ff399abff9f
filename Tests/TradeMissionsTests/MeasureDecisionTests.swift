import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Decisions on measures")
struct MeasureDecisionTests {
    private let course: MeasureCase

    init() throws {
        course = try MeasureCase()
    }

    private func refusal(of decision: Measure.Decide, at time: String? = nil) throws -> Rule? {
        try course.refusal(of: decision, by: .decisionMaker, at: time)
    }

    @Test("A decision with both limbs confirmed after the hearing stands, with its mandate and on whose behalf")
    func decision() throws {
        try course.hear()
        try course.decide()
        #expect(course.events.last == "MeasureDecided")
        #expect(course.state.decider == TestOfficer.decisionMaker.id.text)
        #expect(course.state.consequences == [course.exclusion])
        let decided = try #require(course.state.decision)
        #expect(decided.authority == .under(.sample, onBehalfOf: "de staatssecretaris", as: .decisionMaker))
    }

    @Test(
        "The same two limbs hold for every consequence: one refuted limb stops each (R1, R4)",
        arguments: Limb.allCases)
    func everyConsequence(limb: Limb) throws {
        let consequences = [
            course.exclusion, course.otherExclusion, course.activityExclusion, course.reclaim, course.loanTermination,
        ]
        try course.hear(consequences)
        for consequence in consequences { #expect(try refusal(of: course.decision([consequence])) == nil) }
        try course.accept(course.refuted(limb), by: .imvoAdviser)
        for consequence in consequences { #expect(try refusal(of: course.decision([consequence])) == .r1) }
    }

    @Test("A company that takes steps at the hearing: no measure, and ‘none’ and dropping stay possible")
    func takesSteps() throws {
        try course.intend()
        try course.accept(course.view(offersSteps: true), by: .caseHandler)
        try course.confirm([.nonAdherence])
        try course.accept(course.refuted(.unwillingness), by: .imvoAdviser)
        #expect(try refusal(of: course.decision()) == .r1)
        #expect(try refusal(of: course.decision([course.nothing], alternatives: [])) == nil)
        #expect(
            try course.refusal(of: Measure.Drop(measure: course.measure, reason: "stappen"), by: .caseHandler) == nil)
    }

    @Test("A finding made anew after a refutation takes a new intention, on which the company is heard (INV-1)")
    func newFindingAfterHearing() throws {
        try course.hear(confirming: [.nonAdherence])
        try course.accept(course.refuted(.unwillingness), by: .imvoAdviser)
        try course.find([.unwillingness])
        try course.confirm([.unwillingness])
        #expect(try refusal(of: course.decision()) == .inv1)
        try course.propose()
        try course.accept(course.intention, by: .caseHandler)
        try course.accept(course.view(), by: .caseHandler)
        try course.confirm()
        #expect(try refusal(of: course.decision()) == nil)
    }

    @Test("A measure takes both findings confirmed, not provisional (INV-1)", arguments: Limb.allCases)
    func provisional(limb: Limb) throws {
        try course.hear(confirming: Limb.allCases.filter { $0 != limb })
        #expect(try refusal(of: course.decision()) == .inv1)
        try course.confirm([limb])
        #expect(try refusal(of: course.decision()) == nil)
    }

    @Test("A finding confirmed before the hearing is confirmed again after it (INV-1)")
    func confirmedTooEarly() throws {
        try course.intend()
        try course.confirm()
        try course.accept(course.view(), by: .caseHandler)
        #expect(try refusal(of: course.decision()) == .inv1)
        try course.confirm()
        #expect(try refusal(of: course.decision()) == nil)
    }

    @Test("A confirmation recorded after the hearing but dated before it does not count (INV-1)")
    func confirmedWithEarlierDate() throws {
        try course.intend()
        let beforeView = course.book.now.adding(seconds: 60).text
        try course.accept(course.view(), by: .caseHandler)
        for limb in Limb.allCases { try course.accept(course.confirmed(limb), by: .imvoAdviser, at: beforeView) }
        #expect(try refusal(of: course.decision()) == .inv1)
    }

    @Test("A decision is not dated before the confirmations that it rests on (INV-1)")
    func decidedWithEarlierDate() throws {
        try course.intend()
        try course.accept(course.view(), by: .caseHandler)
        let beforeConfirmation = course.book.now.adding(seconds: 60).text
        try course.confirm()
        #expect(try refusal(of: course.decision(), at: beforeConfirmation) == .inv1)
        #expect(try refusal(of: course.decision()) == nil)
    }

    @Test("No step is dated before the one it follows")
    func chronology() throws {
        try course.hear()
        let beforeDecision = course.book.now.adding(seconds: 60).text
        try course.decide()
        #expect(try course.refusal(of: course.notification, by: .caseHandler, at: beforeDecision) == .lifecycle)
        #expect(try course.refusal(of: course.notification, by: .caseHandler) == nil)
    }

    @Test("With one limb found a measure is refused, whether or not anyone was heard (R1)", arguments: Limb.allCases)
    func oneLimb(limb: Limb) throws {
        try course.open()
        try course.find([limb])
        try course.propose()
        #expect(try refusal(of: course.decision()) == .r1)
    }

    @Test("No measure before the company was heard, its term passed, or an exception was invoked (INV-4)")
    func hearing() throws {
        try course.intend()
        try course.confirm()
        #expect(try refusal(of: course.decision()) == .inv4)
        try course.accept(course.exception(.urgent), by: .caseHandler)
        try course.confirm()
        #expect(try refusal(of: course.decision()) == nil)
    }

    @Test("A decision stays within what the company was heard on; a lighter one does (INV-4)")
    func scope() throws {
        try course.hear([course.exclusion, course.reclaim])
        for lawful in [course.exclusion, course.reclaim, course.termination] {
            #expect(try refusal(of: course.decision([lawful])) == nil)
        }
        for unheard in [course.otherExclusion, course.activityExclusion, course.loanTermination] {
            #expect(try refusal(of: course.decision([unheard])) == .inv4)
        }
    }

    @Test("A termination that was heard does not grow into a reclaim (INV-4)")
    func heavier() throws {
        try course.hear([course.termination])
        #expect(try refusal(of: course.decision([course.reclaim])) == .inv4)
    }

    @Test("‘none’ takes neither findings, nor a hearing, nor a mandate, and mixes with nothing (R2, R3)")
    func none() throws {
        let course = try MeasureCase(mandated: [])
        try course.open()
        let decision = course.decision(
            [course.nothing], grounds: [], alternatives: [], ruleReferences: [], evidence: [])
        #expect(try course.refusal(of: decision, by: .decisionMaker) == nil)
        try course.find([.nonAdherence])
        try course.propose()
        #expect(
            try course.refusal(of: course.decision([course.nothing, course.exclusion]), by: .decisionMaker) == .r3)
        try course.accept(decision, by: .decisionMaker)
        try course.accept(course.notification, by: .caseHandler)
        #expect(!course.state.isInForce && course.state.stage == .concluded)
        #expect(course.participationEvents().isEmpty)
    }

    @Test("‘none’ is weighed too, by another than the proposer (INV-2, INV-7)")
    func noneIsADecision() throws {
        try course.open()
        try course.accept(course.proposal([course.exclusion]), by: .everything)
        let decision = course.decision([course.nothing])
        #expect(try course.refusal(of: decision, by: .everything) == .inv7)
        #expect(try refusal(of: course.decision([course.nothing], weighing: "")) == .inv2)
        #expect(try refusal(of: decision) == nil)
    }

    @Test("A measure is a person's decision, weighed against ‘none’ (INV-2)")
    func weighing() throws {
        try course.hear()
        #expect(try refusal(of: course.decision(weighing: " ")) == .inv2)
        #expect(try refusal(of: course.decision(alternatives: [])) == .inv2)
        let other = Alternative(kind: .excludeFromOtherActivity, whyNot: "te zwaar")
        #expect(try refusal(of: course.decision(alternatives: [other])) == .inv2)
        let blank = Alternative(kind: .none, whyNot: "")
        #expect(try refusal(of: course.decision(alternatives: [blank])) == .inv2)
        let nobody = Act(
            actor: OfficerID(local: "robotrobotro"), officer: Officer(), occurredAt: course.book.now,
            now: course.book.now, reason: nil)
        #expect {
            try course.book.answer { records throws(Interruption) in
                try course.decision().decide(nobody, records)
            }
        } throws: { ($0 as? Refusal)?.rule == .inv2 }
    }

    @Test("A measure rests on explained grounds, known rules and evidence on file (INV-6)")
    func reasons() throws {
        try course.hear()
        #expect(try refusal(of: course.decision(grounds: [])) == .inv6)
        let bare = Ground(kind: .companyConduct, explanation: "", duty: nil)
        #expect(try refusal(of: course.decision(grounds: [bare])) == .inv6)
        #expect(try refusal(of: course.decision(ruleReferences: [])) == .inv6)
        #expect(try refusal(of: course.decision(ruleReferences: ["R1", "R99"])) == .inv6)
        #expect(try refusal(of: course.decision(evidence: [])) == .inv6)
        #expect(try refusal(of: course.decision(evidence: [.sample])) == .inv6)
        #expect(try refusal(of: course.decision(evidence: [course.report, course.statement])) == nil)
    }

    @Test("A missing public report is no ground, unless a duty holds for the company on that date (INV-10)")
    func publicReporting() throws {
        try course.hear()
        func ground(from: String?, because: String = "meer dan 1000 werknemers") throws -> Ground {
            let duty = try from.map {
                StatutoryDuty(
                    citation: "CSRD", appliesBecause: because, from: try CivilDate(text: $0), until: nil)
            }
            return Ground(kind: .publicReporting, explanation: "geen verslag", duty: duty)
        }
        let conduct = Ground(kind: .companyConduct, explanation: "lonen", duty: nil)
        #expect(try refusal(of: course.decision(grounds: [conduct, ground(from: nil)])) == .inv10)
        #expect(try refusal(of: course.decision(grounds: [conduct, ground(from: "2027-01-01")])) == .inv10)
        #expect(
            try refusal(of: course.decision(grounds: [conduct, ground(from: "2026-01-01", because: "")])) == .inv10)
        #expect(try refusal(of: course.decision(grounds: [conduct, ground(from: "2026-01-01")])) == nil)
        try course.accept(course.refuted(.unwillingness), by: .imvoAdviser)
        #expect(try refusal(of: course.decision(grounds: [conduct, ground(from: "2026-01-01")])) == .r1)
    }

    @Test(
        "A label, a concern, a list or a score is never the only ground (INV-11)",
        arguments: [GroundKind.countryRisk, .bmoConcern, .externalList, .score])
    func signal(kind: GroundKind) throws {
        try course.hear()
        let signal = Ground(kind: kind, explanation: "signaal", duty: nil)
        let score = Ground(kind: .score, explanation: "laag", duty: nil)
        let conduct = Ground(kind: .companyConduct, explanation: "lonen", duty: nil)
        #expect(try refusal(of: course.decision(grounds: [signal, score])) == .inv11)
        #expect(try refusal(of: course.decision(grounds: [signal, conduct])) == nil)
    }

    @Test(
        "A limb that rests on signals alone carries no measure, whatever the decision itself states (R5, INV-11)",
        arguments: Limb.allCases)
    func limbOnSignals(limb: Limb) throws {
        for other in Limb.allCases where other != limb { try course.find([other]) }
        let signals = [GroundKind.countryRisk, .bmoConcern, .externalList, .score]
        try course.accept(course.found(limb, grounds: signals), by: .imvoAdviser)
        try course.open()
        try hearAnew()
        #expect(try refusal(of: course.decision()) == .inv11)
        #expect(try refusal(of: course.decision([course.nothing])) == nil)

        try course.accept(course.refuted(limb), by: .imvoAdviser)
        try course.accept(course.found(limb, grounds: [.countryRisk, .companyConduct]), by: .imvoAdviser)
        try hearAnew()
        #expect(try refusal(of: course.decision()) == nil)
    }

    @Test(
        "The duty that a finding cites for public reporting holds on the day of the decision too (R6, INV-10)",
        arguments: Limb.allCases)
    func limbOnLapsedDuty(limb: Limb) throws {
        for other in Limb.allCases where other != limb { try course.find([other]) }
        let lastDay = try CivilDate(text: "2026-02-03")
        let duty = StatutoryDuty(
            citation: "CSRD", appliesBecause: "meer dan 1000 werknemers", from: lastDay.adding(days: -30),
            until: lastDay)
        try course.accept(
            course.found(limb, grounds: [.companyConduct, .publicReporting], duty: duty), by: .imvoAdviser)
        try course.open()
        try hearAnew()
        #expect(try refusal(of: course.decision(), at: "2026-02-03T12:00:00+01:00") == nil)
        #expect(try refusal(of: course.decision(), at: "2026-02-04T12:00:00+01:00") == .inv10)
    }

    /// A proposal, an intention and a view, with both findings confirmed after it.
    private func hearAnew() throws {
        try course.propose()
        try course.accept(course.intention, by: .caseHandler)
        try course.accept(course.view(), by: .caseHandler)
        try course.confirm()
    }

    @Test("Nobody who proposed in this file decides on it, whoever proposed last (INV-7)")
    func proposer() throws {
        let course = try MeasureCase(mandated: [.everything, .decisionMaker])
        try course.find()
        try course.open()
        try course.accept(course.proposal([course.activityExclusion]), by: .everything)
        try course.propose()
        try course.accept(course.intention, by: .caseHandler)
        try course.accept(course.view(), by: .caseHandler)
        try course.confirm()
        #expect(try course.refusal(of: course.decision(), by: .everything) == .inv7)
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == nil)
    }

    @Test("A measure takes a mandate for measures on the date of the decision (INV-8)")
    func mandate() throws {
        let course = try MeasureCase(mandated: [])
        try course.hear()
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == .inv8)
        for (powers, from, rule) in [
            ([Power.objections], "2026-01-01", Rule.inv8), ([.measures], "2026-03-01", .inv8),
            ([.measures], "2026-01-01", nil),
        ] {
            let granted = Officer.MandateGranted(
                mandate: .sample, powers: powers, period: Period(from: try CivilDate(text: from), until: nil),
                onBehalfOf: "de staatssecretaris")
            course.book.record(
                [TestOfficer.decisionMaker.id.event(.mandateGranted(granted))], by: TestOfficer.administrator.id)
            #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == rule)
        }
    }

    @Test("A mandate that has ended since is not revived by dating the decision back (INV-8)")
    func mandateThatEnded() throws {
        let course = try MeasureCase(mandated: [])
        try course.hear()
        let decidedAt = course.book.now
        func record(_ event: Officer.Event) {
            course.book.record([TestOfficer.decisionMaker.id.event(event)], by: TestOfficer.administrator.id)
        }
        let year = Period(from: try CivilDate(text: "2026-01-01"), until: nil)
        record(
            .mandateGranted(
                Officer.MandateGranted(
                    mandate: .sample, powers: [.measures], period: year, onBehalfOf: "de staatssecretaris")))
        course.wait(hours: 48)
        func refusal() throws -> Rule? {
            try course.book.refusal(of: course.decision(), by: .decisionMaker, at: decidedAt.text)?.rule
        }
        #expect(try refusal() == nil)
        record(
            .mandateRevoked(
                Officer.MandateRevoked(mandate: .sample, from: course.book.now.dateInAmsterdam)))
        #expect(try refusal() == .inv8)
        record(
            .mandateGranted(
                Officer.MandateGranted(
                    mandate: try MandateID(text: "mandaat-2026-8"), powers: [.measures],
                    period: Period(from: course.book.now.dateInAmsterdam, until: nil),
                    onBehalfOf: "de staatssecretaris")))
        #expect(try refusal() == nil)
    }

    @Test("The office holder decides in person, without a mandate (Awb 10:3)")
    func inPerson() throws {
        let course = try MeasureCase(mandated: [])
        try course.hear()
        try course.accept(course.decision(), by: .everything)
        let decided = try #require(course.state.decision)
        #expect(decided.authority == .inPerson)
    }

    @Test("Departing from unfavourable advice without a reason, and reclaim on Awb 4:50, are advised against")
    func advice() throws {
        let future = course.consequence(
            .terminateAndReclaim, support: course.subsidy, ground: .changedCircumstances50b)
        try course.accept(
            Assessment.RequestInformation(
                assessment: course.assessment, question: "?", dueDate: try CivilDate(text: "2026-03-01")),
            by: .imvoAdviser)
        try course.hear([future])
        try course.accept(
            Measure.ReceiveAdvice(measure: course.measure, position: .unfavourable, summary: "te zwaar"),
            by: .caseHandler)
        let decision = try course.book.accept(course.decision([future]), by: .decisionMaker)
        #expect(decision.advisories.map(\.rule) == [.inv6, .inv3])
    }

    @Test("A measure does not end before it is decided")
    func lastDay() throws {
        try course.hear()
        #expect(try refusal(of: course.decision(until: CivilDate(text: "2026-02-01"))) == .complete)
        #expect(try refusal(of: course.decision(until: CivilDate(text: "2026-02-02"))) == nil)
    }

    @Test("A file is decided once")
    func once() throws {
        try course.hear()
        try course.decide()
        #expect(try refusal(of: course.decision()) == .lifecycle)
        #expect(try course.refusal(of: course.proposal([course.exclusion]), by: .caseHandler) == .lifecycle)
    }
}
