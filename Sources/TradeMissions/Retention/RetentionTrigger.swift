import EventSourcing

/// What sets the term of a category going.
package enum RetentionTrigger: String, Choice {
    /// The dossier is closed, in the way of its kind, and was not reopened.
    case fileClosed = "dossier-gesloten"
    /// The term for an objection against the last decision that was notified is over, and it is not suspended.
    ///
    /// This book knows no appeal: while one is pending, a legal hold keeps the dossier.
    case decisionIrrevocable = "besluit-onherroepelijk"
    /// The mission that it belongs to ended or was cancelled; with several, the last.
    case missionEnded = "missie-afgelopen"
    /// Nothing more is to be paid.
    case supportSettled = "steun-afgerekend"
    /// Whatever was recorded last.
    case lastEvent = "laatste-gebeurtenis"

    /// Whether it can ever happen in dossiers of this kind.
    func canCome(in kind: Category) -> Bool {
        switch self {
        case .fileClosed:
            switch kind {
            case .mission, .briefing, .participation, .involvement, .bmoMeeting, .concern, .assessment, .measure,
                .support, .claim:
                true
            case .administration, .officer, .person, .country, .company, .organisation, .hold, .retention, .erasure,
                .disposal:
                false
            }
        case .decisionIrrevocable: kind == .measure
        case .missionEnded: [.mission, .briefing, .participation, .involvement, .concern].contains(kind)
        case .supportSettled: kind == .support
        case .lastEvent: true
        }
    }

    /// The day on which these events of one stream set the term going; nil when they did not, or stopped it again.
    func day(in events: [Recorded<DomainEvent>]) -> CivilDate? {
        switch self {
        case .fileClosed, .supportSettled: closingDay(in: events)
        case .decisionIrrevocable, .missionEnded, .lastEvent:
            events.reduce(nil) { day, recorded in
                switch effect(of: recorded) {
                case .begins(let date): date
                case .stops: nil
                case nil: day
                }
            }
        }
    }

    /// The day on which the file was closed for the last time; nil while it is open.
    private func closingDay(in events: [Recorded<DomainEvent>]) -> CivilDate? {
        guard let stream = events.first?.header.stream else { return nil }
        var entry = Records.Entry.initial(of: stream)
        var day: CivilDate?
        for recorded in events {
            entry.apply(recorded.event, recorded.header)
            day = entry.state.isClosedFile ? day ?? recorded.header.occurredAt.dateInAmsterdam : nil
        }
        return day
    }

    fileprivate enum Effect {
        case begins(CivilDate)
        case stops
    }

    private func effect(of recorded: Recorded<DomainEvent>) -> Effect? {
        let date = recorded.header.occurredAt.dateInAmsterdam
        switch self {
        case .fileClosed, .supportSettled: return nil
        case .decisionIrrevocable:
            guard case .measure(let event) = recorded.event else { return nil }
            return event.irrevocability(date)
        case .missionEnded:
            guard case .mission(let event) = recorded.event else { return nil }
            return event.ending(date)
        case .lastEvent: return .begins(date)
        }
    }
}

extension Measure.Event {
    fileprivate func irrevocability(_ date: CivilDate) -> RetentionTrigger.Effect? {
        switch self {
        case .notified(let notified): .begins(notified.objectionUntil)
        case .suspended, .decided: .stops
        case .resumed: .begins(date)
        case .opened, .evidenceAdded, .proposed, .intentionNotified, .viewReceived, .viewTermLapsed,
            .hearingExceptionInvoked, .adviceReceived, .dropped, .reviewed, .revoked, .expired:
            nil
        }
    }
}

extension Mission.Event {
    fileprivate func ending(_ date: CivilDate) -> RetentionTrigger.Effect? {
        switch self {
        case .ended, .cancelled: .begins(date)
        case .reopened, .departed: .stops
        case .proposed, .riskLevelSet, .planApproved, .announced, .registrationOpened, .registrationClosed,
            .programmeItemAdded, .programmeItemChanged, .programmeItemRemoved, .civilSocietyBriefingDecided,
            .involvementWaived, .readinessOverridden, .declaredReady, .readinessLapsed, .debriefHeld,
            .factsheetPublished, .closed, .postponed, .officialSupportWithdrawn, .fileLinked:
            nil
        }
    }
}
