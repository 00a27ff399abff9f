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
    /// The mandate under which the actor decides: the one that held when the decision was taken, provided that one for
    /// the same power holds when it is recorded.
    ///
    /// A mandate that has ended since is not revived by dating back, as a role is not (``holds(_:)``).
    func mandate(for power: Power) -> Officer.Mandate? {
        guard officer.mandate(for: power, on: dateRecorded) != nil else { return nil }
        return officer.mandate(for: power, on: date)
    }

    /// The capacity in which the actor decides: in person when they hold the office itself, otherwise under a mandate
    /// for `power` (``mandate(for:)``); nil when there is neither.
    func decisionPower(for power: Power) -> DecisionPower? {
        if holds(.officeHolder) { return .ownOrUnneeded }
        return mandate(for: power).map { DecisionPower(mandate: $0.id, onBehalfOf: $0.onBehalfOf) }
    }

    /// The same, or a refusal by ``Rule/inv8``.
    func requireDecisionPower(for power: Power) throws(Interruption) -> DecisionPower {
        try Rule.inv8.required(
            decisionPower(for: power),
            Phrase(
                nl: "\(actor.text) heeft geen mandaat voor ‘\(power.word.nl)’ \(days.nl)",
                en: "\(actor.text) holds no mandate for “\(power.word.en)” \(days.en)"))
    }
}
