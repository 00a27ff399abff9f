import EventSourcing

extension Person {
    package static let commands: [any Command.Type] = [Register.self, Correct.self, Erase.self]

    private static let roles: [Role] = [
        .missionManager, .supportOfficer, .imvoAdviser, .bmoCoordinator, .caseHandler, .postOfficer,
    ]
    private static let registerFields = ["name", "contact", "capacity", "sensitivity", "affiliation"]

    package struct Register: Command {
        package let person: PersonID
        package let name: String
        package let contact: String?
        package let capacity: Capacity
        package let sensitivity: Organisation.Sensitivity
        /// The company or organisation on whose behalf the person acts.
        package let affiliation: SubjectID?

        package static let definition = CommandDefinition(
            "person.register", nl: "Een contactpersoon of andere persoon inschrijven",
            en: "Register a contact person or other person",
            roles: roles, rules: [.unused, .known, .complete, .erasure, .inv29], registerFields: registerFields)

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(person)
            let particulars = Particulars(capacity: capacity, sensitivity: sensitivity, affiliation: affiliation)
            return Decision(
                [person.event(.entered(Entered()))],
                registerEntries: [try particulars.entry(of: person, name, contact, records)])
        }
    }

    /// Puts right what the register holds of a person: gives all that it shall hold from now on, and the log never says
    /// what that is.
    ///
    /// An empty contact says that there is none any more.
    package struct Correct: Command {
        package let person: PersonID
        package let name: String
        package let contact: String
        package let capacity: Capacity
        package let sensitivity: Organisation.Sensitivity
        package let affiliation: SubjectID?
        package let reason: String

        package static let definition = CommandDefinition(
            "person.correct", nl: "De gegevens van een persoon corrigeren", en: "Correct a person's particulars",
            roles: roles, rules: [.known, .complete, .erasure, .inv29], registerFields: registerFields,
            clearableFields: ["contact"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let isEntered = try records.existing(person).isEntered
            try Rule.known.require(
                isEntered,
                Phrase(nl: "\(person.text) is niet ingeschreven", en: "\(person.text) is not registered"))
            try requireReason(reason)
            try records.requireReadable(SubjectID(person))
            let particulars = Particulars(capacity: capacity, sensitivity: sensitivity, affiliation: affiliation)
            return Decision(
                [person.event(.corrected(Corrected(reason: reason)))],
                registerEntries: [
                    try particulars.entry(of: person, name, contact.isBlank ? nil : contact, records)
                ])
        }
    }

    /// What the register says of a person beside name and contact, sealed with the contact.
    private struct Particulars {
        let capacity: Capacity
        let sensitivity: Organisation.Sensitivity
        let affiliation: SubjectID?

        func entry(
            of person: PersonID, _ name: String, _ contact: String?, _ records: Records
        ) throws(Interruption) -> RegisterEntry {
            try Rule.complete.require(
                !name.isBlank,
                Phrase(nl: "de naam voor het register ontbreekt", en: "the name for the register is missing"))
            try requireAffiliation(records)
            let parts = [
                contact, "hoedanigheid: \(capacity.word.nl)", "gevoeligheid: \(sensitivity.word.nl)",
                affiliation.map { "namens: \($0.text)" },
            ]
            return RegisterEntry(
                id: person.text, name: name, contact: parts.compactMap { $0 }.joined(separator: "; "))
        }

        /// The refusal is journalled, and so does not say on whose behalf the person acts.
        private func requireAffiliation(_ records: Records) throws(Interruption) {
            guard let affiliation else { return }
            do throws(Interruption) {
                try records.requireExisting([affiliation.stream])
                try records.requireReadable(affiliation)
            } catch {
                guard case .refused(let refusal) = error else { throw error }
                throw .refused(
                    Refusal(
                        rule: refusal.rule,
                        finding: refusal.rule == .erasure
                            ? Phrase(
                                nl: "namens wie de persoon zou optreden, is gewist",
                                en: "the one on whose behalf the person would act was erased")
                            : Phrase(
                                nl: "namens wie de persoon zou optreden, bestaat niet",
                                en: "the one on whose behalf the person would act does not exist"),
                        remedy: refusal.remedy))
            }
        }
    }
}
