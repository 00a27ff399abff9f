import EventSourcing

/// In what capacity a decision was taken (Awb 10:3, 10:10): made where the power to decide is checked, and carried by
/// every event of a decision, so that none has to be read together with what the decider's roles were on that day.
package struct DecisionAuthority: Hashable, Codable, Sendable {
    /// The role in which was decided; an officer may hold more.
    package let role: Role
    package let basis: DecisionBasis
    /// The mandate as it held on that date; nil on every other basis.
    package let mandate: MandateID?
    /// The office on whose behalf was decided (Awb 10:10); nil on every other basis.
    package let onBehalfOf: String?

    private init(_ role: Role, _ basis: DecisionBasis, _ mandate: MandateID? = nil, onBehalfOf: String? = nil) {
        self.role = role
        self.basis = basis
        self.mandate = mandate
        self.onBehalfOf = onBehalfOf
    }

    package var isUnderMandate: Bool { basis == .mandate }

    static let inPerson = DecisionAuthority(.officeHolder, .inPerson)

    static func under(_ mandate: MandateID, onBehalfOf office: String, as role: Role) -> DecisionAuthority {
        DecisionAuthority(role, .mandate, mandate, onBehalfOf: office)
    }

    static func executingRuling(as role: Role) -> DecisionAuthority { DecisionAuthority(role, .ruling) }

    static func role(_ role: Role) -> DecisionAuthority { DecisionAuthority(role, .role) }
}

/// What someone rests on who decides.
package enum DecisionBasis: String, Choice {
    /// The decider holds the office itself.
    case inPerson = "in-persoon"
    /// The decider acts on behalf of the office.
    case mandate = "mandaat"
    /// A court decided, and this carries its ruling out.
    case ruling = "uitspraak"
    /// The role alone: what burdens nobody takes no mandate.
    case role = "rol"
}

extension Act {
    /// In what capacity the actor decides: in person when they hold the office itself, otherwise under a mandate for
    /// `power` (``mandate(for:)``).
    ///
    /// Who has neither is refused by ``Rule/inv8``, unless what is decided takes no more than the role.
    func decisionAuthority(
        for power: Power, orByRole roleSuffices: Bool = false
    ) throws(Interruption) -> DecisionAuthority {
        if holds(.officeHolder) { return .inPerson }
        let mandate = mandate(for: power)
        if mandate == nil, roleSuffices { return .role(admittedRole) }
        let held = try Rule.inv8.required(
            mandate,
            Phrase(
                nl: "\(actor.text) heeft geen mandaat voor ‘\(power.word.nl)’ \(days.nl)",
                en: "\(actor.text) holds no mandate for “\(power.word.en)” \(days.en)"))
        return .under(held.id, onBehalfOf: held.onBehalfOf, as: admittedRole)
    }

    /// The capacity of whoever carries out what a court decided: that takes no mandate.
    var authorityExecutingRuling: DecisionAuthority { .executingRuling(as: admittedRole) }

    /// The mandate under which the actor decides: the one that held when the decision was taken, provided that one for
    /// the same power holds when it is recorded.
    ///
    /// A mandate that has ended since is not revived by dating back, as a role is not (``holds(_:)``).
    func mandate(for power: Power) -> Officer.Mandate? {
        guard officer.mandate(for: power, on: dateRecorded) != nil else { return nil }
        return officer.mandate(for: power, on: date)
    }

    private var admittedRole: Role {
        guard let role else { preconditionFailure("whoever decides was admitted in a role") }
        return role
    }
}
