package import EventSourcing

extension Support {
    /// Terminates support: on a measure in force that says so, or, for a loan or insurance, by its contract.
    package struct Terminate: Command {
        package let support: SupportID
        package let measure: MeasureID?
        package let entitled: Cents
        /// The breach after determination: for a measure on Awb 4:49-c, and only then.
        package let breachedOn: CivilDate?
        package let reason: String?

        package static let definition = CommandDefinition(
            "support.terminate", nl: "Steun beëindigen", en: "Terminate support",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .lifecycle, .r4, .inv7, .inv8, .r3, .inv12, .inv13, .inv14, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, application) = try records.support(support)
            if let measure, state.entitlement.termination(on: measure) != nil { return [] }
            try state.require([.granted, .determined, .settled, .revised], support)
            let authority = try state.authority(of: act, deciding: support, records)
            if let measure {
                let consequence = try records.consequence(of: measure, for: support, of: application.company, act)
                try state.requireWithin(consequence, entitled, support)
                try state.requireInTime(consequence.subsidyGround, breachedOn, support, on: act.date)
            } else {
                try requireContract(state, on: act.date)
            }
            try state.requireNoMore(than: entitled, support)
            return [
                support.event(
                    .terminated(
                        Terminated(
                            measure: measure, entitled: entitled, breachedOn: breachedOn, reason: reason,
                            authority: authority)))
            ]
        }

