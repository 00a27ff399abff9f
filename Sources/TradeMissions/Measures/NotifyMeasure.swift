import EventSourcing

extension Measure {
    /// Makes the decision known to the company.
    ///
    /// From here it has effect, in this very act, and from here the term for an objection runs (INV-9).
    package struct Notify: Command {
        package let measure: MeasureID
        package let channel: NotificationChannel
        package let remedyClause: Bool

        package static let definition = CommandDefinition(
            "measure.notify", nl: "Het besluit bekendmaken", en: "Notify the decision",
            roles: [.caseHandler, .decisionMaker, .officeHolder], rules: [.known, .lifecycle, .inv9, .inv21])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(measure)
            try subject.require([.decided], measure, act)
            try Rule.inv9.require(
                remedyClause || Measure.isNone(subject.consequences),
                Phrase(
                    nl: "het besluit noemt niet hoe, waar en tot wanneer bezwaar kan worden gemaakt (Awb 3:45)",
                    en: "the decision does not say how, where and until when an objection can be made (Awb 3:45)"),
                remedy: Phrase(
                    nl: "Voeg de rechtsmiddelenclausule toe en maak het besluit dan bekend.",
                    en: "Add the remedy clause and then notify the decision."))
            let intended = subject.consequences.excludedMissions
            let (missions, exclusions) = try subject.effects(measure, records).exclude(from: intended)
            let departed = intended.filter { !missions.contains($0) }.map(\.text).joined(separator: ", ")
            let notified = Notified(
                channel: channel, remedyClause: remedyClause,
                objectionUntil: ObjectionTerm.end(notifiedOn: act.date).end, missions: missions)
            return Decision(
                [measure.event(.notified(notified))] + exclusions,
                advisories: [
                    Rule.inv21.advise(
                        unless: departed.isEmpty,
                        Phrase(
                            nl: "vertrokken of geannuleerd, dus zonder uitsluiting: \(departed)",
                            en: "departed or cancelled, so without exclusion: \(departed)"))
                ])
        }
    }
}
