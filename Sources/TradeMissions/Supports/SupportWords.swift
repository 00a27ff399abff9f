package import EventSourcing

/// What a company is supported with.
///
/// Only a subsidy follows title 4.2 of the Awb; loans and insurance follow their contract.
package enum SupportKind: String, Choice {
    case subsidy = "subsidie"
    case loan = "lening"
    case insurance = "verzekering"

    package var phrase: Phrase {
        switch self {
        case .subsidy: Phrase(nl: "een subsidie", en: "a subsidy")
        case .loan: Phrase(nl: "een lening", en: "a loan")
        case .insurance: Phrase(nl: "een verzekering", en: "insurance")
        }
    }
}

/// The environmental and social category of a project: how severe its effects may be.
package enum EsCategory: String, Choice {
    case severe = "a"
    case limited = "b"
    case minimal = "c"
}

/// Whether a project is large or risky, as a person judged it.
///
/// The letter gives no thresholds (R13).
package struct MonitoringJudgement: Hashable, Codable, Sendable {
    package let isLarge: Bool
    package let isRisky: Bool
    package let reason: String

    package init(isLarge: Bool, isRisky: Bool, reason: String) {
        self.isLarge = isLarge
        self.isRisky = isRisky
        self.reason = reason
    }

    /// «bij grote of risicovolle projecten»: either suffices.
    package var asksMonitoring: Bool { isLarge || isRisky }
}

/// What a reclaim rests on.
///
/// A measure under R1 is counted apart from the ordinary grounds.
package enum ReclaimBasis: String, Choice {
    case measure = "maatregel"
    case grantWithdrawn = "verlening-ingetrokken"
    case determinationWithdrawn = "vaststelling-ingetrokken"
    /// More was advanced than was determined (Awb 4:57, 4:95).
    case undueAdvance = "te-veel-voorschot"
    /// A loan or insurance that ended by its contract.
    case contract = "overeenkomst"
}

/// The code of a company's activities, as in `waterzuivering-riyad`: the same code in another period is the same
/// activities (Awb 4:57, third paragraph), as the officer who records the application judges.
package struct ActivitiesID: Hashable, Sendable, Scalar {
    package static let shape = ScalarShape.text(format: "activities")
    package static let sample = ActivitiesID(unchecked: "waterzuivering-riyad")
    package let text: String

    package init(text: String) throws(InvalidText) {
        let isLawful =
            (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { Ascii.isLowercase($0) || Ascii.isDigit($0) || $0 == UInt8(ascii: "-") }
        guard isLawful else {
            throw InvalidText(
                text, expected: "a code of activities such as waterzuivering-riyad",
                dutch: "een code voor activiteiten zoals waterzuivering-riyad")
        }
        self.text = text
    }

    private init(unchecked text: String) {
        self.text = text
    }
}
