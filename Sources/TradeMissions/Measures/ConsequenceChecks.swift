import EventSourcing

extension [Consequence] {
    /// Refuses what R3 does not name: nothing at all, `none` beside something, a consequence without its scope or
    /// with that of another, one thing twice, and support of another company.
    func requireLawful(for company: CompanyID, _ records: Records) throws(Interruption) {
        try Rule.r3.require(
            !isEmpty,
            Phrase(nl: "er is geen gevolg gekozen, ook niet ‘none’", en: "no consequence is chosen, not even “none”"))
        try Rule.r3.require(
            count == 1 || !contains { $0.kind == .none },
            Phrase(nl: "‘none’ staat niet alleen", en: "“none” does not stand alone"))
        try Rule.r3.require(
            Set(map(\.scope)).count == count,
            Phrase(nl: "twee gevolgen betreffen hetzelfde", en: "two consequences concern the same thing"))
        for consequence in self {
            try Rule.r3.require(
                consequence.hasItsScope,
                Phrase(
                    nl: "\(consequence.kind.word.nl) noemt niet precies het bereik dat erbij hoort",
                    en: "\(consequence.kind.word.en) does not name exactly the scope that belongs to it"),
                remedy: Phrase(
                    nl: "Noem één missie, één steun of één activiteit; een uitsluiting van alles kent de brief niet.",
                    en: "Name one mission, one support or one activity; the letter knows no exclusion from everything.")
            )
            if let mission = consequence.mission { _ = try records.existing(mission) }
            if let support = consequence.support {
                try consequence.requireGround(in: try records.existing(support), support, of: company)
            }
        }
    }

    /// The missions that the company is to be excluded from.
    var excludedMissions: [MissionID] { compactMap(\.mission) }

    /// The support that it ends, each once.
    var endedSupport: [SupportID] { compactMap(\.support).withoutRepeats }
}

extension Consequence {
    /// What it concerns, whatever happens to it: support is terminated once.
    fileprivate var scope: String {
        switch kind {
        case .none: "none"
        case .terminateSupport, .terminateAndReclaim: support?.text ?? ""
        case .excludeFromMission: mission?.text ?? ""
        case .excludeFromOtherActivity: "activity \(activity ?? "")"
        }
    }

    /// Whether it names the scope of its kind and nothing else.
    fileprivate var hasItsScope: Bool {
        let named = (mission: mission != nil, support: support != nil, activity: activity != nil)
        return switch kind {
        case .none: named == (false, false, false) && subsidyGround == nil
        case .terminateSupport, .terminateAndReclaim: named == (false, true, false)
        case .excludeFromMission: named == (true, false, false) && subsidyGround == nil
        case .excludeFromOtherActivity:
            named == (false, false, true) && !(activity ?? "").isBlank && subsidyGround == nil
        }
    }

    /// A subsidy is touched only on a ground of the Awb; loans and insurance follow their contract.
    fileprivate func requireGround(
        in subject: Support, _ id: SupportID, of company: CompanyID
    ) throws(Interruption) {
        try Rule.r3.require(
            subject.application?.company == company,
            Phrase(
                nl: "\(id.text) is steun aan een ander bedrijf dan \(company.text)",
                en: "\(id.text) is support of another company than \(company.text)"))
        try Rule.inv6.require(
            subject.isSubsidy == (subsidyGround != nil),
            subject.isSubsidy
                ? Phrase(
                    nl: "\(id.text) is een subsidie en er is geen grond van Awb 4:48, 4:49 of 4:50 genoemd",
                    en: "\(id.text) is a subsidy and no ground of Awb 4:48, 4:49 or 4:50 is named")
                : Phrase(
                    nl: "\(id.text) is geen subsidie en heeft geen grond in titel 4.2 van de Awb",
                    en: "\(id.text) is no subsidy and has no ground in title 4.2 of the Awb"))
        try subsidyGround?.requireEnding(id)
    }
}

extension SubsidyGround {
    /// Refuses by ``Rule/inv12`` a ground of Awb 4:46: that lowers a determination, which ends no support and is no
    /// consequence of a measure.
    func requireEnding(_ support: SupportID) throws(Interruption) {
        try Rule.inv12.require(
            article != .lowerDetermination,
            Phrase(
                nl: "\(word.nl) is een grond om \(support.text) lager vast te stellen, niet om de steun te beëindigen",
                en: "\(word.en) is a ground to determine \(support.text) lower, not to terminate the support"),
            remedy: Phrase(
                nl: "Stel de subsidie lager vast met support.determine, of noem een grond van Awb 4:48, 4:49 of 4:50.",
                en: "Determine the subsidy lower with support.determine, or name a ground of Awb 4:48, 4:49 or 4:50."))
    }
}

extension HearingException {
    /// Refuses Awb 4:12 outside its reach: it is for financial decisions (INV-4), and never for the withdrawal of a
    /// subsidy (INV-5).
    func requireReach(over consequences: [Consequence]) throws(Interruption) {
        switch self {
        case .urgent: return
        case .financial:
            if let ground = consequences.compactMap(\.subsidyGround).first(where: { $0.article.isWithdrawal }) {
                try Rule.inv5.require(
                    false,
                    Phrase(
                        nl: "Awb 4:12 geldt niet voor intrekking of wijziging op grond van \(ground.word.nl)",
                        en: "Awb 4:12 does not hold for withdrawal or change under \(ground.word.en)"))
            }
            try Rule.inv4.require(
                consequences.allSatisfy { $0.support != nil },
                Phrase(
                    nl: "Awb 4:12 geldt alleen voor financiële besluiten, niet voor een uitsluiting",
                    en: "Awb 4:12 holds for financial decisions only, not for an exclusion"))
        }
    }
}
