package import EventSourcing
package import TradeMissions

/// Finds the exceptions in a log, event by event.
///
/// Pure. What it keeps beside the lines grows with the officers and with the files on which people decide, not with the
/// events.
package struct ExceptionFold {
    package private(set) var lines: [ExceptionLine] = []

    private let wanted: Set<ExceptionKind>
    private let start: Int64
    /// The officers by everything that is known at the moment of the question.
    private let officers: OfficerHistory
    /// The officers by what was recorded up to here.
    private var known = OfficerHistory()
    private var duties = DutyLedger()
    /// Where the files began on which decisions are taken.
    private var begun: [StreamName: Int64] = [:]

    /// For the kinds that are wanted, as far as the log showed them after `start` only.
    ///
    /// Kinds that rest on others need `officers` with all that was recorded of them, and every event from the first on.
    package init(
        of wanted: Set<ExceptionKind>, shownAfter start: Int64 = 0, knowing officers: OfficerHistory = OfficerHistory()
    ) {
        self.wanted = wanted
        self.start = start
        self.officers = officers
    }

    /// Takes in the next event of the log.
    package mutating func take(_ recorded: Recorded<DomainEvent>, storedAs type: String, by act: ActDetails) {
        let event = ExaminedEvent(event: recorded.event, header: recorded.header, type: type, act: act)
        addDates(event)
        for remark in event.event.remarks(event.header) {
            add(remark.kind) {
                ExceptionLine(
                    remark.kind, on: event, by: remark.rule, remark.finding, reason: remark.reason,
                    amendment: remark.amendment)
            }
        }
        let beginning = begin(of: event)
        if wanted.contains(.segregation),
            let conflict = duties.take(event.event, event.header, knowing: officers)
        {
            add(.segregation) {
                ExceptionLine(
                    .segregation, on: event, by: conflict.rule, conflict.finding(of: event.header.actor),
                    shownAt: conflict.knownAt)
            }
        }
        if officers.isWhole(event.header.actor) {
            let officers = officers
            let known = known
            add(.authority) { officers.roleLine(event, knownThen: known) }
            add(.authority) { officers.ownGrantLine(event) }
            add(.mandate) { officers.mandateLine(event, knownThen: known) }
            if let beginning { add(.roleChange) { known.roleChangeLine(event, since: beginning) } }
        }
        note(recorded)
    }

    /// Takes in what is left out of the lines, for what it says of an officer.
    ///
    /// Who held a role when is judged by everything that is known of it.
    package mutating func note(_ recorded: Recorded<DomainEvent>) {
        if case .officer(let event) = recorded.event { known.take(event, recorded.header) }
    }

    private mutating func addDates(_ event: ExaminedEvent) {
        let (occurred, recorded) = (event.header.occurredAt, event.header.recordedAt)
        if Admission.isLongAgo(occurred, recordedAt: recorded) {
            add(.backDated) { ExceptionLine(.backDated, on: event, by: .inv26, event.lateness) }
        }
        if Admission.isAhead(occurred, of: recorded) {
            add(.postDated) {
                ExceptionLine(
                    .postDated, on: event, by: .inv26,
                    Phrase(
                        nl: "gedateerd op \(occurred.clockTextInAmsterdam), na het vastleggen",
                        en: "dated \(occurred.clockTextInAmsterdam), after it was recorded"))
            }
        }
    }

    /// Where the event's file began; nil for a file on which nothing is decided.
    private mutating func begin(of event: ExaminedEvent) -> Int64? {
        switch event.event {
        case .mission, .measure, .support, .claim:
            guard wanted.contains(.roleChange) else { return nil }
            if let begin = begun[event.header.stream] { return begin }
            begun[event.header.stream] = event.header.position
            return event.header.position
        case .administration, .officer, .person, .country, .briefing, .participation, .company, .organisation,
            .involvement, .bmoMeeting, .concern, .assessment, .hold, .retention, .erasure, .disposal:
            return nil
        }
    }

    /// Only what is wanted is made.
    private mutating func add(_ kind: ExceptionKind, _ make: () -> ExceptionLine?) {
        guard wanted.contains(kind), let line = make(), line.shownAt > start else { return }
        lines.append(line)
    }
}

extension ExaminedEvent {
    /// How long after it happened it was recorded, in whole days.
    fileprivate var lateness: Phrase {
        let days = (header.recordedAt.microseconds - header.occurredAt.microseconds) / 86_400_000_000
        return Phrase(
            nl: "\(days) dagen na het gebeuren vastgelegd", en: "recorded \(days) days after it happened")
    }
}

extension DutyLedger.Conflict {
    fileprivate func finding(of actor: String) -> Phrase {
        let who =
            account == actor
            ? Phrase(nl: "dezelfde functionaris", en: "the same officer")
            : Phrase(
                nl: "dezelfde persoon, als \(account) (vastgelegd op positie \(knownAt)),",
                en: "the same person, as \(account) (recorded at position \(knownAt)),")
        return isByDate
            ? Phrase(
                nl: "later vastgelegd, maar gedateerd vóór wat \(who.nl) deed en ervan gescheiden blijft: "
                    + "\(what.nl) (\(file.text), positie \(position))",
                en: "recorded later, but dated before what \(who.en) did and is kept apart from it: \(what.en) "
                    + "(\(file.text), position \(position))")
            : Phrase(
                nl: "\(who.nl) deed al wat hiervan gescheiden blijft: \(what.nl) (\(file.text), positie "
                    + "\(position))",
                en: "\(who.en) did already what is kept apart from this: \(what.en) (\(file.text), position "
                    + "\(position))")
    }
}
