package import EventSourcing

extension Support {
    package typealias ID = SupportID
    package static let category = Category.support
    package static func domainEvent(_ event: Event) -> DomainEvent { .support(event) }
}

extension Support.Event {
    package enum Name: String, CaseIterable, Sendable {
        case applied = "SupportApplied"
        case screened = "EsScreeningRecorded"
        case monitoringRequired = "MonitoringRequired"
        case granted = "SupportGranted"
        case rejected = "SupportRejected"
        case advancePaid = "AdvancePaid"
        case monitoringReportReceived = "MonitoringReportReceived"
        case obligationBreachFound = "ObligationBreachFound"
        case paymentSuspended = "PaymentSuspended"
        case paymentResumed = "PaymentResumed"
        case determinedWithoutGround = "SupportDetermined"
        case determined = "SupportDetermined.v2"
        case balancePaid = "BalancePaid"
        case paidBySetOff = "SupportPaidBySetOff"
        case terminated = "SupportTerminated"
        case grantWithdrawn = "SupportGrantWithdrawn"
        case determinationWithdrawn = "DeterminationWithdrawn"
        case reclaimed = "SupportReclaimed"
        case reinstated = "SupportReinstated"
    }

    package var name: Name {
        switch self {
        case .applied: .applied
        case .screened: .screened
        case .monitoringRequired: .monitoringRequired
        case .granted: .granted
        case .rejected: .rejected
        case .advancePaid: .advancePaid
        case .monitoringReportReceived: .monitoringReportReceived
        case .obligationBreachFound: .obligationBreachFound
        case .paymentSuspended: .paymentSuspended
        case .paymentResumed: .paymentResumed
        case .determined: .determined
        case .balancePaid: .balancePaid
        case .paidBySetOff: .paidBySetOff
        case .terminated: .terminated
        case .grantWithdrawn: .grantWithdrawn
        case .determinationWithdrawn: .determinationWithdrawn
        case .reclaimed: .reclaimed
        case .reinstated: .reinstated
        }
    }

    package var payload: any Encodable & Sendable {
        switch self {
        case .applied(let payload): payload
        case .screened(let payload): payload
        case .monitoringRequired(let payload): payload
        case .granted(let payload): payload
        case .rejected(let payload): payload
        case .advancePaid(let payload): payload
        case .monitoringReportReceived(let payload): payload
        case .obligationBreachFound(let payload): payload
        case .paymentSuspended(let payload): payload
        case .paymentResumed(let payload): payload
        case .determined(let payload): payload
        case .balancePaid(let payload): payload
        case .paidBySetOff(let payload): payload
        case .terminated(let payload): payload
        case .grantWithdrawn(let payload): payload
        case .determinationWithdrawn(let payload): payload
        case .reclaimed(let payload): payload
        case .reinstated(let payload): payload
        }
    }

    package static func decode(_ name: Name, from body: some MessageBody) throws -> Self {
        switch name {
        case .applied: .applied(try body.decode(Support.Applied.self))
        case .screened: .screened(try body.decode(Support.Screened.self))
        case .monitoringRequired: .monitoringRequired(try body.decode(Support.MonitoringRequired.self))
        case .granted: .granted(try body.decode(Support.Granted.self))
        case .rejected: .rejected(try body.decode(Support.Rejected.self))
        case .advancePaid: .advancePaid(try body.decode(Support.AdvancePaid.self))
        case .monitoringReportReceived:
            .monitoringReportReceived(try body.decode(Support.MonitoringReportReceived.self))
        case .obligationBreachFound: .obligationBreachFound(try body.decode(Support.ObligationBreachFound.self))
        case .paymentSuspended: .paymentSuspended(try body.decode(Support.PaymentSuspended.self))
        case .paymentResumed: .paymentResumed(try body.decode(Support.PaymentResumed.self))
        case .determinedWithoutGround:
            .determined(Support.Determined(try body.decode(Support.DeterminedWithoutGround.self)))
        case .determined: .determined(try body.decode(Support.Determined.self))
        case .balancePaid: .balancePaid(try body.decode(Support.BalancePaid.self))
        case .paidBySetOff: .paidBySetOff(try body.decode(Support.PaidBySetOff.self))
        case .terminated: .terminated(try body.decode(Support.Terminated.self))
        case .grantWithdrawn: .grantWithdrawn(try body.decode(Support.GrantWithdrawn.self))
        case .determinationWithdrawn: .determinationWithdrawn(try body.decode(Support.DeterminationWithdrawn.self))
        case .reclaimed: .reclaimed(try body.decode(Support.Reclaimed.self))
        case .reinstated: .reinstated(try body.decode(Support.Reinstated.self))
        }
    }
}
