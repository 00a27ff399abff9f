extension Claim {
    /// In what capacity the actor decides on this claim; refuses who has none (INV-8), and who prepared a decision on
    /// its support, paid, or booked (INV-7).
    func authority(of act: Act, deciding id: ClaimID, _ records: Records) throws(Interruption) -> DecisionAuthority {
        let authority = try act.decisionAuthority(for: .support)
        try requireFree(act, for: .deciding, id, records)
        return authority
    }

    /// In what capacity the actor decides on the objection against this claim; refuses whoever reclaimed under mandate to
    /// do so under mandate (Awb 10:3, third paragraph).
    func authorityOnObjection(
        of act: Act, against id: ClaimID, under first: DecisionAuthority?, _ records: Records
    ) throws(Interruption) -> DecisionAuthority {
        try act.authorityOnObjection(
            to: Phrase(
                nl: "het besluit tot terugvordering van \(id.text)", en: "the decision to reclaim \(id.text)"),
            by: decider, under: first, records)
    }

    /// Refuses by ``Rule/inv7`` whoever did a duty on the claim or its support that is kept apart from this one; of paying
    /// also whoever had a part in a measure that ends the support.
    func requireFree(
        _ act: Act, for duty: SegregationOfDuties.Duty, _ id: ClaimID, _ records: Records
    ) throws(Interruption) {
        if let support = establishment?.support {
            let state = try records.current(support)
            try state.duties.requireFree(act, for: duty, on: support, barring: id.text, records)
            if duty == .paying {
                try act.requirePayingApart(from: state.measures(support, records), barring: id.text, records)
            }
        }
        try duties.requireFree(act, for: duty, on: id, records)
    }
}

extension Claim.Event {
    /// Which duty this did: deciding on the claim or closing it, or booking on it.
    var deed: SegregationOfDuties.Deed? {
        switch self {
        case .established, .writIssued, .arrangementAgreed, .setOff, .remitted, .writtenOff, .reduced: .deciding
        case .prescribed, .settled: .closing
        case .repaymentReceived: .paying(nl: "boekte een ontvangst", en: "booked a receipt")
        case .overpaymentRefunded: .paying(nl: "betaalde terug", en: "refunded")
        case .dunningSent, .interestCharged: nil
        }
    }
}
