import EventSourcing

// What shows by itself on the events of a mission and its files.

extension Mission.Event {
    var remarks: [Remark] {
        switch self {
        case .riskLevelSet(let set):
            if let below = set.below {
                [
                    .waiver(
                        of: .asked(above: set.level), reason: below.reason,
                        nl: "risico ‘\(set.level.word.nl)’ vastgesteld, onder dat van het land "
                            + "(‘\(below.level.word.nl)’)",
                        en: "risk set at “\(set.level.word.en)”, below the country's (“\(below.level.word.en)”)")
                ]
            } else {
                []
            }
        case .involvementWaived(let waived):
            [
                .waiver(
                    of: .r7, reason: waived.reason, nl: "afgezien van inzet op ‘\(waived.kind.word.nl)’",
                    en: "the effort towards “\(waived.kind.word.en)” was waived")
            ]
        case .readinessOverridden(let overridden):
            [
                .override(
                    overridden.item.rule ?? .inv30, reason: overridden.reason,
                    nl: "punt \(overridden.item.text) van de vertrekpoort gepasseerd (INV-30)",
                    en: "item \(overridden.item.text) of the readiness gate was overridden (INV-30)")
            ]
        case .declaredReady(let declared):
            declared.overridden.isEmpty ? [] : [.declaredReady(passing: declared.overridden)]
        case .programmeItemChanged: [.amendment(.corrects)]
        case .programmeItemRemoved(let removed): [.amendment(.retracts, reason: removed.reason)]
        case .readinessLapsed: [.amendment(.retracts)]
        case .postponed(let postponed): [.amendment(.revokes, reason: postponed.reason)]
        case .reopened(let reopened): [.amendment(.restores, reason: reopened.reason)]
        case .cancelled(let cancelled): [.amendment(.revokes, reason: cancelled.reason)]
        case .officialSupportWithdrawn(let withdrawn): [.amendment(.revokes, reason: withdrawn.reason)]
        // R8 says that civil society can be involved: either choice is right, and neither departs from anything.
        case .civilSocietyBriefingDecided: []
        case .proposed, .planApproved, .announced, .registrationOpened, .registrationClosed, .programmeItemAdded,
            .departed, .ended, .debriefHeld, .factsheetPublished, .closed, .fileLinked:
            []
        }
    }
}

extension Rule {
    /// What asks the more of a mission the higher its risk: the effort of R7 from an elevated level on, what R14 expects
    /// from a high one.
    static func asked(above level: RiskLevel) -> Rule { level.isElevated ? .r14 : .r7 }
}

extension Remark {
    fileprivate static func declaredReady(passing items: [GateItemID]) -> Remark {
        let names = items.map(\.text).joined(separator: ", ")
        return .override(
            .inv30, nl: "vertrekgereed verklaard met gepasseerde punten: \(names)",
            en: "declared ready with overridden items: \(names)")
    }
}

extension Participation.Event {
    var remarks: [Remark] {
        switch self {
        case .registered(let registered):
            if registered.isLate {
                [
                    .waiver(
                        of: .inv20, reason: registered.lateReason, nl: "late aanmelding aangenomen",
                        en: "a late registration was taken in")
                ]
            } else {
                []
            }
        case .confirmed(let confirmed):
            if let reason = confirmed.deviationReason {
                [
                    .waiver(
                        of: .inv20, reason: reason, nl: "bevestigd buiten de volgorde van ontvangst",
                        en: "confirmed out of the order of receipt")
                ]
            } else {
                []
            }
        case .restored: [.amendment(.restores)]
        case .conditionsAccepted, .selfScanSubmitted, .intakeReceived, .profileReceived, .waitlisted, .refused,
            .cancelled, .withdrew, .tookPart, .noShow, .excluded, .restorationImpossible:
            []
        }
    }
}

extension Briefing.Event {
    func remarks(_ header: EventHeader) -> [Remark] {
        switch self {
        case .held(let held): .stated(held.date, header)
        case .briefedIndividually(let briefed): .stated(briefed.date, header)
        case .riskWarningIssued(let warning): .stated(warning.date, header)
        case .remedyReminderGiven(let reminder): .stated(reminder.date, header)
        case .corrected(let corrected): [.amendment(.corrects, reason: corrected.reason)]
        case .cancelled(let cancelled): [.amendment(.retracts, reason: cancelled.reason)]
        case .planned, .speakerInvited, .attended, .absent, .concernAddressed: []
        }
    }
}

extension Involvement.Event {
    func remarks(_ header: EventHeader) -> [Remark] {
        switch self {
        case .invited(let invited): .stated(invited.date, header)
        case .accepted(let accepted): .stated(accepted.date, header)
        case .declined(let declined): .stated(declined.date, header)
        case .tookPart(let tookPart): .stated(tookPart.date, header)
        case .didNotShow(let absent): .stated(absent.date, header)
        case .inputReceived(let input): .stated(input.date, header)
        }
    }
}

extension Concern.Event {
    func remarks(_ header: EventHeader) -> [Remark] {
        switch self {
        case .notAddressed(let declined):
            [
                .waiver(
                    of: .r9, reason: declined.reason,
                    nl: "niet behandeld in een voorlichting voor \(declined.mission.text)",
                    en: "not addressed in a briefing for \(declined.mission.text)")
            ]
        case .responseGiven(let response): .stated(response.date, header)
        case .fellBack(let fallen): [.amendment(.retracts, reason: fallen.reason)]
        case .reopened(let reopened): [.amendment(.restores, reason: reopened.reason)]
        case .raised, .assigned, .linked, .addressed, .closed: []
        }
    }
}

extension BmoMeeting.Event {
    func remarks(_ header: EventHeader) -> [Remark] {
        switch self {
        case .held(let held): .stated(held.date, header)
        }
    }
}
