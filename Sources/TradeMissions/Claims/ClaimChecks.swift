import EventSourcing

// What several commands on a claim ask before they decide.

extension Records {
    /// A claim with the decision that established it; refuses when there is none.
    func claim(_ id: ClaimID) throws(Interruption) -> (state: Claim, establishment: Claim.Established) {
        let state = try existing(id)
        guard let establishment = state.establishment else {
            preconditionFailure("\(id.text) does not begin with its establishment")
        }
        return (state, establishment)
    }
}

extension Claim {
    /// Refuses by ``Rule/lifecycle`` when the claim is not, or no longer, collected.
    func requireCollected(_ id: ClaimID) throws(Interruption) {
        try Rule.lifecycle.require(
            stage.isCollected,
            Phrase(
                nl: "\(id.text) is \(stage.phrase.nl) en wordt niet meer geïnd",
                en: "\(id.text) is \(stage.phrase.en) and is no longer collected"),
            remedy: .leadingOn([Claim.RecordReceipt.self, Claim.Reduce.self]))
    }

    /// Refuses an amount beyond what is still to be collected (INV-14).
    func requireOutstanding(_ amount: Cents, _ id: ClaimID) throws(Interruption) {
        try amount.requireSomething()
        try Rule.inv14.require(
            amount <= outstanding,
            Phrase(
                nl: "\(amount.phrase.nl) is meer dan openstaat op \(id.text): \(outstanding.phrase.nl)",
                en: "\(amount.phrase.en) is more than is outstanding on \(id.text): \(outstanding.phrase.en)"))
    }

    /// Collection follows default, and rests while an arrangement is kept and once the claim is prescribed
    /// (Awb 4:97, 4:94, 4:104).
    func requireEnforceable(_ id: ClaimID, on date: CivilDate) throws(Interruption) {
        try requireCollected(id)
        try Rule.inv14.require(
            outstanding > .zero,
            Phrase(
                nl: "op \(id.text) staat niets meer open", en: "nothing is outstanding on \(id.text)"),
            remedy: Phrase(nl: "Rond de vordering af.", en: "Settle the claim."))
        try Rule.lifecycle.require(
            !isKeepingArrangement(on: date),
            Phrase(
                nl: "voor \(id.text) loopt een betalingsregeling die wordt nagekomen",
                en: "an arrangement runs for \(id.text) and is being kept"),
            remedy: .leadingOn([Claim.RecordReceipt.self, Claim.AgreeInstalments.self]))
        try requireNotPrescribed(id, on: date)
        guard let establishment else { return }
        try Rule.term.require(
            date > establishment.dueDate,
            Phrase(
                nl: "de betaaltermijn van \(id.text) loopt tot en met \(establishment.dueDate.text)",
                en: "the payment term of \(id.text) runs up to and including \(establishment.dueDate.text)"))
    }

    /// After prescription a subsidy can no longer be dunned, set off or enforced (Awb 4:104, second paragraph).
    func requireNotPrescribed(_ id: ClaimID, on date: CivilDate) throws(Interruption) {
        guard let limitation, establishment?.kind == .subsidy else { return }
        try Rule.term.require(
            !limitation.hasPassed(on: date),
            Phrase(
                nl: "\(id.text) is verjaard: \(limitation.arithmetic.nl)",
                en: "\(id.text) is prescribed: \(limitation.arithmetic.en)"))
    }
}
