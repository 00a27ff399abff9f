package import EventSourcing

extension Assessment {
    package enum Event: Message {
        case started(Started)
        case stepRecorded(StepRecorded)
        case riskCheckerConsulted(RiskCheckerConsulted)
        case publicReportingNoted(PublicReportingNoted)
        case informationRequested(InformationRequested)
        case completed(Completed)
        case planRequested(PlanRequested)
        case planSubmitted(PlanSubmitted)
        case planAccepted(PlanAccepted)
        case planRejected(PlanRejected)
        case progressRecorded(ProgressRecorded)
        case stepsRefused(StepsRefused)
        case reviewed(Reviewed)
        case nonAdherenceFound(FindingMade)
        case nonAdherenceConfirmed(FindingConfirmed)
        case nonAdherenceRefuted(FindingRefuted)
        case unwillingnessFound(FindingMade)
        case unwillingnessConfirmed(FindingConfirmed)
        case unwillingnessRefuted(FindingRefuted)
    }

    package struct Started: Codable, Sendable {
        package let company: CompanyID
        /// The mission for which the company is assessed, if any.
        package let mission: MissionID?
        /// The country of the company's activities, where no mission says so.
        package let country: CountryID?
        package let variant: AssessmentVariant
    }

    package struct StepRecorded: Hashable, Codable, Sendable {
        package let step: DueDiligenceStep
        package let status: StepStatus
        package let summary: String
        package let evidence: [ContentHash]
    }

    /// MVO Nederland's risk checker was consulted, as the letter says one can.
    package struct RiskCheckerConsulted: Hashable, Codable, Sendable {
        package let consultedOn: CivilDate
        /// What was looked up: a country, a product, a sector.
        package let topic: String
        /// Where the result is kept.
        package let reference: String
    }

    /// For information only: nothing is decided by it (R6).
    package struct PublicReportingNoted: Hashable, Codable, Sendable {
        package let publicReporting: PublicReporting
        package let reference: String?
    }

    package struct InformationRequested: Codable, Sendable {
        package let question: String
        package let dueDate: CivilDate
    }

    package struct Completed: Codable, Sendable {
        package let outcome: AssessmentOutcome
        package let summary: String
    }

    package struct PlanRequested: Hashable, Codable, Sendable {
        /// What the plan should improve.
        package let points: [String]
        package let dueDate: CivilDate
    }

    package struct PlanSubmitted: Codable, Sendable {
        package let summary: String
        package let evidence: [ContentHash]
    }

    package struct PlanAccepted: Codable, Sendable {
        /// The day on which the steps should have been taken.
        package let until: CivilDate
    }

    /// The plan falls short.
    ///
    /// This says nothing about the company's willingness.
    package struct PlanRejected: Codable, Sendable {
        package let reason: String
    }

    package struct ProgressRecorded: Hashable, Codable, Sendable {
        package let level: ProgressLevel
        package let summary: String
        package let evidence: [ContentHash]
    }

    /// The company said that it will not take steps.
    ///
    /// Material for limb (b), never limb (b) itself.
    package struct StepsRefused: Codable, Sendable {
        package let summary: String
        package let evidence: [ContentHash]
    }

    package struct Reviewed: Codable, Sendable {
        package let reason: String
        package let variant: AssessmentVariant
    }

    package struct FindingMade: Codable, Sendable {
        package let facts: String
        package let grounds: [GroundKind]
        package let duty: StatutoryDuty?
        package let evidence: [ContentHash]
    }

    package struct FindingConfirmed: Codable, Sendable {
        package let facts: String
        package let evidence: [ContentHash]
    }

    package struct FindingRefuted: Codable, Sendable {
        package let facts: String
        package let evidence: [ContentHash]
    }
}

extension Assessment {
    package typealias ID = AssessmentID
    package static let category = Category.assessment
    package static func domainEvent(_ event: Event) -> DomainEvent { .assessment(event) }
}

