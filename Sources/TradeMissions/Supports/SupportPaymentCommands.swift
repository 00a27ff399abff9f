package import EventSourcing

extension Support {
    package struct PayAdvance: Command {
        package let support: SupportID
        package let amount: Cents

        package static let definition = CommandDefinition(
            "support.pay-advance", nl: "Een voorschot betalen", en: "Pay an advance",
            roles: [.paymentOfficer], rules: [.known, .lifecycle, .inv7, .inv14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.require([.granted], support)
            try state.requireFree(act, for: .paying, on: support, records)
            try state.requirePayable(amount, support, on: act.date)
            return [support.event(.advancePaid(AdvancePaid(amount: amount)))]
        }
    }

    package struct PayBalance: Command {
        package let support: SupportID
        package let amount: Cents

        package static let definition = CommandDefinition(
            "support.pay-balance", nl: "Het restant betalen", en: "Pay the balance",
            roles: [.paymentOfficer], rules: [.known, .lifecycle, .inv7, .inv14])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try Rule.lifecycle.require(
                state.isDetermined,
                Phrase(
                    nl: "\(support.text) is nog niet vastgesteld", en: "\(support.text) is not determined yet"),
                remedy: .leadingOn(state.stage.next))
            try state.requireFree(act, for: .paying, on: support, records)
            try state.requirePayable(amount, support, on: act.date)
            return [support.event(.balancePaid(BalancePaid(amount: amount)))]
        }
    }

    /// Suspends payment on serious suspicion.
    ///
    /// For a subsidy thirteen weeks at most from the day on which the company was told of the suspicion, also when
    /// payment was resumed in between; that is what holds when no last day is given (Awb 4:56). A new suspicion has
    /// thirteen weeks of its own, and rests on a document that none before it rested on. A loan or insurance takes the
    /// last day from its contract.
    package struct SuspendPayment: Command {
        package let support: SupportID
        package let until: CivilDate?
        package let newFacts: Material?
        package let reason: String

        package static let definition = CommandDefinition(
            "support.suspend-payment", nl: "De betaling opschorten", en: "Suspend payment",
            roles: [.supportOfficer, .decisionMaker], rules: [.known, .lifecycle, .complete, .term])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try state.require([.granted, .determined, .revised], support)
            try Rule.complete.require(
                !reason.isBlank,
                Phrase(
                    nl: "een opschorting noemt het ernstige vermoeden waarop zij rust",
                    en: "a suspension states the serious suspicion it rests on"))
            try requireNew(state)
            let suspectedOn = newFacts == nil ? state.suspectedOn : nil
            let limit = SuspensionTerm.end(suspendedOn: suspectedOn.map { min($0, act.date) } ?? act.date)
            let last = until ?? limit.end
            try Rule.term.require(
                act.date <= last && (!state.isSubsidy || last <= limit.end),
                Phrase(
                    nl: "de opschorting loopt van \(act.date.text) tot en met \(last.text); ten hoogste: "
                        + "\(limit.arithmetic.nl)",
                    en: "the suspension runs from \(act.date.text) up to and including \(last.text); at most: "
                        + "\(limit.arithmetic.en)"),
                remedy: suspectedOn == nil
                    ? nil
                    : Phrase(
                        nl: "Besluit over intrekking of hervat de betaling; alleen een nieuw vermoeden, met een stuk "
                            + "waarop geen eerdere opschorting rust, geeft opnieuw dertien weken.",
                        en: "Decide on withdrawal or resume payment; only a new suspicion, with a document that no "
                            + "earlier suspension rests on, gives thirteen weeks anew."))
            try requireNoSooner(than: state.isSuspended(on: act.date) ? state.suspension : nil, last)
            guard !state.isSuspended(on: act.date) || newFacts != nil else {
                try Rule.lifecycle.require(
                    state.suspension?.until == last,
                    Phrase(
                        nl: "de betaling van \(support.text) is al opgeschort tot en met "
                            + "\(state.suspension?.until.text ?? "")",
                        en: "payment of \(support.text) is already suspended up to and including "
                            + "\(state.suspension?.until.text ?? "")"),
                    remedy: .first(Support.ResumePayment.self))
                return []
            }
            return [support.event(.paymentSuspended(PaymentSuspended(until: last, newFacts: newFacts, reason: reason)))]
        }

        /// A shorter one in its place would resume payment, without the decision that this takes.
        private func requireNoSooner(than running: Suspension?, _ last: CivilDate) throws(Interruption) {
            guard let running, newFacts != nil else { return }
            try Rule.lifecycle.require(
                last >= running.until,
                Phrase(
                    nl: "de betaling van \(support.text) is opgeschort tot en met \(running.until.text), en een nieuw "
                        + "vermoeden maakt dat niet korter",
                    en: "payment of \(support.text) is suspended up to and including \(running.until.text), and a new "
                        + "suspicion makes that no shorter"),
                remedy: .first(Support.ResumePayment.self))
        }

        private func requireNew(_ state: Support) throws(Interruption) {
            guard let newFacts else { return }
            try Rule.complete.require(
                !newFacts.reference.isBlank && !state.suspicions.contains(newFacts.hash),
                Phrase(
                    nl: "een nieuw vermoeden noemt een stuk waarop geen eerdere opschorting rust",
                    en: "a new suspicion names a document that no earlier suspension rests on"))
        }
    }

    /// Resumes payment: whoever paid does not decide that it goes on (INV-7).
    package struct ResumePayment: Command {
        package let support: SupportID
        package let reason: String

        package static let definition = CommandDefinition(
            "support.resume-payment", nl: "De betaling hervatten", en: "Resume payment",
            roles: [.supportOfficer, .decisionMaker], rules: [.known, .inv7, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.support(support)
            try Rule.complete.require(
                !reason.isBlank,
                Phrase(nl: "een hervatting geeft haar reden", en: "a resumption states its reason"))
            guard state.isSuspended(on: act.date) else { return [] }
            try state.requireFree(act, for: .reviewing, on: support, records)
            return [support.event(.paymentResumed(PaymentResumed(reason: reason)))]
        }
    }
}
