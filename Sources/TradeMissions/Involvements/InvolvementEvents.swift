package import EventSourcing

// The mission and the organisation are in the stream's name.
extension Involvement {
    package enum Event: Message {
        case invited(Invited)
        case accepted(Accepted)
        case declined(Declined)
        case tookPart(TookPart)
        case didNotShow(DidNotShow)
        case inputReceived(InputReceived)
    }

    package struct Invited: Codable, Sendable {
        /// The organisation's kind when it was invited.
        package let kind: InvitedKind
        package let purpose: Purpose
        /// The date of the invitation.
        package let date: CivilDate
    }

    package struct Accepted: Codable, Sendable {
        package let purpose: Purpose
        package let date: CivilDate
    }

    package struct Declined: Codable, Sendable {
        package let purpose: Purpose
        package let date: CivilDate
    }

    package struct TookPart: Codable, Sendable {
        package let purpose: Purpose
        package let date: CivilDate
    }

    package struct DidNotShow: Codable, Sendable {
        package let purpose: Purpose
        package let date: CivilDate
    }

    package struct InputReceived: Hashable, Codable, Sendable {
        package let date: CivilDate
        package let subject: String
        package let material: Material?
    }
}

extension Involvement {
    package typealias ID = InvolvementID
    package static let category = Category.involvement
    package static func domainEvent(_ event: Event) -> DomainEvent { .involvement(event) }
}

extension Involvement.Event {
    package enum Name: String, CaseIterable, Sendable {
        case invited = "OrganisationInvited"
        case accepted = "InvitationAccepted"
        case declined = "InvitationDeclined"
        case tookPart = "OrganisationTookPart"
        case didNotShow = "OrganisationDidNotShow"
        case inputReceived = "InputReceived"
    }

    package var name: Name {
        switch self {
        case .invited: .invited
        case .accepted: .accepted
        case .declined: .declined
        case .tookPart: .tookPart
        case .didNotShow: .didNotShow
        case .inputReceived: .inputReceived
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .invited(let payload): payload
        case .accepted(let payload): payload
        case .declined(let payload): payload
        case .tookPart(let payload): payload
        case .didNotShow(let payload): payload
        case .inputReceived(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .invited: .invited(try body.decode(Involvement.Invited.self))
        case .accepted: .accepted(try body.decode(Involvement.Accepted.self))
        case .declined: .declined(try body.decode(Involvement.Declined.self))
        case .tookPart: .tookPart(try body.decode(Involvement.TookPart.self))
        case .didNotShow: .didNotShow(try body.decode(Involvement.DidNotShow.self))
        case .inputReceived: .inputReceived(try body.decode(Involvement.InputReceived.self))
        }
    }
}
