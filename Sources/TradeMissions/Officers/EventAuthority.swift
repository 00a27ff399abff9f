extension DomainEvent {
    /// In what capacity was decided, for an event of a decision; nil for every other.
    package var authority: DecisionAuthority? {
        switch self {
        case .measure(let event): event.authority
        case .support(let event): event.authority
        case .claim(let event): event.authority
        case .administration, .officer, .person, .country, .mission, .briefing, .participation, .company,
            .organisation, .involvement, .bmoMeeting, .concern, .assessment, .hold, .retention, .erasure, .disposal:
            nil
        }
    }
}

extension Measure.Event {
    fileprivate var authority: DecisionAuthority? {
        switch self {
        case .decided(let event): event.authority
        case .dropped(let event): event.authority
        case .suspended(let event): event.authority
        case .resumed(let event): event.authority
        case .reviewed(let event): event.authority
        case .revoked(let event): event.authority
        case .opened, .evidenceAdded, .proposed, .intentionNotified, .viewReceived, .viewTermLapsed,
            .hearingExceptionInvoked, .adviceReceived, .notified, .expired:
            nil
        }
    }
}

extension Support.Event {
    fileprivate var authority: DecisionAuthority? {
        switch self {
        case .granted(let event): event.authority
        case .rejected(let event): event.authority
        case .determined(let event): event.authority
        case .terminated(let event): event.authority
        case .grantWithdrawn(let event): event.authority
        case .determinationWithdrawn(let event): event.authority
        case .reclaimed(let event): event.authority
        case .reinstated(let event): event.authority
        case .applied, .screened, .monitoringRequired, .advancePaid, .monitoringReportReceived,
            .obligationBreachFound, .paymentSuspended, .paymentResumed, .balancePaid, .paidBySetOff:
            nil
        }
    }
}

extension Claim.Event {
    fileprivate var authority: DecisionAuthority? {
        switch self {
        case .writIssued(let event): event.authority
        case .arrangementAgreed(let event): event.authority
        case .setOff(let event): event.authority
        case .remitted(let event): event.authority
        case .writtenOff(let event): event.authority
        case .reduced(let event): event.authority
        case .established, .dunningSent, .repaymentReceived, .interestCharged, .prescribed, .overpaymentRefunded,
            .settled:
            nil
        }
    }
}
