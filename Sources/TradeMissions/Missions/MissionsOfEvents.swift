package import EventSourcing

extension DomainEvent {
    /// The missions that an event concerns, by its stream's name or its payload.
    package func missions(in stream: StreamName) -> [MissionID] {
        switch self {
        case .mission: (try? MissionID(text: stream.text)).map { [$0] } ?? []
        case .participation: (try? ParticipationID(text: stream.text)).map { [$0.mission] } ?? []
        case .involvement: (try? InvolvementID(text: stream.text)).map { [$0.mission] } ?? []
        case .briefing(let event): event.missions
        case .concern(let event): event.missions
        case .administration, .officer, .person, .country, .company, .organisation, .bmoMeeting, .assessment,
            .measure, .support, .claim, .hold, .retention, .erasure, .disposal:
            []
        }
    }
}

extension Briefing.Event {
    fileprivate var missions: [MissionID] {
        switch self {
        case .planned(let event): event.missions
        case .speakerInvited(let event): event.missions
        case .held(let event): event.missions
        case .attended(let event): event.missions
        case .absent(let event): event.missions
        case .briefedIndividually(let event): event.missions
        case .concernAddressed(let event): [event.mission]
        case .riskWarningIssued(let event): event.missions
        case .remedyReminderGiven(let event): event.missions
        case .corrected(let event): event.missions
        case .cancelled(let event): event.missions
        }
    }
}

extension Concern.Event {
    fileprivate var missions: [MissionID] {
        switch self {
        case .linked(let event): [event.mission]
        case .addressed(let event): [event.mission]
        case .notAddressed(let event): [event.mission]
        case .fellBack(let event): [event.mission]
        case .reopened(let event): event.missions
        case .raised, .assigned, .responseGiven, .closed: []
        }
    }
}
