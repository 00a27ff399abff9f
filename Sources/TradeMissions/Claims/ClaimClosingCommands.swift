import EventSourcing

extension Claim {
    /// Remits the claim or a part of it: the debt ends.
    package struct Remit: Command {
        package let claim: ClaimID
        package let amount: Cents
        package let reason: String

        package static let definition = CommandDefinition(
            "claim.remit", nl: "Een vordering kwijtschelden", en: "Remit a claim",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .lifecycle, .inv7, .inv8, .inv14, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.claim(claim)
            try state.requireCollected(claim)
            let authority = try state.authority(of: act, deciding: claim, records)
            try requireReason(reason, Phrase(nl: "een kwijtschelding", en: "a remission"))
            try state.requireOutstanding(amount, claim)
            return [claim.event(.remitted(Remitted(amount: amount, reason: reason, authority: authority)))]
        }
    }

    /// Writes the claim or a part of it off: it is no longer collected, and remains owed.
    package struct WriteOff: Command {
        package let claim: ClaimID
        package let amount: Cents
        package let reason: String

        package static let definition = CommandDefinition(
            "claim.write-off", nl: "Een vordering als oninbaar afboeken", en: "Write a claim off",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .lifecycle, .inv7, .inv8, .inv14, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.claim(claim)
            try state.requireCollected(claim)
            let authority = try state.authority(of: act, deciding: claim, records)
            try requireReason(reason, Phrase(nl: "een afboeking", en: "a write-off"))
            try state.requireOutstanding(amount, claim)
            return [claim.event(.writtenOff(WrittenOff(amount: amount, reason: reason, authority: authority)))]
        }
    }

    /// Records that the claim is prescribed.
    ///
    /// For a subsidy not before its limitation has passed (Awb 4:104); a loan or insurance follows the law of its
    /// contract, which the reason states.
    package struct Prescribe: Command {
        package let claim: ClaimID
        package let reason: String

        package static let definition = CommandDefinition(
            "claim.prescribe", nl: "Verjaring van een vordering vastleggen", en: "Record that a claim is prescribed",
            roles: [.supportOfficer, .decisionMaker],
            rules: [.known, .lifecycle, .inv7, .inv14, .term, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, establishment) = try records.claim(claim)
            if state.stage == .prescribed { return [] }
            try state.requireCollected(claim)
            try state.requireFree(act, for: .closing, claim, records)
            try requireReason(reason, Phrase(nl: "een verjaring", en: "a prescription"))
            try state.requireOutstanding(state.outstanding, claim)
            if establishment.kind == .subsidy, let limitation = state.limitation {
                try Rule.term.require(
                    limitation.hasPassed(on: act.date),
                    Phrase(
                        nl: "\(claim.text) verjaart pas na \(limitation.arithmetic.nl)",
                        en: "\(claim.text) is not prescribed until after \(limitation.arithmetic.en)"))
            }
            return [claim.event(.prescribed(Prescribed(amount: state.outstanding, reason: reason)))]
        }
    }

    /// Carries out that an objection was upheld: the claim, and the interest on it, are lowered.
    ///
    /// Whoever reclaimed under mandate does not decide under mandate on the objection (Awb 10:3, third paragraph); who
    /// decides in person may.
    package struct Reduce: Command {
        package let claim: ClaimID
        package let amount: Cents
        package let interest: Cents
        package let reason: String

        package static let definition = CommandDefinition(
            "claim.reduce", nl: "Een vordering verlagen na bezwaar", en: "Reduce a claim on objection",
            roles: [.decisionMaker, .officeHolder], rules: [.known, .inv7, .inv8, .inv14, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, establishment) = try records.claim(claim)
            let reclaim = try records.current(establishment.support).reclaims.first { $0.claim == claim }
            let authority = try state.authorityOnObjection(
                of: act, against: claim, under: reclaim?.authority, records)
            try state.requireFree(act, for: .reviewing, claim, records)
            try requireReason(reason, Phrase(nl: "een verlaging", en: "a reduction"))
            try Rule.inv14.require(
                amount <= state.claimed && interest <= state.interest && (amount > .zero || interest > .zero),
                Phrase(
                    nl: "\(claim.text) kan met ten hoogste \(state.claimed.phrase.nl) en \(state.interest.phrase.nl) "
                        + "rente omlaag, en niet met niets",
                    en: "\(claim.text) can be lowered by at most \(state.claimed.phrase.en) and "
                        + "\(state.interest.phrase.en) of interest, and not by nothing"))
            return [
                claim.event(
                    .reduced(Reduced(amount: amount, interest: interest, reason: reason, authority: authority)))
            ]
        }
    }

    /// Closes a claim that was met.
    ///
    /// A balance of nothing does not close it by itself: interest over the last days may still be due, and an
    /// overpayment still to be refunded, so an officer who neither paid nor booked any of it says that the account is complete.
    package struct Settle: Command {
        package let claim: ClaimID

        package static let definition = CommandDefinition(
            "claim.settle", nl: "Een vordering afronden", en: "Settle a claim",
            roles: [.supportOfficer, .paymentOfficer], rules: [.known, .lifecycle, .inv7, .inv14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.claim(claim)
            if state.stage == .settled { return [] }
            try Rule.lifecycle.require(
                state.stage != .remitted,
                Phrase(
                    nl: "\(claim.text) is kwijtgescholden en daarmee gesloten",
                    en: "\(claim.text) was remitted, which closes it"),
                remedy: .leadingOn([]))
            try state.requireFree(act, for: .closing, claim, records)
            try Rule.inv14.require(
                state.unpaid == .zero,
                Phrase(
                    nl: "op \(claim.text) is nog \(state.unpaid.phrase.nl) verschuldigd",
                    en: "\(state.unpaid.phrase.en) is still owed on \(claim.text)"),
                remedy: Phrase(
                    nl: "Boek de ontvangst, verreken, of scheld kwijt; rond dan af.",
                    en: "Book the receipt, set off, or remit; then settle."))
            try Rule.inv14.require(
                state.overpaid == .zero,
                Phrase(
                    nl: "op \(claim.text) is \(state.overpaid.phrase.nl) te veel ontvangen",
                    en: "\(claim.text) was overpaid by \(state.overpaid.phrase.en)"),
                remedy: Phrase(nl: "Betaal dat eerst terug.", en: "Refund that first."))
            return [claim.event(.settled(Settled()))]
        }
    }
}
