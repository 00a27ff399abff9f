package import EventSourcing

// Every event names the missions that the briefing serves, so that a mission's readiness follows from events alone.
extension Briefing {
    package enum Event: Message {
        case planned(Planned)
        case speakerInvited(SpeakerInvited)
        case held(Held)
        case attended(Attended)
        case absent(Absent)
        case briefedIndividually(BriefedIndividually)
        case concernAddressed(ConcernAddressed)
        case riskWarningIssued(RiskWarningIssued)
        case remedyReminderGiven(RemedyReminderGiven)
        case corrected(Corrected)
        case cancelled(Cancelled)
    }

    package struct Planned: Codable, Sendable {
        package let missions: [MissionID]
        package let date: CivilDate
        package let mode: Mode
    }

    package struct SpeakerInvited: Codable, Sendable {
        package let missions: [MissionID]
        package let speaker: Speaker
    }

    package struct Held: Hashable, Codable, Sendable {
        package let missions: [MissionID]
        package let date: CivilDate
        package let mode: Mode
        package let topics: [Topic]
        /// Who spoke.
        package let speakers: [Speaker]
    }

    package struct Attended: Codable, Sendable {
        package let company: CompanyID
        package let missions: [MissionID]
    }

    package struct Absent: Codable, Sendable {
        package let company: CompanyID
        package let missions: [MissionID]
    }

    /// An information moment of its own for one company, with its own date: it stands when the briefing is cancelled.
    package struct BriefedIndividually: Hashable, Codable, Sendable {
        package let company: CompanyID
        package let missions: [MissionID]
        package let date: CivilDate
        package let mode: Mode
        package let topics: [Topic]
    }

    /// Stored together with ``Concern/Addressed``.
    package struct ConcernAddressed: Codable, Sendable {
        package let concern: ConcernID
        package let mission: MissionID
        /// The item of the briefing's agenda.
        package let item: String
        package let material: Material
    }

    /// A written warning about human-rights risks (recommendation 6).
    package struct RiskWarningIssued: Hashable, Codable, Sendable {
        package let missions: [MissionID]
        /// The company that was warned; all that take part when nil.
        package let company: CompanyID?
        package let date: CivilDate
        package let material: Material
    }

    /// A reminder that who causes harm, or contributes to it, also takes part in its remedy (recommendation 6).
    package struct RemedyReminderGiven: Hashable, Codable, Sendable {
        package let missions: [MissionID]
        /// The company that was reminded; all that take part when nil.
        package let company: CompanyID?
        package let date: CivilDate
        package let material: Material
    }

    /// What was recorded of a held briefing turned out wrong.
    ///
    /// Concerns that were addressed in it fall back.
    package struct Corrected: Codable, Sendable {
        package let missions: [MissionID]
        /// Every topic that was covered, in place of what was recorded.
        package let topics: [Topic]
        /// Companies that turn out to have attended.
        package let attended: [CompanyID]
        /// Companies that turn out not to have attended.
        package let absent: [CompanyID]
        package let reason: String
    }

    /// The briefing does not take place, or what was recorded as held was not.
    ///
    /// Attendance no longer counts, and concerns that were addressed in it fall back.
    package struct Cancelled: Codable, Sendable {
        package let missions: [MissionID]
        package let reason: String
    }
}

extension Briefing {
    package typealias ID = BriefingID
    package static let category = Category.briefing
    package static func domainEvent(_ event: Event) -> DomainEvent { .briefing(event) }
}

extension Briefing.Event {
    package enum Name: String, CaseIterable, Sendable {
        case planned = "BriefingPlanned"
        case speakerInvited = "SpeakerInvited"
        case held = "BriefingHeld"
        case attended = "CompanyAttended"
        case absent = "CompanyAbsent"
        case briefedIndividually = "CompanyBriefedIndividually"
        case concernAddressed = "ConcernAddressedInBriefing"
        case riskWarningIssued = "RiskWarningIssued"
        case remedyReminderGiven = "RemedyReminderGiven"
        case corrected = "BriefingCorrected"
        case cancelled = "BriefingCancelled"
    }

    package var name: Name {
        switch self {
        case .planned: .planned
        case .speakerInvited: .speakerInvited
        case .held: .held
        case .attended: .attended
        case .absent: .absent
        case .briefedIndividually: .briefedIndividually
        case .concernAddressed: .concernAddressed
        case .riskWarningIssued: .riskWarningIssued
        case .remedyReminderGiven: .remedyReminderGiven
        case .corrected: .corrected
        case .cancelled: .cancelled
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .planned(let payload): payload
        case .speakerInvited(let payload): payload
        case .held(let payload): payload
        case .attended(let payload): payload
        case .absent(let payload): payload
        case .briefedIndividually(let payload): payload
        case .concernAddressed(let payload): payload
        case .riskWarningIssued(let payload): payload
        case .remedyReminderGiven(let payload): payload
        case .corrected(let payload): payload
        case .cancelled(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .planned: .planned(try body.decode(Briefing.Planned.self))
        case .speakerInvited: .speakerInvited(try body.decode(Briefing.SpeakerInvited.self))
        case .held: .held(try body.decode(Briefing.Held.self))
        case .attended: .attended(try body.decode(Briefing.Attended.self))
        case .absent: .absent(try body.decode(Briefing.Absent.self))
        case .briefedIndividually: .briefedIndividually(try body.decode(Briefing.BriefedIndividually.self))
        case .concernAddressed: .concernAddressed(try body.decode(Briefing.ConcernAddressed.self))
        case .riskWarningIssued: .riskWarningIssued(try body.decode(Briefing.RiskWarningIssued.self))
        case .remedyReminderGiven: .remedyReminderGiven(try body.decode(Briefing.RemedyReminderGiven.self))
        case .corrected: .corrected(try body.decode(Briefing.Corrected.self))
        case .cancelled: .cancelled(try body.decode(Briefing.Cancelled.self))
        }
    }
}
