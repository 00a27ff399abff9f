import EventSourcing

// What the commands on one registration share: which one it is, where it stands, and who else is on the mission.
extension Records {
    /// One registration with its mission; refuses when the company never registered for it.
    func registration(
        _ id: ParticipationID
    ) throws(Interruption) -> (mission: Mission, participation: Participation) {
        let mission = try existing(id.mission)
        _ = try existing(id.party)
        let participation = try current(id)
        try Rule.known.require(
            participation.sequence > 0,
            Phrase(
                nl: "\(id.party.text) heeft zich niet aangemeld voor \(id.mission.text)",
                en: "\(id.party.text) did not register for \(id.mission.text)"),
            remedy: Phrase(nl: "Meld het bedrijf eerst aan.", en: "Register the company first."))
        return (mission, participation)
    }

    /// Everyone who registered for the mission, with what became of it.
    func registrations(
        for id: MissionID, _ mission: Mission
    ) throws(Interruption) -> [(id: ParticipationID, participation: Participation)] {
        let ids = mission.files.filter { Category(of: $0) == .participation }.sorted()
            .compactMap { try? ParticipationID(text: $0.text) }
        return zip(ids, try current(ids)).map { ($0, $1) }
    }
}

extension Participation {
    /// Refuses by ``Rule/lifecycle`` unless the registration stands at one of these.
    func require(_ statuses: [Status], _ id: ParticipationID) throws(Interruption) {
        let dutch = statuses.map(\.phrase.nl).joined(separator: ", ")
        let english = statuses.map(\.phrase.en).joined(separator: ", ")
        try Rule.lifecycle.require(
            statuses.contains(status),
            Phrase(
                nl: "\(id.party.text) is voor \(id.mission.text) \(status.phrase.nl); dit kan alleen bij: \(dutch)",
                en: "\(id.party.text) is \(status.phrase.en) for \(id.mission.text); "
                    + "this is possible only when: \(english)"),
            remedy: .leadingOn(status.next))
    }

    /// Refuses when a measure in force excludes the company from this mission; no other mission counts (INV-21).
    func requireNotExcluded(_ id: ParticipationID) throws(Interruption) {
        let measures = excludedBy.map(\.text).joined(separator: ", ")
        try Rule.inv21.require(
            excludedBy.isEmpty,
            Phrase(
                nl: "\(id.party.text) is uitgesloten van \(id.mission.text) door \(measures)",
                en: "\(id.party.text) is excluded from \(id.mission.text) by \(measures)"))
    }
}
