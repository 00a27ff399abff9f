package import EventSourcing

extension HoldBook {
    package static let commands: [any Command.Type] = [Place.self, Lift.self]

    package struct Place: Command {
        package let hold: HoldReference
        package let subjects: [SubjectID]
        package let dossiers: [StreamName]
        package let basis: HoldBasis
        package let reason: String

        package static let definition = CommandDefinition(
            "hold.place", nl: "Een vernietigingsstop instellen", en: "Place a legal hold",
            roles: [.caseHandler, .privacyOfficer, .recordsManager, .decisionMaker, .officeHolder],
            rules: [.unused, .known, .complete], optionalLists: ["subjects", "dossiers"])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let book = try records.current(HoldBookID.book)
            try Rule.unused.require(
                !book.holds.contains { $0.id == hold },
                Phrase(nl: "\(hold.text) is al ingesteld", en: "\(hold.text) was placed before"))
            try requireReason(reason)
            try Rule.complete.require(
                !subjects.isEmpty || !dossiers.isEmpty,
                Phrase(
                    nl: "\(hold.text) noemt geen dossier en niemand uit het register",
                    en: "\(hold.text) names no dossier and nobody in the register"))
            try records.requireExisting(subjects.map(\.stream) + dossiers)
            return [
                HoldBookID.book.event(
                    .placed(
                        Placed(
                            hold: hold, subjects: subjects.withoutRepeats, dossiers: dossiers.withoutRepeats,
                            basis: basis, reason: reason)))
            ]
        }
    }

    /// Ends a hold.
    ///
    /// Not for whoever keeps the records: what stands in the way of destroying them is not theirs to remove. Whoever lifts
    /// it erases and destroys nothing of what it kept (``Act/requireLiftedNothing(on:of:by:_:)``).
    package struct Lift: Command {
        package let hold: HoldReference
        package let reason: String

        package static let definition = CommandDefinition(
            "hold.lift", nl: "Een vernietigingsstop opheffen", en: "Lift a legal hold",
            roles: [.privacyOfficer, .decisionMaker, .officeHolder], rules: [.known, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let placed = try Rule.known.required(
                try records.current(HoldBookID.book).holds.first { $0.id == hold },
                Phrase(nl: "\(hold.text) is nooit ingesteld", en: "\(hold.text) was never placed"))
            try requireReason(reason)
            guard !placed.isLifted else { return [] }
            return [HoldBookID.book.event(.lifted(Lifted(hold: hold, reason: reason)))]
        }
    }
}
