package import EventSourcing

/// The book as an institution: one stream, opened once by its first administrator.
package struct Administration: Aggregate {
    package private(set) var isFounded = false
    /// Everyone who was ever made administrator; whether they still are, their own streams say.
    package private(set) var administrators: Set<OfficerID> = []

    package init() {}

    package enum Event: Message {
        case founded(Founded)
        case administratorAppointed(AdministratorAppointed)
    }

    package struct Founded: Codable, Sendable {
        package let administrator: OfficerID
        /// The organisation that keeps this book.
        package let organisation: String
    }

    /// Somebody was made administrator for the first time.
    package struct AdministratorAppointed: Codable, Sendable {
        package let administrator: OfficerID
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .founded(let founded):
            isFounded = true
            administrators.insert(founded.administrator)
        case .administratorAppointed(let appointed):
            administrators.insert(appointed.administrator)
        }
    }
}

package struct AdministrationID: ReadableID {
    package typealias Subject = Administration
    package let local: String
    package init(local: String) { self.local = local }

    /// The one stream of this category.
    package static let book = AdministrationID(local: "book")
}

extension Administration {
    package typealias ID = AdministrationID
    package static let category = Category.administration
    package static func domainEvent(_ event: Event) -> DomainEvent { .administration(event) }
    package static let commands: [any Command.Type] = [Found.self]

    /// Opens the book and registers its first administrator.
    ///
    /// Possible once; everyone after that is registered by an administrator.
    package struct Found: Command {
        package let officer: OfficerID
        package let name: String
        package let unit: String
        package let organisation: String

        package static let definition = CommandDefinition(
            "administration.found", nl: "Het boek openen met de eerste beheerder",
            en: "Open the book with its first administrator",
            roles: [], rules: [.authority, .lifecycle, .complete], registerFields: ["name"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let administration = try records.current(AdministrationID.book)
            try Rule.lifecycle.require(
                !administration.isFounded,
                Phrase(nl: "dit boek is al geopend", en: "this book was opened before"))
            try Rule.authority.require(
                act.actor == officer,
                Phrase(
                    nl: "de eerste beheerder opent het boek zelf: actor en functionaris verschillen",
                    en: "the first administrator opens the book in person: actor and officer differ"))
            return Decision(
                [
                    AdministrationID.book.event(
                        .founded(Founded(administrator: officer, organisation: organisation))),
                    officer.event(.registered(Officer.Registered(unit: unit))),
                    officer.event(
                        .roleGranted(
                            Officer.RoleGranted(
                                role: .administrator, period: Period(from: act.date, until: nil),
                                reason: try act.reasonIfPast(act.date)))),
                ],
                registerEntries: [RegisterEntry(id: officer.text, name: name)])
        }
    }
}

extension Administration.Event {
    package enum Name: String, CaseIterable, Sendable {
        case founded = "AdministrationFounded"
        case administratorAppointed = "AdministratorAppointed"
    }

    package var name: Name {
        switch self {
        case .founded: .founded
        case .administratorAppointed: .administratorAppointed
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .founded(let payload): payload
        case .administratorAppointed(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .founded: .founded(try body.decode(Administration.Founded.self))
        case .administratorAppointed:
            .administratorAppointed(try body.decode(Administration.AdministratorAppointed.self))
        }
    }
}
