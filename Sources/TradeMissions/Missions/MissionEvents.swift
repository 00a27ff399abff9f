package import EventSourcing

extension Mission {
    package enum Event: Message {
        case proposed(Proposed)
        case riskLevelSet(RiskLevelSet)
        case planApproved(PlanApproved)
        case announced(Announced)
        case registrationOpened(RegistrationOpened)
        case registrationClosed(RegistrationClosed)
        case programmeItemAdded(ProgrammeItemAdded)
        case programmeItemChanged(ProgrammeItemChanged)
        case programmeItemRemoved(ProgrammeItemRemoved)
        case civilSocietyBriefingDecided(CivilSocietyBriefingDecided)
        case involvementWaived(InvolvementWaived)
        case readinessOverridden(ReadinessOverridden)
        case declaredReady(DeclaredReady)
        case readinessLapsed(ReadinessLapsed)
        case departed(Departed)
        case ended(Ended)
        case debriefHeld(DebriefHeld)
        case factsheetPublished(FactsheetPublished)
        case closed(Closed)
        case postponed(Postponed)
        case reopened(Reopened)
        case cancelled(Cancelled)
        case officialSupportWithdrawn(OfficialSupportWithdrawn)
        case fileLinked(FileLinked)
    }

    package struct Proposed: Codable, Sendable {
        package let title: String
        package let country: CountryID
        package let sector: String
        package let period: Period
    }

    package struct RiskLevelSet: Codable, Sendable {
        package let level: RiskLevel
        /// The version of the country's stream at the profile that the level was compared with; nil in what was stored
        /// before this was.
        package let comparedVersion: Int64?
        /// Nil unless the level lies below the country's.
        package let below: BelowCountry?

        package init(level: RiskLevel, comparedVersion: Int64?, below: BelowCountry? = nil) {
            self.level = level
            self.comparedVersion = comparedVersion
            self.below = below
        }
    }

    /// Why a mission's risk was set below that of its country.
    package struct BelowCountry: Hashable, Codable, Sendable {
        package let level: RiskLevel
        package let reason: String
    }

    package struct PlanApproved: Codable, Sendable {}

    package struct Announced: Codable, Sendable {
        package let closingDate: CivilDate
        package let maximumParticipants: Int
        /// The version of the conditions that participants accept.
        package let conditions: String
    }

    package struct RegistrationOpened: Codable, Sendable {}
    package struct RegistrationClosed: Codable, Sendable {}

    package struct ProgrammeItemAdded: Codable, Sendable {
        package let item: ProgrammeItem
    }

    package struct ProgrammeItemChanged: Codable, Sendable {
        package let item: ProgrammeItem
    }

    package struct ProgrammeItemRemoved: Codable, Sendable {
        package let item: ProgrammeItemID
        package let reason: String
    }

    /// Whether civil society is involved in informing companies (R8: they can be; the choice is recorded).
    package struct CivilSocietyBriefingDecided: Hashable, Codable, Sendable {
        package let involved: Bool
        package let reason: String
    }

    /// A reasoned waiver of the effort under R7, for one kind of invitee.
    package struct InvolvementWaived: Codable, Sendable {
        package let kind: InvitedKind
        package let reason: String
    }

    package struct ReadinessOverridden: Codable, Sendable {
        package let item: GateItemID
        package let reason: String
    }

    package struct DeclaredReady: Codable, Sendable {
        /// The gate items that passed only because they were overridden.
        package let overridden: [GateItemID]
        /// The rules whose advisories were open.
        package let advisories: [String]
    }

    package struct ReadinessLapsed: Codable, Sendable {
        package let because: StreamName
    }

    package struct Departed: Codable, Sendable {}
    package struct Ended: Codable, Sendable {}

    package struct DebriefHeld: Codable, Sendable {
        package let findings: String
    }

    package struct FactsheetPublished: Codable, Sendable {
        package let reference: String
    }

