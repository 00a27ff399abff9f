package import EventSourcing

/// One company on one mission, from registration to presence.
///
/// Refusal, cancellation for missing information, exclusion and withdrawal are four different outcomes: only an
/// exclusion rests on R1, and only a measure brings it about.
package struct Participation: Aggregate, Codable {
    package enum Status: String, Choice {
        case unknown = "onbekend"
        case registered = "aangemeld"
        case waitlisted = "wachtlijst"
        case confirmed = "bevestigd"
        case refused = "geweigerd"
        case cancelled = "geannuleerd"
        case withdrawn = "teruggetrokken"
        case excluded = "uitgesloten"
        case tookPart = "meegereisd"
        case noShow = "niet-verschenen"
    }

    package private(set) var status = Status.unknown
    /// The place in the order of receipt within the mission, from 1.
    package private(set) var sequence = 0
    package private(set) var receivedAt: Timestamp?
    /// The version of the conditions that the company accepted.
    package private(set) var acceptedConditions: String?
    package private(set) var hasSelfScan = false
    package private(set) var hasIntake = false
    package private(set) var hasProfile = false
    /// The measures in force by which the company is excluded from this mission.
    package private(set) var excludedBy: [MeasureID] = []
    /// What the status was when the exclusion took effect; a restoration brings it back.
    private var statusBeforeExclusion = Status.unknown

    package init() {}

    /// What the registration still lacks (RVO conditions 1 and 6).
    package var missingItems: [RegistrationItem] {
        var missing: [RegistrationItem] = []
        if acceptedConditions == nil { missing.append(.conditions) }
        if !hasSelfScan { missing.append(.selfScan) }
        if !hasIntake { missing.append(.intake) }
        if !hasProfile { missing.append(.profile) }
        return missing
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .registered(let registered):
            status = .registered
            sequence = registered.sequence
            receivedAt = header.occurredAt
        case .conditionsAccepted(let accepted): acceptedConditions = accepted.conditions
        case .selfScanSubmitted: hasSelfScan = true
        case .intakeReceived: hasIntake = true
        case .profileReceived: hasProfile = true
        case .confirmed: status = .confirmed
        case .waitlisted: status = .waitlisted
        case .refused: status = .refused
        case .cancelled: status = .cancelled
        case .withdrew: status = .withdrawn
        case .tookPart: status = .tookPart
        case .noShow: status = .noShow
        case .excluded(let excluded):
            if excludedBy.isEmpty { statusBeforeExclusion = status }
            status = .excluded
            excludedBy.append(excluded.measure)
        case .restored(let restored):
            excludedBy.removeAll { $0 == restored.measure }
            if excludedBy.isEmpty { status = statusBeforeExclusion }
        case .restorationImpossible: break
        }
    }
}

/// What a complete registration consists of.
package enum RegistrationItem: String, Choice {
    case conditions = "voorwaarden"
    case selfScan = "mvo-zelfscan"
    case intake = "matchmaking-intake"
    case profile = "bedrijfsprofiel"
}

/// The grounds on which a registration may be refused (RVO conditions 3 to 5). None of them is an exclusion.
package enum RefusalGround: String, Choice {
    case incomplete = "onvolledig-formulier"
    case late = "te-laat"
    case full = "maximum-bereikt"
    case companyObjectives = "doelstellingen-bedrijf"
    case relationWithGovernment = "relatie-met-overheid"
    case characterOfMission = "karakter-missie"
    case balancedComposition = "evenwichtige-samenstelling"
}
