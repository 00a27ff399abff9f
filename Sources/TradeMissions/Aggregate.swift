package import EventSourcing

/// One consistency boundary: the state of one stream, folded from its events.
///
/// `Codable` with every stored property, so that a snapshot of the state reads back as the same state.
package protocol Aggregate: Sendable, Codable {
    associatedtype ID: StreamID where ID.Subject == Self
    associatedtype Event: Message

    static var category: Category { get }
    /// The event as one of the whole domain.
    static func domainEvent(_ event: Event) -> DomainEvent
    /// To be raised when ``apply(_:_:)`` comes to another state than before and a test asks for it: snapshots that were
    /// made by the old way are then left alone.
    static var foldVersion: Int { get }
    /// Whether a snapshot spares anything: not where the state keeps each event, for then it is read no faster than they.
    static var hasSnapshots: Bool { get }

    /// Whether the dossier is closed in the way of its kind: what the term of a retention category may run from.
    var isClosedFile: Bool { get }

    /// The state before the first event.
    init()
    mutating func apply(_ event: Event, _ header: EventHeader)
}

extension Aggregate {
    package static var foldVersion: Int { 1 }
    package static var hasSnapshots: Bool { true }
}

/// The identifier of an aggregate; its text is the name of the aggregate's stream.
package protocol StreamID: Scalar, Comparable {
    associatedtype Subject: Aggregate where Subject.ID == Self
}

extension StreamID {
    package static var shape: ScalarShape { .text(format: Subject.category.rawValue) }

    package var stream: StreamName {
        do {
            return try StreamName(text: text)
        } catch {
            preconditionFailure("identifiers are checked when they are made: \(error)")
        }
    }

    /// An event of this stream, to be stored when the decision is accepted.
    package func event(_ event: Subject.Event) -> Emission {
        Emission(stream: stream, event: Subject.domainEvent(event))
    }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// One event that a decision wants stored, and where.
package struct Emission: Sendable {
    package let stream: StreamName
    package let event: DomainEvent
}

/// What an accepted command leads to.
package struct Decision: Sendable, ExpressibleByArrayLiteral {
    /// In the order in which they are stored.
    ///
    /// Empty when the command changes nothing.
    package var emissions: [Emission]
    package var advisories: [Advisory]
    /// Names and numbers for the register, stored in the same transaction.
    package var registerEntries: [RegisterEntry]
    /// Keys of personal data that are destroyed in the same transaction.
    package var keyDestructions: [KeyDestruction]
    /// The role that it turned on, when that is not simply the one in which the act was admitted.
    package var role: Role?

    package init(
        _ emissions: [Emission], advisories: [Advisory?] = [], registerEntries: [RegisterEntry] = [],
        keyDestructions: [KeyDestruction] = [], role: Role? = nil
    ) {
        self.role = role
        self.emissions = emissions
        self.advisories = advisories.compactMap { $0 }
        self.registerEntries = registerEntries
        self.keyDestructions = keyDestructions
    }

    package init(arrayLiteral emissions: Emission...) {
        self.init(emissions)
    }
}
