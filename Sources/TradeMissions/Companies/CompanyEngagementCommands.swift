package import EventSourcing

// The contacts with a company before any measure (R5), and what they led to. Each is a fact of its own: two equal
// contacts are two contacts.
extension Company {
    private static let roles: [Role] = [.missionManager, .imvoAdviser, .caseHandler, .supportOfficer, .postOfficer]

    package struct RecordContact: Command {
        package let company: CompanyID
        package let means: ContactMeans
        package let summary: String

        package static let definition = CommandDefinition(
            "company.record-contact", nl: "Een poging tot contact met een bedrijf vastleggen",
            en: "Record an attempt to contact a company",
            roles: roles, rules: [.known, .complete, .r5])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            _ = try records.existing(company)
            try requireSummary(summary, of: company)
            return [company.event(.contactAttempted(ContactAttempted(means: means, summary: summary)))]
        }
    }

    /// Records what came back.
    ///
    /// That nothing did is recorded too, and finds nothing about the company by itself: whether it is unwilling (limb b
    /// of R1) is for a person to find.
    package struct RecordResponse: Command {
        package let company: CompanyID
        package let response: ResponseKind
        package let summary: String
        package let confidentialAbout: SubjectID?
        package let confidential: ConfidentialStatement?

        package static let definition = CommandDefinition(
            "company.record-response", nl: "De reactie van een bedrijf vastleggen", en: "Record a company's response",
            roles: roles, rules: [.known, .complete, .r1])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            _ = try records.existing(company)
            try requireSummary(summary, of: company)
            try requireWhole(confidential, about: confidentialAbout, records)
            let received = ResponseReceived(
                response: response, summary: summary, confidentialAbout: confidentialAbout, confidential: confidential)
            return Decision(
                [company.event(.responseReceived(received))],
                advisories: [
                    Rule.r1.advise(
                        unless: response != .none,
                        Phrase(
                            nl: "zwijgen is op zichzelf geen onwil: dat stelt een mens vast, met bewijs",
                            en: "silence by itself is not unwillingness: a person finds that, with evidence"))
                ])
        }
    }

    /// Records a letter of concern: facts and a day to reply by, before any measure file is opened.
    package struct SendConcernLetter: Command {
        package let company: CompanyID
        package let facts: String
        package let replyBy: CivilDate

        package static let definition = CommandDefinition(
            "company.send-concern-letter", nl: "Een brief van zorg aan een bedrijf vastleggen",
            en: "Record a letter of concern to a company",
            roles: [.imvoAdviser, .caseHandler], rules: [.known, .complete, .r5])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            _ = try records.existing(company)
            try Rule.complete.require(
                !facts.isBlank,
                Phrase(
                    nl: "de brief aan \(company.text) noemt geen feiten",
                    en: "the letter to \(company.text) states no facts"))
            try Rule.complete.require(
                replyBy > act.date,
                Phrase(
                    nl: "de reactiedatum \(replyBy.text) ligt niet na de brief van \(act.date.text)",
                    en: "the date to reply by, \(replyBy.text), does not lie after the letter of \(act.date.text)"))
            return [company.event(.concernLetterSent(ConcernLetterSent(facts: facts, replyBy: replyBy)))]
        }
    }

    /// Records an intervention towards a company, as one of the five kinds that the letter names.
    package struct RecordIntervention: Command {
        package let company: CompanyID
        package let kind: InterventionKind
        package let summary: String

        package static let definition = CommandDefinition(
            "company.record-intervention", nl: "Een interventie richting een bedrijf vastleggen",
            en: "Record an intervention towards a company",
            roles: roles, rules: [.known, .complete, .r5])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            _ = try records.existing(company)
            try requireSummary(summary, of: company)
            return [company.event(.interventionRecorded(InterventionRecorded(kind: kind, summary: summary)))]
        }
    }
}

private func requireSummary(_ summary: String, of company: CompanyID) throws(Interruption) {
    try Rule.complete.require(
        !summary.isBlank,
        Phrase(
            nl: "wat er met \(company.text) is besproken of gedaan, ontbreekt",
            en: "what was said to \(company.text) or done is missing"))
}
