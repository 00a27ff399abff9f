import EventSourcing

/// What a measure does outside its own stream: to the company's places on missions, and nothing else.
struct MissionEffects {
    let measure: MeasureID
    let company: CompanyID
    let records: Records

    /// Excludes the company from those of `missions` that have not departed.
    ///
    /// It holds as well when the company never registered: its registration would then meet the exclusion (INV-21).
    func exclude(from missions: [MissionID]) throws(Interruption) -> (missions: [MissionID], emissions: [Emission]) {
        let ahead = try split(missions).ahead
        return (
            ahead,
            ahead.map { participation($0).event(.excluded(Participation.Excluded(measure: measure))) }
        )
    }

    /// Gives the company its place back on missions that have not departed, and reopens their readiness; records of
    /// the others that it is impossible (INV-22).
    func restore(to missions: [MissionID]) throws(Interruption) -> [Emission] {
        let (ahead, departed) = try split(missions)
        var emissions = ahead.map { participation($0).event(.restored(Participation.Restored(measure: measure))) }
        emissions += departed.map {
            participation($0).event(.restorationImpossible(Participation.RestorationImpossible(measure: measure)))
        }
        for mission in ahead {
            emissions += try records.current(mission).lapse(mission, because: participation(mission).stream)
        }
        return emissions
    }

    /// Says on which of `missions` the place that comes back goes beyond the maximum.
    ///
    /// It comes back all the same: who was excluded wrongly does not lose a right because the place was filled
    /// meanwhile (INV-22); INV-20 limits who is newly confirmed.
    func crowding(of missions: [MissionID]) throws(Interruption) -> Advisory? {
        var crowded: [(mission: MissionID, confirmed: Int, maximum: Int)] = []
        for mission in try split(missions).ahead {
            let state = try records.current(mission)
            guard let maximum = state.announcement?.maximumParticipants,
                try records.current(participation(mission)).isConfirmedAgain(without: measure)
            else { continue }
            let others = try records.registrations(for: mission, state)
            let confirmed = others.count { $0.participation.status == .confirmed } + 1
            if confirmed > maximum { crowded.append((mission, confirmed, maximum)) }
        }
        let places = crowded.map { "\($0.mission.text): \($0.confirmed)/\($0.maximum)" }.joined(separator: ", ")
        return Rule.inv20.advise(
            unless: crowded.isEmpty,
            Phrase(
                nl: "het herstel brengt meer bevestigde plaatsen dan het maximum: \(places)",
                en: "the restoration brings more confirmed places than the maximum: \(places)"))
    }

    /// Those of `missions` on which no place can be given back any more.
    func departed(_ missions: [MissionID]) throws(Interruption) -> [MissionID] {
        try split(missions).departed
    }

    private func split(
        _ missions: [MissionID]
    ) throws(Interruption) -> (ahead: [MissionID], departed: [MissionID]) {
        let states = try records.current(missions)
        let pairs = zip(missions, states)
        return (
            pairs.filter { $0.1.isBeforeDeparture }.map(\.0), pairs.filter { !$0.1.isBeforeDeparture }.map(\.0)
        )
    }

    private func participation(_ mission: MissionID) -> ParticipationID { ParticipationID(mission, company) }
}

extension Measure {
    func effects(_ id: MeasureID, _ records: Records) -> MissionEffects {
        MissionEffects(measure: id, company: addressee, records: records)
    }
}
