package import EventSourcing

/// A civil-society organisation, trade union or independent expert.
///
/// Its name lives in the register only (INV-29): being known to speak with a government can endanger people.
package struct Organisation: Aggregate {
    package private(set) var entry: Entered?
    package private(set) var independence: IndependenceDeclared?

    package init() {}

    package enum Event: Message {
        case entered(Entered)
        case independenceDeclared(IndependenceDeclared)
    }

    package struct Entered: Hashable, Codable, Sendable {
        package let kind: InvitedKind
        package let reach: Reach
        package let sensitivity: Sensitivity
        /// What an expert knows about.
        package let expertise: String?
    }

    /// An expert's own declaration of independence.
    package struct IndependenceDeclared: Hashable, Codable, Sendable {
        package let date: CivilDate
        package let evidence: Material
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .entered(let entered): entry = entered
        case .independenceDeclared(let declared): independence = declared
        }
    }
}

extension Organisation {
    /// Where the organisation works from; R7 names local ones in particular.
    package enum Reach: String, Choice {
        case local = "lokaal"
        case dutch = "nederlands"
        case international = "internationaal"
    }

    /// How widely it may be known that the organisation is involved (DOMAIN 3b).
    package enum Sensitivity: String, Choice {
        case open = "openbaar"
        case internalUse = "intern"
        case confidential = "vertrouwelijk"
        /// People can be endangered when it becomes known.
        case special = "bijzonder"
    }
}

extension Organisation {
    package typealias ID = OrganisationID
    package static let category = Category.organisation
    package static func domainEvent(_ event: Event) -> DomainEvent { .organisation(event) }
}

extension Organisation.Event {
    package enum Name: String, CaseIterable, Sendable {
        case entered = "OrganisationEntered"
        case independenceDeclared = "ExpertIndependenceDeclared"
    }

    package var name: Name {
        switch self {
        case .entered: .entered
        case .independenceDeclared: .independenceDeclared
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .entered(let payload): payload
        case .independenceDeclared(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .entered: .entered(try body.decode(Organisation.Entered.self))
        case .independenceDeclared: .independenceDeclared(try body.decode(Organisation.IndependenceDeclared.self))
        }
    }
}
