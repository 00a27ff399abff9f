import EventSourcing
import TradeMissions

// What officers held, beside what they did.

extension OfficerHistory {
    /// The act in a role that did not hold when it happened and when it was recorded, by what is known here or by what
    /// was known then.
    func roleLine(_ event: ExaminedEvent, knownThen: OfficerHistory) -> ExceptionLine? {
        guard let role = event.act.role else { return nil }
        let (day, recorded) = (event.day, event.daysRecorded)
        return line(
            .authority, event, knownThen,
            of: Phrase(nl: "de rol ‘\(role.term.nl)’", en: "the role “\(role.term.en)”")
        ) { officer in
            officer.holds(role, on: day) && recorded.contains { officer.holds(role, on: $0) }
        }
    }

    /// The decision under a mandate of which the same is to be said.
    func mandateLine(_ event: ExaminedEvent, knownThen: OfficerHistory) -> ExceptionLine? {
        guard let id = event.event.authority?.mandate else { return nil }
        let (day, recorded) = (event.day, event.daysRecorded)
        return line(
            .mandate, event, knownThen, of: Phrase(nl: "mandaat \(id.text)", en: "mandate \(id.text)")
        ) { officer in
            guard let mandate = officer.mandates.first(where: { $0.id == id }), mandate.isInForce(on: day) else {
                return false
            }
            // By the day of recording another one for the same power does as well (INV-8).
            return recorded.contains { officer.holdsLike(mandate, on: $0) }
        }
    }

    /// The decision in a role, or under a mandate, that by what was recorded before `begin` was not there on that day.
    ///
    /// Of what is known so far.
    func roleChangeLine(_ event: ExaminedEvent, since begin: Int64) -> ExceptionLine? {
        guard event.event.isDecision, begin < event.header.position, let role = event.act.role else { return nil }
        let (actor, day) = (event.header.actor, event.day)
        let before = officer(actor, before: begin)
        func line(of what: Phrase, _ holds: (Officer) -> Bool) -> ExceptionLine? {
            guard !holds(before), holds(officer(actor)), let grant = turn(of: actor, after: begin - 1, holds) else {
                return nil
            }
            let position = grant.header.position
            return ExceptionLine(
                .roleChange, on: event, by: nil,
                Phrase(
                    nl:
                        "\(what.nl) is toegekend op positie \(position), na het begin van het dossier (positie \(begin))",
                    en: "\(what.en) was granted at position \(position), after the file was begun (position \(begin))"))
        }
        let roleLine = line(of: Phrase(nl: "de rol ‘\(role.term.nl)’", en: "the role “\(role.term.en)”")) {
            $0.holds(role, on: day)
        }
        if let roleLine { return roleLine }
        guard let id = event.event.authority?.mandate,
            let mandate = officer(actor).mandates.first(where: { $0.id == id })
        else { return nil }
        return line(of: Phrase(nl: "mandaat \(id.text)", en: "mandate \(id.text)")) { $0.holdsLike(mandate, on: day) }
    }

    /// The role or mandate that somebody gave an account of their own, where the log says by now that it was theirs.
    func ownGrantLine(_ event: ExaminedEvent) -> ExceptionLine? {
        guard case .officer(let officerEvent) = event.event else { return nil }
        switch officerEvent {
        case .roleGranted, .mandateGranted: break
        case .registered, .identified, .identityCorrected, .roleRevoked, .mandateRevoked: return nil
        }
        let accounts = accounts(of: event.header.actor, at: event.header.position)
        // To the very account only the founding grants a role.
        guard let own = accounts.first(where: { $0.id == event.header.stream.text && $0.knownAt > 0 }) else {
            return nil
        }
        return ExceptionLine(
            .authority, on: event, by: .authority,
            Phrase(
                nl: "toegekend aan \(own.id), een account van dezelfde persoon (vastgelegd op positie \(own.knownAt))",
                en: "granted to \(own.id), an account of the same person (recorded at position \(own.knownAt))"),
            shownAt: own.knownAt)
    }

    private func line(
        _ kind: ExceptionKind, _ event: ExaminedEvent, _ knownThen: OfficerHistory, of what: Phrase,
        _ holds: (Officer) -> Bool
    ) -> ExceptionLine? {
        let actor = event.header.actor
        let (heldThen, holdsNow) = (holds(knownThen.officer(actor)), holds(officer(actor)))
        if heldThen, holdsNow { return nil }
        let cause = heldThen == holdsNow ? nil : turn(of: actor, after: event.header.position, holds)
        return ExceptionLine(
            kind, on: event, by: kind.rule, Phrase(what, event.days, heldThen: heldThen, cause),
            shownAt: cause.map(\.header.position))
    }
}

extension Phrase {
    /// What held or did not, on which days, and by which later event that is known.
    fileprivate init(
        _ what: Phrase, _ days: Phrase, heldThen: Bool, _ turn: Recorded<Officer.Event>?
    ) {
        guard let turn else {
            self.init(
                nl: "\(what.nl) gold niet \(days.nl), ook niet naar wat bij het vastleggen bekend was",
                en: "\(what.en) did not hold \(days.en), nor by what was known when it was recorded")
            return
        }
        let reason = turn.event.reason.map { " (\($0))" } ?? ""
        let (name, position) = (turn.event.name.rawValue, turn.header.position)
        if heldThen {
            self.init(
                nl: "\(what.nl) gold niet \(days.nl), naar wat daarna is vastgelegd: \(name) op positie "
                    + "\(position)\(reason)",
                en: "\(what.en) did not hold \(days.en), by what was recorded afterwards: \(name) at position "
                    + "\(position)\(reason)")
        } else {
            self.init(
                nl: "\(what.nl) gold \(days.nl) pas naar wat daarna is vastgelegd: \(name) op positie "
                    + "\(position)\(reason)",
                en: "\(what.en) held \(days.en) only by what was recorded afterwards: \(name) at position "
                    + "\(position)\(reason)")
        }
    }
}

extension ExaminedEvent {
    /// The days on which whoever acts must be empowered, as part of a sentence.
    fileprivate var days: Phrase {
        let recorded = header.recordedAt.dateInAmsterdam
        guard day != recorded else { return Phrase(nl: "op \(day.text)", en: "on \(day.text)") }
        return Phrase(
            nl: "zowel op \(day.text) als op \(recorded.text), de dag van vastleggen",
            en: "both on \(day.text) and on \(recorded.text), the day of recording")
    }
}

extension Officer {
    /// Whether there is a mandate for a power that this one gives.
    fileprivate func holdsLike(_ mandate: Mandate, on date: CivilDate) -> Bool {
        mandates.contains { $0.isInForce(on: date) && !Set($0.powers).isDisjoint(with: mandate.powers) }
    }
}

extension DomainEvent {
    /// Whether somebody decided by it: kept apart from whoever prepared it, or in a capacity of their own.
    fileprivate var isDecision: Bool {
        switch takenDuty {
        case .deciding, .resuming, .revoking, .reviewing: return true
        case .preparing, .closing, .paying, nil: break
        }
        guard let basis = authority?.basis else { return false }
        switch basis {
        case .inPerson, .mandate: return true
        case .ruling, .role: return false
        }
    }
}
