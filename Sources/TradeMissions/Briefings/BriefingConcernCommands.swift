import EventSourcing

extension Briefing {
    /// Records that a concern was taken along in a briefing: at which item, and in which material.
    ///
    /// Only a briefing that was held can do that, and only for a mission that it serves (R9).
    package struct AddressConcern: Command {
        package let briefing: BriefingID
        package let concern: ConcernID
        package let mission: MissionID
        package let item: String
        package let material: Material

        package static let definition = CommandDefinition(
            "briefing.address-concern", nl: "Vastleggen dat een kwestie in een voorlichting is behandeld",
            en: "Record that a concern was addressed in a briefing",
            roles: roles + [.bmoCoordinator], rules: [.known, .r9, .lifecycle, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(briefing)
            let file = try records.existing(concern)
            let stage = subject.stage.phrase
            try Rule.r9.require(
                subject.stage == .held,
                Phrase(nl: "\(briefing.text) is \(stage.nl)", en: "\(briefing.text) is \(stage.en)"))
            try Rule.r9.require(
                subject.missions.contains(mission),
                Phrase(
                    nl: "\(briefing.text) dient niet voor \(mission.text)",
                    en: "\(briefing.text) does not serve \(mission.text)"))
            let treatment = try file.treatment(of: concern, for: mission)
            try Rule.complete.require(
                !item.isBlank && !material.reference.isBlank,
                Phrase(
                    nl: "het agendapunt en het gebruikte materiaal ontbreken",
                    en: "the agenda item and the material that was used are missing"))
            let addressed = Concern.Addressed(mission: mission, briefing: briefing, item: item, material: material)
            guard treatment != .addressed(addressed) else { return [] }
            try file.requireOpenFile(concern)
            try file.requireAssigned(concern)
            return Decision(
                [
                    briefing.event(
                        .concernAddressed(
                            ConcernAddressed(concern: concern, mission: mission, item: item, material: material))),
                    concern.event(.addressed(addressed)),
                ],
                advisories: [try adviseOnOrder(subject, file, records)])
        }

        /// A briefing that came before the meeting may have covered the matter all the same: said, not refused.
        private func adviseOnOrder(
            _ subject: Briefing, _ file: Concern, _ records: Records
        ) throws(Interruption) -> Advisory? {
            guard let meeting = file.raised?.meeting, let raisedOn = try records.current(meeting).meeting?.date,
                let heldOn = subject.date
            else { return nil }
            return Rule.r9.advise(
                unless: raisedOn <= heldOn,
                Phrase(
                    nl: "\(briefing.text) was op \(heldOn.text), vóór het overleg van \(raisedOn.text)",
                    en: "\(briefing.text) was on \(heldOn.text), before the meeting of \(raisedOn.text)"))
        }
    }
}