    package struct Closed: Codable, Sendable {}

    package struct Postponed: Codable, Sendable {
        package let reason: String
    }

    package struct Reopened: Codable, Sendable {
        package let period: Period
        /// Where the mission stands again: no step that it had not taken is skipped.
        package let stage: Stage
        package let reason: String
    }

    package struct Cancelled: Codable, Sendable {
        package let reason: String
    }

    package struct OfficialSupportWithdrawn: Codable, Sendable {
        package let reason: String
    }

    package struct FileLinked: Codable, Sendable {
        package let file: StreamName
    }
}

/// One item of a mission's programme.
package struct ProgrammeItem: Hashable, Codable, Sendable {
    package let id: ProgrammeItemID
    package let title: String
    package let date: CivilDate
    /// The organisations that take part in it.
    package let organisations: [OrganisationID]
}

/// The number of a programme item within its mission, as in `3`.
package struct ProgrammeItemID: Hashable, Sendable, Comparable {
    package let number: Int
    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

extension ProgrammeItemID: Scalar {
    package static let shape = ScalarShape.integer(minimum: 1, maximum: 999)
    package static let sample = ProgrammeItemID(number: 1)
    package var text: String { String(number) }

    package init(text: String) throws(InvalidText) {
        guard let number = Int(text), (1...999).contains(number) else {
            throw InvalidText(
                text, expected: "the number of a programme item, from 1 to 999",
                dutch: "het nummer van een programmaonderdeel, van 1 tot en met 999")
        }
        self.number = number
    }
}

extension Mission {
    package typealias ID = MissionID
    package static let category = Category.mission
    package static func domainEvent(_ event: Event) -> DomainEvent { .mission(event) }
}

extension Mission.Event {
    package enum Name: String, CaseIterable, Sendable {
        case proposed = "MissionProposed"
        case riskLevelSetBesideLatestProfile = "MissionRiskLevelSet"
        case riskLevelSet = "MissionRiskLevelSet.v2"
        case planApproved = "MissionPlanApproved"
        case announced = "MissionAnnounced"
        case registrationOpened = "RegistrationOpened"
        case registrationClosed = "RegistrationClosed"
        case programmeItemAdded = "ProgrammeItemAdded"
        case programmeItemChanged = "ProgrammeItemChanged"
        case programmeItemRemoved = "ProgrammeItemRemoved"
        case civilSocietyBriefingDecided = "CivilSocietyBriefingDecided"
        case involvementWaived = "InvolvementWaived"
        case readinessOverridden = "ReadinessOverridden"
        case declaredReady = "MissionDeclaredReady"
        case readinessLapsed = "MissionReadinessLapsed"
        case departed = "MissionDeparted"
        case ended = "MissionEnded"
        case debriefHeld = "DebriefHeld"
        case factsheetPublished = "FactsheetPublished"
        case closed = "MissionClosed"
        case postponed = "MissionPostponed"
        case reopened = "MissionReopened"
        case cancelled = "MissionCancelled"
        case officialSupportWithdrawn = "OfficialSupportWithdrawn"
        case fileLinked = "MissionFileLinked"
    }

    package var name: Name {
        switch self {
        case .proposed: .proposed
        case .riskLevelSet: .riskLevelSet
        case .planApproved: .planApproved
        case .announced: .announced
        case .registrationOpened: .registrationOpened
        case .registrationClosed: .registrationClosed
        case .programmeItemAdded: .programmeItemAdded
        case .programmeItemChanged: .programmeItemChanged
        case .programmeItemRemoved: .programmeItemRemoved
        case .civilSocietyBriefingDecided: .civilSocietyBriefingDecided
        case .involvementWaived: .involvementWaived
        case .readinessOverridden: .readinessOverridden
        case .declaredReady: .declaredReady
        case .readinessLapsed: .readinessLapsed
        case .departed: .departed
        case .ended: .ended
        case .debriefHeld: .debriefHeld
        case .factsheetPublished: .factsheetPublished
        case .closed: .closed
        case .postponed: .postponed
        case .reopened: .reopened
        case .cancelled: .cancelled
        case .officialSupportWithdrawn: .officialSupportWithdrawn
        case .fileLinked: .fileLinked
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .proposed(let payload): payload
        case .riskLevelSet(let payload): payload
        case .planApproved(let payload): payload
        case .announced(let payload): payload
        case .registrationOpened(let payload): payload
        case .registrationClosed(let payload): payload
        case .programmeItemAdded(let payload): payload
        case .programmeItemChanged(let payload): payload
        case .programmeItemRemoved(let payload): payload
        case .civilSocietyBriefingDecided(let payload): payload
        case .involvementWaived(let payload): payload
        case .readinessOverridden(let payload): payload
        case .declaredReady(let payload): payload
        case .readinessLapsed(let payload): payload
        case .departed(let payload): payload
        case .ended(let payload): payload
        case .debriefHeld(let payload): payload
        case .factsheetPublished(let payload): payload
        case .closed(let payload): payload
        case .postponed(let payload): payload
        case .reopened(let payload): payload
        case .cancelled(let payload): payload
        case .officialSupportWithdrawn(let payload): payload
        case .fileLinked(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .proposed: .proposed(try body.decode(Mission.Proposed.self))
        case .riskLevelSetBesideLatestProfile:
            .riskLevelSet(Mission.RiskLevelSet(try body.decode(Mission.RiskLevelSetBesideLatestProfile.self)))
        case .riskLevelSet: .riskLevelSet(try body.decode(Mission.RiskLevelSet.self))
        case .planApproved: .planApproved(try body.decode(Mission.PlanApproved.self))
        case .announced: .announced(try body.decode(Mission.Announced.self))
        case .registrationOpened: .registrationOpened(try body.decode(Mission.RegistrationOpened.self))
        case .registrationClosed: .registrationClosed(try body.decode(Mission.RegistrationClosed.self))
        case .programmeItemAdded: .programmeItemAdded(try body.decode(Mission.ProgrammeItemAdded.self))
        case .programmeItemChanged: .programmeItemChanged(try body.decode(Mission.ProgrammeItemChanged.self))
        case .programmeItemRemoved: .programmeItemRemoved(try body.decode(Mission.ProgrammeItemRemoved.self))
        case .civilSocietyBriefingDecided:
            .civilSocietyBriefingDecided(try body.decode(Mission.CivilSocietyBriefingDecided.self))
        case .involvementWaived: .involvementWaived(try body.decode(Mission.InvolvementWaived.self))
        case .readinessOverridden: .readinessOverridden(try body.decode(Mission.ReadinessOverridden.self))
        case .declaredReady: .declaredReady(try body.decode(Mission.DeclaredReady.self))
        case .readinessLapsed: .readinessLapsed(try body.decode(Mission.ReadinessLapsed.self))
        case .departed: .departed(try body.decode(Mission.Departed.self))
        case .ended: .ended(try body.decode(Mission.Ended.self))
        case .debriefHeld: .debriefHeld(try body.decode(Mission.DebriefHeld.self))
        case .factsheetPublished: .factsheetPublished(try body.decode(Mission.FactsheetPublished.self))
        case .closed: .closed(try body.decode(Mission.Closed.self))
        case .postponed: .postponed(try body.decode(Mission.Postponed.self))
        case .reopened: .reopened(try body.decode(Mission.Reopened.self))
        case .cancelled: .cancelled(try body.decode(Mission.Cancelled.self))
        case .officialSupportWithdrawn:
            .officialSupportWithdrawn(try body.decode(Mission.OfficialSupportWithdrawn.self))
        case .fileLinked: .fileLinked(try body.decode(Mission.FileLinked.self))
        }
    }
}
