import EventSourcing

extension Person {
    package static let commands: [any Command.Type] = [Register.self, Correct.self, Erase.self]

    private static let roles: [Role] = [
        .missionManager, .supportOfficer, .imvoAdviser, .bmoCoordinator, .caseHandler, .postOfficer,
    ]

    package struct Register: Command {
        package let person: PersonID
        package let name: String
        package let contact: String?
        package let capacity: Capacity
        package let sensitivity: Organisation.Sensitivity
        package let affiliation: SubjectID?

        package static let definition = CommandDefinition(
            "person.register", nl: "Een contactpersoon of andere persoon inschrijven",
            en: "Register a contact person or other person",
            roles: roles, rules: [.unused, .known, .complete, .inv29], registerFields: ["name", "contact"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(person)
            try Rule.complete.require(
                !name.isBlank,
                Phrase(nl: "de naam voor het register ontbreekt", en: "the name for the register is missing"))
            if let affiliation { try records.requireExisting([affiliation.stream]) }
            return Decision(
                [
                    person.event(
                        .entered(Entered(capacity: capacity, sensitivity: sensitivity, affiliation: affiliation)))
                ],
                registerEntries: [RegisterEntry(id: person.text, name: name, contact: contact)])
        }
    }

    /// Puts right what was recorded of a person.
    ///
    /// As for a company, a change of name or contact gives all that the register shall hold from now on, and the log
    /// never says what that is.
    package struct Correct: Command {
        package let person: PersonID
        package let name: String?
        package let contact: String?
        package let capacity: Capacity?
        package let sensitivity: Organisation.Sensitivity?
        package let affiliation: SubjectID?
        package let reason: String

        package static let definition = CommandDefinition(
            "person.correct", nl: "De gegevens van een persoon corrigeren", en: "Correct a person's particulars",
            roles: roles, rules: [.known, .complete, .erasure, .inv29], registerFields: ["name", "contact"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let known = try Rule.known.required(
                try records.existing(person).entry,
                Phrase(nl: "\(person.text) is niet ingeschreven", en: "\(person.text) is not registered"))
            try requireReason(reason)
            if let affiliation { try records.requireExisting([affiliation.stream]) }
            let entry = try registerEntry()
            if entry != nil { try records.requireReadable(SubjectID(person)) }
            let corrected = Corrected(
                capacity: capacity ?? known.capacity, sensitivity: sensitivity ?? known.sensitivity,
                affiliation: affiliation ?? known.affiliation, reason: reason)
            let isOtherwise =
                corrected.capacity != known.capacity || corrected.sensitivity != known.sensitivity
                || corrected.affiliation != known.affiliation
            guard entry != nil || isOtherwise else { return [] }
            return Decision([person.event(.corrected(corrected))], registerEntries: entry.map { [$0] } ?? [])
        }

        private func registerEntry() throws(Interruption) -> RegisterEntry? {
            guard name != nil || contact != nil else { return nil }
            guard let name, !name.isBlank else {
                throw .refused(
                    Refusal(
                        rule: .complete,
                        finding: Phrase(
                            nl: "de nieuwe gegevens van \(person.text) voor het register zijn niet volledig",
                            en: "the new particulars of \(person.text) for the register are not complete"),
                        remedy: Phrase(
                            nl: "Geef de naam, en de contactgegevens als die blijven gelden.",
                            en: "Give the name, and the contact when it shall still hold.")))
            }
            return RegisterEntry(id: person.text, name: name, contact: contact)
        }
    }
}
