import EventSourcing

// Payloads that are no longer written, and what they are read as.

extension Mission {
    /// A risk level as it was stored at first: beside the last profile that was published, whichever one the level had
    /// been compared with.
    struct RiskLevelSetBesideLatestProfile: Decodable {
        let level: RiskLevel
        let profileVersion: Int64
        let below: BelowCountry?
    }
}

extension Mission.RiskLevelSet {
    /// The version that was compared stays open: the last one published need not be it.
    init(_ stored: Mission.RiskLevelSetBesideLatestProfile) {
        self.init(level: stored.level, comparedVersion: nil, below: stored.below)
    }
}
