import EventSourcing

extension Assessment {
    /// A person finds, provisionally, that one limb of R1 holds.
    ///
    /// After a refutation this is the only way back.
    package struct RecordFinding: Command {
        package let assessment: AssessmentID
        package let limb: Limb
        package let facts: String
        package let grounds: [GroundKind]
        /// Asked for the ground `public-reporting` only.
        package let duty: StatutoryDuty?
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "assessment.record-finding", nl: "Een voorlopige bevinding vastleggen",
            en: "Record a provisional finding",
            roles: [.imvoAdviser, .caseHandler],
            rules: [.known, .lifecycle, .complete, .r6, .inv2, .inv11, .r5])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            let company = try records.current(subject.assessedCompany)
            try act.requirePerson()
            try Rule.lifecycle.require(
                !subject.finding(limb).standing.stands,
                Phrase(
                    nl: "bevinding \(limb.word.nl) is al \(subject.finding(limb).standing.word.nl)",
                    en: "finding \(limb.word.en) is \(subject.finding(limb).standing.word.en) already"),
                remedy: .leadingOn([ConfirmFinding.self, RefuteFinding.self]))
            try requireSubstance(facts, evidence)
            try Rule.complete.require(
                !grounds.isEmpty, Phrase(nl: "noem waarop de bevinding rust", en: "name what the finding rests on"))
            try Rule.r6.require(
                !grounds.contains(.publicReporting) || duty?.holds(on: act.date) ?? false,
                Phrase(
                    nl: "de bevinding rust op publiek rapporteren, zonder plicht die op \(act.date.text) geldt",
                    en: "the finding rests on public reporting, without a duty that holds on \(act.date.text)"))
            let made = FindingMade(facts: facts, grounds: grounds, duty: duty, evidence: evidence)
            let event: Event =
                switch limb {
                case .nonAdherence: .nonAdherenceFound(made)
                case .unwillingness: .unwillingnessFound(made)
                }
            return Decision(
                [assessment.event(event)],
                advisories: [
                    Rule.inv11.advise(
                        unless: grounds.contains { !$0.isSignalOnly },
                        Phrase(
                            nl: "deze bevinding rust alleen op signalen; een maatregel kan dat niet",
                            en: "this finding rests on signals only; a measure cannot")),
                    Rule.r5.advise(
                        unless: limb == .nonAdherence || subject.hasEngagement(with: company),
                        .noEngagement),
                ])
        }
    }

    /// A person confirms a finding.
    ///
    /// After a hearing this is done anew, in the light of the view (INV-1).
    package struct ConfirmFinding: Command {
        package let assessment: AssessmentID
        package let limb: Limb
        package let facts: String
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "assessment.confirm-finding", nl: "Een bevinding bevestigen", en: "Confirm a finding",
            roles: [.imvoAdviser, .caseHandler], rules: [.known, .lifecycle, .complete, .inv2])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            try act.requirePerson()
            try subject.requireStanding(limb)
            try requireSubstance(facts, evidence)
            let confirmed = FindingConfirmed(facts: facts, evidence: evidence)
            return switch limb {
            case .nonAdherence: [assessment.event(.nonAdherenceConfirmed(confirmed))]
            case .unwillingness: [assessment.event(.unwillingnessConfirmed(confirmed))]
            }
        }
    }

    /// A person refutes a finding, for instance because the company takes steps.
    ///
    /// An announced step can suffice.
    package struct RefuteFinding: Command {
        package let assessment: AssessmentID
        package let limb: Limb
        package let facts: String
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "assessment.refute-finding", nl: "Een bevinding weerleggen", en: "Refute a finding",
            roles: [.imvoAdviser, .caseHandler], rules: [.known, .lifecycle, .complete, .inv2])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let subject = try records.existing(assessment)
            try act.requirePerson()
            guard subject.finding(limb).standing != .refuted else { return [] }
            try subject.requireStanding(limb)
            try requireSubstance(facts, evidence)
            let refuted = FindingRefuted(facts: facts, evidence: evidence)
            return switch limb {
            case .nonAdherence: [assessment.event(.nonAdherenceRefuted(refuted))]
            case .unwillingness: [assessment.event(.unwillingnessRefuted(refuted))]
            }
        }
    }
}

extension Assessment {
    var assessedCompany: CompanyID {
        guard let company else { preconditionFailure("a started assessment has a company") }
        return company
    }

    /// Whether anyone tried to reach or help the company, here or on its own stream, before `limit` (R5).
    func hasEngagement(with company: Company, before limit: Mark? = nil) -> Bool {
        let positions =
            engagementAttempts.map(\.position) + company.engagements.filter(\.isAttempt).map(\.position)
        return positions.contains { $0 < limit?.position ?? .max }
    }

    fileprivate func requireStanding(_ limb: Limb) throws(Interruption) {
        let standing = finding(limb).standing
        try Rule.lifecycle.require(
            standing.stands,
            Phrase(
                nl: "bevinding \(limb.word.nl) is \(standing.word.nl)",
                en: "finding \(limb.word.en) is \(standing.word.en)"),
            remedy: Phrase(
                nl: "Leg eerst een nieuwe bevinding vast, met bewijs.",
                en: "Record a new finding first, with evidence."))
    }
}

/// Refuses by ``Rule/complete`` a finding without facts or evidence: R1 asks for both, for each limb.
private func requireSubstance(_ facts: String, _ evidence: [ContentHash]) throws(Interruption) {
    try Rule.complete.require(
        !facts.isBlank && !evidence.isEmpty,
        Phrase(nl: "een bevinding noemt feiten en bewijs", en: "a finding states facts and evidence"))
}

extension Company.Engagement {
    /// Whether this was an attempt of ours, rather than what came back.
    var isAttempt: Bool {
        switch kind {
        case .contact, .concernLetter, .intervention: true
        case .response: false
        }
    }
}

extension Phrase {
    static let noEngagement = Phrase(
        nl: "er is geen poging vastgelegd om het bedrijf te bereiken of te helpen",
        en: "no attempt to reach or help the company is recorded")
}

extension Act {
    /// Refuses by ``Rule/inv2`` when the actor is not a registered officer: a finding or measure is a person's act.
    func requirePerson() throws(Interruption) {
        try Rule.inv2.require(
            officer.isRegistered,
            Phrase(
                nl: "\(actor.text) is geen ingeschreven functionaris",
                en: "\(actor.text) is not a registered officer"))
    }
}
