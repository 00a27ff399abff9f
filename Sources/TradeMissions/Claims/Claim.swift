package import EventSourcing

/// A claim on a company for support that was paid without a right to it.
///
/// The account, to the cent and after every event: `claimed + interest = received + setOff − refunded − overpaid
/// + remitted + writtenOff + prescribed + outstanding`.
package struct Claim: Aggregate {
    package private(set) var stage = Stage.unknown
    package private(set) var establishment: Established?
    /// Who took the decision: under mandate, the objection against it is for another (Awb 10:3).
    package private(set) var decider = ""
    /// Who decided here, and who booked or refunded (INV-7).
    package private(set) var duties = SegregationOfDuties()
    /// What was reclaimed, after reductions.
    package private(set) var claimed = Cents.zero
    package private(set) var interest = Cents.zero
    package private(set) var received = Cents.zero
    package private(set) var setOff = Cents.zero
    package private(set) var refunded = Cents.zero
    package private(set) var interestUntil: CivilDate?
    /// The last day that the latest reminder gave.
    package private(set) var dunnedUntil: CivilDate?
    package private(set) var arrangement: Arrangement?
    /// The last act that started the limitation term anew (Awb 4:105, 4:106).
    package private(set) var interruptedOn: CivilDate?
    private var remittedByDecision = Cents.zero
    private var abandonedAsBad = Cents.zero
    private var abandonedAsPrescribed = Cents.zero

    package init() {}

    /// Payment in instalments, and what had been paid before it was agreed.
    package struct Arrangement: Hashable, Codable, Sendable {
        package let instalments: [Instalment]
        package let paidBefore: Cents
        package let agreedOn: CivilDate

        /// The last day of the delay of payment, given what has come in: that of the first instalment which is not
        /// covered, or of the last.
        func delayedUntil(with moneyIn: Cents) -> CivilDate {
            var due = Cents.zero
            for instalment in instalments {
                due += instalment.amount
                if due > moneyIn.less(paidBefore) { return instalment.dueDate }
            }
            return instalments.last?.dueDate ?? agreedOn
        }
    }

    package mutating func apply(_ event: Event, _ header: EventHeader) {
        let date = header.occurredAt.dateInAmsterdam
        duties.note(event.deed, by: header.actor)
        switch event {
        case .established(let established):
            stage = .open
            establishment = established
            decider = header.actor
            claimed = established.amount
        case .dunningSent(let dunning):
            stage = .dunned
            dunnedUntil = dunning.dueDate
            interrupt(on: date)
        case .writIssued:
            stage = .writ
            interrupt(on: date)
        case .arrangementAgreed(let agreed):
            stage = .arrangement
            arrangement = Arrangement(instalments: agreed.instalments, paidBefore: moneyIn, agreedOn: date)
            interrupt(on: date)
        case .repaymentReceived(let receipt): received += receipt.amount
        case .setOff(let booked):
            setOff += booked.amount
            interrupt(on: date)
        case .interestCharged(let charged):
            interest += charged.amount
            interestUntil = charged.period.until
        case .remitted(let remission):
            remittedByDecision += remission.amount
            if outstanding == .zero { stage = .remitted }
        case .writtenOff(let loss):
            abandonedAsBad += loss.amount
            if outstanding == .zero { stage = .writtenOff }
        case .prescribed(let loss):
            abandonedAsPrescribed += loss.amount
            stage = .prescribed
        case .reduced(let reduction):
            claimed = claimed.less(reduction.amount)
            interest = interest.less(reduction.interest)
        case .overpaymentRefunded(let refund): refunded += refund.amount
        case .settled: stage = .settled
        }
    }

    private mutating func interrupt(on date: CivilDate) {
        interruptedOn = max(interruptedOn ?? date, date)
    }
}

// The account. Remission ends the debt; a write-off or prescription only ends its collection, so money that still comes
// in is booked against what was written off.
extension Claim {
    /// The part of the debt that was remitted; never more than the debt, which a later reduction may lower.
    package var remitted: Cents { min(remittedByDecision, claimed + interest) }

    /// What was paid and kept, by transfer or set-off.
    package var moneyIn: Cents { (received + setOff).less(refunded) }

    /// What is still owed, whether or not it is still collected.
    package var unpaid: Cents { (claimed + interest).less(remitted).less(moneyIn) }

    package var writtenOff: Cents { min(abandonedAsBad, unpaid) }
    package var prescribed: Cents { min(abandonedAsPrescribed, unpaid.less(writtenOff)) }

    /// What is still to be collected.
    package var outstanding: Cents { unpaid.less(writtenOff).less(prescribed) }

    /// What came in beyond what is owed, because the claim was reduced afterwards.
    package var overpaid: Cents { moneyIn.less((claimed + interest).less(remitted)) }

    package var dueDate: CivilDate? { establishment?.dueDate }

    /// The last day on which the claim can be collected: five years after the payment term, or after the act that
    /// interrupted prescription (Awb 4:104–4:106), and later by the days on which payment was delayed (Awb 4:111).
    package var limitation: TermEnd? {
        guard let establishment else { return nil }
        let start = max(establishment.dueDate, interruptedOn ?? establishment.dueDate)
        return FiveYearLimit.end(of: FiveYearLimit.prescription, from: start)
            .lengthened(byDelayOf: daysDelayed(since: start))
    }

    /// How many days the arrangement delayed payment after `start`.
    private func daysDelayed(since start: CivilDate) -> Int {
        guard let arrangement else { return 0 }
        let from = max(start, arrangement.agreedOn)
        return max(0, arrangement.delayedUntil(with: moneyIn).daysSince1970 - from.daysSince1970)
    }

    /// Whether an arrangement runs and every instalment that fell due before `date` was paid.
    ///
    /// Until then nothing is collected (Awb 4:94).
    package func isKeepingArrangement(on date: CivilDate) -> Bool {
        guard stage == .arrangement, let arrangement else { return false }
        let due = arrangement.instalments.filter { $0.dueDate < date }.map(\.amount).total
        return moneyIn.less(arrangement.paidBefore) >= due
    }
}

extension Claim {
    /// Where a claim stands.
    ///
    /// Raw values are the Dutch terms of the field, in ASCII.
    package enum Stage: String, Codable, Sendable, CaseIterable {
        case unknown = "onbekend"
        case open
        case dunned = "aangemaand"
        case writ = "dwangbevel"
        case arrangement = "regeling"
        case settled = "voldaan"
        case remitted = "kwijtgescholden"
        case writtenOff = "oninbaar"
        case prescribed = "verjaard"

        /// Whether the claim is still collected.
        package var isCollected: Bool {
            switch self {
            case .open, .dunned, .writ, .arrangement: true
            case .unknown, .settled, .remitted, .writtenOff, .prescribed: false
            }
        }

        package var phrase: Phrase {
            let english =
                switch self {
                case .unknown: "unknown"
                case .open: "open"
                case .dunned: "dunned"
                case .writ: "under a writ"
                case .arrangement: "under an arrangement"
                case .settled: "settled"
                case .remitted: "remitted"
                case .writtenOff: "written off"
                case .prescribed: "prescribed"
                }
            return Phrase(nl: word.nl, en: english)
        }
    }
}
