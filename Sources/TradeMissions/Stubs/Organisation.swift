package import EventSourcing

package struct Organisation: Aggregate {
    package init() {}
    package enum Event: Message {
        case noted(Noted)
    }
    package struct Noted: Codable, Sendable {}
    package mutating func apply(_ event: Event, _ header: EventHeader) {}
    package static let commands: [any Command.Type] = []
}

extension Organisation {
    package typealias ID = OrganisationID
    package static let category = Category.organisation
    package static func domainEvent(_ event: Event) -> DomainEvent { .organisation(event) }
}

extension Organisation.Event {
    package enum Name: String, CaseIterable, Sendable {
        case noted = "OrganisationNoted"
    }

    package var name: Name {
        switch self {
        case .noted: .noted
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .noted(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .noted: .noted(try body.decode(Organisation.Noted.self))
        }
    }
}
