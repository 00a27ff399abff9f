import EventSourcing
import TestSupport
import Testing

@testable import TradeMissions

@Suite("Measure files: opening, proposing, hearing")
struct MeasureFileTests {
    private let course: MeasureCase

    init() throws {
        course = try MeasureCase()
    }

    @Test("A file is about the company of its assessment, and joins the company's file")
    func opening() throws {
        try course.open()
        #expect(course.state.company == course.company && course.state.assessment == course.assessment)
        #expect(course.book.state(course.company).files.contains(course.measure.stream))
        let again = Measure.Open(measure: course.measure, assessment: course.assessment, facts: "x")
        #expect(try course.refusal(of: again, by: .caseHandler) == .unused)
        let unknown = Measure.Open(
            measure: MeasureID(local: "twee"), assessment: AssessmentID(local: "geen"), facts: "x")
        #expect(try course.refusal(of: unknown, by: .caseHandler) == .known)
    }

    @Test("A consequence is one that the letter names, with its own scope (R3)")
    func consequences() throws {
        try course.open()
        let lawful: [[Consequence]] = [
            [course.nothing], [course.exclusion], [course.activityExclusion], [course.termination], [course.reclaim],
            [course.loanTermination], [course.exclusion, course.otherExclusion, course.reclaim],
        ]
        for consequences in lawful {
            #expect(try course.refusal(of: course.proposal(consequences), by: .caseHandler) == nil)
        }
        let unlawful: [[Consequence]] = [
            [], [course.nothing, course.exclusion], [course.exclusion, course.exclusion],
            [course.termination, course.reclaim],
            [course.consequence(.excludeFromMission)], [course.consequence(.excludeFromOtherActivity, activity: " ")],
            [course.consequence(.terminateSupport, mission: course.mission)],
            [course.consequence(.excludeFromMission, mission: course.mission, activity: "alles")],
            [course.consequence(.terminateSupport, support: course.foreignSupport, ground: .obligationsNotMet48b)],
        ]
        for consequences in unlawful {
            #expect(try course.refusal(of: course.proposal(consequences), by: .caseHandler) == .r3)
        }
    }

    @Test("A proposal says that nothing obliges to it, unless it proposes nothing (R2)")
    func nothingObliges() throws {
        try course.open()
        let exclusion = try course.book.accept(course.proposal([course.exclusion]), by: .caseHandler)
        #expect(exclusion.advisories.map(\.rule) == [.r2])
        let nothing = try course.book.accept(course.proposal([course.nothing]), by: .caseHandler)
        #expect(nothing.advisories.isEmpty)
    }

