import EventSourcing

extension Company {
    package static let commands: [any Command.Type] = [
        Register.self, Correct.self, RecordContact.self, RecordResponse.self, SendConcernLetter.self,
        RecordIntervention.self,
    ]

    private static let roles: [Role] = [.missionManager, .supportOfficer, .imvoAdviser, .caseHandler, .postOfficer]

    package struct Register: Command {
        package let company: CompanyID
        package let name: String
        package let kvkNumber: KvkNumber
        package let contact: String?
        package let sizeClass: SizeClass
        package let sector: String

        package static let definition = CommandDefinition(
            "company.register", nl: "Een bedrijf inschrijven", en: "Register a company",
            roles: roles, rules: [.unused, .complete, .inv29], registerFields: ["name", "kvkNumber", "contact"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(company)
            try Rule.complete.require(
                !name.isBlank && !sector.isBlank,
                Phrase(
                    nl: "de naam of de sector van \(company.text) ontbreekt",
                    en: "the name or the sector of \(company.text) is missing"))
            return Decision(
                [company.event(.entered(Entered(sizeClass: sizeClass, sector: sector)))],
                registerEntries: [
                    RegisterEntry(id: company.text, name: name, kvkNumber: kvkNumber.text, contact: contact)
                ])
        }
    }

    /// Puts right what was recorded of a company.
    ///
    /// The register holds one entry as a whole, so a change of name, KvK number or contact gives all that it shall
    /// hold from now on. The log tells that it was changed and why, never what it says (INV-29).
    package struct Correct: Command {
        package let company: CompanyID
        package let name: String?
        package let kvkNumber: KvkNumber?
        package let contact: String?
        package let sizeClass: SizeClass?
        package let sector: String?
        package let reason: String

        package static let definition = CommandDefinition(
            "company.correct", nl: "De gegevens van een bedrijf corrigeren", en: "Correct a company's particulars",
            roles: roles, rules: [.known, .complete, .erasure, .inv29],
            registerFields: ["name", "kvkNumber", "contact"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(company)
            let known = try Rule.known.required(
                subject.sizeClass,
                Phrase(nl: "\(company.text) is niet ingeschreven", en: "\(company.text) is not registered"))
            try requireReason(reason)
            try Rule.complete.require(
                sector.map { !$0.isBlank } ?? true,
                Phrase(nl: "de nieuwe sector is leeg", en: "the new sector is empty"))
            let entry = try registerEntry()
            if entry != nil { try records.requireReadable(SubjectID(company)) }
            let corrected = Corrected(
                sizeClass: sizeClass ?? known, sector: sector ?? subject.sector, reason: reason)
            guard entry != nil || corrected.sizeClass != known || corrected.sector != subject.sector else { return [] }
            return Decision([company.event(.corrected(corrected))], registerEntries: entry.map { [$0] } ?? [])
        }

        private func registerEntry() throws(Interruption) -> RegisterEntry? {
            guard name != nil || kvkNumber != nil || contact != nil else { return nil }
            guard let name, !name.isBlank, let kvkNumber else {
                throw .refused(
                    Refusal(
                        rule: .complete,
                        finding: Phrase(
                            nl: "de nieuwe gegevens van \(company.text) voor het register zijn niet volledig",
                            en: "the new particulars of \(company.text) for the register are not complete"),
                        remedy: Phrase(
                            nl: "Geef naam en KvK-nummer beide, en de contactgegevens als die blijven gelden.",
                            en: "Give both the name and the KvK number, and the contact when it shall still hold.")))
            }
            return RegisterEntry(id: company.text, name: name, kvkNumber: kvkNumber.text, contact: contact)
        }
    }
}
