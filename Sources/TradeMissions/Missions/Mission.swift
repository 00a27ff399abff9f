package import EventSourcing

/// A trade mission: its plan, programme, readiness and journey.
package struct Mission: Aggregate {
    package private(set) var stage = Stage.unknown
    package private(set) var country: CountryID?
    package private(set) var period: Period?
    package private(set) var risk: RiskLevelSet?
    package private(set) var announcement: Announced?
    package private(set) var programme: [ProgrammeItemID: ProgrammeItem] = [:]
    /// The items of the programme as it was when the plan was last approved.
    private var approvedItems: Set<ProgrammeItemID> = []
    /// Those that were changed or removed since: somebody else than who changed them approves the plan again (INV-7).
    package private(set) var itemsChangedSinceApproval: Set<ProgrammeItemID> = []
    /// The last reason for which each kind was not invited.
    package private(set) var waivers: [InvitedKind: String] = [:]
    package private(set) var civilSocietyBriefing: CivilSocietyBriefingDecided?
    package private(set) var factsheet: String?
    package private(set) var hasOfficialSupport = true
    /// Who prepared the mission: approving and overriding take another officer (INV-7, INV-30).
    package private(set) var duties = SegregationOfDuties()
    /// The streams that belong to this mission: participations, briefings, concerns, invitations.
    package private(set) var files: Set<StreamName> = []
    /// Where the mission stands once a postponement ends.
    package private(set) var stageAfterPostponement = Stage.unknown

    package init() {}

    package var riskLevel: RiskLevel? { risk?.level }

    /// Whether departure still lies ahead, so that a gate or a restored place still matters.
    package var isBeforeDeparture: Bool {
        switch stage {
        case .unknown, .underway, .ended, .evaluated, .closed, .cancelled: false
        case .proposed, .approved, .announced, .registrationOpen, .registrationClosed, .preparing, .ready, .postponed:
            true
        }
    }

    /// The event by which a stream joins the mission; nothing when it had joined before.
    package func link(_ file: StreamName, to id: MissionID) -> [Emission] {
        files.contains(file) ? [] : [id.event(.fileLinked(FileLinked(file: file)))]
    }

    /// The event by which readiness lapses, because `file` reopened a gate item; nothing when it was not ready.
    package func lapse(_ id: MissionID, because file: StreamName) -> [Emission] {
        stage == .ready ? [id.event(.readinessLapsed(ReadinessLapsed(because: file)))] : []
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        duties.note(event.deed, by: header.actor)
        switch event {
        case .proposed(let proposed):
            stage = .proposed
            country = proposed.country
            period = proposed.period
        case .riskLevelSet(let set): risk = set
        case .planApproved: approve()
        case .announced(let announced):
            stage = .announced
            announcement = announced
        case .registrationOpened: stage = .registrationOpen
        case .registrationClosed: stage = .registrationClosed
        case .programmeItemAdded(let added): programme[added.item.id] = added.item
        case .programmeItemChanged(let changed): set(changed.item.id, to: changed.item)
        case .programmeItemRemoved(let removed): set(removed.item, to: nil)
        case .civilSocietyBriefingDecided(let decided): civilSocietyBriefing = decided
        case .involvementWaived(let waived): waivers[waived.kind] = waived.reason
        case .readinessOverridden: break
        case .declaredReady: stage = .ready
        case .readinessLapsed: stage = .preparing
        case .departed: stage = .underway
        case .ended: stage = .ended
        case .debriefHeld: stage = .evaluated
        case .factsheetPublished(let published): factsheet = published.reference
        case .closed: stage = .closed
        case .postponed:
            stageAfterPostponement = stage.afterPostponement
            stage = .postponed
        case .reopened(let reopened):
            stage = reopened.stage
            period = reopened.period
        case .cancelled: stage = .cancelled
        case .officialSupportWithdrawn: hasOfficialSupport = false
        case .fileLinked(let linked): files.insert(linked.file)
        }
    }

    private mutating func approve() {
        stage = stage.afterApproval
        approvedItems = Set(programme.keys)
        itemsChangedSinceApproval = []
    }

    private mutating func set(_ item: ProgrammeItemID, to value: ProgrammeItem?) {
        programme[item] = value
        if approvedItems.contains(item) { itemsChangedSinceApproval.insert(item) }
    }
}

extension Mission {
    /// Refuses by ``Rule/inv7`` while the programme is another than was approved: what one officer proposes, another
    /// decides on.
    ///
    /// What was added after the approval is no part of what was approved, and asks for nothing: until departure a meeting
    /// that somebody asks for, such as on a concern that was raised, can still get its place.
    func requireApproved(_ id: MissionID) throws(Interruption) {
        let changed = itemsChangedSinceApproval.sorted().map(\.text).joined(separator: ", ")
        try Rule.inv7.require(
            changed.isEmpty,
            Phrase(
                nl: "het programma van \(id.text) is na de goedkeuring gewijzigd: \(changed)",
                en: "the programme of \(id.text) was changed after its approval: \(changed)"),
            remedy: .first(Mission.ApprovePlan.self))
    }

