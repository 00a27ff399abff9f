import EventSourcing

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
package struct Finding: Hashable, Sendable {
    package private(set) var standing = FindingStanding.notFound
    /// When the present finding was made; a new finding after a refutation has a new mark.
    package private(set) var found: Mark?
    /// When it was last confirmed or refuted.
    package private(set) var settled: Mark?
    /// Who made, confirmed or refuted it last.
    package private(set) var author = ""
    package private(set) var evidence: Set<ContentHash> = []

    /// No one has found anything.
    package static let notMade = Finding()

    mutating func make(_ evidence: [ContentHash], _ header: EventHeader) {
        self = Finding()
        standing = .provisional
        found = Mark(header)
        note(evidence, header)
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
