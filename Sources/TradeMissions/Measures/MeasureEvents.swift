package import EventSourcing

extension Measure {
    package enum Event: Message {
        case opened(Opened)
        case evidenceAdded(EvidenceAdded)
        case proposed(Proposed)
        case intentionNotified(IntentionNotified)
        case viewReceived(ViewReceived)
        case viewTermLapsed(ViewTermLapsed)
        case hearingExceptionInvoked(HearingExceptionInvoked)
        case adviceReceived(AdviceReceived)
        case decided(Decided)
        case notified(Notified)
        case dropped(Dropped)
        case suspended(Suspended)
        case resumed(Resumed)
        case reviewed(Reviewed)
        case revoked(Revoked)
        case expired(Expired)
    }

    package struct Opened: Codable, Sendable {
        package let company: CompanyID
        package let assessment: AssessmentID
        /// What gave rise to the file.
        package let facts: String
    }

    package struct EvidenceAdded: Codable, Sendable {
        package let title: String
        /// Where the document is kept.
        package let reference: String
        package let hash: ContentHash
    }

    /// A proposal by the one who prepares the file.
    ///
    /// A changed proposal takes a new intention.
    package struct Proposed: Hashable, Codable, Sendable {
        package let consequences: [Consequence]
        package let reason: String
    }

    package struct IntentionNotified: Codable, Sendable {
        package let consequences: [Consequence]
        package let termDays: Int
        /// The last day for a view.
        package let dueDate: CivilDate
    }

    package struct ViewReceived: Codable, Sendable {
        package let mode: ViewMode
        package let summary: String
        /// Whether the company says that it takes or will take steps.
        package let offersSteps: Bool
        /// The letter or the report of the conversation.
        package let evidence: [ContentHash]
        /// Whom ``confidential`` is about, under whose key it is sealed.
        package let confidentialAbout: SubjectID?
        /// What was said that names a person.
        package let confidential: ConfidentialStatement?
    }

    package struct ViewTermLapsed: Codable, Sendable {}

    package struct HearingExceptionInvoked: Codable, Sendable {
        package let exception: HearingException
        package let reason: String
    }

    package struct AdviceReceived: Hashable, Codable, Sendable {
        package let position: AdvicePosition
        package let summary: String
    }

    package struct Decided: Codable, Sendable {
        package let consequences: [Consequence]
        package let grounds: [Ground]
        package let weighing: String
        package let alternatives: [Alternative]
        /// The rules that the decision rests on, by id.
        package let ruleReferences: [String]
        package let evidence: [ContentHash]
        /// Why the legal advice was not followed, when it was not.
        package let departure: String?
        /// What the company can do to have the measure reconsidered.
        package let reconsideration: String?
        /// The last day of the measure, when it has one.
        package let until: CivilDate?
        package let authority: DecisionAuthority
    }

    package struct Notified: Codable, Sendable {
        package let channel: NotificationChannel
        package let remedyClause: Bool
        /// The last day for an objection, as the company was told (Awb 6:7, 6:8).
        package let objectionUntil: CivilDate
        /// The missions from which the company is excluded from now on.
        package let missions: [MissionID]
    }

    package struct Dropped: Codable, Sendable {
        package let reason: String
        package let authority: DecisionAuthority
    }

    /// An interim ruling suspends the measure (Awb 8:81).
    package struct Suspended: Codable, Sendable {
        package let ruling: Material
        package let reason: String
        package let missions: [MissionID]
        package let authority: DecisionAuthority
    }

    package struct Resumed: Codable, Sendable {
        /// The ruling that lifts the suspension, or that said when it ends.
        package let ruling: Material
        package let reason: String
        package let missions: [MissionID]
        package let authority: DecisionAuthority
    }

    package struct Reviewed: Codable, Sendable {
        package let facts: String
        package let outcome: ReviewOutcome
        package let reason: String
        package let authority: DecisionAuthority
    }

    package struct Revoked: Codable, Sendable {
        package let ground: RevocationGround
        /// The ruling that ended the measure, when a court did.
        package let ruling: Material?
        package let reason: String
        package let missions: [MissionID]
        package let authority: DecisionAuthority
    }

