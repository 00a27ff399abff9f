package import EventSourcing

/// A concern that a civil-society organisation raised in the Breed Mensenrechten Overleg, and what became of it (R9).
package struct Concern: Aggregate {
    /// What became of the concern for one mission.
    package enum Treatment: Hashable, Codable, Sendable {
        /// Linked, and still open.
        case open
        /// Taken along in a briefing that was held.
        case addressed(Addressed)
        /// Left aside, with a reason.
        case notAddressed(reason: String)
    }

    package private(set) var raised: Raised?
    /// Who handles it.
    package private(set) var officer: OfficerID?
    package private(set) var treatments: [MissionID: Treatment] = [:]
    /// The last response to the BMO since the concern was last open.
    package private(set) var response: ResponseGiven?
    package private(set) var isClosed = false
    /// Whether it was reopened and nothing has followed yet.
    package private(set) var isReopened = false

    package init() {}

    package var status: Status {
        if raised == nil { return .unknown }
        if isClosed { return .closed }
        if isReopened { return .reopened }
        if response != nil { return .responded }
        if officer == nil { return .raised }
        if treatments.isEmpty { return .assigned }
        if treatments.values.contains(where: \.isOpen) { return .linked }
        return treatments.values.contains(where: \.isAddressed) ? .addressed : .notAddressed
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .raised(let raised):
            self.raised = raised
        case .assigned(let assigned):
            officer = assigned.officer
        case .linked(let linked):
            treat(linked.mission, .open)
        case .addressed(let addressed):
            treat(addressed.mission, .addressed(addressed))
        case .notAddressed(let left):
            treat(left.mission, .notAddressed(reason: left.reason))
        case .fellBack(let fallen):
            treat(fallen.mission, .open)
        case .responseGiven(let response):
            self.response = response
            isReopened = false
        case .closed:
            isClosed = true
        case .reopened(let reopened):
            for mission in reopened.missions { treat(mission, .open) }
            response = nil
            isClosed = false
            isReopened = true
        }
    }

    /// A response and a closure speak of the treatment as it was: a changed one asks for them anew.
    private mutating func treat(_ mission: MissionID, _ treatment: Treatment) {
        treatments[mission] = treatment
        response = nil
        isClosed = false
        isReopened = false
    }
}

extension Concern {
    /// Where a concern stands.
    ///
    /// Raw values are the Dutch terms of the field, in ASCII.
    package enum Status: String, Sendable, CaseIterable {
        case unknown = "onbekend"
        case raised = "ingebracht"
        case assigned = "toegewezen"
        case linked = "gekoppeld"
        case addressed = "geadresseerd-in-briefing"
        case notAddressed = "gemotiveerd-niet-geadresseerd"
        case responded = "teruggekoppeld-aan-bmo"
        case closed = "gesloten"
        case reopened = "heropend"
    }

    /// How grave the harm is that the concern speaks of, in the eyes of who raised it.
    package enum Severity: String, Choice {
        case moderate = "matig"
        case serious = "ernstig"
        case severe = "zeer-ernstig"
    }
}
