import EventSourcing
import TestSupport

@testable import TradeMissions

/// A company, two missions, a subsidy, a loan and an assessment, with the steps that lead to a measure.
///
/// Each step happens an hour after the one before it.
final class MeasureCase {
    let book: Book
    let company = CompanyID(local: "aaaaaaaaaaaa")
    let mission = MissionID(local: "riyad-2026")
    let otherMission = MissionID(local: "jeddah-2026")
    let assessment = AssessmentID(local: "bedrijf-a")
    let measure = MeasureID(local: "bedrijf-a")
    let subsidy = SupportID(local: "dhi-1")
    let loan = SupportID(local: "lening-1")
    let foreignSupport = SupportID(local: "dhi-van-een-ander")
    let report: ContentHash
    let statement: ContentHash

    init(mandated: [TestOfficer] = [.decisionMaker, .secondDecisionMaker]) throws {
        book = try Book()
        report = try ContentHash(text: String(repeating: "a", count: 64))
        statement = try ContentHash(text: String(repeating: "b", count: 64))
        let clerk = TestOfficer.administrator.id
        let year = Period(from: try CivilDate(text: "2026-01-01"), until: try CivilDate(text: "2026-12-31"))
        for officer in mandated {
            let granted = Officer.MandateGranted(
                mandate: .sample, powers: [.measures, .objections], period: year, onBehalfOf: "de staatssecretaris")
            book.record([officer.id.event(.mandateGranted(granted))], by: clerk)
        }
        let stranger = CompanyID(local: "bbbbbbbbbbbb")
        for id in [company, stranger] {
            book.record([id.event(.entered(Company.Entered(sizeClass: .large, sector: "bouw")))], by: clerk)
        }
        for id in [mission, otherMission] {
            let proposed = Mission.Proposed(
                title: "Missie", country: CountryID(local: "sa"), sector: "bouw", period: year)
            book.record([id.event(.proposed(proposed))], by: clerk)
        }
        for (id, kind, owner) in [
            (subsidy, SupportKind.subsidy, company), (loan, .loan, company), (foreignSupport, .subsidy, stranger),
        ] {
            let applied = Support.Applied(
                company: owner, kind: kind, instrument: "DHI", activities: .sample, description: "metro",
                country: CountryID(local: "sa"), period: year, amount: .sample,
                judgement: MonitoringJudgement(isLarge: false, isRisky: false, reason: "klein"))
            book.record([id.event(.applied(applied))], by: clerk)
        }
        try book.accept(
            Assessment.Start(
                assessment: assessment, company: company, mission: mission, country: nil, variant: .heightened),
            by: .imvoAdviser)
    }

    /// An hour passes.
    func wait(hours: Int64 = 1) { book.now = book.now.adding(seconds: hours * 3600) }

    func accept(_ command: some Command, by officer: TestOfficer, at time: String? = nil) throws {
        wait()
        try book.accept(command, by: officer, at: time)
    }

    func refusal(of command: some Command, by officer: TestOfficer, at time: String? = nil) throws -> Rule? {
        try book.refusal(of: command, by: officer, at: time)?.rule
    }

    // MARK: - Findings

    func found(
        _ limb: Limb, grounds: [GroundKind] = [.companyConduct], duty: StatutoryDuty? = nil
    ) -> Assessment.RecordFinding {
        Assessment.RecordFinding(
            assessment: assessment, limb: limb, facts: "lonen niet betaald", grounds: grounds, duty: duty,
            evidence: [report])
    }

    func confirmed(_ limb: Limb) -> Assessment.ConfirmFinding {
        Assessment.ConfirmFinding(assessment: assessment, limb: limb, facts: "ook na de zienswijze", evidence: [report])
    }

    func refuted(_ limb: Limb) -> Assessment.RefuteFinding {
        Assessment.RefuteFinding(
            assessment: assessment, limb: limb, facts: "het bedrijf zet stappen", evidence: [statement])
    }

    func find(_ limbs: [Limb] = Limb.allCases) throws {
        for limb in limbs { try accept(found(limb), by: .imvoAdviser) }
    }

    func confirm(_ limbs: [Limb] = Limb.allCases) throws {
        for limb in limbs { try accept(confirmed(limb), by: .imvoAdviser) }
    }

    // MARK: - The file

    func open() throws {
        try accept(
            Measure.Open(measure: measure, assessment: assessment, facts: "rapport over de metro"), by: .caseHandler)
    }

    func proposal(_ consequences: [Consequence]) -> Measure.Propose {
        Measure.Propose(measure: measure, consequences: consequences, reason: "ernst en duur")
    }

    func propose(_ consequences: [Consequence]? = nil) throws {
        try accept(proposal(consequences ?? [exclusion]), by: .caseHandler)
    }

