import EventSourcing

/// How thorough an assessment is.
///
/// R14 expects the heightened variant in a high-risk context and blocks nothing.
package enum AssessmentVariant: String, Choice {
    case regular = "regulier"
    case heightened = "verhoogd"
}

/// The six steps of due diligence (OECD Guidance for Responsible Business Conduct).
///
/// Step 5 is about telling those affected how impacts are addressed; it is no duty to publish (R6).
package enum DueDiligenceStep: String, Choice, Comparable {
    case embed = "1-integreer"
    case identify = "2-identificeer"
    case prevent = "3-stop-voorkom-beperk"
    case track = "4-monitor"
    case communicate = "5-communiceer"
    case remedy = "6-herstel"

    package static func < (left: DueDiligenceStep, right: DueDiligenceStep) -> Bool { left.rawValue < right.rawValue }
}

/// What was seen of one step.
package enum StepStatus: String, Choice {
    case present = "aanwezig"
    case partial = "gedeeltelijk"
    case absent = "ontbreekt"
    case notSeen = "niet-gezien"
}

/// What an assessment comes to: a basis for advice, never a pass or a fail (R5).
package enum AssessmentOutcome: String, Choice {
    case inOrder = "op-orde"
    case needsImprovement = "verbeterpunten"
    case worrying = "zorgelijk"
}

/// Whether the company reports publicly on its due diligence: information only (R6).
package enum PublicReporting: String, Choice {
    case yes = "ja"
    case no = "nee"
    case unknown = "onbekend"
}

/// How far a step that a company takes has come.
package enum ProgressLevel: String, Choice {
    case announced = "aangekondigd"
    case adopted = "vastgesteld"
    case implemented = "uitgevoerd"
    case confirmed = "bevestigd"
}
