import EventSourcing

/// In what capacity someone decides: under a mandate, or in person.
struct DecisionPower {
    let mandate: MandateID?
    /// The office on whose behalf is decided (Awb 10:10); nil when someone decides in person.
    let onBehalfOf: String?

    var isUnderMandate: Bool { mandate != nil }

    /// In person, or where no mandate is needed.
    static let ownOrUnneeded = DecisionPower(mandate: nil, onBehalfOf: nil)
}

extension Act {
    /// The capacity in which the actor decides: in person when they hold the office itself, otherwise under a mandate
    /// for `power` on the date of the act; nil when there is neither.
    func decisionPower(for power: Power) -> DecisionPower? {
        if officer.holds(.officeHolder, on: date) { return .ownOrUnneeded }
        return officer.mandate(for: power, on: date).map {
            DecisionPower(mandate: $0.id, onBehalfOf: $0.onBehalfOf)
        }
    }

    /// The same, or a refusal by ``Rule/inv8``.
    func requireDecisionPower(for power: Power) throws(Interruption) -> DecisionPower {
        try Rule.inv8.required(
            decisionPower(for: power),
            Phrase(
                nl: "\(actor.text) heeft op \(date.text) geen mandaat voor ‘\(power.rawValue)’",
                en: "\(actor.text) holds no mandate for “\(power.rawValue)” on \(date.text)"))
    }
}
