import EventSourcing

/// What follows for support when the measure on which it was terminated did not stand: the company has back what the
/// termination took, and no claim goes beyond what then is undue (INV-14).
struct Reinstatement {
    let measure: MeasureID
    let authority: DecisionAuthority
    let reason: String
    let records: Records

    /// Refuses by ``Rule/inv7`` to undo on objection what the actor decided under mandate: the termination on the measure, or
    /// a reclaim on it (Awb 10:3, third paragraph).
    ///
    /// What falls away of a claim on another basis follows from it, and is no objection against that claim.
    func requireOtherDecider(than act: Act, on id: SupportID, undoing index: Int) throws(Interruption) {
        let termination = try records.current(id).entitlement.decisions[index]
        _ = try act.authorityOnObjection(
            to: Phrase(nl: "de beëindiging van \(id.text)", en: "the termination of \(id.text)"),
            by: termination.decider, under: termination.authority, records)
        for reduction in try effect(on: id, undoing: index).reductions where reduction.booked.reclaim.measure == measure
        {
            try reduction.booked.requireOtherDecider(than: act, records)
        }
    }

    /// What is to be stored for support whose termination on this measure is `index`.
    func emissions(for id: SupportID, undoing index: Int) throws(Interruption) -> [Emission] {
        let effect = try effect(on: id, undoing: index)
        let reinstated = Support.Reinstated(
            measure: measure, entitled: effect.entitled, struckOff: effect.struckOff, authority: authority)
        return [id.event(.reinstated(reinstated))]
            + effect.reductions.map { reduction in
                reduction.booked.reclaim.claim.event(
                    .reduced(
                        Claim.Reduced(
                            amount: reduction.amount, interest: reduction.interest, reason: reason,
                            authority: authority)))
            }
    }

    private func effect(on id: SupportID, undoing index: Int) throws(Interruption) -> Effect {
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
        return Effect(
            entitled: entitled, struckOff: struckOff,
            reductions: reductions.filter { $0.amount > .zero || $0.interest > .zero })
    }

    /// What the company is entitled to again, and what falls away of which claim.
    private struct Effect {
        let entitled: Cents
        let struckOff: Cents
        let reductions: [Reduction]
    }

    private struct Reduction {
        let booked: Booked
        let amount: Cents
        let interest: Cents
    }

    /// A reclaim with its claim as it stands.
    private struct Booked {
        let reclaim: Support.Reclaimed
        let claim: Claim

        /// The reduction, which takes the interest along when nothing of the claim is left.
        func reduced(by amount: Cents) -> Reduction {
            Reduction(booked: self, amount: amount, interest: amount == claim.claimed ? claim.interest : .zero)
        }

        func requireOtherDecider(than act: Act, _ records: Records) throws(Interruption) {
            _ = try claim.authorityOnObjection(of: act, against: reclaim.claim, under: reclaim.authority, records)
        }
    }
}
