package import EventSourcing

package struct Assessment: Aggregate {
    package init() {}
    package enum Event: Message {
        case noted(Noted)
    }
    package struct Noted: Codable, Sendable {}
    package mutating func apply(_ event: Event, _ header: EventHeader) {}
    package static let commands: [any Command.Type] = []
}

extension Assessment {
    package typealias ID = AssessmentID
    package static let category = Category.assessment
    package static func domainEvent(_ event: Event) -> DomainEvent { .assessment(event) }
}

extension Assessment.Event {
    package enum Name: String, CaseIterable, Sendable {
        case noted = "AssessmentNoted"
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
        case .noted: .noted(try body.decode(Assessment.Noted.self))
        }
    }
}
