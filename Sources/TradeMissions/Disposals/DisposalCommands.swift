package import EventSourcing

extension Disposal {
    package static let commands: [any Command.Type] = [Propose.self, Approve.self, Execute.self]

    /// Makes a list, or replaces one that was not carried out: an approval of the list before it is void.
    package struct Propose: Command {
        package let disposal: DisposalID
        package let dossiers: [StreamName]

        package static let definition = CommandDefinition(
            "disposal.propose", nl: "Een vernietigingslijst voorstellen", en: "Propose a destruction list",
            roles: [.recordsManager], rules: [.known, .lifecycle, .hold, .retention, .disposal])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let list = try records.current(disposal)
            try Rule.lifecycle.require(
                list.stage != .executed,
                Phrase(nl: "\(disposal.text) is al uitgevoerd", en: "\(disposal.text) was carried out already"))
            let dossiers = dossiers.withoutRepeats.sorted()
            let items = try records.due(dossiers, on: act.dateRecorded)
            if list.stage == .proposed, list.items == items { return [] }
            let edition = try records.current(RetentionScheduleID.book).edition(on: act.dateRecorded)
            return [disposal.event(.proposed(Proposed(edition: edition?.number ?? 0, items: items)))]
        }
    }

    /// Approves a list as it was proposed: the revision says which one the approver saw.
    package struct Approve: Command {
        package let disposal: DisposalID
        package let revision: Int

        package static let definition = CommandDefinition(
            "disposal.approve", nl: "Een vernietigingslijst goedkeuren", en: "Approve a destruction list",
            roles: [.recordsManager, .privacyOfficer, .decisionMaker, .officeHolder],
            rules: [.known, .lifecycle, .inv7, .hold, .retention, .disposal])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let list = try records.existing(disposal)
            if list.stage == .approved, list.revision == revision { return [] }
            try Rule.lifecycle.require(
                list.stage == .proposed,
                Phrase(
                    nl: "\(disposal.text) is ‘\(list.stage.word.nl)’ en wacht niet op goedkeuring",
                    en: "\(disposal.text) is “\(list.stage.word.en)” and awaits no approval"))
            try Rule.disposal.require(
                list.revision == revision,
                Phrase(
                    nl: "\(disposal.text) is herzien: dit is lijst \(list.revision), niet \(revision)",
                    en: "\(disposal.text) was revised: this is list \(list.revision), not \(revision)"),
                remedy: Phrase(
                    nl: "Bekijk de lijst opnieuw en keur die goed.", en: "Look at the list again and approve that."))
            try list.duties.requireFree(act, for: .deciding, on: disposal, records)
            let dossiers = list.items.map(\.dossier)
            try requireDecidedNothing(act, dossiers, records)
            try act.requireLiftedNothing(
                on: dossiers, of: try records.everybody(in: dossiers), by: .disposal, records)
            try records.requireDue(as: list.items, on: act.dateRecorded)
            return [disposal.event(.approved(Approved(revision: revision)))]
        }

        /// Whoever decided in a dossier does not have destroyed what that decision is judged by.
        private func requireDecidedNothing(
            _ act: Act, _ dossiers: [StreamName], _ records: Records
        ) throws(Interruption) {
            let file = try act.dossierDecided(among: dossiers, records)?.text ?? ""
            try Rule.disposal.require(
                file.isEmpty,
                Phrase(
                    nl: "\(act.actor.text) besliste in \(file) en keurt de vernietiging daarvan niet goed",
                    en: "\(act.actor.text) decided in \(file) and does not approve its destruction"),
                remedy: Phrase(
                    nl: "Laat de lijst goedkeuren door wie in geen van de dossiers besliste.",
                    en: "Have the list approved by somebody who decided in none of the files."))
        }
    }

    /// Destroys the personal data in the dossiers of an approved list, all or none; and the name of whoever appears in no
    /// other dossier any more.
    ///
    /// Facts, weighing, amounts and ids stay: the record itself is not destroyed.
    ///
    /// Each is judged again. When one is held or no longer due, nothing is destroyed: the approval was of the whole
    /// list, and a shorter one is another list, to be proposed and approved as such.
    package struct Execute: Command {
        package let disposal: DisposalID

        package static let definition = CommandDefinition(
            "disposal.execute", nl: "Een vernietigingslijst uitvoeren", en: "Carry out a destruction list",
            roles: [.recordsManager], rules: [.known, .lifecycle, .hold, .retention, .disposal],
            destroysKeys: true)

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let list = try records.existing(disposal)
            guard list.stage != .executed else { return [] }
            try Rule.lifecycle.require(
                list.stage == .approved,
                Phrase(
                    nl: "\(disposal.text) is niet goedgekeurd zoals die nu luidt",
                    en: "\(disposal.text) is not approved as it now reads"),
                remedy: .first(Approve.self))
            let dossiers = list.items.map(\.dossier)
            let subjects = try records.subjects(of: dossiers)
            let everybody = try records.everybody(in: dossiers)
            try act.requireLiftedNothing(on: dossiers, of: everybody, by: .disposal, records)
            try requireApart(list, dossiers, records)
            try requireUnlifted(by: list.approvedBy, dossiers, everybody, records)
            try records.requireDue(as: list.items, on: act.dateRecorded)
            let destroyed = try list.items.map { item throws(Interruption) in
                try records.erasure(of: item.dossier).event(
                    .dossierDataDestroyed(
                        Erasure.DossierDataDestroyed(
                            dossier: item.dossier, disposal: disposal, category: item.category,
                            triggeredOn: item.triggeredOn, end: item.end,
                            subjects: subjects[item.dossier, default: []])))
            }
            let nameless = try records.nameless(without: dossiers, among: everybody, by: act)
            return Decision(
                destroyed
                    + nameless.map { subject in
                        ErasureID(subject).event(
                            .entryDestroyed(Erasure.EntryDestroyed(subject: subject, disposal: disposal)))
                    } + [disposal.event(.executed(Executed(dossiers: dossiers)))],
                keyDestructions: dossiers.flatMap { dossier in
                    subjects[dossier, default: []].map { KeyDestruction(subject: $0.text, dossier: dossier.text) }
                } + nameless.map { KeyDestruction(subject: $0.text, dossier: KeyDestruction.registerDossier) })
        }

        /// The approval of whoever proposed the list or decided in its files is none, also where who is behind an account was
        /// recorded after it.
        private func requireApart(
            _ list: Disposal, _ dossiers: [StreamName], _ records: Records
        ) throws(Interruption) {
            guard let approver = list.approvedBy else { return }
            for account in list.duties.accounts(doing: .preparing) {
                let isProposer = try records.isOnePerson(approver, account)
                try Rule.disposal.require(
                    !isProposer,
                    Phrase(
                        nl:
                            "\(approver), die \(disposal.text) goedkeurde, is dezelfde persoon als \(account), die deze lijst "
                            + "voorstelde",
                        en:
                            "\(approver), who approved \(disposal.text), is the same person as \(account), who proposed it"
                    ),
                    remedy: .anotherList)
            }
            let file = try records.dossierDecided(by: approver, among: dossiers)?.text ?? ""
            try Rule.disposal.require(
                file.isEmpty,
                Phrase(
                    nl: "\(approver), die \(disposal.text) goedkeurde, besliste in \(file)",
                    en: "\(approver), who approved \(disposal.text), decided in \(file)"),
                remedy: .anotherList)
        }

        /// The approval of whoever lifted a hold since is none: they would have removed what stood in its way.
        private func requireUnlifted(
            by approver: String?, _ dossiers: [StreamName], _ everybody: [SubjectID], _ records: Records
        ) throws(Interruption) {
            guard let approver else { return }
            let lifters = try records.current(HoldBookID.book).lifters
            let own = try records.accounts(of: approver, among: lifters)
            let hold = try records.holdLifted(by: own, on: dossiers, of: everybody)?.id.text ?? ""
            try Rule.disposal.require(
                hold.isEmpty,
                Phrase(
                    nl: "wie \(disposal.text) goedkeurde, hief daarna \(hold) op",
                    en: "whoever approved \(disposal.text) lifted \(hold)"),
                remedy: .anotherList)
        }
    }
}

