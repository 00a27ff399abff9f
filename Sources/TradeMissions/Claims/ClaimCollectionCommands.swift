package import EventSourcing

extension Claim {
    /// Reminds the debtor in default to pay within two weeks, and warns of the costs of enforcement (Awb 4:112).
    package struct SendReminder: Command {
        package let claim: ClaimID
        package let warnsOfCosts: Bool

        package static let definition = CommandDefinition(
            "claim.send-reminder", nl: "Een aanmaning sturen", en: "Send a reminder",
            roles: [.paymentOfficer, .supportOfficer], rules: [.known, .lifecycle, .inv14, .term, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, establishment) = try records.claim(claim)
            try state.requireEnforceable(claim, on: act.date)
            try Rule.lifecycle.require(
                state.stage != .writ,
                Phrase(
                    nl: "voor \(claim.text) is al een dwangbevel uitgevaardigd",
                    en: "a writ was issued for \(claim.text) already"),
                remedy: .leadingOn([Claim.RecordReceipt.self, Claim.AgreeInstalments.self]))
            try Rule.complete.require(
                establishment.kind != .subsidy || warnsOfCosts,
                Phrase(
                    nl: "een aanmaning waarschuwt voor de kosten van invordering (Awb 4:112)",
                    en: "a reminder warns of the costs of enforcement (Awb 4:112)"))
            let last = DunningTerm.end(sentOn: act.date).end
            return last == state.dunnedUntil ? [] : [claim.event(.dunningSent(DunningSent(dueDate: last)))]
        }
    }

    /// Issues a writ once the term of a reminder has passed: for a subsidy only (Awb 4:57, 4:114–4:117).
    package struct IssueWrit: Command {
        package let claim: ClaimID

        package static let definition = CommandDefinition(
            "claim.issue-writ", nl: "Een dwangbevel uitvaardigen", en: "Issue a writ",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .lifecycle, .inv14, .inv12, .inv7, .inv8, .term])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, establishment) = try records.claim(claim)
            try Rule.inv12.require(
                establishment.kind == .subsidy,
                Phrase(
                    nl: "\(claim.text) rust op \(establishment.kind.phrase.nl): een dwangbevel kan alleen bij een "
                        + "subsidie",
                    en: "\(claim.text) rests on \(establishment.kind.phrase.en): a writ is possible only for a "
                        + "subsidy"),
                remedy: Phrase(
                    nl: "Vorder volgens de overeenkomst, zo nodig via de rechter.",
                    en: "Collect under the contract, through the court if need be."))
            guard state.stage != .writ else { return [] }
            try state.requireEnforceable(claim, on: act.date)
            let authority = try state.authority(of: act, deciding: claim, records)
            let dunned = try Rule.lifecycle.required(
                state.dunnedUntil,
                Phrase(
                    nl: "voor \(claim.text) is nog geen aanmaning gestuurd",
                    en: "no reminder was sent for \(claim.text) yet"),
                remedy: .first(Claim.SendReminder.self))
            try Rule.term.require(
                act.date > dunned,
                Phrase(
                    nl: "de aanmaning voor \(claim.text) geeft tot en met \(dunned.text)",
                    en: "the reminder for \(claim.text) gives until \(dunned.text), that day included"))
            return [claim.event(.writIssued(WritIssued(authority: authority)))]
        }
    }

    /// Agrees on payment in instalments: a delay of payment, during which nothing is collected (Awb 4:94).
    package struct AgreeInstalments: Command {
        package let claim: ClaimID
        package let instalments: [Instalment]
        package let reason: String

        package static let definition = CommandDefinition(
            "claim.agree-instalments", nl: "Een betalingsregeling treffen", en: "Agree on instalments",
            roles: [.decisionMaker, .officeHolder, .supportOfficer],
            rules: [.known, .lifecycle, .inv7, .inv8, .inv14, .term, .complete])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, _) = try records.claim(claim)
            let ordered = instalments.sorted { $0.dueDate < $1.dueDate }
            if state.isKeepingArrangement(on: act.date), state.arrangement?.instalments == ordered { return [] }
            try state.requireCollected(claim)
            let authority = try state.authority(of: act, deciding: claim, records)
            try Rule.complete.require(
                !reason.isBlank, Phrase(nl: "een regeling geeft haar reden", en: "an arrangement states its reason"))
            try state.requireOutstanding(state.outstanding, claim)
            for instalment in ordered { try state.requireOutstanding(instalment.amount, claim) }
            try Rule.term.require(
                ordered.allSatisfy { $0.dueDate >= act.date },
                Phrase(
                    nl: "een termijn van de regeling ligt vóór \(act.date.text)",
                    en: "an instalment falls due before \(act.date.text)"))
            let sum = ordered.map(\.amount.value).reduce(0, +)
            try Rule.inv14.require(
                sum == state.outstanding.value,
                Phrase(
                    nl: "de termijnen zijn samen niet gelijk aan wat openstaat op \(claim.text): "
                        + "\(state.outstanding.phrase.nl)",
                    en: "the instalments do not add up to what is outstanding on \(claim.text): "
                        + "\(state.outstanding.phrase.en)"))
            return [
                claim.event(
                    .arrangementAgreed(
                        ArrangementAgreed(instalments: ordered, reason: reason, authority: authority)))
            ]
        }
    }

    /// Charges interest over the days of default that were not charged before (Awb 4:98).
    ///
    /// A loan or insurance may charge from the notification on, as its contract says.
    package struct ChargeInterest: Command {
        package let claim: ClaimID
        package let amount: Cents
        /// The last day over which the interest was computed.
        package let until: CivilDate

        package static let definition = CommandDefinition(
            "claim.charge-interest", nl: "Rente in rekening brengen", en: "Charge interest",
            roles: [.paymentOfficer, .supportOfficer], rules: [.known, .lifecycle, .inv14, .term])

        package func decide(_ act: Act, _ records: Records) throws(Interruption) -> Decision {
            let (state, establishment) = try records.claim(claim)
            try state.requireCollected(claim)
            try amount.requireSomething()
            try Rule.inv14.require(
                Cents(state.claimed.value + state.interest.value + amount.value) != nil,
                Phrase(
                    nl: "de vordering met rente wordt groter dan dit boek kan bevatten",
                    en: "the claim with interest grows beyond what this book can hold"))
            let start = establishment.kind == .subsidy ? establishment.dueDate : establishment.notifiedOn
            let from = max(start, state.interestUntil ?? start).adding(days: 1)
            try Rule.term.require(
                from <= until && until <= act.date,
                Phrase(
                    nl: "rente op \(claim.text) kan worden berekend van \(from.text) tot en met \(act.date.text)",
                    en: "interest on \(claim.text) can be computed from \(from.text) up to and including "
                        + "\(act.date.text)"))
            return [
                claim.event(
                    .interestCharged(InterestCharged(amount: amount, period: Period(from: from, until: until))))
            ]
        }
    }
}
