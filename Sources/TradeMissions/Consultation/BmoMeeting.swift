package import EventSourcing

/// A meeting of the Breed Mensenrechten Overleg, where civil-society organisations raise concerns (R9).
package struct BmoMeeting: Aggregate {
    package private(set) var meeting: Held?

    package init() {}

    package enum Event: Message {
        case held(Held)
    }

    package struct Held: Hashable, Codable, Sendable {
        package let date: CivilDate
        /// Who was present.
        ///
        /// Membership changes over time, so each meeting says it for itself.
        package let organisations: [OrganisationID]
        package let agenda: [String]
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .held(let held): meeting = held
        }
    }
}

extension BmoMeeting {
    package typealias ID = BmoMeetingID
    package static let category = Category.bmoMeeting
    package static func domainEvent(_ event: Event) -> DomainEvent { .bmoMeeting(event) }
}

extension BmoMeeting.Event {
    package enum Name: String, CaseIterable, Sendable {
        case held = "BmoMeetingHeld"
    }

    package var name: Name {
        switch self {
        case .held: .held
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .held(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .held: .held(try body.decode(BmoMeeting.Held.self))
        }
    }
}
