import EventSourcing

// Payloads that are no longer written, and what they are read as.

extension Support {
    /// A determination as it was stored at first: a lower one gave its reason, and no ground of Awb 4:46.
    struct DeterminedWithoutGround: Decodable {
        let amount: Cents
        let notifiedOn: CivilDate
        let reason: String?
        let authority: DecisionAuthority
    }
}

extension Support.Determined {
    /// The ground stays open: what was not recorded is not made up afterwards.
    init(_ stored: Support.DeterminedWithoutGround) {
        self.init(
            amount: stored.amount, notifiedOn: stored.notifiedOn, ground: nil, reason: stored.reason,
            authority: stored.authority)
    }
}
