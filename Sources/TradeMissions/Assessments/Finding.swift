package import EventSourcing

/// The two conditions of R1, each found, confirmed or refuted by a person, on its own evidence.
package enum Limb: String, Choice {
    /// Limb (a): the company does not keep to the OECD guidelines.
    case nonAdherence = "niet-naleving"
    /// Limb (b): it is not willing to take steps either. Silence or a rejected plan never sets it.
    case unwillingness = "niet-welwillend"
}

/// How far a finding has come.
package enum FindingStanding: String, Choice {
    case notFound = "niet-vastgesteld"
    case provisional = "voorlopig"
    case confirmed = "bevestigd"
    case refuted = "weerlegd"

    /// Whether the finding stands, provisionally or confirmed.
    package var stands: Bool {
        switch self {
        case .notFound, .refuted: false
        case .provisional, .confirmed: true
        }
    }
}

/// One of the two findings as it stands now.
///
/// A refuted finding never comes back: it takes a new one.
package struct Finding: Hashable, Codable, Sendable {
    package private(set) var standing = FindingStanding.notFound
    /// When the present finding was made; a new finding after a refutation has a new mark.
    package private(set) var found: Mark?
    /// When it was last confirmed or refuted.
    package private(set) var settled: Mark?
    /// Who made, confirmed or refuted it last.
    package private(set) var author = ""
    /// What the present finding rests on, as it was recorded.
    package private(set) var grounds: [GroundKind] = []
    /// The duty cited for the ground `public-reporting`.
    package private(set) var duty: StatutoryDuty?
    package private(set) var evidence: Set<ContentHash> = []

    /// No one has found anything.
    package static let notMade = Finding()

    /// Whether nothing but a country label, a concern, a list or a score carries it (R5, R16).
    package var restsOnSignalsOnly: Bool { grounds.allSatisfy(\.isSignalOnly) }

    /// Whether its grounds can carry a measure on `date` as far as public reporting goes: not a ground at all, or one
    /// under a duty that holds for the company on that day (R6).
    package func respectsReportingChoice(on date: CivilDate) -> Bool {
        !grounds.contains(.publicReporting) || duty?.holds(on: date) ?? false
    }

    mutating func make(_ made: Assessment.FindingMade, _ header: EventHeader) {
        self = Finding()
        standing = .provisional
        found = Mark(header)
        grounds = made.grounds
        duty = made.duty
        note(made.evidence, header)
    }

    mutating func settle(as standing: FindingStanding, _ evidence: [ContentHash], _ header: EventHeader) {
        self.standing = standing
        settled = Mark(header)
        note(evidence, header)
    }

    private mutating func note(_ evidence: [ContentHash], _ header: EventHeader) {
        author = header.actor
        self.evidence.formUnion(evidence)
    }
}
