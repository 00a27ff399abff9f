import EventSourcing

/// What follows for support when the measure on which it was terminated did not stand: the company has back what the
/// termination took, and no claim goes beyond what then is undue (INV-14).
struct Reinstatement {
    let measure: MeasureID
    let authority: DecisionAuthority
    let reason: String
    let records: Records

    /// What is to be stored for support whose termination on this measure is `index`.
    func emissions(for id: SupportID, undoing index: Int) throws(Interruption) -> [Emission] {
        let support = try records.current(id)
        let entitled = support.entitlement.without(index).amount
        let claims = zip(support.reclaims, try records.current(support.claims)).map { Booked(reclaim: $0, claim: $1) }
        let own = claims.filter { $0.reclaim.measure == measure }
        let others = claims.filter { $0.reclaim.measure != measure }

        var excess = others.map(\.claim.claimed).total.less(support.paid.less(entitled))
        var struckOff = own.map(\.reclaim.amount).total
        var reductions = own.map { $0.reduced(by: $0.claim.claimed) }
        for booked in others.reversed() {
            let amount = min(excess, booked.claim.claimed)
            excess = excess.less(amount)
            struckOff += amount
            reductions.append(booked.reduced(by: amount))
        }
        let reinstated = Support.Reinstated(
            measure: measure, entitled: entitled, struckOff: struckOff, authority: authority)
        return [id.event(.reinstated(reinstated))]
            + reductions.filter { $0.amount > .zero || $0.interest > .zero }.map { reduction in
                reduction.claim.event(
                    .reduced(
                        Claim.Reduced(
                            amount: reduction.amount, interest: reduction.interest, reason: reason,
                            authority: authority)))
            }
    }

    /// A reclaim with its claim as it stands.
    private struct Booked {
        let reclaim: Support.Reclaimed
        let claim: Claim

        /// The reduction, which takes the interest along when nothing of the claim is left.
        func reduced(by amount: Cents) -> (claim: ClaimID, amount: Cents, interest: Cents) {
            (reclaim.claim, amount, amount == claim.claimed ? claim.interest : .zero)
        }
    }
}
