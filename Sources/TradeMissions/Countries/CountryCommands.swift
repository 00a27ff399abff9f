package import EventSourcing

extension Country {
    package static let commands: [any Command.Type] = [ConsultSource.self, PublishProfile.self]

    package struct ConsultSource: Command {
        package let country: CountryID
        package let title: String
        package let url: WebAddress
        package let consultedOn: CivilDate
        package let hash: ContentHash

        package static let definition = CommandDefinition(
            "country.consult-source", nl: "Een geraadpleegde risicobron vastleggen",
            en: "Record a source on risk that was consulted",
            roles: [.imvoAdviser, .postOfficer], rules: [.complete, .inv26])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.current(country)
            let source = RiskSource(title: title, url: url, consultedOn: consultedOn, hash: hash)
            try source.check(on: act)
            guard !subject.consultedSources.contains(source) else { return [] }
            return [country.event(.sourceConsulted(source))]
        }
    }

    /// Publishes how the human-rights risk of a country is judged.
    ///
    /// Whatever the level, nothing else changes: no mission is cancelled and no company is kept out (R16).
    ///
    /// A profile below the one whose place it takes lowers what R7 asks of missions, so it takes two: an approver with a
    /// reason, who neither published the profile that held nor consulted a source of either (INV-7). That is the mildest
    /// form with two pairs of eyes, and the same that sets one mission below its country: an adviser's work is
    /// reviewed by a role that the book has, without a proposal that somebody else has to confirm.
    package struct PublishProfile: Command {
        package let country: CountryID
        package let level: RiskLevel
        package let sources: [RiskSource]
        package let lawOnPaper: String
        package let enforcement: String
        package let validFrom: CivilDate

        package static let definition = CommandDefinition(
            "country.publish-profile", nl: "Een risicoprofiel van een land publiceren",
            en: "Publish the risk profile of a country",
            roles: [.imvoAdviser, .missionApprover],
            rules: [.complete, .inv26, .authority, .inv7, .r14, .r16])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.current(country)
            try Rule.complete.require(
                !sources.isEmpty,
                Phrase(
                    nl: "het profiel van \(country.text) noemt geen bron",
                    en: "the profile of \(country.text) names no source"))
            for source in sources { try source.check(on: act) }
            try Rule.complete.require(
                !lawOnPaper.isBlank && !enforcement.isBlank,
                Phrase(
                    nl: "een profiel beschrijft de wetgeving en, apart daarvan, de handhaving",
                    en: "a profile describes the law and, apart from it, its enforcement"))
            func profile(_ reason: String?) -> ProfilePublished {
                ProfilePublished(
                    level: level, sources: sources, lawOnPaper: lawOnPaper, enforcement: enforcement,
                    validFrom: validFrom, reason: reason)
            }
            guard !(subject.profiles.last?.published.saysTheSame(as: profile(nil)) ?? false) else { return [] }
            let reason = try reasonIfLower(act, subject)
            return Decision(
                [country.event(.profilePublished(profile(reason)))],
                advisories: [
                    Rule.r14.advise(
                        unless: level != .high,
                        Phrase(
                            nl: "in \(country.text) wordt van bedrijven intensievere gepaste zorgvuldigheid verwacht",
                            en: "companies in \(country.text) are expected to apply heightened due diligence")),
                    Rule.r16.advise(
                        unless: level != .high,
                        Phrase(
                            nl: "het risiconiveau annuleert geen missie; dat is een eigen, gemotiveerd besluit",
                            en: "the risk level cancels no mission; that is a reasoned decision of its own")),
                ],
                role: reason == nil ? .imvoAdviser : .missionApprover)
        }

        /// The reason for a profile below the one that holds on its first day; nil for any other, which an adviser
        /// publishes.
        private func reasonIfLower(_ act: Act, _ subject: Country) throws(Interruption) -> String? {
            guard let holding = subject.profile(on: validFrom), level < holding.level else {
                try Rule.authority.require(
                    act.holds(.imvoAdviser),
                    Phrase(
                        nl: "een goedkeurder publiceert alleen een profiel onder dat wat geldt",
                        en: "an approver only publishes a profile below the one that holds"))
                return nil
            }
            try Rule.authority.require(
                act.holds(.missionApprover),
                Phrase(
                    nl:
                        "‘\(level.word.nl)’ ligt onder het profiel dat geldt (‘\(holding.level.word.nl)’): dat "
                        + "publiceert alleen een goedkeurder",
                    en:
                        "“\(level.word.en)” lies below the profile that holds (“\(holding.level.word.en)”): only an "
                        + "approver publishes that"))
            let addresses = Set((sources + holding.published.sources).map(\.url))
            let preparers = addresses.reduce(into: [holding.mark.actor] as Set) { preparers, address in
                preparers.formUnion(subject.consultedBy[address, default: []])
            }
            try Rule.inv7.require(
                !preparers.contains(act.actor.text),
                Phrase(
                    nl: "\(act.actor.text) publiceerde het profiel dat geldt, of raadpleegde er een bron voor",
                    en: "\(act.actor.text) published the profile that holds, or consulted a source for it"),
                remedy: Phrase(
                    nl: "Laat een goedkeurder handelen die aan geen van beide profielen meewerkte.",
                    en: "Have an approver act who took no part in either profile."))
            return try Rule.complete.required(
                act.hasReason ? act.reason : nil,
                Phrase(
                    nl: "het profiel ligt onder dat wat geldt (‘\(holding.level.word.nl)’): geef een reden",
                    en: "the profile lies below the one that holds (“\(holding.level.word.en)”): give a reason"))
        }
    }
}

extension Country.RiskSource {
    fileprivate func check(on act: Act) throws(Interruption) {
        try Rule.complete.require(
            !title.isBlank,
            Phrase(nl: "bron \(url.text) heeft geen titel", en: "source \(url.text) has no title"))
        try Rule.inv26.require(
            consultedOn <= act.date,
            Phrase(
                nl: "bron \(url.text) is geraadpleegd op \(consultedOn.text), na \(act.date.text)",
                en: "source \(url.text) was consulted on \(consultedOn.text), after \(act.date.text)"))
    }
}