        private func requireContract(_ state: Support, on date: CivilDate) throws(Interruption) {
            try state.requireInTime(nil, breachedOn, support, on: date)
            try Rule.inv12.require(
                !state.isSubsidy,
                Phrase(
                    nl: "\(support.text) is een subsidie: beëindiging rust op een maatregel; anders geldt Awb 4:48 "
                        + "of 4:49",
                    en: "\(support.text) is a subsidy: its termination rests on a measure; otherwise Awb 4:48 or "
                        + "4:49 holds"),
                remedy: Phrase(
                    nl: "Noem de maatregel, of trek de verlening of de vaststelling in.",
                    en: "Name the measure, or withdraw the grant or the determination."))
            try Rule.complete.require(
                reason.map { !$0.isBlank } ?? false,
                Phrase(
                    nl: "een beëindiging zonder maatregel noemt haar grond in de overeenkomst",
                    en: "a termination without a measure states its ground in the contract"))
        }
    }

    /// Reclaims what was paid without a right to it, and establishes the claim in the same decision (Awb 4:57).
    package struct Reclaim: Command {
        package let support: SupportID
        package let claim: ClaimID
        package let amount: Cents
        package let basis: ReclaimBasis
        package let measure: MeasureID?
        package let notifiedOn: CivilDate
        /// The last day for payment; left out, six weeks after notification (Awb 4:87).
        package let dueDate: CivilDate?
        package let reason: String

        package static let definition = CommandDefinition(
            "support.reclaim", nl: "Steun terugvorderen", en: "Reclaim support",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [
                .known, .unused, .lifecycle, .inv7, .inv8, .inv3, .r3, .inv13, .inv14, .inv6, .term, .inv26, .complete,
            ])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, application) = try records.support(support)
            try records.unused(claim)
            let debtor = try records.existing(application.company)
            let authority = try state.authority(of: act, deciding: support, records)
            try requireBasis(state)
            if let measure {
                let consequence = try records.consequence(of: measure, for: support, of: application.company, act)
                try Rule.r3.require(
                    consequence.kind == .terminateAndReclaim,
                    Phrase(
                        nl: "\(measure.text) beëindigt \(support.text) en vordert niet terug",
                        en: "\(measure.text) terminates \(support.text) and does not reclaim"))
            }
            try Rule.inv6.require(
                !reason.isBlank, Phrase(nl: "een terugvordering geeft haar reden", en: "a reclaim states its reason"))
            try act.requireNotification(on: notifiedOn)
            try requireInTime(state)
            try requireUndue(state)
            try requireRoomInTime(state)
            let established = Claim.Established(
                support: support, company: application.company, kind: application.kind, amount: amount,
                notifiedOn: notifiedOn, dueDate: try paymentTerm(application.kind))
            return Decision(
                [
                    support.event(
                        .reclaimed(
                            Reclaimed(
                                claim: claim, amount: amount, basis: basis, measure: measure, reason: reason,
                                authority: authority))),
                    claim.event(.established(established)),
                ] + debtor.link(claim.stream, to: application.company))
        }

        /// INV-3: termination or withdrawal comes first.
        ///
        /// An advance beyond what was determined is undue by the determination itself (Awb 4:57, 4:95); that is no
        /// consequence under R1 and needs no termination.
        private func requireBasis(_ state: Support) throws(Interruption) {
            try Rule.complete.require(
                (basis == .measure) == (measure != nil),
                Phrase(
                    nl: "de maatregel hoort bij de grondslag ‘maatregel’, en alleen daarbij",
                    en: "the measure belongs to the basis “maatregel”, and only to that"))
            let isPrepared =
                switch basis {
                case .measure: state.entitlement.termination(on: measure) != nil
                case .grantWithdrawn: state.entitlement.isGrantWithdrawn
                case .determinationWithdrawn: !state.entitlement.determinationWithdrawals.isEmpty
                case .undueAdvance: state.isDetermined
                case .contract: state.entitlement.termination(on: nil) != nil
                }
            try Rule.inv3.require(
                isPrepared,
                Phrase(
                    nl: "\(support.text) is \(state.stage.phrase.nl): voor de grondslag ‘\(basis.word.nl)’ "
                        + "ontbreekt het besluit dat eraan voorafgaat",
                    en: "\(support.text) is \(state.stage.phrase.en): the decision that precedes the basis "
                        + "“\(basis.word.en)” is missing"))
        }

        private func requireInTime(_ state: Support) throws(Interruption) {
            guard let limit = state.recoveryLimit(on: basis, measure) else { return }
            try Rule.inv13.require(
                !limit.hasPassed(on: notifiedOn),
                Phrase(
                    nl: "terugvordering van \(support.text) kon tot en met \(limit.arithmetic.nl)",
                    en: "\(support.text) could be reclaimed up to and including \(limit.arithmetic.en)"))
        }

        /// INV-14: all reclaims together stay within what was paid beyond the entitlement, also those of which a part
        /// was struck off on objection.
        private func requireUndue(_ state: Support) throws(Interruption) {
            try amount.requireSomething()
            let room = state.undue.less(state.reclaimed)
            try Rule.inv14.require(
                amount <= room,
                Phrase(
                    nl: "\(amount.phrase.nl) is meer dan onverschuldigd is betaald op \(support.text): betaald "
                        + "\(state.paid.phrase.nl), recht op \(state.entitled.phrase.nl), al gevorderd "
                        + "\(state.reclaimed.phrase.nl), blijft \(room.phrase.nl)",
                    en: "\(amount.phrase.en) is more than was unduly paid on \(support.text): paid "
                        + "\(state.paid.phrase.en), entitled to \(state.entitled.phrase.en), claimed before "
                        + "\(state.reclaimed.phrase.en), leaves \(room.phrase.en)"))
        }

        /// INV-13: what one decision made undue does not outlive its five years by being reclaimed with what another did.
        private func requireRoomInTime(_ state: Support) throws(Interruption) {
            let late = state.outOfTime(on: notifiedOn)
            let room = state.undue.less(state.reclaimed).less(late)
            try Rule.inv13.require(
                late == .zero || amount <= room,
                Phrase(
                    nl: "van wat onverschuldigd is betaald op \(support.text) kan \(late.phrase.nl) niet meer worden "
                        + "teruggevorderd, omdat de vijf jaar van het besluit daarover voorbij zijn; blijft \(room.phrase.nl)",
                    en:
                        "of what was unduly paid on \(support.text), \(late.phrase.en) can no longer be reclaimed, since "
                        + "the five years of the decision on it have passed; leaves \(room.phrase.en)"))
        }

        /// A subsidy gives at least six weeks (Awb 4:87; more is a delay of payment, 4:94); a contract sets its own.
        private func paymentTerm(_ kind: SupportKind) throws(Interruption) -> CivilDate {
            let statutory = PaymentTerm.end(notifiedOn: notifiedOn)
            let last = dueDate ?? statutory.end
            try Rule.term.require(
                last >= (kind == .subsidy ? statutory.end : notifiedOn),
                Phrase(
                    nl: "de betaaltermijn tot en met \(last.text) is te kort: \(statutory.arithmetic.nl)",
                    en: "the payment term up to and including \(last.text) is too short: \(statutory.arithmetic.en)"))
            return last
        }
    }
}

