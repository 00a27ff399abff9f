package import EventSourcing

package struct Country: Aggregate {
    package init() {}
    package enum Event: Message {
        case noted(Noted)
    }
    package struct Noted: Codable, Sendable {}
    package mutating func apply(_ event: Event, _ header: EventHeader) {}
    package static let commands: [any Command.Type] = []
}

extension Country {
    package typealias ID = CountryID
    package static let category = Category.country
    package static func domainEvent(_ event: Event) -> DomainEvent { .country(event) }
}

extension Country.Event {
    package enum Name: String, CaseIterable, Sendable {
        case noted = "CountryNoted"
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
        case .noted: .noted(try body.decode(Country.Noted.self))
        }
    }
}
