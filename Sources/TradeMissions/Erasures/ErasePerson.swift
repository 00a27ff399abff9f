package import EventSourcing

extension Person {
    /// Erases the data of somebody in the register, as far as nothing keeps them.
    ///
    /// In the first field, anybody who is in the register: a person, company, organisation or officer. What is known of a
    /// legal person is no personal data; it goes by retention and disposal.
    package struct Erase: Command {
        package let subject: SubjectID
        package let ground: ErasureGround
        package let requester: ErasureRequester
        package let receivedOn: CivilDate
        /// Of a company or organisation, that natural persons act under its name, and how; nil for all others.
        package let legalForm: LegalForm?
        /// Why the data go from dossiers for which nobody has published a category as well; nil: they stay in those.
        package let withoutCategory: String?
        /// The plan that was shown to whoever confirms this (``ErasurePlan/digest``); nil where none was.
        package let plan: ContentHash?

        package static let definition = CommandDefinition(
            "person.erase", nl: "Persoonsgegevens wissen", en: "Erase personal data",
            roles: [.privacyOfficer], rules: [.known, .inv26, .complete, .erasure, .hold, .retention],
            preconditions: ["plan"], destroysKeys: true)

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            try Rule.inv26.require(
                receivedOn <= act.date,
                Phrase(
                    nl: "het verzoek van \(receivedOn.text) ligt na \(act.date.text)",
                    en: "the request of \(receivedOn.text) lies after \(act.date.text)"))
            try requireNaturalPersons()
            if let withoutCategory { try requireReason(withoutCategory) }
            let plan = try records.erasurePlan(for: subject, on: act.dateRecorded, waiving: waived)
            try requireSeen(plan)
            try requireFree(act, records)
            try act.requireLiftedNothing(
                on: try records.dossiers(of: subject), of: [subject], by: .erasure, records)
            try requireGone(act, records)
            guard !plan.isEmpty else {
                try requireNothingKept(plan, act, records)
                return []
            }
            let unsettled = plan.withoutCategory
            let erased = Erasure.PersonErased(
                subject: subject, ground: ground, requester: requester, receivedOn: receivedOn,
                register: plan.register, dossiers: plan.dossiers, kept: plan.kept, legalForm: legalForm,
                withoutCategory: unsettled.isEmpty
                    ? nil : withoutCategory.map { Erasure.WithoutCategory(dossiers: unsettled, reason: $0) })
            return Decision(
                [ErasureID(subject).event(.personErased(erased))], keyDestructions: plan.keyDestructions)
        }

        /// A missing category is no ground of GDPR 17(3): the controller may have erased what has none, and says why.
        ///
        /// That a file is open (``KeepReason/open``) is one, and no reason sets it aside.
        private var waived: Set<KeepReason> { withoutCategory == nil ? [] : [.uncategorised] }

        /// What is erased is what was shown: a hold that was lifted or a term that ended meanwhile makes another plan.
        private func requireSeen(_ current: ErasurePlan) throws(Interruption) {
            try Rule.erasure.require(
                plan.map { $0 == current.digest } ?? true,
                Phrase(
                    nl: "wat er van \(subject.text) te wissen is, is anders dan is getoond en bevestigd",
                    en: "what is to be erased of \(subject.text) is other than was shown and confirmed"),
                remedy: Phrase(
                    nl: "Bekijk opnieuw wat er gewist wordt, en bevestig dat.",
                    en: "Look again at what is erased, and confirm that."))
        }

        /// Only what says something of natural persons is personal data.
        private func requireNaturalPersons() throws(Interruption) {
            let mayBeLegalPerson = subject.mayBeLegalPerson
            try Rule.erasure.require(
                !mayBeLegalPerson || legalForm != nil,
                Phrase(
                    nl:
                        "\(subject.text) is niet aangeduid als natuurlijke persoon: gegevens van een rechtspersoon zijn geen "
                        + "persoonsgegevens (AVG 4 onder 1, overweging 14), en AVG 17 geldt er niet voor",
                    en:
                        "\(subject.text) is not said to be natural persons: data of a legal person are no personal data (GDPR "
                        + "4(1), recital 14), and GDPR 17 does not apply to them"),
                remedy: Phrase(
                    nl:
                        "Noem de rechtsvorm (--legal-form) als het de gegevens van natuurlijke personen zijn; anders gaan zij met "
                        + "de bewaartermijn, op een vernietigingslijst (`missieboek disposal propose`).",
                    en:
                        "Name the legal form (--legal-form) where the data are those of natural persons; otherwise they go with "
                        + "the retention term, on a destruction list (`missieboek disposal propose`)."))
            try Rule.complete.require(
                mayBeLegalPerson || legalForm == nil,
                Phrase(
                    nl: "\(subject.text) is een persoon, en heeft geen rechtsvorm",
                    en: "\(subject.text) is a person, and has no legal form"))
        }