    @Test("Reclaim has no word of its own: it comes only with termination (INV-3)")
    func reclaimAlone() {
        #expect(
            ConsequenceKind.allCases.map(\.rawValue) == [
                "none", "terminate-support", "terminate-and-reclaim", "exclude-from-mission",
                "exclude-from-other-activity",
            ])
    }

    @Test("A subsidy is touched on a ground of the Awb, other support on its contract (INV-6)")
    func subsidyGround() throws {
        try course.open()
        for consequence in [
            course.consequence(.terminateSupport, support: course.subsidy),
            course.consequence(.terminateSupport, support: course.loan, ground: .obligationsNotMet48b),
        ] {
            #expect(try course.refusal(of: course.proposal([consequence]), by: .caseHandler) == .inv6)
        }
    }

    @Test(
        "An intention takes both findings, at least provisionally and none refuted (INV-1)",
        arguments: [[], [Limb.nonAdherence], [.unwillingness]])
    func oneLimb(limbs: [Limb]) throws {
        try course.find(limbs)
        try course.open()
        try course.propose()
        #expect(try course.refusal(of: course.intention, by: .caseHandler) == .inv1)
        #expect(try course.refusal(of: course.exception(.urgent), by: .caseHandler) == .inv1)
        try course.find(Limb.allCases.filter { !limbs.contains($0) })
        #expect(try course.refusal(of: course.intention, by: .caseHandler) == nil)
        try course.accept(course.refuted(.unwillingness), by: .imvoAdviser)
        #expect(try course.refusal(of: course.intention, by: .caseHandler) == .inv1)
    }

    @Test("An intention is not dated before the findings that it rests on (INV-1)")
    func backdatedIntention() throws {
        try course.open()
        try course.propose()
        let beforeFindings = course.book.now.adding(seconds: 60).text
        try course.find()
        #expect(try course.refusal(of: course.intention, by: .caseHandler, at: beforeFindings) == .inv1)
        #expect(try course.refusal(of: course.intention, by: .caseHandler) == nil)
    }

    @Test("Nothing changes for the company between intention and notification")
    func nothingChanges() throws {
        try course.intend()
        let decision = try course.book.accept(course.view(), by: .caseHandler)
        #expect(decision.emissions.map(\.stream) == [course.measure.stream])
        try course.confirm()
        try course.decide()
        #expect(course.participationEvents().isEmpty && !course.state.isInForce)
    }

    @Test("The term for a view lapses after its last day and not on it (INV-4)")
    func lapse() throws {
        try course.intend()
        #expect(course.state.intention?.dueDate == (try CivilDate(text: "2026-02-16")))
        let lapse = Measure.LetTermLapse(measure: course.measure)
        #expect(try course.refusal(of: lapse, by: .caseHandler, at: "2026-02-16T23:00:00+01:00") == .inv4)
        try course.accept(lapse, by: .caseHandler, at: "2026-02-17T00:00:00+01:00")
        try course.accept(lapse, by: .caseHandler)
        #expect(course.events.filter { $0 == "ViewTermLapsed" }.count == 1)
        #expect(!(course.book.state(course.assessment).unwillingness.standing == .confirmed))
    }

    @Test("A late view is still received, and the findings are confirmed after it")
    func lateView() throws {
        try course.intend()
        try course.accept(
            Measure.LetTermLapse(measure: course.measure), by: .caseHandler, at: "2026-02-18T09:00:00+01:00")
        try course.confirm()
        try course.accept(course.view(), by: .caseHandler)
        #expect(try course.refusal(of: course.decision(), by: .decisionMaker) == .inv1)
    }

    @Test("A company that offers steps gives reason to look at limb (b); a person refutes it")
    func offersSteps() throws {
        try course.intend()
        let decision = try course.book.accept(course.view(offersSteps: true), by: .caseHandler)
        #expect(decision.advisories.map(\.rule) == [.r1])
        #expect(course.book.state(course.assessment).unwillingness.standing == .provisional)
    }

    @Test("An exception to the hearing gives its reason (INV-4)")
    func exceptionReason() throws {
        try course.find()
        try course.open()
        try course.propose()
        #expect(try course.refusal(of: course.exception(.urgent, reason: " "), by: .caseHandler) == .inv4)
        #expect(try course.refusal(of: course.exception(.urgent), by: .caseHandler) == nil)
    }

    @Test(
        "Awb 4:12 does not hold for the withdrawal of a subsidy (INV-5)",
        arguments: [SubsidyGround.obligationsNotMet48b, .laterBreach49c, .changedCircumstances50b])
    func financialException(ground: SubsidyGround) throws {
        try course.find()
        try course.open()
        try course.propose([course.consequence(.terminateSupport, support: course.subsidy, ground: ground)])
        #expect(try course.refusal(of: course.exception(.financial), by: .caseHandler) == .inv5)
        #expect(try course.refusal(of: course.exception(.urgent), by: .caseHandler) == nil)
    }

    @Test("Awb 4:12 does not reach an exclusion (INV-4), and holds for a loan")
    func financialOnly() throws {
        try course.find()
        try course.open()
        try course.propose([course.exclusion])
        #expect(try course.refusal(of: course.exception(.financial), by: .caseHandler) == .inv4)
        try course.propose([course.loanTermination])
        #expect(try course.refusal(of: course.exception(.financial), by: .caseHandler) == nil)
    }

    @Test(
        "A ground to determine a subsidy lower (Awb 4:46) terminates none, proposed or decided (INV-12)",
        arguments: [ConsequenceKind.terminateSupport, .terminateAndReclaim])
    func lowerDetermination(kind: ConsequenceKind) throws {
        try course.hear([course.reclaim])
        for ground in SubsidyGround.allCases where ground.article == .lowerDetermination {
            let lower = course.consequence(kind, support: course.subsidy, ground: ground)
            let refusal = try course.book.refusal(of: course.proposal([lower]), by: .caseHandler)
            #expect(refusal?.rule == .inv12)
            #expect(refusal?.remedy.en.contains("support.determine") ?? false)
            #expect(try course.refusal(of: course.decision([lower]), by: .decisionMaker) == .inv12)
        }
        #expect(try course.refusal(of: course.decision([course.reclaim]), by: .decisionMaker) == nil)
    }

    @Test("A decision under Awb 4:12 holds for what is no subsidy (INV-4)")
    func financialDecision() throws {
        try course.find()
        try course.open()
        try course.propose([course.loanTermination])
        try course.accept(course.exception(.financial), by: .caseHandler)
        try course.confirm()
        #expect(try course.refusal(of: course.decision([course.termination]), by: .decisionMaker) == .inv4)
        #expect(try course.refusal(of: course.decision([course.loanTermination]), by: .decisionMaker) == nil)
    }

    @Test("Intentions without attempts to engage are advised against and not blocked (R5)")
    func engagement() throws {
        try course.find()
        try course.open()
        try course.propose()
        let request = Assessment.RequestInformation(
            assessment: course.assessment, question: "hoe betaalt u lonen?", dueDate: try CivilDate(text: "2026-03-01"))
        let decision = try course.book.accept(course.intention, by: .caseHandler)
        #expect(decision.advisories.map(\.rule) == [.r5])
        try course.accept(request, by: .imvoAdviser)
        try course.propose([course.exclusion, course.activityExclusion])
        #expect(try course.book.accept(course.intention, by: .caseHandler).advisories.isEmpty)
    }

    @Test("Nothing is intended when nothing is proposed, and a term for a view lasts at least a day")
    func intention() throws {
        try course.find()
        try course.open()
        #expect(try course.refusal(of: course.intention, by: .caseHandler) == .lifecycle)
        try course.propose([course.nothing])
        #expect(try course.refusal(of: course.intention, by: .caseHandler) == .lifecycle)
        try course.propose()
        let noTerm = Measure.NotifyIntention(measure: course.measure, termDays: 0)
        #expect(try course.refusal(of: noTerm, by: .caseHandler) == .complete)
    }

    @Test("A file is dropped at any moment before a decision, with a reason and without findings")
    func drop() throws {
        try course.open()
        let drop = Measure.Drop(measure: course.measure, reason: "het bedrijf zet stappen")
        #expect(
            try course.refusal(of: Measure.Drop(measure: course.measure, reason: ""), by: .caseHandler) == .complete)
        try course.accept(drop, by: .caseHandler)
        try course.accept(drop, by: .caseHandler)
        #expect(course.events == ["MeasureFileOpened", "MeasureFileDropped"])
        #expect(try course.refusal(of: course.proposal([course.exclusion]), by: .caseHandler) == .lifecycle)
    }

    @Test("A view follows an intention, in the log and in time")
    func viewOrder() throws {
        try course.find()
        try course.open()
        #expect(try course.refusal(of: course.view(), by: .caseHandler) == .lifecycle)
        try course.propose()
        let beforeIntention = course.book.now.adding(seconds: 60).text
        #expect(try course.refusal(of: course.view(), by: .caseHandler) == .lifecycle)
        try course.accept(course.intention, by: .caseHandler)
        #expect(try course.refusal(of: course.view(), by: .caseHandler, at: beforeIntention) == .lifecycle)
        #expect(try course.refusal(of: course.view(), by: .caseHandler) == nil)
    }

    @Test("What is put in the file is described")
    func texts() throws {
        let opening = Measure.Open(measure: course.measure, assessment: course.assessment, facts: " ")
        #expect(try course.refusal(of: opening, by: .caseHandler) == .complete)
        try course.intend()
        let commands: [any Command] = [
            Measure.AddEvidence(measure: course.measure, title: "", reference: "dossier", hash: course.report),
            Measure.Propose(measure: course.measure, consequences: [course.exclusion], reason: ""),
            Measure.ReceiveAdvice(measure: course.measure, position: .favourable, summary: ""),
            Measure.ReceiveView(
                measure: course.measure, mode: .oral, summary: "", offersSteps: false, evidence: [],
                confidentialAbout: nil, confidential: nil),
        ]
        for command in commands { #expect(try course.refusal(of: command, by: .caseHandler) == .complete) }
    }

    @Test("Evidence and advice that say nothing new are not stored twice")
    func idempotence() throws {
        try course.open()
        for _ in 1...2 {
            try course.accept(
                Measure.AddEvidence(
                    measure: course.measure, title: "rapport", reference: "dossier 2", hash: course.report),
                by: .caseHandler)
            try course.accept(
                Measure.ReceiveAdvice(measure: course.measure, position: .conditional, summary: "motiveer"),
                by: .caseHandler)
            try course.propose()
        }
        #expect(
            course.events == ["MeasureFileOpened", "EvidenceAdded", "LegalAdviceReceived", "MeasureProposed"])
    }
}
