import EventSourcing

/// What can follow when both limbs of R1 hold: the four consequences of the letter, or none (R3).
///
/// Reclaim has no word of its own: it exists only together with termination (INV-3).
package enum ConsequenceKind: String, Choice {
    case none
    case terminateSupport = "terminate-support"
    case terminateAndReclaim = "terminate-and-reclaim"
    case excludeFromMission = "exclude-from-mission"
    case excludeFromOtherActivity = "exclude-from-other-activity"
}

/// One consequence with its scope: a mission, a support or an activity, never the company as such.
package struct Consequence: Hashable, Codable, Sendable {
    package let kind: ConsequenceKind
    package let mission: MissionID?
    package let support: SupportID?
    package let activity: String?
    /// The ground in the Awb, only where the support is a subsidy.
    package let subsidyGround: SubsidyGround?

    /// Whether deciding this stays within what the company was told was intended: the same consequence on the same
    /// scope, or termination where termination and reclaim were intended.
    package func isWithin(_ intended: Consequence) -> Bool {
        let isNoHeavier =
            kind == intended.kind || (kind == .terminateSupport && intended.kind == .terminateAndReclaim)
        return isNoHeavier && mission == intended.mission && support == intended.support
            && activity == intended.activity
    }
}

/// The grounds on which a subsidy is determined lower, withdrawn or changed, by article and letter of the Awb.
package enum SubsidyGround: String, Choice {
    case lowerDetermination46a = "4:46-a"
    case lowerDetermination46b = "4:46-b"
    case lowerDetermination46c = "4:46-c"
    case lowerDetermination46d = "4:46-d"
    /// In accordance with the grant, whose amount was a maximum (first paragraph).
    case asGranted46 = "4:46-lid-1"
    /// Costs that cannot reasonably be held necessary do not count (third paragraph).
    case unnecessaryCosts46 = "4:46-lid-3"
    case activitiesNotDone48a = "4:48-a"
    case obligationsNotMet48b = "4:48-b"
    case wrongInformation48c = "4:48-c"
    case otherwiseIncorrect48d = "4:48-d"
    case budgetReservation48e = "4:48-e"
    case newFacts49a = "4:49-a"
    case incorrectDetermination49b = "4:49-b"
    case laterBreach49c = "4:49-c"
    case incorrectGrant50a = "4:50-a"
    case changedCircumstances50b = "4:50-b"
    case otherStatute50c = "4:50-c"

    package var article: SubsidyArticle {
        switch self {
        case .lowerDetermination46a, .lowerDetermination46b, .lowerDetermination46c, .lowerDetermination46d,
            .asGranted46, .unnecessaryCosts46:
            .lowerDetermination
        case .activitiesNotDone48a, .obligationsNotMet48b, .wrongInformation48c, .otherwiseIncorrect48d,
            .budgetReservation48e:
            .withdrawalBeforeDetermination
        case .newFacts49a, .incorrectDetermination49b, .laterBreach49c: .withdrawalAfterDetermination
        case .incorrectGrant50a, .changedCircumstances50b, .otherStatute50c: .terminationForTheFuture
        }
    }
}

/// The article of the Awb that a ground belongs to.
package enum SubsidyArticle: String, Choice {
    case lowerDetermination = "4:46"
    case withdrawalBeforeDetermination = "4:48"
    case withdrawalAfterDetermination = "4:49"
    case terminationForTheFuture = "4:50"

    /// Whether this withdraws the subsidy, so that the exception of Awb 4:12 does not hold (INV-5).
    package var isWithdrawal: Bool {
        switch self {
        case .lowerDetermination: false
        case .withdrawalBeforeDetermination, .withdrawalAfterDetermination, .terminationForTheFuture: true
        }
    }
}

/// A consequence that was considered and not chosen.
package struct Alternative: Hashable, Codable, Sendable {
    package let kind: ConsequenceKind
    package let whyNot: String
}
