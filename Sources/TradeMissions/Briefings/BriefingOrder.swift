import EventSourcing

// The order of a briefing's file, and whom it can concern.
extension Briefing {
    /// Refuses unless the briefing stands at one of these stages.
    func requireStage(_ stages: Set<Stage>, _ id: BriefingID) throws(Interruption) {
        try Rule.lifecycle.require(
            stages.contains(stage),
            Phrase(nl: "\(id.text) is \(stage.phrase.nl)", en: "\(id.text) is \(stage.phrase.en)"),
            remedy: .leadingOn(stage.next))
    }

    /// Refuses a company that is registered for none of the missions that the briefing serves.
    func requireRegistered(_ companies: [CompanyID], _ id: BriefingID, _ records: Records) throws(Interruption) {
        let journeys = zip(missions, try records.current(missions))
        for company in companies {
            let isRegistered = journeys.contains { mission, journey in
                journey.files.contains(ParticipationID(mission, company).stream)
            }
            try Rule.known.require(
                isRegistered,
                Phrase(
                    nl: "\(company.text) is niet aangemeld voor een missie van \(id.text)",
                    en: "\(company.text) is not registered for a mission of \(id.text)"),
                remedy: Phrase(nl: "Meld het bedrijf eerst aan.", en: "Register the company first."))
        }
    }

    /// The events by which every concern that was addressed here is open again.
    func fallBack(_ id: BriefingID, reason: String, _ records: Records) throws(Interruption) -> [Emission] {
        let addressed = addressedConcerns.sorted { ($0.concern, $0.mission) < ($1.concern, $1.mission) }
        let concerns = try records.current(addressed.map(\.concern))
        return zip(addressed, concerns).flatMap { entry, concern -> [Emission] in
            guard concern.treatments[entry.mission]?.briefing == id else { return [] }
            let fallen = Concern.FellBack(mission: entry.mission, briefing: id, reason: reason)
            return [entry.concern.event(.fellBack(fallen))]
        }
    }
}

extension Briefing.Stage {
    package var phrase: Phrase {
        switch self {
        case .unknown: Phrase(nl: "onbekend", en: "unknown")
        case .planned: Phrase(nl: "gepland en nog niet gehouden", en: "planned and not held yet")
        case .held: Phrase(nl: "al gehouden", en: "held already")
        case .cancelled: Phrase(nl: "geannuleerd", en: "cancelled")
        }
    }
}
