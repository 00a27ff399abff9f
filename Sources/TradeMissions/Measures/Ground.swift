package import EventSourcing

/// What a finding or a measure rests on.
///
/// The last four are signals about surroundings, not conduct of the company: they may stand beside another ground and
/// are never the only one (INV-11). ``publicReporting`` is no signal: without a statutory duty it is refused, and with
/// one it is a ground like the company's conduct, under both limbs (R6, INV-10).
package enum GroundKind: String, Choice {
    /// What the company itself did or left undone, against the OECD guidelines.
    case companyConduct = "company-conduct"
    /// The company does not want to take steps.
    case unwillingness
    case publicReporting = "public-reporting"
    case countryRisk = "country-risk"
    case bmoConcern = "bmo-concern"
    case externalList = "external-list"
    case score

    /// Whether this can never be the only ground: a country label, a concern, a hit on a list, a score (R5, R16).
    package var isSignalOnly: Bool {
        switch self {
        case .companyConduct, .unwillingness, .publicReporting: false
        case .countryRisk, .bmoConcern, .externalList, .score: true
        }
    }
}

/// A statutory duty to report, cited because the company falls under it: EU scope only (R6, R17).
package struct StatutoryDuty: Hashable, Codable, Sendable {
    /// The provision, such as an article of the CSRD as transposed.
    package let citation: String
    /// Why the company falls within its scope.
    package let appliesBecause: String
    /// The first day on which the duty holds for this company.
    package let from: CivilDate
    package let until: CivilDate?

    package func holds(on date: CivilDate) -> Bool {
        !citation.isBlank && !appliesBecause.isBlank && Period(from: from, until: until).contains(date)
    }
}

/// One ground of a measure, with its reasons.
package struct Ground: Hashable, Codable, Sendable {
    package let kind: GroundKind
    package let explanation: String
    /// Asked for ``GroundKind/publicReporting`` only.
    package let duty: StatutoryDuty?
}