extension Phrase {
    fileprivate static let anotherList = Phrase(
        nl: "Stel de lijst opnieuw voor, en laat die goedkeuren door een ander.",
        en: "Propose the list anew, and have it approved by another person.")
}

extension Records {
    /// Those in the register who appear in any of these.
    fileprivate func everybody(in dossiers: [StreamName]) throws(Interruption) -> [SubjectID] {
        Set(try subjects(of: dossiers).values.flatMap { $0 }).sorted()
    }

    /// Refuses when the dossiers are not due, or for another reason than the list says: what was proposed and approved
    /// is that each falls under this category, by a term that began and ended on these days.
    fileprivate func requireDue(as items: [Disposal.Item], on date: CivilDate) throws(Interruption) {
        let due = try due(items.map(\.dossier), on: date)
        let changed = zip(items, due).filter { $0 != $1 }.map(\.0.dossier.text).joined(separator: ", ")
        try Rule.disposal.require(
            changed.isEmpty,
            Phrase(
                nl: "categorie of termijn is nu anders dan op de lijst: \(changed)",
                en: "category or term is now other than on the list: \(changed)"),
            remedy: .anotherList)
    }

    /// What makes each of these dossiers due; refuses when one is not, and names all that are not.
    fileprivate func due(_ dossiers: [StreamName], on date: CivilDate) throws(Interruption) -> [Disposal.Item] {
        try Rule.disposal.require(
            !dossiers.isEmpty,
            Phrase(nl: "de vernietigingslijst is leeg", en: "the destruction list is empty"))
        try requireExisting(dossiers)
        let standings = try retention(of: dossiers, on: date)
        try requireUnheld(dossiers)
        let kept = try kept(of: standings, on: date)
        try Rule.retention.require(
            kept.isEmpty, kept.finding(of: Phrase(nl: "de lijst", en: "the list")),
            remedy: kept.remedy ?? Rule.retention.remedy)
        for dossier in dossiers {
            try Rule.disposal.require(
                try destruction(of: dossier) == nil,
                Phrase(
                    nl: "de persoonsgegevens in \(dossier.text) zijn al vernietigd",
                    en: "the personal data in \(dossier.text) were destroyed already"))
        }
        return standings.compactMap { standing in
            guard let category = standing.category, let triggeredOn = standing.triggeredOn, let end = standing.end
            else { return nil }
            return Disposal.Item(
                dossier: standing.dossier, category: category.id, triggeredOn: triggeredOn, end: end)
        }
    }