extension Assessment.Event {
    package enum Name: String, CaseIterable, Sendable {
        case started = "AssessmentStarted"
        case stepRecorded = "DueDiligenceStepRecorded"
        case riskCheckerConsulted = "RiskCheckerConsulted"
        case publicReportingNoted = "PublicReportingNoted"
        case informationRequested = "InformationRequested"
        case completed = "AssessmentCompleted"
        case planRequested = "ImprovementPlanRequested"
        case planSubmitted = "ImprovementPlanSubmitted"
        case planAccepted = "ImprovementPlanAccepted"
        case planRejected = "ImprovementPlanRejected"
        case progressRecorded = "ImprovementProgressRecorded"
        case stepsRefused = "CompanyRefusedSteps"
        case reviewed = "AssessmentReviewed"
        case nonAdherenceFound = "NonAdherenceFound"
        case nonAdherenceConfirmed = "NonAdherenceConfirmed"
        case nonAdherenceRefuted = "NonAdherenceRefuted"
        case unwillingnessFound = "UnwillingnessFound"
        case unwillingnessConfirmed = "UnwillingnessConfirmed"
        case unwillingnessRefuted = "UnwillingnessRefuted"
    }

    package var name: Name {
        switch self {
        case .started: .started
        case .stepRecorded: .stepRecorded
        case .riskCheckerConsulted: .riskCheckerConsulted
        case .publicReportingNoted: .publicReportingNoted
        case .informationRequested: .informationRequested
        case .completed: .completed
        case .planRequested: .planRequested
        case .planSubmitted: .planSubmitted
        case .planAccepted: .planAccepted
        case .planRejected: .planRejected
        case .progressRecorded: .progressRecorded
        case .stepsRefused: .stepsRefused
        case .reviewed: .reviewed
        case .nonAdherenceFound: .nonAdherenceFound
        case .nonAdherenceConfirmed: .nonAdherenceConfirmed
        case .nonAdherenceRefuted: .nonAdherenceRefuted
        case .unwillingnessFound: .unwillingnessFound
        case .unwillingnessConfirmed: .unwillingnessConfirmed
        case .unwillingnessRefuted: .unwillingnessRefuted
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .started(let payload): payload
        case .stepRecorded(let payload): payload
        case .riskCheckerConsulted(let payload): payload
        case .publicReportingNoted(let payload): payload
        case .informationRequested(let payload): payload
        case .completed(let payload): payload
        case .planRequested(let payload): payload
        case .planSubmitted(let payload): payload
        case .planAccepted(let payload): payload
        case .planRejected(let payload): payload
        case .progressRecorded(let payload): payload
        case .stepsRefused(let payload): payload
        case .reviewed(let payload): payload
        case .nonAdherenceFound(let payload): payload
        case .nonAdherenceConfirmed(let payload): payload
        case .nonAdherenceRefuted(let payload): payload
        case .unwillingnessFound(let payload): payload
        case .unwillingnessConfirmed(let payload): payload
        case .unwillingnessRefuted(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .started: .started(try body.decode(Assessment.Started.self))
        case .stepRecorded: .stepRecorded(try body.decode(Assessment.StepRecorded.self))
        case .riskCheckerConsulted: .riskCheckerConsulted(try body.decode(Assessment.RiskCheckerConsulted.self))
        case .publicReportingNoted: .publicReportingNoted(try body.decode(Assessment.PublicReportingNoted.self))
        case .informationRequested: .informationRequested(try body.decode(Assessment.InformationRequested.self))
        case .completed: .completed(try body.decode(Assessment.Completed.self))
        case .planRequested: .planRequested(try body.decode(Assessment.PlanRequested.self))
        case .planSubmitted: .planSubmitted(try body.decode(Assessment.PlanSubmitted.self))
        case .planAccepted: .planAccepted(try body.decode(Assessment.PlanAccepted.self))
        case .planRejected: .planRejected(try body.decode(Assessment.PlanRejected.self))
        case .progressRecorded: .progressRecorded(try body.decode(Assessment.ProgressRecorded.self))
        case .stepsRefused: .stepsRefused(try body.decode(Assessment.StepsRefused.self))
        case .reviewed: .reviewed(try body.decode(Assessment.Reviewed.self))
        case .nonAdherenceFound: .nonAdherenceFound(try body.decode(Assessment.FindingMade.self))
        case .nonAdherenceConfirmed: .nonAdherenceConfirmed(try body.decode(Assessment.FindingConfirmed.self))
        case .nonAdherenceRefuted: .nonAdherenceRefuted(try body.decode(Assessment.FindingRefuted.self))
        case .unwillingnessFound: .unwillingnessFound(try body.decode(Assessment.FindingMade.self))
        case .unwillingnessConfirmed: .unwillingnessConfirmed(try body.decode(Assessment.FindingConfirmed.self))
        case .unwillingnessRefuted: .unwillingnessRefuted(try body.decode(Assessment.FindingRefuted.self))
        }
    }
}
