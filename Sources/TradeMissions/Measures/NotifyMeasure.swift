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
            roles: [.caseHandler, .decisionMaker, .officeHolder], rules: [.known, .lifecycle, .r1, .inv9, .inv21])

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
                    try refutationAdvice(subject, records),
                    Rule.inv21.advise(
                        unless: departed.isEmpty,
                        Phrase(
                            nl: "vertrokken of geannuleerd, dus zonder uitsluiting: \(departed)",
                            en: "departed or cancelled, so without exclusion: \(departed)")),
                ])
        }

        /// The decision was lawful when it was taken; that a limb was refuted since is a reason not to let it go out.
        private func refutationAdvice(_ subject: Measure, _ records: Records) throws(Interruption) -> Advisory? {
            guard !Measure.isNone(subject.consequences) else { return nil }
            let assessment = try subject.twoLimbTest(records).assessment
            let refuted = Limb.allCases.filter { assessment.finding($0).standing == .refuted }
            let names = (
                nl: refuted.map(\.word.nl).joined(separator: ", "), en: refuted.map(\.word.en).joined(separator: ", ")
            )
            return Rule.r1.advise(
                unless: refuted.isEmpty,
                Phrase(
                    nl: "na het besluit weerlegd: \(names.nl); sluit het dossier of trek de maatregel in",
                    en: "refuted after the decision: \(names.en); drop the file or revoke the measure"))
        }
    }
}
