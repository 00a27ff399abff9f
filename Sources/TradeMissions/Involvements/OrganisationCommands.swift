package import EventSourcing

extension Organisation {
    package static let commands: [any Command.Type] = [Register.self, DeclareIndependence.self]

    package struct Register: Command {
        package let organisation: OrganisationID
        package let name: String
        package let contact: String?
        package let kind: InvitedKind
        package let reach: Reach
        package let sensitivity: Sensitivity
        package let expertise: String?

        package static let definition = CommandDefinition(
            "organisation.register", nl: "Een organisatie, vakbond of deskundige inschrijven",
            en: "Register an organisation, union or expert",
            roles: [.bmoCoordinator, .missionManager, .imvoAdviser, .postOfficer],
            rules: [.unused, .complete, .inv29], registerFields: ["name", "contact"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try records.unused(organisation)
            try Rule.complete.require(
                !name.isBlank,
                Phrase(nl: "de naam voor het register ontbreekt", en: "the name for the register is missing"))
            return Decision(
                [
                    organisation.event(
                        .entered(
                            Entered(kind: kind, reach: reach, sensitivity: sensitivity, expertise: expertise)))
                ],
                registerEntries: [RegisterEntry(id: organisation.text, name: name, contact: contact)])
        }
    }

    package struct DeclareIndependence: Command {
        package let organisation: OrganisationID
        package let date: CivilDate
        package let evidence: Material

        package static let definition = CommandDefinition(
            "organisation.declare-independence", nl: "De onafhankelijkheidsverklaring van een deskundige vastleggen",
            en: "Record an expert's declaration of independence",
            roles: [.bmoCoordinator, .missionManager, .imvoAdviser], rules: [.known, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(organisation)
            try Rule.known.require(
                subject.entry?.kind == .expert,
                Phrase(
                    nl: "\(organisation.text) is niet als deskundige ingeschreven",
                    en: "\(organisation.text) is not registered as an expert"))
            try act.requireHappened(on: date)
            let declared = IndependenceDeclared(date: date, evidence: evidence)
            guard subject.independence != declared else { return [] }
            return [organisation.event(.independenceDeclared(declared))]
        }
    }
}
