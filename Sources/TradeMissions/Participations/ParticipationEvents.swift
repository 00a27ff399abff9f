package import EventSourcing

extension Participation {
    package enum Event: Message {
        case registered(Registered)
        case conditionsAccepted(ConditionsAccepted)
        case selfScanSubmitted(SelfScanSubmitted)
        case intakeReceived(IntakeReceived)
        case profileReceived(ProfileReceived)
        case confirmed(Confirmed)
        case waitlisted(Waitlisted)
        case refused(Refused)
        case cancelled(Cancelled)
        case withdrew(Withdrew)
        case tookPart(TookPart)
        case noShow(NoShow)
        case excluded(Excluded)
        case restored(Restored)
        case restorationImpossible(RestorationImpossible)
    }

    package struct Registered: Codable, Sendable {
        /// The place in the order of receipt within the mission.
        package let sequence: Int
        /// Whether it came after the closing date, or after registration was closed.
        package let isLate: Bool
        /// Why a late registration was taken in, when a reason was given.
        package let lateReason: String?
    }

    package struct ConditionsAccepted: Hashable, Codable, Sendable {
        /// The version of the conditions.
        package let conditions: String
        /// The signatory's function, never a name.
        package let signatory: String
    }

    package struct SelfScanSubmitted: Codable, Sendable {
        /// Where the completed MVO-zelfscan is kept.
        package let reference: String
    }

    package struct IntakeReceived: Codable, Sendable {
        package let reference: String
    }

    package struct ProfileReceived: Codable, Sendable {
        package let reference: String
    }

    package struct Confirmed: Codable, Sendable {
        /// Why the order of receipt was departed from, when it was.
        package let deviationReason: String?
    }

    package struct Waitlisted: Codable, Sendable {
        package let reason: String
    }

    /// Not selected, on RVO's conditions: not an exclusion.
    package struct Refused: Codable, Sendable {
        package let ground: RefusalGround
        package let reason: String
    }

    /// Cancelled because information was missing: not an exclusion.
    package struct Cancelled: Codable, Sendable {
        package let missing: [RegistrationItem]
    }

    package struct Withdrew: Codable, Sendable {
        package let reason: String
    }

    package struct TookPart: Codable, Sendable {}
    package struct NoShow: Codable, Sendable {}

    /// Excluded from this mission by a measure in force (R1): never by a command on the participation.
    package struct Excluded: Codable, Sendable {
        package let measure: MeasureID
    }

    package struct Restored: Codable, Sendable {
        package let measure: MeasureID
    }

    /// The measure fell away, but the mission had departed (INV-22).
    package struct RestorationImpossible: Codable, Sendable {
        package let measure: MeasureID
    }
}

extension Participation {
    package typealias ID = ParticipationID
    package static let category = Category.participation
    package static func domainEvent(_ event: Event) -> DomainEvent { .participation(event) }
}

extension Participation.Event {
    package enum Name: String, CaseIterable, Sendable {
        case registered = "CompanyRegistered"
        case conditionsAccepted = "ConditionsAccepted"
        case selfScanSubmitted = "SelfScanSubmitted"
        case intakeReceived = "MatchmakingIntakeReceived"
        case profileReceived = "CompanyProfileReceived"
        case confirmed = "ParticipationConfirmed"
        case waitlisted = "CompanyWaitlisted"
        case refused = "RegistrationRefused"
        case cancelled = "RegistrationCancelled"
        case withdrew = "CompanyWithdrew"
        case tookPart = "CompanyTookPart"
        case noShow = "NoShow"
        case excluded = "CompanyExcluded"
        case restored = "ParticipationRestored"
        case restorationImpossible = "RestorationImpossible"
    }

    package var name: Name {
        switch self {
        case .registered: .registered
        case .conditionsAccepted: .conditionsAccepted
        case .selfScanSubmitted: .selfScanSubmitted
        case .intakeReceived: .intakeReceived
        case .profileReceived: .profileReceived
        case .confirmed: .confirmed
        case .waitlisted: .waitlisted
        case .refused: .refused
        case .cancelled: .cancelled
        case .withdrew: .withdrew
        case .tookPart: .tookPart
        case .noShow: .noShow
        case .excluded: .excluded
        case .restored: .restored
        case .restorationImpossible: .restorationImpossible
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .registered(let payload): payload
        case .conditionsAccepted(let payload): payload
        case .selfScanSubmitted(let payload): payload
        case .intakeReceived(let payload): payload
        case .profileReceived(let payload): payload
        case .confirmed(let payload): payload
        case .waitlisted(let payload): payload
        case .refused(let payload): payload
        case .cancelled(let payload): payload
        case .withdrew(let payload): payload
        case .tookPart(let payload): payload
        case .noShow(let payload): payload
        case .excluded(let payload): payload
        case .restored(let payload): payload
        case .restorationImpossible(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .registered: .registered(try body.decode(Participation.Registered.self))
        case .conditionsAccepted: .conditionsAccepted(try body.decode(Participation.ConditionsAccepted.self))
        case .selfScanSubmitted: .selfScanSubmitted(try body.decode(Participation.SelfScanSubmitted.self))
        case .intakeReceived: .intakeReceived(try body.decode(Participation.IntakeReceived.self))
        case .profileReceived: .profileReceived(try body.decode(Participation.ProfileReceived.self))
        case .confirmed: .confirmed(try body.decode(Participation.Confirmed.self))
        case .waitlisted: .waitlisted(try body.decode(Participation.Waitlisted.self))
        case .refused: .refused(try body.decode(Participation.Refused.self))
        case .cancelled: .cancelled(try body.decode(Participation.Cancelled.self))
        case .withdrew: .withdrew(try body.decode(Participation.Withdrew.self))
        case .tookPart: .tookPart(try body.decode(Participation.TookPart.self))
        case .noShow: .noShow(try body.decode(Participation.NoShow.self))
        case .excluded: .excluded(try body.decode(Participation.Excluded.self))
        case .restored: .restored(try body.decode(Participation.Restored.self))
        case .restorationImpossible: .restorationImpossible(try body.decode(Participation.RestorationImpossible.self))
        }
    }
}
