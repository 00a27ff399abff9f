package import EventSourcing

/// One item of the readiness gate, as in `INV-17:concern-metro-lonen`: the rule, and what it is about.
package struct GateItemID: Hashable, Sendable, Comparable {
    package let text: String

    package init(_ rule: Rule, about subject: String? = nil) {
        text = subject.map { "\(rule.id):\($0)" } ?? rule.id
    }

    package static func < (left: GateItemID, right: GateItemID) -> Bool { left.text < right.text }
}

extension GateItemID: Scalar {
    package static let shape = ScalarShape.text(format: "gate-item")
    package static let sample = GateItemID(.inv17, about: ConcernID.sample.text)

    package init(text: String) throws(InvalidText) {
        self.init(unchecked: text)
        guard rule != nil, text.utf8.count <= 120 else {
            throw InvalidText(
                text, expected: "a gate item such as INV-17:concern-metro-lonen, as `gate` prints it",
                dutch: "een punt van de poort zoals INV-17:concern-metro-lonen, zoals `gate` het toont")
        }
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// The rule that the item comes from.
    var rule: Rule? { Rule.named(String(text.prefix { $0 != ":" })) }
}

/// One item of the gate, as it stands.
package struct GateItem: Sendable {
    package enum Status: String, Choice {
        case ok
        case open
        case waived
        case overridden
        case notApplicable = "not-applicable"
    }

    package let id: GateItemID
    package let rule: Rule
    /// What the rule rests on: its rule of the letter, with that one's own force, so that an effort stays an effort;
    /// the rule itself where the letter has none.
    package let basis: Rule
    package let status: Status
    /// Whether an open item stands in the way of readiness.
    ///
    /// Items of rules that cannot refuse never do.
    package let isBlocking: Bool
    /// Why the item stands as it does.
    package let finding: Phrase
    /// Since when, and who recorded it.
    package let mark: Preparation.Mark?
    /// Who overrode it last, now or before.
    package let overriddenBy: String?
}

extension Rule {
    /// By which rule the companies on a mission to one of these countries are informed.
    ///
    /// R10 speaks of Saudi Arabia only. That companies on other missions are informed as well is this book's own rule.
    static func information(on countries: [CountryID?]) -> Rule {
        countries.contains(.saudiArabia) ? .r10 : .inv18
    }
}

extension Preparation {
    /// The readiness gate: every item with its status, in a fixed order.
    ///
    /// An override stays visible for ever (INV-30): on its item, or on its own when the item no longer arises.
    package var gate: [GateItem] { gate(beside: nil) }

    /// The gate, beside the country's profiles as they hold on these dates.
    ///
    /// The board leaves them out: it is folded from the mission's own streams.
    package func gate(on dates: [CivilDate], in records: Records) throws(Interruption) -> [GateItem] {
        guard let country else { return gate }
        return gate(beside: try records.current(country).highestProfile(on: dates))
    }

    private func gate(beside profile: Country.Profile?) -> [GateItem] {
        let items =
            riskItems + overtaken(by: profile) + [involvement(of: .civilSociety), involvement(of: .union)]
            + concernItems + informationItems
            + [topicsItem, civilSocietyBriefingItem]
        return items.map(withOverride) + overridesWithoutItem(items)
    }

    /// Advice that stays: who set the risk below the country's, by which R7 (or R14) asks less, and why.
    private var riskItems: [GateItem] {
        guard let line = riskBelowCountry, let riskLevel else { return [] }
        return [
            item(
                riskLevel.isElevated ? .r14 : .r7, .open,
                Phrase(
                    nl:
                        "risico op ‘\(riskLevel.word.nl)’ gesteld, onder dat van het land (‘\(line.countryLevel.word.nl)’), "
                        + "door \(line.mark.actor): \(line.reason)",
                    en:
                        "risk set to “\(riskLevel.word.en)”, below the country's (“\(line.countryLevel.word.en)”), by "
                        + "\(line.mark.actor): \(line.reason)"), line.mark)
        ]
    }

    /// Advice: the country is judged riskier now than it was when the mission's risk was set.
    ///
    /// What was set is kept as it was, and so is what R7 (or R14) asks by it, until a person sets the risk anew.
    private func overtaken(by profile: Country.Profile?) -> [GateItem] {
        guard let profile, let riskLevel, let country, profile.level > (riskBelowCountry?.countryLevel ?? riskLevel)
        else { return [] }
        let since = profile.published.validFrom.text
        return [
            item(
                riskLevel.isElevated ? .r14 : .r7, about: country.text, .open,
                Phrase(
                    nl:
                        "\(country.text) staat sinds \(since) op ‘\(profile.level.word.nl)’ (profiel, versie "
                        + "\(profile.version)), boven wat voor de missie gold bij het vaststellen van haar risico "
                        + "(‘\(riskLevel.word.nl)’): stel het opnieuw vast met `mission.assess-risk`",
                    en:
                        "\(country.text) has been “\(profile.level.word.en)” since \(since) (profile, version "
                        + "\(profile.version)), above what held when the mission's risk was set "
                        + "(“\(riskLevel.word.en)”): set it anew by `mission.assess-risk`"), profile.mark)
        ]
    }