    /// Those among these subjects whose name nobody needs once these dossiers are destroyed.
    ///
    /// All in which they appear, their own included, are among these, or were destroyed or erased before and have not gone
    /// on since. Not whoever is in office, nor the actor.
    fileprivate func nameless(
        without dossiers: [StreamName], among subjects: [SubjectID], by act: Act
    ) throws(Interruption) -> [SubjectID] {
        var nameless: [SubjectID] = []
        for subject in subjects {
            let isNamed = try !current(ErasureID(subject)).isRegisterErased
            func isGone(_ dossier: StreamName) throws(Interruption) -> Bool {
                if dossiers.contains(dossier) { return true }
                if try isErased(subject, in: dossier) { return true }
                return try destruction(of: dossier) != nil
            }
            // Before the whole log is searched.
            guard isNamed else { continue }
            guard try isGone(subject.stream), try !isInOffice(subject, on: act.dateRecorded) else { continue }
            if Category(of: subject.stream) == .officer, try act.isPerson(behind: subject.text, self) { continue }
            var isNeeded = false
            for dossier in try self.dossiers(of: subject) where !isNeeded {
                let isOfKeeping = Category(of: dossier)?.isAboutKeeping ?? false
                if !isOfKeeping { isNeeded = try !isGone(dossier) }
            }
            if !isNeeded { nameless.append(subject) }
        }
        return nameless
    }

    /// Refuses when a dossier is held, or anybody who appears in it.
    private func requireUnheld(_ dossiers: [StreamName]) throws(Interruption) {
        let holds = try current(HoldBookID.book)
        let subjects = try subjects(of: dossiers)
        let held = dossiers.compactMap { dossier -> Erasure.Kept? in
            let hold = holds.inForce(on: dossier, with: subjects[dossier, default: []]).first
            return hold.map { Erasure.Kept(dossier, heldBy: $0) }
        }
        try Rule.hold.require(
            held.isEmpty, held.finding(of: Phrase(nl: "de lijst", en: "the list")),
            remedy: Phrase(
                nl: "Stel de lijst opnieuw voor zonder deze dossiers, en laat die goedkeuren.",
                en: "Propose the list again without these dossiers, and have it approved."))
    }

    /// The stream that tells whether the personal data in a dossier were destroyed.
    fileprivate func erasure(of dossier: StreamName) throws(Interruption) -> ErasureID {
        try Rule.known.required(
            ErasureID(of: dossier),
            Phrase(
                nl: "\(dossier.text) is te lang voor een dossier", en: "\(dossier.text) is too long for a dossier"))
    }
}
