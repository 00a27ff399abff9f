package import EventSourcing

extension Claim {
    package enum Event: Message {
        case established(Established)
        case dunningSent(DunningSent)
        case writIssued(WritIssued)
        case arrangementAgreed(ArrangementAgreed)
        case repaymentReceived(RepaymentReceived)
        case setOff(SetOffBooked)
        case interestCharged(InterestCharged)
        case remitted(Remitted)
        case writtenOff(WrittenOff)
        case prescribed(Prescribed)
        case reduced(Reduced)
        case overpaymentRefunded(OverpaymentRefunded)
        case settled(Settled)
    }

    package struct Established: Codable, Sendable {
        package let support: SupportID
        package let company: CompanyID
        package let kind: SupportKind
        package let amount: Cents
        /// The day on which the decision was made known; the payment term starts on the next (Awb 4:87).
        package let notifiedOn: CivilDate
        /// The last day for payment, as the decision states it.
        package let dueDate: CivilDate
    }

    package struct DunningSent: Codable, Sendable {
        /// The last day for payment before enforcement (Awb 4:112).
        package let dueDate: CivilDate
    }

    package struct WritIssued: Codable, Sendable {
        package let authority: DecisionAuthority
    }

    package struct ArrangementAgreed: Codable, Sendable {
        /// In order of date.
        package let instalments: [Instalment]
        package let reason: String
        package let authority: DecisionAuthority
    }

    package struct RepaymentReceived: Codable, Sendable {
        package let amount: Cents
    }

    package struct SetOffBooked: Codable, Sendable {
        package let amount: Cents
        /// The subsidy whose payable amount went to this claim.
        package let support: SupportID
        package let authority: DecisionAuthority
    }

    package struct InterestCharged: Codable, Sendable {
        package let amount: Cents
        /// The days over which it was computed.
        package let period: Period
    }

    package struct Remitted: Codable, Sendable {
        package let amount: Cents
        package let reason: String
        package let authority: DecisionAuthority
    }

    package struct WrittenOff: Codable, Sendable {
        package let amount: Cents
        package let reason: String
        package let authority: DecisionAuthority
    }

    package struct Prescribed: Codable, Sendable {
        package let amount: Cents
        package let reason: String
    }

    package struct Reduced: Codable, Sendable {
        /// What comes off the amount reclaimed.
        package let amount: Cents
        /// What comes off the interest.
        package let interest: Cents
        package let reason: String
        package let authority: DecisionAuthority
    }

    package struct OverpaymentRefunded: Codable, Sendable {
        package let amount: Cents
    }

    package struct Settled: Codable, Sendable {}
}

/// One payment of an arrangement.
package struct Instalment: Hashable, Codable, Sendable {
    package let dueDate: CivilDate
    package let amount: Cents

    package init(dueDate: CivilDate, amount: Cents) {
        self.dueDate = dueDate
        self.amount = amount
    }
}