    package struct Expired: Codable, Sendable {
        package let missions: [MissionID]
    }
}

extension Measure {
    package typealias ID = MeasureID
    package static let category = Category.measure
    package static func domainEvent(_ event: Event) -> DomainEvent { .measure(event) }
}

extension Measure.Event {
    package enum Name: String, CaseIterable, Sendable {
        case opened = "MeasureFileOpened"
        case evidenceAdded = "EvidenceAdded"
        case proposed = "MeasureProposed"
        case intentionNotified = "IntentionNotified"
        case viewReceivedWithoutStatement = "ViewReceived"
        case viewReceived = "ViewReceived.v2"
        case viewTermLapsed = "ViewTermLapsed"
        case hearingExceptionInvoked = "HearingExceptionInvoked"
        case adviceReceived = "LegalAdviceReceived"
        case decided = "MeasureDecided"
        case notified = "DecisionNotified"
        case dropped = "MeasureFileDropped"
        case suspended = "MeasureSuspended"
        case resumed = "MeasureResumed"
        case reviewed = "MeasureReviewed"
        case revoked = "MeasureRevoked"
        case expired = "MeasureExpired"
    }

    package var name: Name {
        switch self {
        case .opened: .opened
        case .evidenceAdded: .evidenceAdded
        case .proposed: .proposed
        case .intentionNotified: .intentionNotified
        case .viewReceived: .viewReceived
        case .viewTermLapsed: .viewTermLapsed
        case .hearingExceptionInvoked: .hearingExceptionInvoked
        case .adviceReceived: .adviceReceived
        case .decided: .decided
        case .notified: .notified
        case .dropped: .dropped
        case .suspended: .suspended
        case .resumed: .resumed
        case .reviewed: .reviewed
        case .revoked: .revoked
        case .expired: .expired
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .opened(let payload): payload
        case .evidenceAdded(let payload): payload
        case .proposed(let payload): payload
        case .intentionNotified(let payload): payload
        case .viewReceived(let payload): payload
        case .viewTermLapsed(let payload): payload
        case .hearingExceptionInvoked(let payload): payload
        case .adviceReceived(let payload): payload
        case .decided(let payload): payload
        case .notified(let payload): payload
        case .dropped(let payload): payload
        case .suspended(let payload): payload
        case .resumed(let payload): payload
        case .reviewed(let payload): payload
        case .revoked(let payload): payload
        case .expired(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .opened: .opened(try body.decode(Measure.Opened.self))
        case .evidenceAdded: .evidenceAdded(try body.decode(Measure.EvidenceAdded.self))
        case .proposed: .proposed(try body.decode(Measure.Proposed.self))
        case .intentionNotified: .intentionNotified(try body.decode(Measure.IntentionNotified.self))
        case .viewReceivedWithoutStatement:
            .viewReceived(Measure.ViewReceived(try body.decode(Measure.ViewReceivedWithoutStatement.self)))
        case .viewReceived: .viewReceived(try body.decode(Measure.ViewReceived.self))
        case .viewTermLapsed: .viewTermLapsed(try body.decode(Measure.ViewTermLapsed.self))
        case .hearingExceptionInvoked: .hearingExceptionInvoked(try body.decode(Measure.HearingExceptionInvoked.self))
        case .adviceReceived: .adviceReceived(try body.decode(Measure.AdviceReceived.self))
        case .decided: .decided(try body.decode(Measure.Decided.self))
        case .notified: .notified(try body.decode(Measure.Notified.self))
        case .dropped: .dropped(try body.decode(Measure.Dropped.self))
        case .suspended: .suspended(try body.decode(Measure.Suspended.self))
        case .resumed: .resumed(try body.decode(Measure.Resumed.self))
        case .reviewed: .reviewed(try body.decode(Measure.Reviewed.self))
        case .revoked: .revoked(try body.decode(Measure.Revoked.self))
        case .expired: .expired(try body.decode(Measure.Expired.self))
        }
    }
}