extension Records {
    /// What a measure in force, made known to this company by the date of the act, says about its support.
    ///
    /// Who prepared the measure does not decide what it costs either (INV-7).
    fileprivate func consequence(
        of measure: MeasureID, for support: SupportID, of company: CompanyID, _ act: Act
    ) throws(Interruption) -> Consequence {
        let state = try existing(measure)
        // In all cases the same test: support ends under R1 only by a measure that has passed it.
        try Rule.r4.require(
            state.isInForce && state.notifiedOn.map { $0 <= act.date } ?? false,
            Phrase(
                nl: "\(measure.text) is op \(act.date.text) niet bekendgemaakt en in werking",
                en: "\(measure.text) is not notified and in force on \(act.date.text)"))
        try state.requireUnprepared(by: act, measure, self)
        let consequence = state.consequences.first { consequence in
            let terminates = consequence.kind == .terminateSupport || consequence.kind == .terminateAndReclaim
            return terminates && consequence.support == support
        }
        return try Rule.r3.required(
            state.company == company ? consequence : nil,
            Phrase(
                nl: "\(measure.text) bevat geen beëindiging van \(support.text)",
                en: "\(measure.text) holds no termination of \(support.text)"))
    }
}

extension Support {
    /// Termination without reclaim takes nothing back of what was paid (R3), and on a subsidy the measure names a
    /// ground of the Awb that fits its state (R1 beside section 4.2.6).
    fileprivate func requireWithin(
        _ consequence: Consequence, _ entitled: Cents, _ id: SupportID
    ) throws(Interruption) {
        try Rule.r3.require(
            consequence.kind == .terminateAndReclaim || entitled >= min(paid, self.entitled),
            Phrase(
                nl: "de maatregel vordert niet terug, maar \(entitled.phrase.nl) is minder dan betaald is: "
                    + "\(paid.phrase.nl)",
                en: "the measure does not reclaim, but \(entitled.phrase.en) is less than was paid: \(paid.phrase.en)"))
        guard isSubsidy else { return }
        let ground = try Rule.inv12.required(
            consequence.subsidyGround,
            Phrase(
                nl: "de maatregel noemt geen grond in de Awb voor de subsidie \(id.text)",
                en: "the measure names no ground in the Awb for the subsidy \(id.text)"))
        try ground.requireEnding(id)
        try requireGround(ground, id)
        try Rule.inv12.require(
            ground.article != .terminationForTheFuture || entitled >= min(paid, self.entitled),
            Phrase(
                nl: "Awb 4:50 werkt voor de toekomst, maar \(entitled.phrase.nl) is minder dan betaald is: "
                    + "\(paid.phrase.nl)",
                en: "Awb 4:50 works for the future, but \(entitled.phrase.en) is less than was paid: "
                    + "\(paid.phrase.en)"),
            remedy: Phrase(
                nl: "Laat ten minste staan wat betaald is; te veel voorschot komt terug door de vaststelling.",
                en: "Leave at least what was paid; an advance that was too much comes back by the determination."))
    }
}
