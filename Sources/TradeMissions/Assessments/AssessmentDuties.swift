extension Assessment.Event {
    /// How this prepared a decision on a measure: a judgement of the company; nil for what was only asked, received or
    /// noted.
    var deed: SegregationOfDuties.Deed? {
        switch self {
        case .stepRecorded: .preparing(nl: "beoordeelde een stap", en: "assessed a step")
        case .completed: .preparing(nl: "rondde de beoordeling af", en: "completed the assessment")
        case .planAccepted: .preparing(nl: "aanvaardde het verbeterplan", en: "accepted the improvement plan")
        case .planRejected: .preparing(nl: "wees het verbeterplan af", en: "rejected the improvement plan")
        case .stepsRefused: .preparing(nl: "legde een weigering vast", en: "recorded a refusal")
        case .reviewed: .preparing(nl: "begon de herbeoordeling", en: "began the review")
        case .nonAdherenceFound: .finding(.nonAdherence, nl: "deed", en: "made")
        case .unwillingnessFound: .finding(.unwillingness, nl: "deed", en: "made")
        case .nonAdherenceConfirmed: .finding(.nonAdherence, nl: "bevestigde", en: "confirmed")
        case .unwillingnessConfirmed: .finding(.unwillingness, nl: "bevestigde", en: "confirmed")
        case .nonAdherenceRefuted: .finding(.nonAdherence, nl: "weerlegde", en: "refuted")
        case .unwillingnessRefuted: .finding(.unwillingness, nl: "weerlegde", en: "refuted")
        case .started, .riskCheckerConsulted, .publicReportingNoted, .informationRequested, .planRequested,
            .planSubmitted, .progressRecorded:
            nil
        }
    }
}

extension SegregationOfDuties.Deed {
    fileprivate static func finding(_ limb: Limb, nl: String, en: String) -> SegregationOfDuties.Deed {
        .preparing(nl: "\(nl) bevinding \(limb.word.nl)", en: "\(en) finding \(limb.word.en)")
    }
}
