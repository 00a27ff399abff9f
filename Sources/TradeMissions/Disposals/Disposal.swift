package import EventSourcing

/// A destruction list (vernietigingslijst): dossiers whose terms are over, proposed by one officer, approved by another,
/// and made unreadable by the keys of those who appear in them.
package struct Disposal: Aggregate {
    package enum Stage: String, Choice {
        case unknown = "onbekend"
        case proposed = "voorgesteld"
        case approved = "goedgekeurd"
        case executed = "uitgevoerd"
    }

    package private(set) var stage = Stage.unknown
    /// Which version of the list this is: 1 for the first proposal, one more for each that replaced it.
    package private(set) var revision = 0
    package private(set) var items: [Item] = []
    /// Who proposed any version of the list: they do not approve it.
    package private(set) var duties = SegregationOfDuties()
    /// The account with which the list was approved as it now reads.
    package private(set) var approvedBy: String?

    package init() {}

    /// One dossier on the list, with what made it due when the list was proposed.
    package struct Item: Hashable, Codable, Sendable {
        package let dossier: StreamName
        package let category: String
        package let triggeredOn: CivilDate
        package let end: CivilDate
    }

    package enum Event: Message {
        case proposed(Proposed)
        case approved(Approved)
        case executed(Executed)
    }

    package struct Proposed: Codable, Sendable {
        /// The edition of the retention schedule that the list was made by.
        package let edition: Int64
        package let items: [Item]
    }

    package struct Approved: Codable, Sendable {
        package let revision: Int
    }

    /// The personal data in the dossiers were destroyed; each has an event of its own that says what was.
    package struct Executed: Codable, Sendable {
        package let dossiers: [StreamName]
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        duties.note(event.deed, by: header.actor)
        switch event {
        case .proposed(let proposed):
            stage = .proposed
            revision += 1
            items = proposed.items
            approvedBy = nil
        case .approved:
            stage = .approved
            approvedBy = header.actor
        case .executed: stage = .executed
        }
    }
}

package struct DisposalID: ReadableID {
    package typealias Subject = Disposal
    package let local: String
    package init(local: String) { self.local = local }
}

extension Disposal {
    package typealias ID = DisposalID
    package static let category = Category.disposal
    package static func domainEvent(_ event: Event) -> DomainEvent { .disposal(event) }
}

extension Disposal.Event {
    /// Whoever makes the list prepares what another approves.
    var deed: SegregationOfDuties.Deed? {
        switch self {
        case .proposed: .preparing(nl: "stelde de vernietigingslijst voor", en: "proposed the destruction list")
        case .approved, .executed: nil
        }
    }
}

extension Disposal.Event {
    package enum Name: String, CaseIterable, Sendable {
        case proposed = "DisposalProposed"
        case approved = "DisposalApproved"
        case executed = "DisposalExecuted"
    }

    package var name: Name {
        switch self {
        case .proposed: .proposed
        case .approved: .approved
        case .executed: .executed
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .proposed(let payload): payload
        case .approved(let payload): payload
        case .executed(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .proposed: .proposed(try body.decode(Disposal.Proposed.self))
        case .approved: .approved(try body.decode(Disposal.Approved.self))
        case .executed: .executed(try body.decode(Disposal.Executed.self))
        }
    }
}
