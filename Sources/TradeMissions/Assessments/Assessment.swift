package import EventSourcing

/// The due diligence of one company as it was assessed, and the two findings that R1 asks for.
///
/// The findings stand beside the course of the assessment: no outcome, silence or rejected plan makes one. A person
/// makes, confirms and refutes each.
package struct Assessment: Aggregate {
    package enum Stage: String, Choice {
        case unknown = "onbekend"
        case started = "gestart"
        case completed = "beoordeeld"
        case planRequested = "plan-gevraagd"
        case planSubmitted = "plan-ingediend"
        case planAccepted = "plan-aanvaard"
        case planRejected = "plan-afgewezen"
        case stepsRefused = "geweigerd"
        case underReview = "herbeoordeeld"
    }

    package private(set) var stage = Stage.unknown
    package private(set) var company: CompanyID?
    package private(set) var mission: MissionID?
    package private(set) var country: CountryID?
    package private(set) var variant: AssessmentVariant?
    package private(set) var steps: [DueDiligenceStep: StepRecorded] = [:]
    package private(set) var outcome: AssessmentOutcome?
    /// For information only (R6): no decision may read it.
    package private(set) var publicReporting: PublicReportingNoted?
    package private(set) var consultations: [RiskCheckerConsulted] = []
    package private(set) var requestedPlan: PlanRequested?
    package private(set) var progress: [ProgressRecorded] = []
    package private(set) var nonAdherence = Finding()
    package private(set) var unwillingness = Finding()
    /// Each time the company was asked for information or a plan: the attempts that come before a measure (R5).
    package private(set) var engagementAttempts: [Mark] = []
    /// Who judged the company: none of them decides on a measure that rests on it (INV-7).
    package private(set) var duties = SegregationOfDuties()

    package init() {}

    package func finding(_ limb: Limb) -> Finding {
        switch limb {
        case .nonAdherence: nonAdherence
        case .unwillingness: unwillingness
        }
    }

    /// Whether the day for the requested plan has passed without one.
    ///
    /// Silence: a fact, not a finding.
    package func planIsOverdue(on date: CivilDate) -> Bool {
        stage == .planRequested && requestedPlan.map { $0.dueDate < date } ?? false
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        duties.note(event.deed, by: header.actor)
        switch event {
        case .started(let started):
            stage = .started
            company = started.company
            mission = started.mission
            country = started.country
            variant = started.variant
        case .stepRecorded(let recorded): steps[recorded.step] = recorded
        case .riskCheckerConsulted(let consulted): consultations.append(consulted)
        case .publicReportingNoted(let noted): publicReporting = noted
        case .informationRequested: engagementAttempts.append(Mark(header))
        case .completed(let completed):
            stage = .completed
            outcome = completed.outcome
        case .planRequested(let requested):
            stage = .planRequested
            requestedPlan = requested
            engagementAttempts.append(Mark(header))
        case .planSubmitted: stage = .planSubmitted
        case .planAccepted: stage = .planAccepted
        case .planRejected: stage = .planRejected
        case .progressRecorded(let recorded): progress.append(recorded)
        case .stepsRefused: stage = .stepsRefused
        case .reviewed(let reviewed):
            stage = .underReview
            variant = reviewed.variant
        case .nonAdherenceFound(let found): nonAdherence.make(found, header)
        case .nonAdherenceConfirmed(let confirmed): nonAdherence.settle(as: .confirmed, confirmed.evidence, header)
        case .nonAdherenceRefuted(let refuted): nonAdherence.settle(as: .refuted, refuted.evidence, header)
        case .unwillingnessFound(let found): unwillingness.make(found, header)
        case .unwillingnessConfirmed(let confirmed): unwillingness.settle(as: .confirmed, confirmed.evidence, header)
        case .unwillingnessRefuted(let refuted): unwillingness.settle(as: .refuted, refuted.evidence, header)
        }
    }
}

extension Assessment {
    /// Refuses by ``Rule/lifecycle`` unless the assessment stands in one of these stages.
    func require(_ stages: [Stage], _ id: AssessmentID) throws(Interruption) {
        let names = stages.words
        try Rule.lifecycle.require(
            stages.contains(stage),
            Phrase(
                nl: "\(id.text) is \(stage.word.nl); dit kan alleen bij: \(names.nl)",
                en: "\(id.text) is \(stage.word.en); this is possible only when: \(names.en)"),
            remedy: .leadingOn(stage.next))
    }
}
