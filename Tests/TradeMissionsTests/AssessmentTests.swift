import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Assessments of due diligence")
struct AssessmentTests {
    private let course: MeasureCase
    private let id: AssessmentID

    init() throws {
        course = try MeasureCase()
        id = course.assessment
    }

    private var names: [String] { course.book.eventNames(of: id.stream) }

    private func recordSteps(_ steps: [DueDiligenceStep] = DueDiligenceStep.allCases) throws {
        for step in steps {
            try course.accept(
                Assessment.RecordStep(assessment: id, step: step, status: .partial, summary: "", evidence: []),
                by: .imvoAdviser)
        }
    }

    private func complete(_ outcome: AssessmentOutcome) -> Assessment.Complete {
        Assessment.Complete(assessment: id, outcome: outcome, summary: "beleid zonder uitvoering")
    }

    private func planRequest(due: String = "2026-06-01") throws -> Assessment.RequestPlan {
        Assessment.RequestPlan(assessment: id, points: ["lonen"], dueDate: try CivilDate(text: due))
    }

    private func requestPlan() throws {
        try recordSteps()
        try course.accept(complete(.worrying), by: .imvoAdviser)
        try course.accept(try planRequest(), by: .imvoAdviser)
    }

    private var plan: Assessment.SubmitPlan { Assessment.SubmitPlan(assessment: id, summary: "plan", evidence: []) }

    @Test(
        "A regular assessment in an elevated or high-risk context is advised against and never blocked (R14)",
        arguments: [
            (RiskLevel.low, AssessmentVariant.regular, false), (.elevated, .regular, true), (.high, .regular, true),
            (.high, .heightened, false),
        ])
    func heightened(level: RiskLevel, variant: AssessmentVariant, isAdvised: Bool) throws {
        let set = Mission.RiskLevelSet(level: level, comparedVersion: 1)
        course.book.record([course.mission.event(.riskLevelSet(set))], by: TestOfficer.missionManager.id)
        let decision = try course.book.accept(
            Assessment.Start(
                assessment: AssessmentID(local: "nieuw"), company: course.company, mission: course.mission,
                country: nil, variant: variant),
            by: .imvoAdviser)
        #expect(decision.advisories.map(\.rule) == (isAdvised ? [.r14] : []))
        #expect(decision.emissions.first?.event.storedName == "AssessmentStarted")
    }

    @Test("The country's profile counts where no mission gives a risk level")
    func countryContext() throws {
        let country = CountryID(local: "sa")
        let profile = Country.ProfilePublished(
            level: .high, sources: [], lawOnPaper: "verbeterd", enforcement: "aandachtspunt",
            validFrom: try CivilDate(text: "2026-01-01"), reason: nil)
        course.book.record([country.event(.profilePublished(profile))], by: TestOfficer.imvoAdviser.id)
        let decision = try course.book.accept(
            Assessment.Start(
                assessment: AssessmentID(local: "nieuw"), company: course.company, mission: nil, country: country,
                variant: .regular),
            by: .imvoAdviser)
        #expect(decision.advisories.map(\.rule) == [.r14])
    }

    @Test("An assessment joins the company's file, and its identifier is given once")
    func start() throws {
        #expect(course.book.state(course.company).files.contains(id.stream))
        let again = Assessment.Start(
            assessment: id, company: course.company, mission: nil, country: nil, variant: .regular)
        #expect(try course.refusal(of: again, by: .imvoAdviser) == .unused)
    }

    @Test("An assessment completes once all six steps are recorded")
    func sixSteps() throws {
        try recordSteps(Array(DueDiligenceStep.allCases.dropLast()))
        #expect(try course.refusal(of: complete(.inOrder), by: .imvoAdviser) == .lifecycle)
        try recordSteps([.remedy])
        try course.accept(complete(.inOrder), by: .imvoAdviser)
        #expect(course.book.state(id).outcome == .inOrder)
        #expect(try course.refusal(of: complete(.worrying), by: .imvoAdviser) == .lifecycle)
    }

