package import EventSourcing

/// One company on one mission, from registration to presence.
///
/// Refusal, cancellation for missing information, exclusion and withdrawal are four different outcomes: only an
/// exclusion rests on R1, and only a measure brings it about.
package struct Participation: Aggregate {
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
    /// The place in the order of receipt within the mission, from 1; 0 when the company never registered.
    ///
    /// A company that registers anew gets a new one.
    package private(set) var sequence = 0
    package private(set) var receivedAt: Timestamp?
    /// Whether it came too late: it may be refused for that, and need not be.
    package private(set) var isLate = false
    /// What the company accepted: the version of the conditions, and in which function.
    package private(set) var acceptance: ConditionsAccepted?
    /// Where the MVO-zelfscan, the matchmaking intake and the company profile of this registration are kept.
    package private(set) var selfScan: String?
    package private(set) var intake: String?
    package private(set) var profile: String?
    /// The measures in force by which the company is excluded from this mission.
    package private(set) var excludedBy: [MeasureID] = []
    /// What the status was when the exclusion took effect; a restoration brings it back.
    private var statusBeforeExclusion = Status.unknown

    package init() {}

    /// What the registration still lacks (RVO conditions 1 and 6).
    ///
    /// It asks for no public report (R6) and no score.
    package var missingItems: [RegistrationItem] {
        RegistrationItem.allCases.filter { reference(of: $0) == nil }
    }

    /// Where the item of this registration is kept, and of the conditions which version; nil when it has not come in.
    func reference(of item: RegistrationItem) -> String? {
        switch item {
        case .conditions: acceptance?.conditions
        case .selfScan: selfScan
        case .intake: intake
        case .profile: profile
        }
    }

    /// Whether the end of this exclusion brings a confirmed place back.
    func isConfirmedAgain(without measure: MeasureID) -> Bool {
        excludedBy == [measure] && statusBeforeExclusion == .confirmed
    }

    /// Whether it still waits to be confirmed, refused or cancelled.
    package var isWaiting: Bool {
        switch status {
        case .registered, .waitlisted: true
        case .unknown, .confirmed, .refused, .cancelled, .withdrawn, .excluded, .tookPart, .noShow: false
        }
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        switch event {
        case .registered(let registered):
            status = .registered
            sequence = registered.sequence
            receivedAt = header.occurredAt
            isLate = registered.isLate
            // A new registration is a new form: what came with an earlier one does not complete it.
            (acceptance, selfScan, intake, profile) = (nil, nil, nil, nil)
        case .conditionsAccepted(let accepted): acceptance = accepted
        case .selfScanSubmitted(let submitted): selfScan = submitted.reference
        case .intakeReceived(let received): intake = received.reference
        case .profileReceived(let received): profile = received.reference
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
            if !excludedBy.contains(excluded.measure) { excludedBy.append(excluded.measure) }
        case .restored(let restored):
            guard excludedBy.contains(restored.measure) else { return }
            excludedBy.removeAll { $0 == restored.measure }
            if excludedBy.isEmpty { status = statusBeforeExclusion }
        case .restorationImpossible: break
        }
    }
}

extension Participation.Status {
    package var phrase: Phrase {
        switch self {
        case .unknown: Phrase(nl: "niet aangemeld", en: "not registered")
        case .registered: Phrase(nl: "aangemeld", en: "registered")
        case .waitlisted: Phrase(nl: "op de wachtlijst", en: "on the waiting list")
        case .confirmed: Phrase(nl: "bevestigd", en: "confirmed")
        case .refused: Phrase(nl: "geweigerd", en: "refused")
        case .cancelled:
            Phrase(nl: "geannuleerd wegens ontbrekende informatie", en: "cancelled for missing information")
        case .withdrawn: Phrase(nl: "teruggetrokken", en: "withdrawn")
        case .excluded: Phrase(nl: "uitgesloten", en: "excluded")
        case .tookPart: Phrase(nl: "meegereisd", en: "recorded as having travelled along")
        case .noShow: Phrase(nl: "niet verschenen", en: "recorded as a no-show")
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

/// The grounds on which a registration may be refused (RVO conditions 3 to 5).
///
/// None of them is an exclusion.
package enum RefusalGround: String, Choice {
    case incomplete = "onvolledig-formulier"
    case late = "te-laat"
    case full = "maximum-bereikt"
    case companyObjectives = "doelstellingen-bedrijf"
    case relationWithGovernment = "relatie-met-overheid"
    case characterOfMission = "karakter-missie"
    case balancedComposition = "evenwichtige-samenstelling"
}
