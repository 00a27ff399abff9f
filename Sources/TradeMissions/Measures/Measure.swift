package import EventSourcing

/// The file of one possible measure, from its opening to the end of its effect: the same for missions and for support
/// (R4).
///
/// Nothing outside this stream changes until a decision is notified; whether the measure is in force is derived here
/// and is no mark on the company.
package struct Measure: Aggregate {
    package enum Stage: String, Choice {
        case unknown = "onbekend"
        case opened = "geopend"
        case proposed = "voorgesteld"
        case intentionNotified = "voornemen-verzonden"
        case viewReceived = "zienswijze-ontvangen"
        case viewTermLapsed = "termijn-verlopen"
        case hearingExcepted = "uitzondering"
        case decided = "besloten"
        /// Notified, and the decision is not to take a measure.
        case concluded = "bekendgemaakt"
        case inForce = "in-werking"
        case suspended = "geschorst"
        case revoked = "ingetrokken"
        case expired = "vervallen"
        case dropped = "gesloten-zonder-maatregel"
    }

    package private(set) var stage = Stage.unknown
    package private(set) var company: CompanyID?
    package private(set) var assessment: AssessmentID?
    package private(set) var evidence: Set<ContentHash> = []
    package private(set) var proposal: Proposed?
    /// Everyone who made a proposal in this file.
    package private(set) var proposers: Set<String> = []
    /// Everyone who took a step in this file before the decision: none of them decides on it (INV-7).
    package private(set) var duties = SegregationOfDuties()
    package private(set) var intention: IntentionNotified?
    /// When the company was told of the intention, or the hearing was left out: the findings stood by then.
    package private(set) var hearingOpened: Mark?
    /// When the view came in, its term lapsed, or the hearing was left out: the findings are confirmed after it.
    package private(set) var hearingClosed: Mark?
    package private(set) var hearingException: HearingException?
    /// What the last legal adviser said.
    package private(set) var advice: AdviceReceived?
    package private(set) var decision: Decided?
    /// Who decided; empty until then.
    package private(set) var decider = ""
    package private(set) var notifiedOn: CivilDate?
    /// Nil until the decision is notified: the term starts nowhere else (INV-9).
    package private(set) var objectionUntil: CivilDate?
    /// The missions from which the measure excludes the company, or did until it was suspended or revoked; once it has
    /// expired, those on which the company did not get its place back.
    package private(set) var missions: [MissionID] = []
    /// When the file last came a step further.
    package private(set) var lastStep: Timestamp?

    package init() {}

    /// What was decided; empty until then.
    package var consequences: [Consequence] { decision?.consequences ?? [] }
    /// Whether a notified measure has effect now: not suspended, revoked or expired.
    package var isInForce: Bool { stage == .inForce }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        advance(event, header)
        duties.note(event.deed, by: header.actor)
        if event.isStep { lastStep = max(lastStep ?? header.occurredAt, header.occurredAt) }
    }

    private mutating func advance(_ event: Event, _ header: EventHeader) {
        switch event {
        case .opened(let opened):
            stage = .opened
            company = opened.company
            assessment = opened.assessment
        case .evidenceAdded(let added): evidence.insert(added.hash)
        case .proposed(let proposed): propose(proposed, by: header.actor)
        case .intentionNotified(let notified):
            stage = .intentionNotified
            intention = notified
            hearingOpened = Mark(header)
        case .viewReceived(let received):
            evidence.formUnion(received.evidence)
            closeHearing(.viewReceived, header)
        case .viewTermLapsed: closeHearing(.viewTermLapsed, header)
        case .hearingExceptionInvoked(let invoked):
            hearingException = invoked.exception
            hearingOpened = hearingOpened ?? Mark(header)
            closeHearing(.hearingExcepted, header)
        case .adviceReceived(let received): advice = received
        case .decided(let decided):
            stage = .decided
            decision = decided
            decider = header.actor
        case .notified(let notified):
            stage = Measure.isNone(consequences) ? .concluded : .inForce
            notifiedOn = header.occurredAt.dateInAmsterdam
            objectionUntil = notified.objectionUntil
            missions = notified.missions
        case .dropped: stage = .dropped
        case .suspended: stage = .suspended
        case .resumed(let resumed):
            stage = .inForce
            missions = resumed.missions
        case .reviewed: break
        case .revoked: stage = .revoked
        case .expired(let expired): expire(expired)
        }
    }

    private mutating func propose(_ proposed: Proposed, by proposer: String) {
        stage = .proposed
        proposal = proposed
        proposers.insert(proposer)
        intention = nil
        hearingOpened = nil
        hearingClosed = nil
        hearingException = nil
    }

    private mutating func expire(_ expired: Expired) {
        missions = isInForce ? missions.filter { !expired.missions.contains($0) } : []
        stage = .expired
    }

    private mutating func closeHearing(_ stage: Stage, _ header: EventHeader) {
        self.stage = stage
        hearingClosed = Mark(header)
    }
}

extension Measure {
    /// Whether the consequences come down to no measure.
    package static func isNone(_ consequences: [Consequence]) -> Bool {
        consequences.allSatisfy { $0.kind == .none }
    }

    /// Whether a decision is still to be taken.
    package var isOpen: Bool { Stage.open.contains(stage) }

    /// Refuses by ``Rule/lifecycle`` unless the measure stands in one of these stages.
    func require(_ stages: [Stage], _ id: MeasureID) throws(Interruption) {
        let names = stages.words
        try Rule.lifecycle.require(
            stages.contains(stage),
            Phrase(
                nl: "\(id.text) is \(stage.word.nl); dit kan alleen bij: \(names.nl)",
                en: "\(id.text) is \(stage.word.en); this is possible only when: \(names.en)"),
            remedy: .leadingOn(stage.next))
    }

    /// The same for an act that takes the file a step further: it comes after the step before it, so that a date put
    /// back does not turn the order round.
    func require(_ stages: [Stage], _ id: MeasureID, _ act: Act) throws(Interruption) {
        try require(stages, id)
        try Rule.lifecycle.require(
            lastStep.map { $0 <= act.occurredAt } ?? true,
            Phrase(
                nl: "\(act.occurredAt.text) ligt vóór de vorige stap van \(id.text)",
                en: "\(act.occurredAt.text) lies before the previous step of \(id.text)"),
            remedy: Phrase(
                nl: "Geef een moment na die stap; `missieboek timeline \(id.text)` toont haar.",
                en: "Give a moment after that step; `missieboek timeline \(id.text)` shows it."))
    }
}

extension Measure.Event {
    /// Whether it takes the file a step further; evidence, advice and reviews may come in about an earlier day.
    fileprivate var isStep: Bool {
        switch self {
        case .evidenceAdded, .adviceReceived, .reviewed: false
        case .opened, .proposed, .intentionNotified, .viewReceived, .viewTermLapsed, .hearingExceptionInvoked,
            .decided, .notified, .dropped, .suspended, .resumed, .revoked, .expired:
            true
        }
    }
}

extension Measure.Stage {
    /// The stages before a decision.
    static let open: [Measure.Stage] = [
        .opened, .proposed, .intentionNotified, .viewReceived, .viewTermLapsed, .hearingExcepted,
    ]
}
