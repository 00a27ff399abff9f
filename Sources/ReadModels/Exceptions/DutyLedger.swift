import EventSourcing
import TradeMissions

/// Who did what on which file, of the duties that INV-7 and INV-30 keep apart.
///
/// Commands refuse by what was recorded before them. What is recorded later and dated earlier comes past them, and shows
/// here: so does what was stored by another way than a command.
struct DutyLedger {
    typealias Duty = SegregationOfDuties.Duty

    /// The other side of a pair.
    struct Conflict {
        let what: Phrase
        let file: StreamName
        let position: Int64
        let rule: Rule
        /// Whether only the order of happening makes it one, since it was recorded first.
        let isByDate: Bool
    }

    private struct Place: Hashable {
        let file: StreamName
        let officer: String
        let duty: Duty
    }

    private struct Deed {
        let what: Phrase
        let position: Int64
        let occurredAt: Timestamp
        let file: StreamName
        let rule: Rule
    }

    /// The deed of each that was recorded first.
    private var done: [Place: Deed] = [:]
    /// Under every file whose deeds bar it, of the deeds of each duty the one that happened last.
    private var taken: [Place: Deed] = [:]

    // Which files belong together.
    private var assessments: [StreamName: StreamName] = [:]
    private var supports: [StreamName: StreamName] = [:]
    private var claims: [StreamName: [StreamName]] = [:]

    /// Notes the event, and gives what it conflicts with: the first that is found, when there is more.
    mutating func take(_ event: DomainEvent, _ header: EventHeader) -> Conflict? {
        link(event, header.stream)
        let deed = event.deed
        var found: Conflict?
        if let duty = event.takenDuty { found = conflict(taking: duty, event, header) }
        if found == nil, let deed { found = conflict(recordingLate: deed.duty, header) }
        note(event, deed, header)
        return found
    }

    private mutating func link(_ event: DomainEvent, _ file: StreamName) {
        switch event {
        case .measure(.opened(let opened)): assessments[file] = opened.assessment.stream
        case .support(.reclaimed(let reclaimed)): claims[file, default: []].append(reclaimed.claim.stream)
        case .claim(.established(let established)): supports[file] = established.support.stream
        case .measure, .support, .claim, .administration, .officer, .country, .mission, .briefing, .participation,
            .company, .organisation, .involvement, .bmoMeeting, .concern, .assessment:
            break
        }
    }

    private mutating func note(_ event: DomainEvent, _ deed: SegregationOfDuties.Deed?, _ header: EventHeader) {
        let (file, officer) = (header.stream, header.actor)
        func noted(_ what: Phrase) -> Deed {
            Deed(
                what: what, position: header.position, occurredAt: header.occurredAt, file: file,
                rule: event.ruleOfDuty)
        }
        if let deed {
            let place = Place(file: file, officer: officer, duty: deed.duty)
            if done[place] == nil { done[place] = noted(deed.what) }
        }
        guard let duty = event.takenDuty else { return }
        for other in files(barring: duty, event, file) {
            let place = Place(file: other, officer: officer, duty: duty)
            if let last = taken[place], last.occurredAt >= header.occurredAt { continue }
            taken[place] = noted(deed?.what ?? Phrase(nl: "besliste", en: "decided"))
        }
    }

    /// What was recorded before it and bars its duty, whenever it happened: as commands judge.
    private func conflict(taking duty: Duty, _ event: DomainEvent, _ header: EventHeader) -> Conflict? {
        for file in files(barring: duty, event, header.stream) {
            for other in duty.apartFrom {
                guard let deed = done[Place(file: file, officer: header.actor, duty: other)] else { continue }
                return Conflict(
                    what: deed.what, file: deed.file, position: deed.position, rule: event.ruleOfDuty, isByDate: false)
            }
        }
        return nil
    }

    /// What was recorded before it and happened after it, and would have been barred by it.
    private func conflict(recordingLate duty: Duty, _ header: EventHeader) -> Conflict? {
        for other in [Duty.deciding, .reviewing, .closing, .paying] where other.apartFrom.contains(duty) {
            guard let deed = taken[Place(file: header.stream, officer: header.actor, duty: other)],
                deed.occurredAt > header.occurredAt
            else { continue }
            return Conflict(
                what: deed.what, file: deed.file, position: deed.position, rule: deed.rule, isByDate: true)
        }
        return nil
    }

    /// The files on which what its actor did bars this duty: its own, and those that it rests on.
    private func files(barring duty: Duty, _ event: DomainEvent, _ file: StreamName) -> [StreamName] {
        switch event {
        case .measure: measure(file)
        case .support(.terminated(let terminated)): support(file) + measure(terminated.measure.map(\.stream))
        case .support(.reclaimed(let reclaimed)): support(file) + measure(reclaimed.measure.map(\.stream))
        case .support: duty == .paying ? [file] : support(file)
        case .claim: [file] + [supports[file]].compactMap(\.self)
        case .administration, .officer, .country, .mission, .briefing, .participation, .company, .organisation,
            .involvement, .bmoMeeting, .concern, .assessment:
            [file]
        }
    }

    private func support(_ file: StreamName) -> [StreamName] { [file] + claims[file, default: []] }

    private func measure(_ file: StreamName?) -> [StreamName] {
        guard let file else { return [] }
        return [file] + [assessments[file]].compactMap(\.self)
    }
}
