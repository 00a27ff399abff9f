import EventSourcing

extension Claim {
    /// Books money that came in.
    ///
    /// Two equal receipts are two receipts; what was written off or is prescribed may still be paid.
    package struct RecordReceipt: Command {
        package let claim: ClaimID
        package let amount: Cents

        package static let definition = CommandDefinition(
            "claim.record-receipt", nl: "Een ontvangst boeken", en: "Record a receipt",
            roles: [.paymentOfficer], rules: [.known, .inv7, .inv14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.claim(claim)
            try state.requireFree(act, for: .paying, claim, records)
            try amount.requireSomething()
            try Rule.inv14.require(
                amount <= state.unpaid,
                Phrase(
                    nl: "\(amount.phrase.nl) is meer dan nog verschuldigd is op \(claim.text): "
                        + "\(state.unpaid.phrase.nl)",
                    en: "\(amount.phrase.en) is more than is still owed on \(claim.text): \(state.unpaid.phrase.en)"),
                remedy: Phrase(
                    nl: "Boek wat verschuldigd is en stort de rest terug.",
                    en: "Book what is owed and return the rest."))
            return [claim.event(.repaymentReceived(RepaymentReceived(amount: amount)))]
        }
    }

    /// Sets the claim off with what is payable on another subsidy to the same recipient, for the same activities, in
    /// another period (Awb 4:57, third paragraph).
    package struct SetOff: Command {
        package let claim: ClaimID
        /// The subsidy whose payable amount goes to the claim.
        package let support: SupportID
        package let amount: Cents

        package static let definition = CommandDefinition(
            "claim.set-off", nl: "Een vordering verrekenen", en: "Set a claim off",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .lifecycle, .inv15, .inv7, .inv8, .inv14, .term])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, establishment) = try records.claim(claim)
            let (_, claimed) = try records.support(establishment.support)
            let (other, offered) = try records.support(support)
            try requireKinship(establishment.support, claimed, offered)
            try state.requireCollected(claim)
            try state.requireNotPrescribed(claim, on: act.date)
            let authority = try state.authority(of: act, deciding: claim, records)
            try state.requireOutstanding(amount, claim)
            try other.require([.granted, .determined, .revised], support)
            try other.requirePayable(amount, support, on: act.date)
            return [
                claim.event(.setOff(SetOffBooked(amount: amount, support: support, authority: authority))),
                support.event(.paidBySetOff(Support.PaidBySetOff(claim: claim, amount: amount))),
            ]
        }

        private func requireKinship(
            _ origin: SupportID, _ claimed: Support.Applied, _ offered: Support.Applied
        ) throws(Interruption) {
            try Rule.inv15.require(
                claimed.kind == .subsidy && offered.kind == .subsidy,
                Phrase(
                    nl: "\(origin.text) is \(claimed.kind.phrase.nl) en \(support.text) is "
                        + "\(offered.kind.phrase.nl): zo verrekenen kan alleen tussen subsidies",
                    en: "\(origin.text) is \(claimed.kind.phrase.en) and \(support.text) is "
                        + "\(offered.kind.phrase.en): such a set-off holds between subsidies only"))
            try Rule.inv15.require(
                claimed.company == offered.company,
                Phrase(
                    nl: "\(support.text) is van een andere ontvanger dan \(origin.text)",
                    en: "\(support.text) has another recipient than \(origin.text)"))
            try Rule.inv15.require(
                claimed.activities == offered.activities,
                Phrase(
                    nl: "\(support.text) is voor ‘\(offered.activities.text)’, \(origin.text) voor "
                        + "‘\(claimed.activities.text)’",
                    en: "\(support.text) is for “\(offered.activities.text)”, \(origin.text) for "
                        + "“\(claimed.activities.text)”"))
            try Rule.inv15.require(
                origin != support && claimed.period != offered.period,
                Phrase(
                    nl: "\(support.text) is voor hetzelfde tijdvak als \(origin.text)",
                    en: "\(support.text) is for the same period as \(origin.text)"))
        }
    }

    /// Pays back what came in beyond what is owed after a reduction.
    package struct Refund: Command {
        package let claim: ClaimID
        package let amount: Cents

        package static let definition = CommandDefinition(
            "claim.refund", nl: "Een te veel ontvangen bedrag terugbetalen", en: "Refund an overpayment",
            roles: [.paymentOfficer], rules: [.known, .inv7, .inv14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.claim(claim)
            try state.requireFree(act, for: .paying, claim, records)
            try amount.requireSomething()
            try Rule.inv14.require(
                amount <= state.overpaid,
                Phrase(
                    nl: "\(amount.phrase.nl) is meer dan te veel is ontvangen op \(claim.text): "
                        + "\(state.overpaid.phrase.nl)",
                    en: "\(amount.phrase.en) is more than was overpaid on \(claim.text): \(state.overpaid.phrase.en)"))
            return [claim.event(.overpaymentRefunded(OverpaymentRefunded(amount: amount)))]
        }
    }
}
