package import EventSourcing

package struct Claim: Aggregate {
    package init() {}
    package enum Event: Message {
        case noted(Noted)
    }
    package struct Noted: Codable, Sendable {}
    package mutating func apply(_ event: Event, _ header: EventHeader) {}
    package static let commands: [any Command.Type] = []
}

extension Claim {
    package typealias ID = ClaimID
    package static let category = Category.claim
    package static func domainEvent(_ event: Event) -> DomainEvent { .claim(event) }
}

extension Claim.Event {
    package enum Name: String, CaseIterable, Sendable {
        case noted = "ClaimNoted"
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
        case .noted: .noted(try body.decode(Claim.Noted.self))
        }
    }
}
