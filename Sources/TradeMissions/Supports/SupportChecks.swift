import EventSourcing

// What several commands on support ask before they decide.

extension Records {
    /// Support with its application; refuses when it was never applied for.
    func support(_ id: SupportID) throws(Interruption) -> (state: Support, application: Support.Applied) {
        let state = try existing(id)
        guard let application = state.application else {
            preconditionFailure("\(id.text) does not begin with its application")
        }
        return (state, application)
    }
}

extension Act {
    /// Refuses a notification before the decision it makes known, or one that is still to come.
    func requireNotification(on notified: CivilDate) throws(Interruption) {
        try Rule.term.require(
            date <= notified,
            Phrase(
                nl: "het besluit is van \(date.text) en kan niet op \(notified.text) zijn bekendgemaakt",
                en: "the decision is of \(date.text) and cannot have been notified on \(notified.text)"))
        try Rule.inv26.require(
            notified <= now.dateInAmsterdam,
            Phrase(
                nl: "\(notified.text) ligt in de toekomst: leg het besluit vast als het is bekendgemaakt",
                en: "\(notified.text) lies in the future: record the decision once it was notified"))
    }
}

extension Cents {
    /// Refuses an amount of nothing: it would change nothing, and is more likely a mistake.
    func requireSomething() throws(Interruption) {
        try Rule.inv14.require(
            self > .zero,
            Phrase(nl: "het bedrag is nul", en: "the amount is nothing"),
            remedy: Phrase(nl: "Geef het bedrag in hele centen.", en: "Give the amount in whole cents."))
    }
}

extension Support {
    /// Refuses by ``Rule/lifecycle`` unless the support stands in one of these stages.
    func require(_ stages: [Stage], _ id: SupportID) throws(Interruption) {
        try Rule.lifecycle.require(
            stages.contains(stage),
            Phrase(
                nl: "\(id.text) is \(stage.phrase.nl); dit kan alleen bij: "
                    + "\(stages.map(\.phrase.nl).joined(separator: ", "))",
                en: "\(id.text) is \(stage.phrase.en); this is possible only when: "
                    + "\(stages.map(\.phrase.en).joined(separator: ", "))"),
            remedy: .leadingOn(stage.next))
    }

    /// Refuses a payment that is suspended or comes to more than the company is entitled to.
    func requirePayable(_ amount: Cents, _ id: SupportID, on date: CivilDate) throws(Interruption) {
        try amount.requireSomething()
        try Rule.lifecycle.require(
            !isSuspended(on: date),
            Phrase(
                nl: "de betaling van \(id.text) is opgeschort tot en met \(suspension?.until.text ?? "")",
                en: "payment of \(id.text) is suspended up to and including \(suspension?.until.text ?? "")"),
            remedy: Phrase(
                nl:
                    "Hervat de betaling eerst (`missieboek support resume-payment`), of wacht tot de opschorting eindigt.",
                en: "Resume payment first (`missieboek support resume-payment`), or wait until the suspension ends."))
        try Rule.inv14.require(
            amount <= payable,
            Phrase(
                nl: "\(amount.phrase.nl) is meer dan nog betaalbaar is op \(id.text): \(payable.phrase.nl)",
                en: "\(amount.phrase.en) is more than is still payable on \(id.text): \(payable.phrase.en)"))
    }

    /// Refuses a decision that leaves the company more than it is entitled to now.
    func requireNoMore(than amount: Cents, _ id: SupportID) throws(Interruption) {
        try Rule.inv14.require(
            amount <= entitled,
            Phrase(
                nl: "\(amount.phrase.nl) is meer dan waarop nu recht bestaat op \(id.text): \(entitled.phrase.nl)",
                en: "\(amount.phrase.en) is more than the present entitlement on \(id.text): \(entitled.phrase.en)"))
    }

    /// Title 4.2 of the Awb governs subsidies only: loans and insurance follow their contract (INV-12).
    func requireSubsidy(_ id: SupportID) throws(Interruption) {
        let kind = application?.kind.phrase ?? Phrase(nl: "onbekend", en: "unknown")
        try Rule.inv12.require(
            isSubsidy,
            Phrase(
                nl: "\(id.text) is \(kind.nl); dit geldt alleen voor een subsidie",
                en: "\(id.text) is \(kind.en); this holds only for a subsidy"),
            remedy: Phrase(nl: "Handel volgens de overeenkomst.", en: "Act under the contract."))
    }

    /// Refuses a withdrawal of the determination once its five years are over (INV-13).
    ///
    /// Ground c counts them from a breach that was found after determination, and no other ground names a breach.
    func requireInTime(
        _ ground: SubsidyGround?, _ breachedOn: CivilDate?, _ id: SupportID, on date: CivilDate
    ) throws(Interruption) {
        try Rule.inv12.require(
            (ground == .laterBreach49c) == (breachedOn != nil),
            Phrase(
                nl: "de dag van het tekortschieten hoort bij Awb 4:49-c, en alleen daarbij",
                en: "the day of the breach belongs to Awb 4:49-c, and only to that"))
        guard ground?.article == .withdrawalAfterDetermination else { return }
        if let breachedOn { try requireBreach(on: breachedOn, id) }
        let fromBreach = breachedOn.map { FiveYearLimit.end(of: FiveYearLimit.withdrawal, from: $0) }
        guard let limit = fromBreach ?? withdrawalLimit else { return }
        try Rule.inv13.require(
            !limit.hasPassed(on: date),
            Phrase(
                nl: "de vaststelling van \(id.text) kon worden ingetrokken tot en met \(limit.arithmetic.nl)",
                en: "the determination of \(id.text) could be withdrawn up to and including \(limit.arithmetic.en)"))
    }

    private func requireBreach(on date: CivilDate, _ id: SupportID) throws(Interruption) {
        try Rule.inv12.require(
            breaches.contains { $0.breachedOn == date } && entitlement.determination.map { $0.date <= date } ?? false,
            Phrase(
                nl: "\(id.text) heeft geen vastgelegd tekortschieten op \(date.text), na de vaststelling",
                en: "\(id.text) has no recorded breach on \(date.text), after determination"))
    }

    /// Refuses a ground that does not fit the state: 4:49 after determination, every other article before it (INV-12).
    func requireGround(_ ground: SubsidyGround, _ id: SupportID) throws(Interruption) {
        let isFitting =
            switch ground.article {
            case .lowerDetermination, .withdrawalBeforeDetermination, .terminationForTheFuture: !isDetermined
            case .withdrawalAfterDetermination: isDetermined
            }
        try Rule.inv12.require(
            isFitting,
            Phrase(
                nl: "\(id.text) is \(isDetermined ? "al" : "nog niet") vastgesteld: Awb \(ground.rawValue) "
                    + "geldt dan niet",
                en: "\(id.text) \(isDetermined ? "was determined" : "is not determined yet"): Awb "
                    + "\(ground.rawValue) does not hold then"))
    }
}
