package import EventSourcing

extension Concern {
    package enum Event: Message {
        case raised(Raised)
        case assigned(Assigned)
        case linked(Linked)
        case addressed(Addressed)
        case notAddressed(NotAddressed)
        case fellBack(FellBack)
        case responseGiven(ResponseGiven)
        case closed(Closed)
        case reopened(Reopened)
    }

    package struct Raised: Codable, Sendable {
        package let meeting: BmoMeetingID
        package let organisation: OrganisationID
        package let subject: String
        package let text: String
        package let country: CountryID
        /// The mission that was named when it was raised; a ``Linked`` of the same decision links it.
        package let mission: MissionID?
        package let company: CompanyID?
        /// The project or event it is about, such as a metro line.
        package let project: String?
        /// Whose rights are at stake, such as migrant workers.
        package let affectedGroup: String
        package let severity: Severity
        /// Whom ``confidential`` is about, under whose key it is sealed.
        package let confidentialAbout: SubjectID?
        /// What names somebody who is affected, or from whom it was heard.
        package let confidential: ConfidentialStatement?
    }

    package struct Assigned: Codable, Sendable {
        package let officer: OfficerID
    }

    package struct Linked: Codable, Sendable {
        package let mission: MissionID
    }

    /// The concern was taken along in a briefing that was held for this mission (R9).
    ///
    /// Stored together with ``Briefing/ConcernAddressed``.
    package struct Addressed: Hashable, Codable, Sendable {
        package let mission: MissionID
        package let briefing: BriefingID
        /// The item of the briefing's agenda.
        package let item: String
        package let material: Material
    }

    package struct NotAddressed: Codable, Sendable {
        package let mission: MissionID
        package let reason: String
    }

    /// The briefing in which it was addressed was cancelled or corrected: the concern is open again.
    package struct FellBack: Codable, Sendable {
        package let mission: MissionID
        package let briefing: BriefingID
        package let reason: String
    }

    package struct ResponseGiven: Hashable, Codable, Sendable {
        package let date: CivilDate
        package let text: String
        /// The meeting at which the response was given, when it was at one.
        package let meeting: BmoMeetingID?
    }

    package struct Closed: Codable, Sendable {}

    package struct Reopened: Codable, Sendable {
        /// The linked missions still to depart: for these it is open again.
        package let missions: [MissionID]
        package let reason: String
    }
}

extension Concern {
    package typealias ID = ConcernID
    package static let category = Category.concern
    package static func domainEvent(_ event: Event) -> DomainEvent { .concern(event) }
}

extension Concern.Event {
    package enum Name: String, CaseIterable, Sendable {
        case raisedWithoutStatement = "ConcernRaised"
        case raised = "ConcernRaised.v2"
        case assigned = "ConcernAssigned"
        case linked = "ConcernLinkedToMission"
        case addressed = "ConcernAddressed"
        case notAddressed = "ConcernNotAddressed"
        case fellBack = "ConcernFellBack"
        case responseGiven = "ResponseGivenToBmo"
        case closed = "ConcernClosed"
        case reopened = "ConcernReopened"
    }

    package var name: Name {
        switch self {
        case .raised: .raised
        case .assigned: .assigned
        case .linked: .linked
        case .addressed: .addressed
        case .notAddressed: .notAddressed
        case .fellBack: .fellBack
        case .responseGiven: .responseGiven
        case .closed: .closed
        case .reopened: .reopened
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .raised(let payload): payload
        case .assigned(let payload): payload
        case .linked(let payload): payload
        case .addressed(let payload): payload
        case .notAddressed(let payload): payload
        case .fellBack(let payload): payload
        case .responseGiven(let payload): payload
        case .closed(let payload): payload
        case .reopened(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .raisedWithoutStatement:
            .raised(Concern.Raised(try body.decode(Concern.RaisedWithoutStatement.self)))
        case .raised: .raised(try body.decode(Concern.Raised.self))
        case .assigned: .assigned(try body.decode(Concern.Assigned.self))
        case .linked: .linked(try body.decode(Concern.Linked.self))
        case .addressed: .addressed(try body.decode(Concern.Addressed.self))
        case .notAddressed: .notAddressed(try body.decode(Concern.NotAddressed.self))
        case .fellBack: .fellBack(try body.decode(Concern.FellBack.self))
        case .responseGiven: .responseGiven(try body.decode(Concern.ResponseGiven.self))
        case .closed: .closed(try body.decode(Concern.Closed.self))
        case .reopened: .reopened(try body.decode(Concern.Reopened.self))
        }
    }
}
