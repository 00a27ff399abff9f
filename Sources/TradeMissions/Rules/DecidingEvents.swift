// By which events somebody decided: whoever did has nothing of that file erased or destroyed, since their decision is
// judged by it. A new event decides whether it is one of them.

extension DomainEvent {
    /// Whether its actor decided by it on whoever or whatever the file is about.
    ///
    /// Beside the duties of INV-7 and INV-30 these are the choices that the book records as somebody's own: with a reason,
    /// a ground or a judgement. What only carries one out, or records what others did, is none.
    package var isDecision: Bool {
        if authority != nil || takenDuty == .deciding || deed?.duty == .deciding { return true }
        return switch self {
        case .administration(let event): event.isDecision
        case .officer(let event): event.isDecision
        case .country(let event): event.isDecision
        case .mission(let event): event.isDecision
        case .participation(let event): event.isDecision
        case .concern(let event): event.isDecision
        case .assessment(let event): event.isDecision
        case .measure(let event): event.isDecision
        case .support(let event): event.isDecision
        // Decisions on a claim and on a list are duties; holds have a rule of their own.
        case .claim, .disposal, .hold, .retention, .erasure, .person, .briefing, .company, .organisation, .involvement,
            .bmoMeeting:
            false
        }
    }
}

extension Administration.Event {
    fileprivate var isDecision: Bool {
        switch self {
        case .administratorAppointed: true
        case .founded: false
        }
    }
}

extension Officer.Event {
    /// What an officer may do is decided by whoever grants it.
    fileprivate var isDecision: Bool {
        switch self {
        case .roleGranted, .roleRevoked, .mandateGranted, .mandateRevoked: true
        case .registered, .identified, .identityCorrected: false
        }
    }
}

extension Country.Event {
    fileprivate var isDecision: Bool {
        switch self {
        case .profilePublished: true
        case .sourceConsulted: false
        }
    }
}

extension Mission.Event {
    /// Beside approvals, overrides and a lowered risk (``DomainEvent/takenDuty``).
    fileprivate var isDecision: Bool {
        switch self {
        case .civilSocietyBriefingDecided, .involvementWaived, .declaredReady, .postponed, .cancelled,
            .officialSupportWithdrawn:
            true
        case .proposed, .riskLevelSet, .planApproved, .announced, .registrationOpened, .registrationClosed,
            .programmeItemAdded, .programmeItemChanged, .programmeItemRemoved, .readinessOverridden, .readinessLapsed,
            .departed, .ended, .debriefHeld, .factsheetPublished, .closed, .reopened, .fileLinked:
            false
        }
    }
}

extension Participation.Event {
    /// An exclusion is decided in the file of its measure, and only takes effect here.
    fileprivate var isDecision: Bool {
        switch self {
        case .confirmed, .waitlisted, .refused, .cancelled: true
        case .registered, .conditionsAccepted, .selfScanSubmitted, .intakeReceived, .profileReceived, .withdrew,
            .tookPart, .noShow, .excluded, .restored, .restorationImpossible:
            false
        }
    }
}

extension Concern.Event {
    fileprivate var isDecision: Bool {
        switch self {
        case .notAddressed: true
        case .raised, .assigned, .linked, .addressed, .fellBack, .responseGiven, .closed, .reopened: false
        }
    }
}

extension Assessment.Event {
    /// What was judged of the company.
    fileprivate var isDecision: Bool {
        switch self {
        case .stepRecorded, .completed, .planAccepted, .planRejected, .nonAdherenceFound, .nonAdherenceConfirmed,
            .nonAdherenceRefuted, .unwillingnessFound, .unwillingnessConfirmed, .unwillingnessRefuted:
            true
        case .started, .riskCheckerConsulted, .publicReportingNoted, .informationRequested, .planRequested,
            .planSubmitted, .progressRecorded, .stepsRefused, .reviewed:
            false
        }
    }
}

extension Measure.Event {
    /// Beside what is decided with an authority.
    fileprivate var isDecision: Bool {
        switch self {
        case .hearingExceptionInvoked: true
        case .opened, .evidenceAdded, .proposed, .intentionNotified, .viewReceived, .viewTermLapsed, .adviceReceived,
            .decided, .notified, .dropped, .suspended, .resumed, .reviewed, .revoked, .expired:
            false
        }
    }
}

extension Support.Event {
    /// Beside what is decided with an authority.
    fileprivate var isDecision: Bool {
        switch self {
        case .obligationBreachFound, .paymentSuspended, .paymentResumed: true
        case .applied, .screened, .monitoringRequired, .granted, .rejected, .advancePaid, .monitoringReportReceived,
            .determined, .balancePaid, .paidBySetOff, .terminated, .grantWithdrawn, .determinationWithdrawn, .reclaimed,
            .reinstated:
            false
        }
    }
}