        /// Whoever decided on a dossier of the subject, with whatever account, would erase what that decision is judged
        /// by.
        private func requireFree(_ act: Act, _ records: Records) throws(Interruption) {
            let isAccount = try act.isPerson(behind: subject.text, records)
            let isPerson = act.officer.persons.contains { SubjectID($0) == subject }
            try Rule.erasure.require(
                !isAccount && !isPerson,
                Phrase(
                    nl: "\(act.actor.text) wist de eigen gegevens niet",
                    en: "\(act.actor.text) does not erase their own data"))
            let file = try act.dossierDecided(among: try records.dossiers(of: subject), records)?.text ?? ""
            try Rule.erasure.require(
                file.isEmpty,
                Phrase(
                    nl: "\(act.actor.text) besliste in \(file) en wist daar niets van",
                    en: "\(act.actor.text) decided in \(file) and erases nothing of it"))
        }

        /// An officer's name belongs to what they do: it goes once they hold no role.
        private func requireGone(_ act: Act, _ records: Records) throws(Interruption) {
            try Rule.erasure.require(
                try !records.isInOffice(subject, on: act.dateRecorded),
                Phrase(
                    nl: "\(subject.text) heeft nog een rol, of krijgt die nog",
                    en: "\(subject.text) still holds a role, or is to hold one"),
                remedy: Phrase(
                    nl: "Trek eerst de rollen in: `missieboek officer revoke-role`.",
                    en: "Revoke the roles first: `missieboek officer revoke-role`."))
        }

        /// Nothing can be erased now: says what stays, by the rule that keeps it.
        ///
        /// Where that is only the want of a category, what is missing is the controller's reason.
        private func requireNothingKept(
            _ plan: ErasurePlan, _ act: Act, _ records: Records
        ) throws(Interruption) {
            let held = plan.blocking.filter { $0.because == .hold }
            let finding = plan.blocking.finding(for: subject)
            try Rule.hold.require(held.isEmpty, finding)
            let unhindered = try records.erasurePlan(
                for: subject, on: act.dateRecorded, waiving: [.uncategorised])
            try Rule.complete.require(
                plan.blocking.isEmpty || !unhindered.blocking.isEmpty, finding,
                remedy: .reasonWithoutCategory)
            try Rule.retention.require(
                plan.blocking.isEmpty, finding,
                remedy: plan.blocking.remedy == nil ? Rule.retention.remedy : .reasonWithoutCategory)
        }
    }
}

extension Phrase {
    fileprivate static let reasonWithoutCategory = Phrase(
        nl:
            "Dat een categorie ontbreekt, is geen grond van AVG 17 lid 3: geef de reden waarom ook gewist wordt wat er geen "
            + "heeft (--without-category), of laat de eigenaar er eerst een vaststellen (`missieboek retention publish`).",
        en:
            "That there is no category is no ground of GDPR 17(3): give the reason why what has none is erased too "
            + "(--without-category), or have the owner publish one first (`missieboek retention publish`).")
}

extension [Erasure.Kept] {
    /// What is to be done about dossiers of which nobody has decided how long they are kept; nil when there are none.
    package var remedy: Phrase? {
        guard contains(where: { $0.because == .uncategorised }) else { return nil }
        return Phrase(
            nl:
                "Laat de eigenaar een categorie vaststellen (`missieboek retention publish`): dat die ontbreekt, is geen "
                + "grond van AVG 17 lid 3.",
            en:
                "Have the owner publish a category (`missieboek retention publish`): that there is none is no ground of "
                + "GDPR 17(3).")
    }

    /// What stays of somebody whose erasure was asked for, and by what of GDPR 17(3).
    fileprivate func finding(for subject: SubjectID) -> Phrase {
        let finding = finding(of: Phrase(nl: subject.text, en: subject.text))
        let articles = compactMap(\.article).withoutRepeats
        guard !articles.isEmpty else { return finding }
        return Phrase(
            nl: "\(finding.nl); op grond van \(articles.map(\.nl).joined(separator: "; "))",
            en: "\(finding.en); by \(articles.map(\.en).joined(separator: "; "))")
    }

    /// What stays of somebody or something, each with what keeps it and until when.
    package func finding(of what: Phrase) -> Phrase {
        Phrase(
            nl: "van \(what.nl) blijft: " + map(\.phrase.nl).joined(separator: "; "),
            en: "of \(what.en) there stays: " + map(\.phrase.en).joined(separator: "; "))
    }
}

extension Erasure.Kept {
    /// The dossier, why it stays, and until when.
    package var phrase: Phrase {
        let basis = basis.map { " \($0)" } ?? ""
        return Phrase(
            nl: "\(dossier.text) (\(because.word.nl)\(basis)\(until.map { " tot en met \($0.text)" } ?? ""))",
            en: "\(dossier.text) (\(because.word.en)\(basis)\(until.map { " until \($0.text)" } ?? ""))")
    }
}
