package import EventSourcing

/// A person who is no officer, known here by a random id only (INV-29).
///
/// All else lives sealed in the register: in what capacity and on whose behalf somebody appears can say that they defend
/// human rights or belong to a trade union (GDPR 9).
package struct Person: Aggregate {
    package private(set) var isEntered = false

    package init() {}

    package enum Event: Message {
        case entered(Entered)
        case corrected(Corrected)
    }

    /// An entry in the register was made.
    package struct Entered: Codable, Sendable {}

    /// The entry in the register was replaced by another.
    package struct Corrected: Codable, Sendable {
        package let reason: String
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .entered: isEntered = true
        case .corrected: break
        }
    }
}

extension Person {
    /// Why the book knows the person at all.
    package enum Capacity: String, Choice {
        case contact = "contactpersoon"
        /// Somebody who stands up for human rights where the mission goes.
        case defender = "mensenrechtenverdediger"
        case signatory = "ondertekenaar"
        case other = "anders"
    }
}

extension Person {
    package typealias ID = PersonID
    package static let category = Category.person
    package static func domainEvent(_ event: Event) -> DomainEvent { .person(event) }
}

extension Person.Event {
    package enum Name: String, CaseIterable, Sendable {
        case entered = "PersonEntered"
        case corrected = "PersonCorrected"
    }

    package var name: Name {
        switch self {
        case .entered: .entered
        case .corrected: .corrected
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .entered(let payload): payload
        case .corrected(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .entered: .entered(try body.decode(Person.Entered.self))
        case .corrected: .corrected(try body.decode(Person.Corrected.self))
        }
    }
}
