import EventSourcing

// The order of a concern's file, for the commands that take it a step further.
extension Concern {
    /// The missions for which it is linked and neither addressed nor left aside, in order of name.
    package var openMissions: [MissionID] {
        treatments.filter { $0.value.isOpen }.keys.sorted()
    }

    /// Refuses when the concern is closed: it has to be reopened first.
    func requireOpenFile(_ id: ConcernID) throws(Interruption) {
        try Rule.lifecycle.require(
            !isClosed,
            Phrase(nl: "\(id.text) is gesloten", en: "\(id.text) is closed"),
            remedy: .first(Concern.Reopen.self))
    }

    /// Refuses when nobody handles the concern yet.
    func requireAssigned(_ id: ConcernID) throws(Interruption) {
        try Rule.lifecycle.require(
            officer != nil,
            Phrase(nl: "\(id.text) is nog aan niemand toegewezen", en: "\(id.text) is not assigned to anyone yet"),
            remedy: .first(Concern.Assign.self))
    }

    /// What became of it for this mission; refuses when it is not linked to it.
    func treatment(of id: ConcernID, for mission: MissionID) throws(Interruption) -> Treatment {
        guard let treatment = treatments[mission] else {
            let finding = Phrase(
                nl: "\(id.text) is niet gekoppeld aan \(mission.text)",
                en: "\(id.text) is not linked to \(mission.text)")
            throw .refused(Refusal(rule: .lifecycle, finding: finding, remedy: .first(Concern.Link.self)))
        }
        return treatment
    }
}

extension Concern.Treatment {
    package var isOpen: Bool { self == .open }

    package var isAddressed: Bool {
        switch self {
        case .open, .notAddressed: false
        case .addressed: true
        }
    }

    /// The briefing in which it was addressed.
    package var briefing: BriefingID? {
        switch self {
        case .open, .notAddressed: nil
        case .addressed(let addressed): addressed.briefing
        }
    }
}

extension Concern.Status {
    package var phrase: Phrase {
        switch self {
        case .unknown: Phrase(nl: "onbekend", en: "unknown")
        case .raised: Phrase(nl: "ingebracht", en: "raised")
        case .assigned: Phrase(nl: "toegewezen", en: "assigned")
        case .linked: Phrase(nl: "gekoppeld", en: "linked")
        case .addressed: Phrase(nl: "geadresseerd in voorlichting", en: "addressed in a briefing")
        case .notAddressed: Phrase(nl: "gemotiveerd niet geadresseerd", en: "not addressed, with reasons")
        case .responded: Phrase(nl: "teruggekoppeld aan BMO", en: "answered to the BMO")
        case .closed: Phrase(nl: "gesloten", en: "closed")
        case .reopened: Phrase(nl: "heropend", en: "reopened")
        }
    }
}

extension Records {
    /// The events by which a concern is linked to a mission and reopens its gate.
    ///
    /// A mission that has ended can still be linked to: a concern may come after the journey it is about.
    func link(_ concern: ConcernID, to id: MissionID) throws(Interruption) -> [Emission] {
        let mission = try missionInBeing(id)
        try Rule.lifecycle.require(
            mission.stage != .closed,
            Phrase(nl: "\(id.text) is gesloten", en: "\(id.text) is closed"),
            remedy: .leadingOn(mission.stage.next))
        return [concern.event(.linked(Concern.Linked(mission: id)))]
            + mission.link(concern.stream, to: id) + mission.lapse(id, because: concern.stream)
    }
}