    @Test("A weak outcome leads to advice first, and finds neither limb (R5)", arguments: AssessmentOutcome.allCases)
    func outcome(_ outcome: AssessmentOutcome) throws {
        try recordSteps()
        let decision = try course.book.accept(complete(outcome), by: .imvoAdviser)
        #expect(decision.advisories.map(\.rule) == (outcome == .inOrder ? [] : [.r5]))
        #expect(course.book.state(id).nonAdherence.standing == .notFound)
    }

    @Test("Whether a company reports publicly is noted and changes no stage, outcome or finding (R6)")
    func publicReporting() throws {
        let note = Assessment.NotePublicReporting(assessment: id, publicReporting: .no, reference: nil)
        try course.accept(note, by: .imvoAdviser)
        let state = course.book.state(id)
        #expect(state.publicReporting?.publicReporting == .no)
        #expect(state.stage == .started && state.outcome == nil && !state.nonAdherence.standing.stands)
        try recordSteps()
        #expect(try course.refusal(of: complete(.inOrder), by: .imvoAdviser) == nil)
    }

    @Test("Neither silence, nor a rejected plan, nor a refusal sets limb (b)")
    func neverByItself() throws {
        try requestPlan()
        #expect(course.book.state(id).planIsOverdue(on: try CivilDate(text: "2026-06-02")))
        try course.accept(plan, by: .imvoAdviser)
        try course.accept(Assessment.RejectPlan(assessment: id, reason: "te vaag"), by: .imvoAdviser)
        #expect(course.book.state(id).unwillingness.standing == .notFound)
        let refusal = Assessment.RecordRefusal(assessment: id, summary: "wij doen niets", evidence: [])
        let decision = try course.book.accept(refusal, by: .imvoAdviser)
        #expect(decision.emissions.map(\.event.storedName) == ["CompanyRefusedSteps"])
        #expect(decision.advisories.map(\.rule) == [.r1])
        #expect(course.book.state(id).unwillingness.standing == .notFound)
    }

