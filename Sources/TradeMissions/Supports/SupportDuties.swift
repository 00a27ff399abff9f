import EventSourcing

extension Support {
    /// In what capacity the actor decides on this support; refuses who has none (INV-8), and who prepared the decision,
    /// paid, or booked what came back (INV-7).
    func authority(
        of act: Act, deciding id: SupportID, _ records: Records
    ) throws(Interruption) -> DecisionAuthority {
        let authority = try act.decisionAuthority(for: .support)
        try requireFree(act, for: .deciding, on: id, records)
        return authority
    }

    /// Refuses whoever did what is kept apart from this duty, on the support or on a claim from it (INV-7): they are one
    /// account.
    ///
    /// Of paying also whoever had a part in a measure that ends it, or on which it was terminated or reclaimed.
    func requireFree(
        _ act: Act, for duty: SegregationOfDuties.Duty, on id: SupportID, _ records: Records
    ) throws(Interruption) {
        try duties.requireFree(act, for: duty, on: id, records)
        for (claim, state) in zip(claims, try records.current(claims)) {
            try state.duties.requireFree(act, for: duty, on: claim, barring: id.text, records)
        }
        if duty == .paying { try act.requirePayingApart(from: measures(id, records), barring: id.text, records) }
    }

    /// Those that end it, from their decision on, and those on which it was terminated or reclaimed; also when they did not
    /// stand.
    func measures(_ id: SupportID, _ records: Records) throws(Interruption) -> [MeasureID] {
        let named = entitlement.terminationMeasures + reclaims.compactMap(\.measure)
        guard let company = application?.company else { return named.withoutRepeats }
        let files = try records.current(company).files.sorted().compactMap { try? MeasureID(text: $0.text) }
        let deciding = zip(files, try records.current(files)).filter { $0.1.consequences.endedSupport.contains(id) }
        return (named + deciding.map(\.0)).withoutRepeats
    }
}

extension Support.Event {
    /// Which duty this did: preparing a decision on the support, taking it, or paying.
    var deed: SegregationOfDuties.Deed? {
        switch self {
        case .applied: .preparing(nl: "legde de aanvraag vast", en: "recorded the application")
        case .screened: .preparing(nl: "deed de milieu- en sociale toets", en: "did the screening")
        case .monitoringRequired: .preparing(nl: "stelde het monitoringplan op", en: "drew up the monitoring plan")
        case .monitoringReportReceived: .preparing(nl: "beoordeelde een rapport", en: "assessed a report")
        case .obligationBreachFound: .preparing(nl: "stelde een tekortschieten vast", en: "found a breach")
        case .granted, .rejected, .determined, .terminated, .grantWithdrawn, .determinationWithdrawn, .reclaimed,
            .reinstated, .paymentResumed:
            .deciding
        case .advancePaid: .paying(nl: "betaalde een voorschot", en: "paid an advance")
        case .balancePaid: .paying(nl: "betaalde het restant", en: "paid the balance")
        case .paymentSuspended, .paidBySetOff: nil
        }
    }
}
