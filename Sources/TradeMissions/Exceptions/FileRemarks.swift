import EventSourcing

// What shows by itself on the events of the book's own files, and of those on companies, measures and money.

extension Administration.Event {
    var remarks: [Remark] {
        switch self {
        case .founded, .administratorAppointed: []
        }
    }
}

extension Officer.Event {
    func remarks(_ header: EventHeader) -> [Remark] {
        switch self {
        case .registered, .identified: []
        case .identityCorrected(let corrected): [.amendment(.retracts, reason: corrected.reason)]
        case .roleGranted(let granted):
            .retroactive(from: granted.period.from, reason: granted.reason, header)
        case .mandateGranted(let granted):
            .retroactive(from: granted.period.from, reason: granted.reason, header)
        case .roleRevoked(let revoked):
            [Remark].retroactive(from: revoked.from, reason: revoked.reason, header)
                + [.amendment(.revokes, reason: revoked.reason)]
        case .mandateRevoked(let revoked):
            [Remark].retroactive(from: revoked.from, reason: revoked.reason, header)
                + [.amendment(.revokes, reason: revoked.reason)]
        }
    }
}

extension Country.Event {
    var remarks: [Remark] {
        switch self {
        case .profilePublished(let profile):
            if let reason = profile.reason {
                [
                    .waiver(
                        of: .asked(above: profile.level), reason: reason,
                        nl: "risicoprofiel ‘\(profile.level.word.nl)’ gepubliceerd, onder het profiel dat gold",
                        en: "risk profile “\(profile.level.word.en)” published, below the one that held")
                ]
            } else {
                []
            }
        case .sourceConsulted: []
        }
    }
}

extension Company.Event {
    var remarks: [Remark] {
        switch self {
        case .corrected(let corrected): [.amendment(.corrects, reason: corrected.reason)]
        case .entered, .contactAttempted, .responseReceived, .concernLetterSent, .interventionRecorded, .fileLinked: []
        }
    }
}

extension Organisation.Event {
    func remarks(_ header: EventHeader) -> [Remark] {
        switch self {
        case .entered: []
        case .independenceDeclared(let declared): .stated(declared.date, header)
        }
    }
}

extension Assessment.Event {
    var remarks: [Remark] {
        switch self {
        case .reviewed(let reviewed): [.amendment(.restores, reason: reviewed.reason)]
        case .nonAdherenceRefuted, .unwillingnessRefuted: [.amendment(.retracts)]
        case .started, .stepRecorded, .riskCheckerConsulted, .publicReportingNoted, .informationRequested, .completed,
            .planRequested, .planSubmitted, .planAccepted, .planRejected, .progressRecorded, .stepsRefused,
            .nonAdherenceFound, .nonAdherenceConfirmed, .unwillingnessFound, .unwillingnessConfirmed:
            []
        }
    }
}

extension Measure.Event {
    var remarks: [Remark] {
        switch self {
        case .hearingExceptionInvoked(let invoked):
            [
                .waiver(
                    of: .inv4, reason: invoked.reason, nl: "afgezien van horen (Awb \(invoked.exception.rawValue))",
                    en: "the hearing was left out (Awb \(invoked.exception.rawValue))")
            ]
        case .decided(let decided):
            if let reason = decided.departure {
                [
                    .waiver(
                        of: .inv6, reason: reason, nl: "afgeweken van het juridisch advies",
                        en: "the legal advice was departed from")
                ]
            } else {
                []
            }
        case .dropped(let dropped): [.amendment(.revokes, reason: dropped.reason)]
        case .suspended(let suspended): [.amendment(.suspends, reason: suspended.reason)]
        case .resumed(let resumed): [.amendment(.restores, reason: resumed.reason)]
        case .revoked(let revoked): [.amendment(.revokes, reason: revoked.reason)]
        // A review ends nothing; what it leads to is an event of its own.
        case .reviewed: []
        case .opened, .evidenceAdded, .proposed, .intentionNotified, .viewReceived, .viewTermLapsed, .adviceReceived,
            .notified, .expired:
            []
        }
    }
}

extension Support.Event {
    var remarks: [Remark] {
        switch self {
        case .paymentSuspended(let suspended): [.amendment(.suspends, reason: suspended.reason)]
        case .paymentResumed(let resumed): [.amendment(.restores, reason: resumed.reason)]
        case .terminated(let terminated): [.amendment(.revokes, reason: terminated.reason)]
        case .grantWithdrawn(let withdrawn): [.amendment(.revokes, reason: withdrawn.reason)]
        case .determinationWithdrawn(let withdrawn): [.amendment(.revokes, reason: withdrawn.reason)]
        case .reinstated: [.amendment(.restores)]
        case .applied, .screened, .monitoringRequired, .granted, .rejected, .advancePaid, .monitoringReportReceived,
            .obligationBreachFound, .determined, .balancePaid, .paidBySetOff, .reclaimed:
            []
        }
    }
}

extension Claim.Event {
    var remarks: [Remark] {
        switch self {
        case .reduced(let reduced): [.amendment(.compensates, reason: reduced.reason)]
        case .overpaymentRefunded: [.amendment(.compensates)]
        case .established, .dunningSent, .writIssued, .arrangementAgreed, .repaymentReceived, .setOff,
            .interestCharged, .remitted, .writtenOff, .prescribed, .settled:
            []
        }
    }
}