    @Test("A company may send a plan after a rejection and after a refusal")
    func comesRound() throws {
        try requestPlan()
        try course.accept(plan, by: .imvoAdviser)
        try course.accept(Assessment.RejectPlan(assessment: id, reason: "te vaag"), by: .imvoAdviser)
        try course.accept(Assessment.RecordRefusal(assessment: id, summary: "nee", evidence: []), by: .imvoAdviser)
        try course.accept(plan, by: .imvoAdviser)
        try course.accept(
            Assessment.AcceptPlan(assessment: id, until: try CivilDate(text: "2026-12-01")), by: .imvoAdviser)
        try course.accept(
            Assessment.RecordProgress(assessment: id, level: .announced, summary: "fonds", evidence: []),
            by: .imvoAdviser)
        #expect(
            names.suffix(4) == [
                "CompanyRefusedSteps", "ImprovementPlanSubmitted", "ImprovementPlanAccepted",
                "ImprovementProgressRecorded",
            ])
    }

    @Test("A plan is asked for after a weak outcome only, and its steps follow in order")
    func planOrder() throws {
        #expect(try course.refusal(of: planRequest(), by: .imvoAdviser) == .lifecycle)
        #expect(try course.refusal(of: plan, by: .imvoAdviser) == .lifecycle)
        try recordSteps()
        try course.accept(complete(.inOrder), by: .imvoAdviser)
        #expect(try course.refusal(of: planRequest(), by: .imvoAdviser) == .lifecycle)
        let rejection = Assessment.RejectPlan(assessment: id, reason: "te vaag")
        #expect(try course.refusal(of: rejection, by: .imvoAdviser) == .lifecycle)
        let progress = Assessment.RecordProgress(assessment: id, level: .announced, summary: "x", evidence: [])
        #expect(try course.refusal(of: progress, by: .imvoAdviser) == .lifecycle)
    }

    @Test("A review opens the assessment again, and a new outcome replaces the old one")
    func review() throws {
        let review = Assessment.Review(assessment: id, variant: .heightened, reason: "nieuwe feiten")
        #expect(try course.refusal(of: review, by: .imvoAdviser) == .lifecycle)
        try recordSteps()
        try course.accept(complete(.worrying), by: .imvoAdviser)
        try course.accept(review, by: .imvoAdviser)
        try course.accept(complete(.inOrder), by: .imvoAdviser)
        #expect(course.book.state(id).outcome == .inOrder)
    }

    @Test("What is asked or concluded is written down, with a day that has not passed")
    func texts() throws {
        let past = try CivilDate(text: "2026-02-01")
        let future = try CivilDate(text: "2026-03-01")
        func expectRefused(_ commands: any Command...) throws {
            for command in commands { #expect(try course.refusal(of: command, by: .imvoAdviser) == .complete) }
        }
        try expectRefused(
            Assessment.RequestInformation(assessment: id, question: " ", dueDate: future),
            Assessment.RequestInformation(assessment: id, question: "?", dueDate: past),
            Assessment.ConsultRiskChecker(assessment: id, consultedOn: past, topic: "", reference: "dossier"),
            Assessment.ConsultRiskChecker(assessment: id, consultedOn: future, topic: "bouw", reference: "dossier"))
        try recordSteps()
        try expectRefused(Assessment.Complete(assessment: id, outcome: .worrying, summary: ""))
        try course.accept(complete(.worrying), by: .imvoAdviser)
        try expectRefused(
            Assessment.RequestPlan(assessment: id, points: [], dueDate: future),
            Assessment.RequestPlan(assessment: id, points: ["lonen"], dueDate: past),
            Assessment.RecordRefusal(assessment: id, summary: "", evidence: []),
            Assessment.Review(assessment: id, variant: .regular, reason: ""))
        try course.accept(try planRequest(), by: .imvoAdviser)
        try expectRefused(Assessment.SubmitPlan(assessment: id, summary: "", evidence: []))
        try course.accept(plan, by: .imvoAdviser)
        try expectRefused(Assessment.RejectPlan(assessment: id, reason: ""))
        try course.accept(Assessment.AcceptPlan(assessment: id, until: future), by: .imvoAdviser)
        try expectRefused(Assessment.RecordProgress(assessment: id, level: .adopted, summary: "", evidence: []))
    }

    @Test("What says nothing new is not stored twice")
    func idempotence() throws {
        try recordSteps([.embed, .embed])
        let note = Assessment.NotePublicReporting(assessment: id, publicReporting: .yes, reference: nil)
        let consultation = Assessment.ConsultRiskChecker(
            assessment: id, consultedOn: try CivilDate(text: "2026-02-01"), topic: "bouw", reference: "dossier 1")
        for _ in 1...2 {
            try course.accept(note, by: .imvoAdviser)
            try course.accept(consultation, by: .imvoAdviser)
        }
        #expect(
            names == [
                "AssessmentStarted", "DueDiligenceStepRecorded", "PublicReportingNoted", "RiskCheckerConsulted",
            ])
        try requestPlan()
        let count = names.count
        try course.accept(try planRequest(), by: .imvoAdviser)
        #expect(names.count == count)
    }
}

@Suite("The two findings")
struct FindingTests {
    private let course: MeasureCase

    init() throws {
        course = try MeasureCase()
    }

