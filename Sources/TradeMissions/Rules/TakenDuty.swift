// The events of files on which duties are kept apart: what each did for a duty, and for which duty whoever recorded it
// had to be free. A new event of such a file decides both.

extension DomainEvent {
    /// What the event did for a duty that bars its actor from another on the file; nil for everything else.
    package var deed: SegregationOfDuties.Deed? {
        switch self {
        case .mission(let event): event.deed
        case .assessment(let event): event.deed
        case .measure(let event): event.deed
        case .support(let event): event.deed
        case .claim(let event): event.deed
        case .disposal(let event): event.deed
        case .officer(let event): event.deed
        case .administration, .person, .country, .briefing, .participation, .company, .organisation,
            .involvement, .bmoMeeting, .concern, .hold, .retention, .erasure:
            nil
        }
    }

    /// The duty from which its commands refuse whoever did another that is kept apart; nil where they refuse nobody.
    package var takenDuty: SegregationOfDuties.Duty? {
        switch self {
        case .mission(let event): event.takenDuty
        case .measure(let event): event.takenDuty
        case .support(let event): event.takenDuty
        case .claim(let event): event.takenDuty
        case .disposal(let event): event.takenDuty
        case .officer(let event): event.takenDuty
        case .administration, .person, .country, .briefing, .participation, .company, .organisation,
            .involvement, .bmoMeeting, .concern, .assessment, .hold, .retention, .erasure:
            nil
        }
    }

    /// The rule by which they refuse.
    package var ruleOfDuty: Rule {
        if case .mission(.readinessOverridden) = self { .inv30 } else { .inv7 }
    }
}

extension Mission.Event {
    fileprivate var takenDuty: SegregationOfDuties.Duty? {
        switch self {
        case .riskLevelSet(let set): set.below == nil ? nil : .deciding
        // Reopening gives the approved plan another period.
        case .planApproved, .readinessOverridden, .reopened: .deciding
        case .proposed, .announced, .registrationOpened, .registrationClosed, .programmeItemAdded,
            .programmeItemChanged, .programmeItemRemoved, .civilSocietyBriefingDecided, .involvementWaived,
            .declaredReady, .readinessLapsed, .departed, .ended, .debriefHeld, .factsheetPublished, .closed, .postponed,
            .cancelled, .officialSupportWithdrawn, .fileLinked:
            nil
        }
    }
}

extension Measure.Event {
    fileprivate var takenDuty: SegregationOfDuties.Duty? {
        switch self {
        case .decided: .deciding
        case .resumed: .resuming
        // What a court ruled is carried out by whoever it falls to.
        case .revoked(let revoked): revoked.ruling == nil ? .revoking : nil
        case .opened, .evidenceAdded, .proposed, .intentionNotified, .viewReceived, .viewTermLapsed,
            .hearingExceptionInvoked, .adviceReceived, .notified, .dropped, .suspended, .reviewed, .expired:
            nil
        }
    }
}

extension Support.Event {
    fileprivate var takenDuty: SegregationOfDuties.Duty? {
        switch self {
        case .granted, .rejected, .determined, .terminated, .grantWithdrawn, .determinationWithdrawn, .reclaimed:
            .deciding
        case .advancePaid, .balancePaid: .paying
        // What follows from the decision on a claim asks nothing of whoever takes that one.
        case .paidBySetOff: nil
        case .paymentResumed, .reinstated: .reviewing
        case .applied, .screened, .monitoringRequired, .monitoringReportReceived, .obligationBreachFound,
            .paymentSuspended:
            nil
        }
    }
}

extension Claim.Event {
    fileprivate var takenDuty: SegregationOfDuties.Duty? {
        switch self {
        case .established, .writIssued, .arrangementAgreed, .setOff, .remitted, .writtenOff: .deciding
        case .reduced: .reviewing
        case .prescribed, .settled: .closing
        case .repaymentReceived, .overpaymentRefunded: .paying
        case .dunningSent, .interestCharged: nil
        }
    }
}

extension Disposal.Event {
    fileprivate var takenDuty: SegregationOfDuties.Duty? {
        switch self {
        case .approved: .deciding
        case .proposed, .executed: nil
        }
    }
}
