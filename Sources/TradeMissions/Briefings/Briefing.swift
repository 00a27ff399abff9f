package import EventSourcing

/// A meeting at which companies are informed about responsible business conduct (R8 to R11).
///
/// It may serve several missions.
package struct Briefing: Aggregate {
    /// A concern that was taken along, for one mission.
    package struct AddressedConcern: Hashable, Codable, Sendable {
        package let concern: ConcernID
        package let mission: MissionID
    }

    package private(set) var stage = Stage.unknown
    package private(set) var missions: [MissionID] = []
    /// As planned; once the briefing was held, as held.
    package private(set) var date: CivilDate?
    package private(set) var mode: Mode?
    /// What was recorded when it was held.
    ///
    /// A correction leaves this as it was.
    package private(set) var held: Held?
    /// What was covered, corrections included.
    package private(set) var topics: [Topic] = []
    package private(set) var invitedSpeakers: [Speaker] = []
    /// For each company whose attendance was recorded: whether it was there.
    package private(set) var attendance: [CompanyID: Bool] = [:]
    package private(set) var individualBriefings: [BriefedIndividually] = []
    package private(set) var addressedConcerns: Set<AddressedConcern> = []
    package private(set) var riskWarnings: [RiskWarningIssued] = []
    package private(set) var remedyReminders: [RemedyReminderGiven] = []

    package init() {}

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .planned(let planned):
            stage = .planned
            missions = planned.missions
            date = planned.date
            mode = planned.mode
        case .speakerInvited(let invited):
            invitedSpeakers.append(invited.speaker)
        case .held(let held):
            stage = .held
            date = held.date
            mode = held.mode
            topics = held.topics
            self.held = held
        case .attended(let attended):
            attendance[attended.company] = true
        case .absent(let absent):
            attendance[absent.company] = false
        case .briefedIndividually(let briefed):
            individualBriefings.append(briefed)
        case .concernAddressed(let addressed):
            addressedConcerns.insert(AddressedConcern(concern: addressed.concern, mission: addressed.mission))
        case .riskWarningIssued(let warning):
            riskWarnings.append(warning)
        case .remedyReminderGiven(let reminder):
            remedyReminders.append(reminder)
        case .corrected(let corrected):
            topics = corrected.topics
            for company in corrected.attended { attendance[company] = true }
            for company in corrected.absent { attendance[company] = false }
            addressedConcerns = []
        case .cancelled:
            stage = .cancelled
            attendance = [:]
            addressedConcerns = []
        }
    }
}

extension Briefing {
    /// Where a briefing stands.
    ///
    /// Raw values are the Dutch terms of the field, in ASCII.
    package enum Stage: String, Choice {
        case unknown = "onbekend"
        case planned = "gepland"
        case held = "gehouden"
        case cancelled = "geannuleerd"
    }

    package enum Mode: String, Choice {
        case inPerson = "fysiek"
        case online = "online"
        case hybrid = "hybride"
        case telephone = "telefonisch"
    }

    /// What companies are to be told: the list of R11.
    package enum Topic: String, Choice, Comparable {
        case importance = "belang-imvo"
        case localRisks = "lokale-risicos"
        case mitigation = "mitigatie"
        case sixSteps = "zes-stappen"
        case remedy = "herstel"
        case helpChannels = "hulpkanalen"

        package static func < (left: Topic, right: Topic) -> Bool { left.rawValue < right.rawValue }
    }

    /// Someone who speaks at a briefing: exactly one of organisation, officer and post is given.
    package struct Speaker: Hashable, Codable, Sendable {
        package let kind: SpeakerKind
        package let organisation: OrganisationID?
        package let officer: OfficerID?
        /// An embassy or consulate, such as `ambassade Riyad`.
        package let post: String?
    }

    package enum SpeakerKind: String, Choice {
        case civilSociety = "maatschappelijke-organisatie"
        case union = "vakbond"
        case expert = "deskundige"
        case officer = "functionaris"
        case post

        /// The kind under which an organisation speaks.
        package init(_ kind: InvitedKind) {
            switch kind {
            case .civilSociety: self = .civilSociety
            case .union: self = .union
            case .expert: self = .expert
            }
        }
    }
}