    @Test(
        "A finding is made, confirmed and refuted under the names of its limb",
        arguments: [
            (Limb.nonAdherence, ["NonAdherenceFound", "NonAdherenceConfirmed", "NonAdherenceRefuted"]),
            (.unwillingness, ["UnwillingnessFound", "UnwillingnessConfirmed", "UnwillingnessRefuted"]),
        ])
    func names(limb: Limb, names: [String]) throws {
        try course.find([limb])
        try course.confirm([limb])
        try course.accept(course.refuted(limb), by: .imvoAdviser)
        try course.accept(course.refuted(limb), by: .imvoAdviser)
        #expect(course.book.eventNames(of: course.assessment.stream).dropFirst() == names[...])
        let finding = course.book.state(course.assessment).finding(limb)
        #expect(finding.standing == .refuted && finding.author == TestOfficer.imvoAdviser.id.text)
        #expect(finding.evidence == [course.report, course.statement])
    }

    @Test("After a refutation only a new finding can be confirmed, and it starts anew", arguments: Limb.allCases)
    func newFinding(limb: Limb) throws {
        try course.find([limb])
        let first = course.book.state(course.assessment).finding(limb).found
        try course.accept(course.refuted(limb), by: .imvoAdviser)
        #expect(try course.refusal(of: course.confirmed(limb), by: .imvoAdviser) == .lifecycle)
        try course.find([limb])
        let finding = course.book.state(course.assessment).finding(limb)
        #expect(finding.standing == .provisional && finding.settled == nil && finding.found != first)
        try course.confirm([limb])
    }

    @Test("Nothing is confirmed or refuted before it is found, and nothing found twice", arguments: Limb.allCases)
    func order(limb: Limb) throws {
        #expect(try course.refusal(of: course.confirmed(limb), by: .imvoAdviser) == .lifecycle)
        #expect(try course.refusal(of: course.refuted(limb), by: .imvoAdviser) == .lifecycle)
        try course.find([limb])
        #expect(try course.refusal(of: course.found(limb), by: .imvoAdviser) == .lifecycle)
    }

    @Test("A finding states facts, evidence and what it rests on")
    func substance() throws {
        let command = Assessment.RecordFinding(
            assessment: course.assessment, limb: .nonAdherence, facts: "feiten", grounds: [.companyConduct],
            duty: nil, evidence: [])
        #expect(try course.refusal(of: command, by: .imvoAdviser) == .complete)
        #expect(try course.refusal(of: course.found(.nonAdherence, grounds: []), by: .imvoAdviser) == .complete)
    }

    @Test("A finding that rests on public reporting cites a duty that holds on the date (R6)")
    func publicReporting() throws {
        let grounds: [GroundKind] = [.companyConduct, .publicReporting]
        #expect(try course.refusal(of: course.found(.nonAdherence, grounds: grounds), by: .imvoAdviser) == .r6)
        for (from, rule) in [("2027-01-01", Rule.r6), ("2026-01-01", nil)] {
            let duty = StatutoryDuty(
                citation: "CSRD", appliesBecause: "omvang", from: try CivilDate(text: from), until: nil)
            let command = course.found(.nonAdherence, grounds: grounds, duty: duty)
            #expect(try course.refusal(of: command, by: .imvoAdviser) == rule)
        }
    }

    @Test("A finding on signals alone, or without an attempt to engage, is advised against and not blocked")
    func advice() throws {
        let decision = try course.book.accept(course.found(.unwillingness, grounds: [.bmoConcern]), by: .imvoAdviser)
        #expect(decision.advisories.map(\.rule) == [.inv11, .r5])
    }

    @Test("A finding is a person's act: an actor who is no registered officer makes none (INV-2)")
    func person() throws {
        let act = Act(
            actor: OfficerID(local: "robotrobotro"), officer: Officer(), occurredAt: course.book.now,
            now: course.book.now, reason: nil)
        let commands: [any Command] = [
            course.found(.nonAdherence), course.confirmed(.nonAdherence), course.refuted(.nonAdherence),
        ]
        for command in commands {
            #expect {
                try course.book.answer { records throws(Interruption) in try command.decide(act, records) }
            } throws: { ($0 as? Refusal)?.rule == .inv2 }
        }
    }
}
