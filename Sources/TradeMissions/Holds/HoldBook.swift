package import EventSourcing

/// Every legal hold (vernietigingsstop) that was placed: one stream, so that whoever destroys anything looks at all of
/// them, and an append finds out when another was placed meanwhile.
package struct HoldBook: Aggregate {
    package struct Hold: Hashable, Codable, Sendable {
        package let id: HoldReference
        /// Of whom nothing is destroyed or erased, in whatever dossier.
        package let subjects: [SubjectID]
        /// Dossiers of which nothing is destroyed or erased, of whomever.
        package let dossiers: [StreamName]
        package let basis: HoldBasis
        package let placedOn: CivilDate
        /// The account with which it was lifted; nil while it is in force.
        package fileprivate(set) var liftedBy: String?

        package var isLifted: Bool { liftedBy != nil }

        /// Whether it was placed on any of these dossiers, or on anybody of these.
        func names(anyOf dossiers: Set<StreamName>, orOf subjects: Set<SubjectID>) -> Bool {
            self.dossiers.contains(where: dossiers.contains) || self.subjects.contains(where: subjects.contains)
        }
    }

    /// In order of placing.
    package private(set) var holds: [Hold] = []

    package init() {}

    /// Those in force on somebody, whatever the dossier.
    package func inForce(on subject: SubjectID) -> [Hold] {
        holds.filter { !$0.isLifted && $0.subjects.contains(subject) }
    }

    /// Those in force on a dossier, whoever appears in it.
    package func inForce(on dossier: StreamName) -> [Hold] {
        holds.filter { !$0.isLifted && $0.dossiers.contains(dossier) }
    }

    /// Those in force on a dossier in which these appear: on itself, or on any of them.
    package func inForce(on dossier: StreamName, with subjects: [SubjectID]) -> [Hold] {
        inForce(on: dossier) + subjects.flatMap { inForce(on: $0) }
    }

    /// The accounts with which a hold was lifted.
    var lifters: Set<String> { Set(holds.compactMap(\.liftedBy)) }

    /// Those that were lifted with one of these accounts.
    func lifted(by accounts: [String]) -> [Hold] {
        holds.filter { hold in hold.liftedBy.map(accounts.contains) ?? false }
    }

    package enum Event: Message {
        case placed(Placed)
        case lifted(Lifted)
    }

    package struct Placed: Codable, Sendable {
        package let hold: HoldReference
        package let subjects: [SubjectID]
        package let dossiers: [StreamName]
        package let basis: HoldBasis
        package let reason: String
    }

    package struct Lifted: Codable, Sendable {
        package let hold: HoldReference
        package let reason: String
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .placed(let placed):
            holds.append(
                Hold(
                    id: placed.hold, subjects: placed.subjects, dossiers: placed.dossiers, basis: placed.basis,
                    placedOn: header.occurredAt.dateInAmsterdam))
        case .lifted(let lifted):
            for index in holds.indices where holds[index].id == lifted.hold { holds[index].liftedBy = header.actor }
        }
    }
}

/// Why nothing may be destroyed for the time being.
package enum HoldBasis: String, Choice {
    case objection = "bezwaar"
    case appeal = "beroep"
    case wooRequest = "woo-verzoek"
    case parliamentaryInquiry = "parlementair-onderzoek"
    case other = "anders"

    /// What lets data stay under such a hold when somebody asks for their erasure (GDPR 17, third paragraph); nil where the
    /// hold's own reason has to say.
    package var article: Phrase? {
        switch self {
        // Legal claims.
        case .objection, .appeal: Phrase(nl: "AVG 17 lid 3 onder e", en: "GDPR 17(3)(e)")
        // What the Woo and the Wet op de parlementaire enquête oblige to provide.
        case .wooRequest, .parliamentaryInquiry: Phrase(nl: "AVG 17 lid 3 onder b", en: "GDPR 17(3)(b)")
        case .other: nil
        }
    }
}

/// The reference of a legal hold, as in `woo-2026-3`.
package struct HoldReference: WrittenReference {
    package static let shape = ScalarShape.text(format: "hold-reference")
    package static let example = "woo-2026-3"
    package static let meaning = Phrase(
        nl: "de aanduiding van een vernietigingsstop", en: "the reference of a legal hold")
    package let text: String

    package init(unchecked text: String) {
        self.text = text
    }
}

package struct HoldBookID: ReadableID {
    package typealias Subject = HoldBook
    package let local: String
    package init(local: String) { self.local = local }

    /// The one stream of this category.
    package static let book = HoldBookID(local: "book")
}

extension HoldBook {
    package typealias ID = HoldBookID
    package static let category = Category.hold
    package static func domainEvent(_ event: Event) -> DomainEvent { .hold(event) }
}

extension HoldBook.Event {
    package enum Name: String, CaseIterable, Sendable {
        case placed = "LegalHoldPlaced"
        case lifted = "LegalHoldLifted"
    }

    package var name: Name {
        switch self {
        case .placed: .placed
        case .lifted: .lifted
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .placed(let payload): payload
        case .lifted(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .placed: .placed(try body.decode(HoldBook.Placed.self))
        case .lifted: .lifted(try body.decode(HoldBook.Lifted.self))
        }
    }
}
