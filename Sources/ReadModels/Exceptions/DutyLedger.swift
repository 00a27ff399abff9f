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
        /// The account with which it was done.
        let account: String
        let rule: Rule
        /// Where the log first showed that it was the same person's; 0 when it was the same account.
        let knownAt: Int64
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

    private struct Link {
        let file: StreamName
        let duties: [Duty]
    }

    /// The deed of each that was recorded first.
    private var done: [Place: Deed] = [:]
    /// Under every file whose deeds bar it, of the deeds of each duty the one that happened last.
    private var taken: [Place: Deed] = [:]

    /// Which files bar from duties on a file, from then on.
    private var links: [StreamName: [Link]] = [:]

    /// Notes the event, and gives what it conflicts with: the first that is found, when there is more.
    ///
    /// `officers` says which accounts are one person's, by everything that is known of them: also when it was recorded
    /// after the event, unless it was taken back since.
    mutating func take(_ event: DomainEvent, _ header: EventHeader, knowing officers: OfficerHistory) -> Conflict? {
        link(event, header.stream)
        let (deed, duty) = (event.deed, event.takenDuty)
        guard deed != nil || duty != nil else { return nil }
        let accounts = officers.accounts(of: header.actor, at: header.position)
        var found: Conflict?
        if let duty { found = conflict(taking: duty, event, header, accounts) }
        if found == nil, let deed { found = conflict(recordingLate: deed.duty, header, accounts) }
        note(event, deed, header)
        return found
    }

    private mutating func link(_ event: DomainEvent, _ file: StreamName) {
        for link in event.dutyLinks {
            switch link.kind {
            case .once: continue
            case .lasting: links[file, default: []].append(Link(file: link.file, duties: link.duties))
            case .reverse: links[link.file, default: []].append(Link(file: file, duties: link.duties))
            }
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
    private func conflict(
        taking duty: Duty, _ event: DomainEvent, _ header: EventHeader, _ accounts: [OfficerHistory.Account]
    ) -> Conflict? {
        for file in files(barring: duty, event, header.stream) {
            for account in accounts {
                for other in duty.apartFrom {
                    guard let deed = done[Place(file: file, officer: account.id, duty: other)] else { continue }
                    return Conflict(
                        what: deed.what, file: deed.file, position: deed.position, account: account.id,
                        rule: event.ruleOfDuty, knownAt: account.knownAt, isByDate: false)
                }
            }
        }
        return nil
    }

    /// What was recorded before it and happened after it, and would have been barred by it.
    private func conflict(
        recordingLate duty: Duty, _ header: EventHeader, _ accounts: [OfficerHistory.Account]
    ) -> Conflict? {
        for other in Duty.allCases where other.apartFrom.contains(duty) {
            for account in accounts {
                guard let deed = taken[Place(file: header.stream, officer: account.id, duty: other)],
                    deed.occurredAt > header.occurredAt
                else { continue }
                return Conflict(
                    what: deed.what, file: deed.file, position: deed.position, account: account.id, rule: deed.rule,
                    knownAt: account.knownAt, isByDate: true)
            }
        }
        return nil
    }

    /// The files on which what its actor did bars this duty: its own, those that it rests on, and what these rest on
    /// unless that rests on them in turn.
    private func files(barring duty: Duty, _ event: DomainEvent, _ file: StreamName) -> [StreamName] {
        let once = event.dutyLinks.filter { $0.kind == .once && $0.duties.contains(duty) }.map(\.file)
        return ([file] + once).flatMap { file in
            let near = linked(to: file, barring: duty)
            let further = near.flatMap { other in
                linked(to: other, barring: duty).filter { !linked(to: $0, barring: duty).contains(other) }
            }
            return [file] + near + further
        }.withoutRepeats
    }

    private func linked(to file: StreamName, barring duty: Duty) -> [StreamName] {
        links[file, default: []].filter { $0.duties.contains(duty) }.map(\.file)
    }
}