    /// The event by which readiness lapses when an item that was approved is changed: the plan is approved again first.
    func lapse(_ id: MissionID, changing item: ProgrammeItemID) -> [Emission] {
        approvedItems.contains(item) ? lapse(id, because: id.stream) : []
    }
}

extension Mission {
    /// Where a mission stands.
    ///
    /// Raw values are the Dutch terms of the field, in ASCII.
    package enum Stage: String, Choice {
        case unknown = "onbekend"
        case proposed = "voorgesteld"
        case approved = "goedgekeurd"
        case announced = "aangekondigd"
        case registrationOpen = "inschrijving-open"
        case registrationClosed = "inschrijving-gesloten"
        case preparing = "voorbereiding"
        case ready = "vertrekgereed"
        case underway = "onderweg"
        case ended = "afgerond"
        case evaluated = "geevalueerd"
        case closed = "gesloten"
        case postponed = "uitgesteld"
        case cancelled = "geannuleerd"

        /// Where a mission stands once its plan is approved at this one.
        ///
        /// A plan that was changed is approved again, wherever the mission stands by then.
        package var afterApproval: Stage {
            switch self {
            case .unknown, .proposed: .approved
            case .approved, .announced, .registrationOpen, .registrationClosed, .preparing, .ready, .underway, .ended,
                .evaluated, .closed, .postponed, .cancelled:
                self
            }
        }

        /// The stage to which a mission postponed at this one returns.
        ///
        /// Once registration has closed that is preparation, for the gate has to be passed anew; before, it is where
        /// the mission stood, so that approval and announcement are not passed by.
        var afterPostponement: Stage {
            switch self {
            case .registrationClosed, .ready: .preparing
            case .unknown, .proposed, .approved, .announced, .registrationOpen, .preparing, .underway, .ended,
                .evaluated, .closed, .postponed, .cancelled:
                self
            }
        }
    }
}

extension Mission.Stage {
    package var phrase: Phrase {
        switch self {
        case .unknown: Phrase(nl: "onbekend", en: "unknown")
        case .proposed: Phrase(nl: "voorgesteld", en: "proposed")
        case .approved: Phrase(nl: "goedgekeurd", en: "approved")
        case .announced: Phrase(nl: "aangekondigd", en: "announced")
        case .registrationOpen: Phrase(nl: "open voor inschrijving", en: "open for registration")
        case .registrationClosed: Phrase(nl: "gesloten voor inschrijving", en: "closed for registration")
        case .preparing: Phrase(nl: "in voorbereiding", en: "in preparation")
        case .ready: Phrase(nl: "vertrekgereed", en: "ready to depart")
        case .underway: Phrase(nl: "onderweg", en: "underway")
        case .ended: Phrase(nl: "afgerond", en: "ended")
        case .evaluated: Phrase(nl: "geëvalueerd", en: "evaluated")
        case .closed: Phrase(nl: "gesloten", en: "closed")
        case .postponed: Phrase(nl: "uitgesteld", en: "postponed")
        case .cancelled: Phrase(nl: "geannuleerd", en: "cancelled")
        }
    }
}

/// The human-rights risk of a country or mission, as a person judged it.
package enum RiskLevel: String, Choice, Comparable {
    case low = "laag"
    case elevated = "verhoogd"
    case high = "hoog"

    /// Whether R7 asks for an effort to involve civil society and unions.
    package var isElevated: Bool { self != .low }

    package static func < (left: RiskLevel, right: RiskLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .low: 0
        case .elevated: 1
        case .high: 2
        }
    }
}

/// Who is invited under R7: the letter names civil-society organisations and trade unions; experts may join.
package enum InvitedKind: String, Choice, Comparable {
    case civilSociety = "maatschappelijke-organisatie"
    case union = "vakbond"
    case expert = "deskundige"

    /// Without reflection, which takes as long as a thirtieth of a whole question: the board asks for it.
    package var code: String {
        switch self {
        case .civilSociety: "civil-society"
        case .union: "union"
        case .expert: "expert"
        }
    }

    package static func < (left: InvitedKind, right: InvitedKind) -> Bool { left.rawValue < right.rawValue }

    package var phrase: Phrase {
        switch self {
        case .civilSociety: Phrase(nl: "maatschappelijke organisatie", en: "civil-society organisation")
        case .union: Phrase(nl: "vakbond", en: "trade union")
        case .expert: Phrase(nl: "deskundige", en: "expert")
        }
    }
}
