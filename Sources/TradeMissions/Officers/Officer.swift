package import EventSourcing

/// An officer of the ministry, RVO or a post: the roles and mandates that were recorded.
package struct Officer: Aggregate {
    package struct Mandate: Hashable, Codable, Sendable {
        package let id: MandateID
        package let powers: [Power]
        package let period: Period
        /// The office on whose behalf is decided (Awb 10:10).
        package let onBehalfOf: String
        /// The day from which the mandate no longer holds, when it was revoked.
        package var revokedFrom: CivilDate?

        package func holds(_ power: Power, on date: CivilDate) -> Bool { powers.contains(power) && isInForce(on: date) }

        /// Whatever it empowers to.
        package func isInForce(on date: CivilDate) -> Bool {
            period.contains(date) && revokedFrom.map { date < $0 } ?? true
        }
    }

    package private(set) var isRegistered = false
    package private(set) var roles: [Role: [Period]] = [:]
    package private(set) var mandates: [Mandate] = []
    /// Everyone who was recorded as the person behind this account, without those of whom that was taken back; empty for
    /// a person of its own.
    package private(set) var persons: [PersonID] = []
    /// Of whom it was taken back, and not recorded anew.
    package private(set) var mistakenPersons: [PersonID] = []
    /// Who has recorded a person behind this account: none of them takes one back.
    package private(set) var duties = SegregationOfDuties()

    package init() {}

    package func holds(_ role: Role, on date: CivilDate) -> Bool {
        roles[role, default: []].contains { $0.contains(date) }
    }

    /// The mandate that empowers the officer on `date`, if any (Awb 10:3).
    package func mandate(for power: Power, on date: CivilDate) -> Mandate? {
        mandates.first { $0.holds(power, on: date) }
    }

    // MARK: - Events

    package enum Event: Message {
        case registered(Registered)
        case identified(Identified)
        case identityCorrected(IdentityCorrected)
        case roleGranted(RoleGranted)
        case roleRevoked(RoleRevoked)
        case mandateGranted(MandateGranted)
        case mandateRevoked(MandateRevoked)
    }

    package struct Registered: Codable, Sendable {
        /// The organisational unit, such as `RVO` or `ambassade Riyad`.
        package let unit: String
    }

    /// The account is this person's, and was so before.
    package struct Identified: Codable, Sendable {
        package let person: PersonID
    }

    /// The account is not this person's, and was not when that was recorded: from here on it counts as theirs no more.
    package struct IdentityCorrected: Codable, Sendable {
        package let person: PersonID
        package let reason: String
    }

    package struct RoleGranted: Codable, Sendable {
        package let role: Role
        package let period: Period
        /// Why it was granted from a day that had passed; nil when it was not.
        package let reason: String?

        package init(role: Role, period: Period, reason: String? = nil) {
            self.role = role
            self.period = period
            self.reason = reason
        }
    }

    package struct RoleRevoked: Codable, Sendable {
        package let role: Role
        /// The first day without the role.
        package let from: CivilDate
        /// Why it was revoked from a day that had passed; nil when it was not.
        package let reason: String?

        package init(role: Role, from: CivilDate, reason: String? = nil) {
            self.role = role
            self.from = from
            self.reason = reason
        }
    }

    package struct MandateGranted: Codable, Sendable {
        package let mandate: MandateID
        package let powers: [Power]
        package let period: Period
        package let onBehalfOf: String
        /// Why it was recorded from a day that had passed; nil when it was not.
        package let reason: String?

        package init(
            mandate: MandateID, powers: [Power], period: Period, onBehalfOf: String, reason: String? = nil
        ) {
            self.mandate = mandate
            self.powers = powers
            self.period = period
            self.onBehalfOf = onBehalfOf
            self.reason = reason
        }
    }

    package struct MandateRevoked: Codable, Sendable {
        package let mandate: MandateID
        /// The first day without the mandate.
        package let from: CivilDate
        /// Why it was revoked from a day that had passed; nil when it was not.
        package let reason: String?

        package init(mandate: MandateID, from: CivilDate, reason: String? = nil) {
            self.mandate = mandate
            self.from = from
            self.reason = reason
        }
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        duties.note(event.deed, by: header.actor)
        switch event {
        case .registered:
            isRegistered = true
        case .identified(let identified):
            if !persons.contains(identified.person) { persons.append(identified.person) }
            mistakenPersons.removeAll { $0 == identified.person }
        case .identityCorrected(let corrected):
            guard persons.contains(corrected.person) else { return }
            persons.removeAll { $0 == corrected.person }
            mistakenPersons.append(corrected.person)
        case .roleGranted(let granted):
            roles[granted.role, default: []].append(granted.period)
        case .roleRevoked(let revoked):
            roles[revoked.role] = roles[revoked.role, default: []].compactMap { period in
                guard period.from < revoked.from else { return nil }
                let last = revoked.from.adding(days: -1)
                return Period(from: period.from, until: min(period.until ?? last, last))
            }
        case .mandateGranted(let granted):
            mandates.append(
                Mandate(
                    id: granted.mandate, powers: granted.powers, period: granted.period,
                    onBehalfOf: granted.onBehalfOf, revokedFrom: nil))
        case .mandateRevoked(let revoked):
            for index in mandates.indices where mandates[index].id == revoked.mandate {
                mandates[index].revokedFrom = revoked.from
            }
        }
    }
}

/// The reference of a mandate, as in `mandaat-2026-7`.
package struct MandateID: WrittenReference {
    package static let shape = ScalarShape.text(format: "mandate")
    package static let example = "mandaat-2026-7"
    package static let meaning = Phrase(nl: "de aanduiding van een mandaat", en: "a mandate's reference")
    package let text: String

    package init(unchecked text: String) {
        self.text = text
    }
}

extension Officer {
    package typealias ID = OfficerID
    package static let category = Category.officer
    package static func domainEvent(_ event: Event) -> DomainEvent { .officer(event) }
}

extension Officer.Event {
    package enum Name: String, CaseIterable, Sendable {
        case registered = "OfficerRegistered"
        case identified = "OfficerIdentified"
        case identityCorrected = "OfficerIdentityCorrected"
        case roleGranted = "RoleGranted"
        case roleRevoked = "RoleRevoked"
        case mandateGranted = "MandateGranted"
        case mandateRevoked = "MandateRevoked"
    }

    package var name: Name {
        switch self {
        case .registered: .registered
        case .identified: .identified
        case .identityCorrected: .identityCorrected
        case .roleGranted: .roleGranted
        case .roleRevoked: .roleRevoked
        case .mandateGranted: .mandateGranted
        case .mandateRevoked: .mandateRevoked
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .registered(let payload): payload
        case .identified(let payload): payload
        case .identityCorrected(let payload): payload
        case .roleGranted(let payload): payload
        case .roleRevoked(let payload): payload
        case .mandateGranted(let payload): payload
        case .mandateRevoked(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .registered: .registered(try body.decode(Officer.Registered.self))
        case .identified: .identified(try body.decode(Officer.Identified.self))
        case .identityCorrected: .identityCorrected(try body.decode(Officer.IdentityCorrected.self))
        case .roleGranted: .roleGranted(try body.decode(Officer.RoleGranted.self))
        case .roleRevoked: .roleRevoked(try body.decode(Officer.RoleRevoked.self))
        case .mandateGranted: .mandateGranted(try body.decode(Officer.MandateGranted.self))
        case .mandateRevoked: .mandateRevoked(try body.decode(Officer.MandateRevoked.self))
        }
    }
}