    /// R7: a dated invitation to the programme, or a reasoned waiver; only where the risk is elevated.
    private func involvement(of kind: InvitedKind) -> GateItem {
        let invitation = invitations.first { $0.kind == kind && $0.purpose == .programme }
        let waiver = waivers.last { $0.kind == kind }
        func item(_ status: GateItem.Status, _ finding: Phrase, _ mark: Mark? = nil) -> GateItem {
            self.item(.inv16, about: kind.code, status, finding, mark)
        }
        guard riskLevel?.isElevated ?? true else {
            return item(.notApplicable, Phrase(nl: "geen verhoogd risico", en: "no elevated risk"))
        }
        if let invitation {
            return item(
                .ok,
                Phrase(
                    nl: "uitgenodigd: \(invitation.organisation.text)", en: "invited: \(invitation.organisation.text)"),
                invitation.mark)
        }
        if let waiver {
            return item(
                .waived, Phrase(nl: "afgezien: \(waiver.reason)", en: "waived: \(waiver.reason)"), waiver.mark)
        }
        return item(
            .open,
            Phrase(
                nl: "geen \(kind.phrase.nl) uitgenodigd voor het programma en daarvan niet met redenen afgezien",
                en: "no \(kind.phrase.en) was invited to the programme, and no reasoned waiver was recorded"),
            riskElevated)
    }

    private var concernItems: [GateItem] {
        guard !concerns.isEmpty else {
            return [
                item(.inv17, .ok, Phrase(nl: "geen gekoppelde BMO-kwesties", en: "no BMO concerns are linked"))
            ]
        }
        return concerns.map { line in
            if let briefing = line.briefing {
                return item(
                    .inv17, about: line.concern.text, .ok,
                    Phrase(nl: "behandeld in \(briefing.text)", en: "addressed in \(briefing.text)"), line.mark)
            }
            if let reason = line.reasonNotAddressed {
                return item(
                    .inv17, about: line.concern.text, .ok,
                    Phrase(nl: "met redenen niet behandeld: \(reason)", en: "not addressed, with reasons: \(reason)"),
                    line.mark)
            }
            return item(
                .inv17, about: line.concern.text, .open,
                Phrase(
                    nl: "\(line.concern.text) is niet behandeld in een voorlichting en niet met redenen afgedaan",
                    en: "\(line.concern.text) was not addressed in a briefing, nor declined with reasons"), line.mark)
        }
    }

    private var informationItems: [GateItem] {
        companies.filter { $0.participation.status == .confirmed }.sorted { $0.company < $1.company }.map { line in
            let held = line.attended.filter { attended in heldBriefings.contains { $0.briefing == attended } }
            if let briefing = held.first {
                return item(
                    .inv18, about: line.company.text, .ok,
                    Phrase(nl: "bijgewoond: \(briefing.text)", en: "attended: \(briefing.text)"))
            }
            if let mark = line.briefedIndividually {
                return item(
                    .inv18, about: line.company.text, .ok,
                    Phrase(nl: "apart voorgelicht", en: "briefed individually"), mark)
            }
            return item(
                .inv18, about: line.company.text, .open,
                Phrase(
                    nl: "\(line.company.text) is bevestigd en nog niet voorgelicht",
                    en: "\(line.company.text) is confirmed and was not informed yet"), line.informationDue)
        }
    }

    private var topicsItem: GateItem {
        let covered = Set(heldBriefings.flatMap(\.topics))
        let missing = Briefing.Topic.allCases.filter { !covered.contains($0) }.words
        return item(
            .inv19, missing.nl.isEmpty ? .ok : .open,
            missing.nl.isEmpty
                ? Phrase(nl: "alle onderwerpen behandeld", en: "all topics covered")
                : Phrase(nl: "nog niet behandeld: \(missing.nl)", en: "not covered yet: \(missing.en)"))
    }

    private var civilSocietyBriefingItem: GateItem {
        guard riskLevel?.isElevated ?? true else {
            return item(.r8, .notApplicable, Phrase(nl: "geen verhoogd risico", en: "no elevated risk"))
        }
        return item(
            .r8, civilSocietyBriefing == nil ? .open : .ok,
            civilSocietyBriefing == nil
                ? Phrase(
                    nl: "niet vastgelegd of maatschappelijke organisaties bij de voorlichting worden betrokken",
                    en: "not recorded whether civil society is involved in the briefings")
                : Phrase(nl: "vastgelegd", en: "recorded"), civilSocietyBriefing)
    }

    /// What a rule of the gate rests on for this mission.
    func basis(of rule: Rule) -> Rule {
        switch rule {
        case .inv16: .r7
        case .inv17: .r9
        case .inv18: .information(on: [country])
        case .inv19: .r11
        default: rule
        }
    }

    private func item(
        _ rule: Rule, about subject: String? = nil, _ status: GateItem.Status, _ finding: Phrase, _ mark: Mark? = nil
    ) -> GateItem {
        GateItem(
            id: GateItemID(rule, about: subject), rule: rule, basis: basis(of: rule), status: status,
            isBlocking: rule.force.canRefuse, finding: finding, mark: mark, overriddenBy: nil)
    }
}