    var intention: Measure.NotifyIntention { Measure.NotifyIntention(measure: measure, termDays: 14) }

    func view(offersSteps: Bool = false) -> Measure.ReceiveView {
        Measure.ReceiveView(
            measure: measure, mode: .written, summary: "betwist", offersSteps: offersSteps, evidence: [statement],
            confidentialAbout: nil, confidential: nil)
    }

    func exception(_ exception: HearingException, reason: String = "de missie vertrekt morgen")
        -> Measure.InvokeHearingException
    {
        Measure.InvokeHearingException(measure: measure, exception: exception, reason: reason)
    }

    /// Both limbs found, the file opened, a proposal made and the intention notified.
    func intend(_ consequences: [Consequence]? = nil) throws {
        try find()
        try open()
        try propose(consequences)
        try accept(intention, by: .caseHandler)
    }

    /// The same, with the company heard and, unless told otherwise, both findings confirmed after it.
    func hear(_ consequences: [Consequence]? = nil, confirming limbs: [Limb] = Limb.allCases) throws {
        try intend(consequences)
        try accept(view(), by: .caseHandler)
        try confirm(limbs)
    }

    func decision(
        _ consequences: [Consequence]? = nil, grounds: [Ground]? = nil, weighing: String = "de ernst weegt zwaarder",
        alternatives: [Alternative] = [Alternative(kind: .none, whyNot: "zonder gevolg verandert er niets")],
        ruleReferences: [String] = ["R1", "R3"], evidence: [ContentHash]? = nil, departure: String? = nil,
        until: CivilDate? = nil
    ) -> Measure.Decide {
        Measure.Decide(
            measure: measure, consequences: consequences ?? [exclusion],
            grounds: grounds ?? [Ground(kind: .companyConduct, explanation: "lonen niet betaald", duty: nil)],
            weighing: weighing, alternatives: alternatives, ruleReferences: ruleReferences,
            evidence: evidence ?? [report], departure: departure, reconsideration: "een aanvaard verbeterplan",
            until: until)
    }

    func decide(_ consequences: [Consequence]? = nil, until: CivilDate? = nil) throws {
        try accept(decision(consequences, until: until), by: .decisionMaker)
    }

    var notification: Measure.Notify {
        Measure.Notify(measure: measure, channel: .registeredLetter, remedyClause: true)
    }

    /// A measure in force.
    func enforce(_ consequences: [Consequence]? = nil, until: CivilDate? = nil) throws {
        try hear(consequences)
        try decide(consequences, until: until)
        try accept(notification, by: .caseHandler)
    }

    func revocation(_ ground: RevocationGround) -> Measure.Revoke {
        Measure.Revoke(
            measure: measure, ground: ground, ruling: ground == .court ? ruling() : nil, reason: "na heroverweging")
    }

    func ruling(_ reference: String = "ROT 26/1234") -> Material { Material(reference: reference, hash: statement) }

    func suspension(_ ruling: Material? = nil) -> Measure.Suspend {
        Measure.Suspend(measure: measure, ruling: ruling ?? self.ruling(), reason: "voorlopige voorziening")
    }

    func resumption(_ ruling: Material? = nil) -> Measure.Resume {
        Measure.Resume(measure: measure, ruling: ruling ?? self.ruling(), reason: "beroep ongegrond")
    }

    // MARK: - What is seen

    var state: Measure { book.state(measure) }
    var events: [String] { book.eventNames(of: measure.stream) }
    func participationEvents(on mission: MissionID? = nil) -> [String] {
        book.eventNames(of: ParticipationID(mission ?? self.mission, company).stream)
    }

    func depart(_ mission: MissionID) {
        book.record([mission.event(.departed(Mission.Departed()))], by: TestOfficer.missionManager.id)
    }

    // MARK: - Consequences

    var nothing: Consequence { consequence(.none) }
    var exclusion: Consequence { consequence(.excludeFromMission, mission: mission) }
    var otherExclusion: Consequence { consequence(.excludeFromMission, mission: otherMission) }
    var activityExclusion: Consequence { consequence(.excludeFromOtherActivity, activity: "beurs in Dammam") }
    var termination: Consequence { consequence(.terminateSupport, support: subsidy, ground: .obligationsNotMet48b) }
    var reclaim: Consequence { consequence(.terminateAndReclaim, support: subsidy, ground: .obligationsNotMet48b) }
    var loanTermination: Consequence { consequence(.terminateSupport, support: loan) }

    func consequence(
        _ kind: ConsequenceKind, mission: MissionID? = nil, support: SupportID? = nil, activity: String? = nil,
        ground: SubsidyGround? = nil
    ) -> Consequence {
        Consequence(kind: kind, mission: mission, support: support, activity: activity, subsidyGround: ground)
    }
}
