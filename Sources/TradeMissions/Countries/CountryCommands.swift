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
            roles: [.imvoAdviser], rules: [.complete, .inv26, .r14, .r16])

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
            let profile = ProfilePublished(
                level: level, sources: sources, lawOnPaper: lawOnPaper, enforcement: enforcement, validFrom: validFrom)
            guard subject.profiles.last != profile else { return [] }
            return Decision(
                [country.event(.profilePublished(profile))],
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
                ])
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
