package import EventSourcing

/// A person who is no officer, known here by a random id only: name and contact live in the register (INV-29).
package struct Person: Aggregate {
    package private(set) var entry: Entered?

    package init() {}

    package enum Event: Message {
        case entered(Entered)
        case corrected(Corrected)
    }

    package struct Entered: Hashable, Codable, Sendable {
        package let capacity: Capacity
        package let sensitivity: Organisation.Sensitivity
        /// The company or organisation on whose behalf the person acts.
        package let affiliation: SubjectID?
    }

    package struct Corrected: Hashable, Codable, Sendable {
        package let capacity: Capacity
        package let sensitivity: Organisation.Sensitivity
        package let affiliation: SubjectID?
        package let reason: String
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .entered(let entered): entry = entered
        case .corrected(let corrected):
            entry = Entered(
                capacity: corrected.capacity, sensitivity: corrected.sensitivity, affiliation: corrected.affiliation)
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
