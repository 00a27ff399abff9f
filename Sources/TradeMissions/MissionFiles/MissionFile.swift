import EventSourcing

// What the files of a mission share: briefings, concerns and invitations.
extension Records {
    /// A mission that something new can be added to: it exists and was not cancelled (INV-23).
    func missionInBeing(_ id: MissionID) throws(Interruption) -> Mission {
        let mission = try existing(id)
        try Rule.inv23.require(
            mission.stage != .cancelled,
            Phrase(
                nl: "\(id.text) is geannuleerd en neemt niets nieuws meer op",
                en: "\(id.text) is cancelled and takes in nothing new"),
            remedy: Phrase(
                nl: "Kies een missie die niet is geannuleerd.", en: "Choose a mission that is not cancelled."))
        return mission
    }

    /// A mission in being that is not over yet, for what serves the mission itself.
    func missionAhead(_ id: MissionID) throws(Interruption) -> Mission {
        let mission = try missionInBeing(id)
        try Rule.lifecycle.require(
            mission.isBeforeDeparture || mission.stage == .underway,
            Phrase(nl: "\(id.text) is al afgerond", en: "\(id.text) has ended already"))
        return mission
    }

    /// The events by which readiness lapses for each of these missions that was ready.
    func lapse(_ ids: [MissionID], because file: StreamName) throws(Interruption) -> [Emission] {
        zip(ids, try current(ids)).flatMap { id, mission in mission.lapse(id, because: file) }
    }

    /// Refuses with ``Rule/known`` unless every one of these exists.
    func requireExisting(_ ids: [some StreamID]) throws(Interruption) {
        _ = try current(ids)
        for id in ids { _ = try existing(id) }
    }
}

extension Act {
    /// Refuses a date after the act, and one long before it without a reason (INV-26): what is recorded as earlier is
    /// held to the same rule as an act that is dated back.
    func requireHappened(on date: CivilDate) throws(Interruption) {
        try Rule.inv26.require(
            date <= self.date,
            Phrase(nl: "\(date.text) ligt na \(self.date.text)", en: "\(date.text) lies after \(self.date.text)"))
        try Rule.inv26.require(
            hasReason || !Admission.isLongAgo(date, before: self.date),
            Phrase(
                nl: "\(date.text) ligt meer dan \(Admission.daysWithoutReason) dagen vóór \(self.date.text) en er is "
                    + "geen reden gegeven",
                en: "\(date.text) lies more than \(Admission.daysWithoutReason) days before \(self.date.text) and no "
                    + "reason is given"))
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it first stood.
    package var withoutRepeats: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
