package import EventSourcing
package import TradeMissions

/// Rows that answer a question, kept up to date by events.
///
/// Pure: an event and the rows it touches give new rows.
package protocol ReadModel {
    associatedtype Row: Codable & Sendable

    /// The model's stored name; its version rises whenever the row's shape or the fold changes.
    static var name: ProjectionName { get }
    /// The keys of the rows that an event touches.
    static func keys(of recorded: Recorded<DomainEvent>) -> [String]
    /// The row after the event; nil when there is no row.
    static func row(_ row: Row?, under key: String, after recorded: Recorded<DomainEvent>) -> Row?
}

extension DomainEvent {
    /// The missions that an event concerns, by its stream's name or its payload.
    package func missions(in stream: StreamName) -> [MissionID] {
        switch self {
        case .mission: (try? MissionID(text: stream.text)).map { [$0] } ?? []
        case .participation: (try? ParticipationID(text: stream.text)).map { [$0.mission] } ?? []
        case .involvement: (try? InvolvementID(text: stream.text)).map { [$0.mission] } ?? []
        case .briefing(let event): event.missions
        case .concern(let event): event.missions
        case .administration, .officer, .country, .company, .organisation, .bmoMeeting, .assessment, .measure,
            .support, .claim:
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
