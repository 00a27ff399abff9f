import EventSourcing

/// The two findings of an assessment, held against the course of a measure (R1, INV-1).
struct TwoLimbTest {
    let assessment: Assessment

    /// Refuses by ``Rule/inv1`` unless both findings stand, at least provisionally, by the time of the act: before
    /// an intention, or before a hearing is left out.
    func requireFound(by act: Act) throws(Interruption) {
        for limb in Limb.allCases {
            let finding = assessment.finding(limb)
            try Rule.inv1.require(
                finding.standing.stands && finding.found.map { $0.occurredAt <= act.occurredAt } ?? false,
                Phrase(
                    nl: "bevinding \(limb.word.nl) is op \(act.date.text) \(finding.standing.word.nl)",
                    en: "finding \(limb.word.en) is \(finding.standing.word.en) on \(act.date.text)"))
        }
    }

    /// Refuses a measure by ``Rule/r1`` unless both limbs stand.
    func requireBoth() throws(Interruption) {
        for limb in Limb.allCases {
            let finding = assessment.finding(limb)
            try Rule.r1.require(
                finding.standing.stands,
                Phrase(
                    nl: "bevinding \(limb.word.nl) is \(finding.standing.word.nl): een maatregel vraagt beide",
                    en: "finding \(limb.word.en) is \(finding.standing.word.en): a measure takes both"),
                remedy: finding.standing == .refuted
                    ? Phrase(
                        nl: "Besluit ‘none’ of sluit het dossier zonder maatregel; alleen een nieuwe bevinding, "
                            + "waarover het bedrijf wordt gehoord, opent de weg opnieuw.",
                        en: "Decide “none” or drop the file; only a new finding, on which the company is heard, opens "
                            + "the way again.")
                    : nil)
        }
    }

    /// Refuses a measure when a limb rests on signals alone (R5, ``Rule/inv11``), or on public reporting without a duty
    /// that holds on `date` (R6, ``Rule/inv10``): what was good enough to find provisionally need not carry a measure.
    func requireGrounded(on date: CivilDate) throws(Interruption) {
        for limb in Limb.allCases {
            let finding = assessment.finding(limb)
            let kinds = finding.grounds.words
            try Rule.inv11.require(
                !finding.restsOnSignalsOnly,
                Phrase(
                    nl: "bevinding \(limb.word.nl) rust alleen op: \(kinds.nl)",
                    en: "finding \(limb.word.en) rests only on: \(kinds.en)"),
                remedy: .findAnew)
            try Rule.inv10.require(
                finding.respectsReportingChoice(on: date),
                Phrase(
                    nl: "bevinding \(limb.word.nl) rust op publiek rapporteren, zonder plicht die op \(date.text) "
                        + "voor dit bedrijf geldt",
                    en: "finding \(limb.word.en) rests on public reporting, without a duty that holds for this "
                        + "company on \(date.text)"),
                remedy: .findAnew)
        }
    }

    /// Refuses a measure by ``Rule/inv1`` unless each limb was found before the company was told and confirmed after it
    /// was heard, by place in the log and by time.
    func requireConfirmed(after measure: Measure, by act: Act) throws(Interruption) {
        guard let opened = measure.hearingOpened, let closed = measure.hearingClosed else {
            preconditionFailure("INV-4 was required before")
        }
        for limb in Limb.allCases {
            let finding = assessment.finding(limb)
            try Rule.inv1.require(
                finding.found.map { opened.follows($0) } ?? false,
                Phrase(
                    nl: "bevinding \(limb.word.nl) is van na het voornemen: het bedrijf is er niet over gehoord",
                    en: "finding \(limb.word.en) dates from after the intention: the company was not heard on it"),
                remedy: Phrase(
                    nl: "Doe een nieuw voorstel en een nieuw voornemen.",
                    en: "Make a new proposal and notify a new intention."))
            let isConfirmed = finding.standing == .confirmed
            try Rule.inv1.require(
                isConfirmed && finding.settled.map { $0.follows(closed) && $0.occurredAt <= act.occurredAt } ?? false,
                isConfirmed
                    ? Phrase(
                        nl: "bevinding \(limb.word.nl) is niet bevestigd tussen de zienswijze en het besluit",
                        en: "finding \(limb.word.en) was not confirmed between the hearing and the decision")
                    : Phrase(
                        nl: "bevinding \(limb.word.nl) is nog \(finding.standing.word.nl)",
                        en: "finding \(limb.word.en) is still \(finding.standing.word.en)"))
        }
    }
}

extension Phrase {
    fileprivate static let findAnew = Phrase(
        nl: "Weerleg de bevinding en leg haar opnieuw vast, op het gedrag van het bedrijf zelf; doe daarna een nieuw "
            + "voorstel en een nieuw voornemen.",
        en: "Refute the finding and find anew, on the conduct of the company itself; then make a new proposal and "
            + "notify a new intention.")
}
