package import EventSourcing

extension Claim {
    package typealias ID = ClaimID
    package static let category = Category.claim
    package static func domainEvent(_ event: Event) -> DomainEvent { .claim(event) }
}

extension Claim.Event {
    package enum Name: String, CaseIterable, Sendable {
        case established = "ClaimEstablished"
        case dunningSent = "DunningSent"
        case writIssued = "WritIssued"
        case arrangementAgreed = "PaymentArrangementAgreed"
        case repaymentReceived = "RepaymentReceived"
        case setOff = "ClaimSetOff"
        case interestCharged = "InterestCharged"
        case remitted = "ClaimRemitted"
        case writtenOff = "ClaimWrittenOff"
        case prescribed = "ClaimPrescribed"
        case reduced = "ClaimReducedOnObjection"
        case overpaymentRefunded = "OverpaymentRefunded"
        case settled = "ClaimSettled"
    }

    package var name: Name {
        switch self {
        case .established: .established
        case .dunningSent: .dunningSent
        case .writIssued: .writIssued
        case .arrangementAgreed: .arrangementAgreed
        case .repaymentReceived: .repaymentReceived
        case .setOff: .setOff
        case .interestCharged: .interestCharged
        case .remitted: .remitted
        case .writtenOff: .writtenOff
        case .prescribed: .prescribed
        case .reduced: .reduced
        case .overpaymentRefunded: .overpaymentRefunded
        case .settled: .settled
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .established(let payload): payload
        case .dunningSent(let payload): payload
        case .writIssued(let payload): payload
        case .arrangementAgreed(let payload): payload
        case .repaymentReceived(let payload): payload
        case .setOff(let payload): payload
        case .interestCharged(let payload): payload
        case .remitted(let payload): payload
        case .writtenOff(let payload): payload
        case .prescribed(let payload): payload
        case .reduced(let payload): payload
        case .overpaymentRefunded(let payload): payload
        case .settled(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .established: .established(try body.decode(Claim.Established.self))
        case .dunningSent: .dunningSent(try body.decode(Claim.DunningSent.self))
        case .writIssued: .writIssued(try body.decode(Claim.WritIssued.self))
        case .arrangementAgreed: .arrangementAgreed(try body.decode(Claim.ArrangementAgreed.self))
        case .repaymentReceived: .repaymentReceived(try body.decode(Claim.RepaymentReceived.self))
        case .setOff: .setOff(try body.decode(Claim.SetOffBooked.self))
        case .interestCharged: .interestCharged(try body.decode(Claim.InterestCharged.self))
        case .remitted: .remitted(try body.decode(Claim.Remitted.self))
        case .writtenOff: .writtenOff(try body.decode(Claim.WrittenOff.self))
        case .prescribed: .prescribed(try body.decode(Claim.Prescribed.self))
        case .reduced: .reduced(try body.decode(Claim.Reduced.self))
        case .overpaymentRefunded: .overpaymentRefunded(try body.decode(Claim.OverpaymentRefunded.self))
        case .settled: .settled(try body.decode(Claim.Settled.self))
        }
    }
}
