package import EventSourcing

/// One organisation and one mission: the invitations, what was replied, and what the organisation brought in.
///
/// R7 asks for an effort: a dated invitation is one, whatever the reply; attendance is recorded and never asked.
package struct Involvement: Aggregate {
    package struct Invitation: Hashable, Codable, Sendable {
        package let kind: InvitedKind
        package let date: CivilDate
        package var reply: Reply?
        package var presence: Presence?
    }

    /// The last invitation for each purpose.
    package private(set) var invitations: [Purpose: Invitation] = [:]
    package private(set) var inputs: [InputReceived] = []

    package init() {}

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .invited(let invited):
            invitations[invited.purpose] = Invitation(kind: invited.kind, date: invited.date)
        case .accepted(let accepted): invitations[accepted.purpose]?.reply = .accepted
        case .declined(let declined): invitations[declined.purpose]?.reply = .declined
        case .tookPart(let tookPart): invitations[tookPart.purpose]?.presence = .tookPart
        case .didNotShow(let absent): invitations[absent.purpose]?.presence = .didNotShow
        case .inputReceived(let input): inputs.append(input)
        }
    }
}

extension Involvement {
    /// What an invitation is for: R8 speaks of informing companies, R7 of the mission's programme.
    package enum Purpose: String, Choice {
        case briefing = "voorlichting"
        case programme = "programma"
    }

    package enum Reply: String, Choice {
        case accepted = "aangenomen"
        case declined = "afgeslagen"
    }

    package enum Presence: String, Choice {
        case tookPart = "deelgenomen"
        case didNotShow = "niet-verschenen"
    }
}
