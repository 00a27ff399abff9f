package import EventSourcing
package import TradeMissions

/// One exception: which event, by whom, by which rule, and what there is to it.
package struct ExceptionLine: Sendable {
    package let kind: ExceptionKind
    package let position: Int64
    package let stream: StreamName
    /// The event's name as stored.
    package let type: String
    package let actor: String
    /// The role of the act, where one was asked.
    package let role: Role?
    package let occurredAt: Timestamp
    package let recordedAt: Timestamp
    /// Nil where no rule speaks of it.
    package let rule: Rule?
    package let finding: Phrase
    /// As it was given with the event or, failing that, with the act; nil when neither holds one.
    package let reason: String?
    /// Of a ``ExceptionKind/correction`` only.
    package let amendment: Amendment?
    /// Where the log first showed it: at the event itself, or at a later one that changed how the event is seen.
    package let shownAt: Int64

    init(
        _ kind: ExceptionKind, on event: ExaminedEvent, by rule: Rule?, _ finding: Phrase, reason: String? = nil,
        amendment: Amendment? = nil, shownAt: Int64? = nil
    ) {
        self.kind = kind
        position = event.header.position
        stream = event.header.stream
        type = event.type
        actor = event.header.actor
        role = event.act.role
        occurredAt = event.header.occurredAt
        recordedAt = event.header.recordedAt
        self.rule = rule
        self.finding = finding
        self.reason = reason.given ?? event.act.reason.given
        self.amendment = amendment
        self.shownAt = max(position, shownAt ?? position)
    }
}

/// What the metadata of an event says of the act behind it.
package struct ActDetails: Hashable, Sendable {
    /// Nil where no role was asked, or this program knows none of its name.
    package let role: Role?
    package let reason: String?

    package init(role: Role?, reason: String?) {
        self.role = role
        self.reason = reason
    }
}

/// An event with everything that is looked at.
struct ExaminedEvent {
    let event: DomainEvent
    let header: EventHeader
    let type: String
    let act: ActDetails

    /// The day on which it happened.
    var day: CivilDate { header.occurredAt.dateInAmsterdam }

    /// The day of recording, by the clock of the database; about midnight the one beside it too, since the clock by which
    /// the act was admitted may differ.
    var daysRecorded: [CivilDate] {
        let tolerance = Admission.toleranceSeconds
        return [
            header.recordedAt.adding(seconds: -tolerance).dateInAmsterdam,
            header.recordedAt.adding(seconds: tolerance).dateInAmsterdam,
        ]
    }
}

extension String? {
    /// Nil when nothing is written.
    fileprivate var given: String? { flatMap { $0.isBlank ? nil : $0 } }
}
