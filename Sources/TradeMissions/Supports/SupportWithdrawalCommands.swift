package import EventSourcing

extension Support {
    /// Withdraws the grant of a subsidy before it is determined, or lowers it (Awb 4:48).
    package struct WithdrawGrant: Command {
        package let support: SupportID
        package let ground: SubsidyGround
        package let entitled: Cents
        package let reason: String
        package let hearing: String
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "support.withdraw-grant", nl: "De verlening intrekken (Awb 4:48)", en: "Withdraw the grant (Awb 4:48)",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .lifecycle, .inv12, .inv7, .inv8, .inv6, .inv4, .inv14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.requireSubsidy(support)
            try requireArticle(.withdrawalBeforeDetermination, ground)
            try state.requireGround(ground, support)
            try state.require([.granted, .terminated], support)
            let authority = try state.authority(of: act, deciding: support, records)
            try requireCare(reason: reason, hearing: hearing, evidence: evidence)
            try state.requireNoMore(than: entitled, support)
            guard entitled < state.entitled else { return [] }
            return [
                support.event(
                    .grantWithdrawn(
                        GrantWithdrawn(
                            ground: ground, entitled: entitled, reason: reason, hearing: hearing, evidence: evidence,
                            authority: authority)))
            ]
        }
    }

    /// Withdraws the determination of a subsidy, or lowers it: for five years after its notification, or after the
    /// breach that is its ground (Awb 4:49).
    package struct WithdrawDetermination: Command {
        package let support: SupportID
        package let ground: SubsidyGround
        package let entitled: Cents
        /// The breach after determination: for ground c, and only then.
        package let breachedOn: CivilDate?
        package let reason: String
        package let hearing: String
        package let evidence: [ContentHash]

        package static let definition = CommandDefinition(
            "support.withdraw-determination", nl: "De vaststelling intrekken (Awb 4:49)",
            en: "Withdraw the determination (Awb 4:49)",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .inv12, .inv13, .inv7, .inv8, .inv6, .inv4, .inv14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.requireSubsidy(support)
            try requireArticle(.withdrawalAfterDetermination, ground)
            try state.requireGround(ground, support)
            try state.requireInTime(ground, breachedOn, support, on: act.date)
            let authority = try state.authority(of: act, deciding: support, records)
            try requireCare(reason: reason, hearing: hearing, evidence: evidence)
            try state.requireNoMore(than: entitled, support)
            guard entitled < state.entitled else { return [] }
            return [
                support.event(
                    .determinationWithdrawn(
                        DeterminationWithdrawn(
                            ground: ground, entitled: entitled, breachedOn: breachedOn, reason: reason,
                            hearing: hearing, evidence: evidence, authority: authority)))
            ]
        }
    }
}

/// The grounds of another article belong to another decision (INV-12).
private func requireArticle(_ article: SubsidyArticle, _ ground: SubsidyGround) throws(Interruption) {
    try Rule.inv12.require(
        ground.article == article,
        Phrase(
            nl: "\(ground.rawValue) is geen grond van Awb \(article.rawValue)",
            en: "\(ground.rawValue) is no ground of Awb \(article.rawValue)"))
}

/// A withdrawal states reasons and evidence, and how the company was heard: the exception of Awb 4:12 does not hold
/// here, that of 4:11 is stated with its reason.
private func requireCare(reason: String, hearing: String, evidence: [ContentHash]) throws(Interruption) {
    try Rule.inv6.require(
        !reason.isBlank && !evidence.isEmpty,
        Phrase(nl: "een intrekking noemt haar redenen en bewijs", en: "a withdrawal states its reasons and evidence"))
    try Rule.inv4.require(
        !hearing.isBlank,
        Phrase(
            nl: "niet is vastgelegd hoe het bedrijf is gehoord, of waarom dat op grond van Awb 4:11 achterwege bleef",
            en: "it is not recorded how the company was heard, or why not by Awb 4:11"))
}
