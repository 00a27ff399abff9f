import EventSourcing

// When the dossier of each kind is closed: from then on the term of a category may run. Files that are never closed,
// such as that of a company, are judged by what was recorded in them last.

extension Mission { package var isClosedFile: Bool { [.closed, .cancelled].contains(stage) } }
extension Briefing { package var isClosedFile: Bool { [.held, .cancelled].contains(stage) } }
extension Concern { package var isClosedFile: Bool { isClosed } }
extension BmoMeeting { package var isClosedFile: Bool { meeting != nil } }

extension Participation {
    package var isClosedFile: Bool {
        switch status {
        case .refused, .cancelled, .withdrawn, .excluded, .tookPart, .noShow: true
        case .unknown, .registered, .waitlisted, .confirmed: false
        }
    }
}

extension Involvement {
    /// Every invitation was declined, or its day has come and gone.
    package var isClosedFile: Bool {
        !invitations.isEmpty && invitations.values.allSatisfy { $0.reply == .declined || $0.presence != nil }
    }
}

extension Assessment {
    package var isClosedFile: Bool {
        switch stage {
        case .completed, .stepsRefused: true
        case .unknown, .started, .planRequested, .planSubmitted, .planAccepted, .planRejected, .underReview: false
        }
    }
}

extension Measure {
    package var isClosedFile: Bool {
        switch stage {
        case .concluded, .revoked, .expired, .dropped: true
        case .unknown, .opened, .proposed, .intentionNotified, .viewReceived, .viewTermLapsed, .hearingExcepted,
            .decided, .inForce, .suspended:
            false
        }
    }
}

extension Support {
    /// Nothing more is to be paid.
    ///
    /// What was paid without a right to it is on its claims, whose files the term waits for
    /// (``RetentionTrigger/awaited(by:_:)``); what nobody reclaims keeps it open no longer, since reclaiming is a power and
    /// no duty (Awb 4:57, 4:95).
    package var isClosedFile: Bool {
        switch stage {
        case .settled, .rejected: true
        case .determined, .withdrawn, .revised, .terminated: payable == .zero
        case .unknown, .applied, .screened, .granted: false
        }
    }
}

extension Claim {
    package var isClosedFile: Bool {
        switch stage {
        case .settled, .remitted, .writtenOff, .prescribed: outstanding == .zero && overpaid == .zero
        case .unknown, .open, .dunned, .writ, .arrangement: false
        }
    }
}

extension Administration { package var isClosedFile: Bool { false } }
extension Officer { package var isClosedFile: Bool { false } }
extension Person { package var isClosedFile: Bool { false } }
extension Country { package var isClosedFile: Bool { false } }
extension Company { package var isClosedFile: Bool { false } }
extension Organisation { package var isClosedFile: Bool { false } }
extension HoldBook { package var isClosedFile: Bool { false } }
extension RetentionSchedule { package var isClosedFile: Bool { false } }
extension Erasure { package var isClosedFile: Bool { false } }
extension Disposal { package var isClosedFile: Bool { false } }
