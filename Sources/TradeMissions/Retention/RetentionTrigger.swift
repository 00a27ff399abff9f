import EventSourcing

/// What sets the term of a category going.
package enum RetentionTrigger: String, Choice {
    /// The dossier is closed, in the way of its kind, and was not reopened.
    case fileClosed = "dossier-gesloten"
    /// The term for an objection against the last decision that was notified is over, and it is not suspended; or the file
    /// was closed before a decision, so that there is nothing to object to.
    ///
    /// That does not make it irrevocable: this book does not know of an objection or appeal that is pending. While one
    /// is, a legal hold stands for it, and keeps the dossier.
    case objectionTermOver = "bezwaartermijn-verstreken"
    /// The mission that it belongs to ended or was cancelled; with several, the last.
    ///
    /// A file that belongs to none, such as a concern that was never linked, waits for its own closing.
    case missionEnded = "missie-afgelopen"
    /// Nothing more is to be paid, and every claim on it is closed.
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
        case .objectionTermOver: kind == .measure
        case .missionEnded: [.mission, .briefing, .participation, .involvement, .concern].contains(kind)
        case .supportSettled: kind == .support
        case .lastEvent: true
        }
    }

    /// What a dossier's term waits for: something that comes in the dossier itself, or in another.
    struct Awaited {
        let file: StreamName
        let trigger: RetentionTrigger
    }

    /// What has to come, all of it, before the term of a dossier with these events begins.
    ///
    /// Support waits for its claims: what is repaid is booked there, and lowers nothing on the support.
    func awaited(by dossier: StreamName, _ events: [Recorded<DomainEvent>]) -> [Awaited] {
        switch self {
        case .fileClosed, .supportSettled:
            return ([dossier] + events.compactMap(\.event.claimEstablished)).withoutRepeats
                .map { Awaited(file: $0, trigger: .fileClosed) }
        case .missionEnded:
            let missions = events.flatMap { $0.event.missions(in: dossier) }.withoutRepeats
            return missions.isEmpty
                ? [Awaited(file: dossier, trigger: .fileClosed)]
                : missions.map { Awaited(file: $0.stream, trigger: self) }
        case .objectionTermOver, .lastEvent: return [Awaited(file: dossier, trigger: self)]
        }
    }

    /// The day on which these events of one stream set the term going; nil when they did not, or stopped it again.
    func day(in events: [Recorded<DomainEvent>]) -> CivilDate? {
        switch self {
        case .fileClosed, .supportSettled: closingDay(in: events)
        case .objectionTermOver: objectionTermEnd(in: events)
        case .lastEvent: events.map(\.header.dayKnown).max()
        case .missionEnded:
            events.reduce(nil) { day, recorded in
                guard case .mission(let event) = recorded.event else { return day }
                return switch event.ending {
                case .begins: recorded.header.dayKnown
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
        var latest: CivilDate?
        for recorded in events {
            entry.apply(recorded.event, recorded.header)
            latest = latest.map { max($0, recorded.header.dayKnown) } ?? recorded.header.dayKnown
            day = entry.state.isClosedFile ? day ?? latest : nil
        }
        return day
    }

    /// The end of the term for an objection, or the day on which the suspension of the decision ended when that is later:
    /// it was resumed, revoked or expired.
    ///
    /// Of a file that was closed before a decision, the day of that. Nil before a decision was notified, and while it is suspended.
    private func objectionTermEnd(in events: [Recorded<DomainEvent>]) -> CivilDate? {
        var term: CivilDate?
        var isSuspended = false
        for recorded in events {
            guard case .measure(let event) = recorded.event else { continue }
            switch event {
            case .notified(let notified): term = max(notified.objectionUntil, recorded.header.dayKnown)
            case .decided:
                term = nil
                isSuspended = false
            case .suspended: isSuspended = true
            case .resumed, .revoked, .expired:
                guard isSuspended else { break }
                term = term.map { max($0, recorded.header.dayKnown) }
                isSuspended = false
            case .dropped: term = recorded.header.dayKnown
            case .opened, .evidenceAdded, .proposed, .intentionNotified, .viewReceived, .viewTermLapsed,
                .hearingExceptionInvoked, .adviceReceived, .reviewed:
                break
            }
        }
        return isSuspended ? nil : term
    }

    fileprivate enum Effect {
        case begins
        case stops
    }
}

extension DomainEvent {
    /// The claim to which support gave rise by this event.
    fileprivate var claimEstablished: StreamName? {
        guard case .support(.reclaimed(let reclaimed)) = self else { return nil }
        return reclaimed.claim.stream
    }
}

extension EventHeader {
    /// The later of the day on which it happened and the day on which it was recorded: nobody shortens a term by dating
    /// back.
    fileprivate var dayKnown: CivilDate { max(occurredAt, recordedAt).dateInAmsterdam }
}

extension Mission.Event {
    fileprivate var ending: RetentionTrigger.Effect? {
        switch self {
        case .ended, .cancelled: .begins
        case .reopened, .departed: .stops
        case .proposed, .riskLevelSet, .planApproved, .announced, .registrationOpened, .registrationClosed,
            .programmeItemAdded, .programmeItemChanged, .programmeItemRemoved, .civilSocietyBriefingDecided,
            .involvementWaived, .readinessOverridden, .declaredReady, .readinessLapsed, .debriefHeld,
            .factsheetPublished, .closed, .postponed, .officialSupportWithdrawn, .fileLinked:
            nil
        }
    }
}
