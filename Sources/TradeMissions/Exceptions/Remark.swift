package import EventSourcing

/// What shows on one event by itself, for whoever looks for exceptions.
package struct Remark: Hashable, Sendable {
    package let kind: ExceptionKind
    package let rule: Rule
    package let finding: Phrase
    /// The reason that the event holds; nil where the act has the only one, or there is none.
    package let reason: String?
    /// What it does to earlier events: of a ``ExceptionKind/correction`` only.
    package let amendment: Amendment?

    fileprivate init(
        _ kind: ExceptionKind, _ rule: Rule, _ finding: Phrase, reason: String?, amendment: Amendment? = nil
    ) {
        self.kind = kind
        self.rule = rule
        self.finding = finding
        self.reason = reason
        self.amendment = amendment
    }

    static func override(_ rule: Rule, reason: String? = nil, nl: String, en: String) -> Remark {
        Remark(.override, rule, Phrase(nl: nl, en: en), reason: reason)
    }

    /// A departure that the rule itself leaves open; of any force, since nothing is refused by it.
    static func waiver(of rule: Rule, reason: String?, nl: String, en: String) -> Remark {
        Remark(.waiver, rule, Phrase(nl: nl, en: en), reason: reason)
    }

    /// By ``Rule/inv27``: what was recorded stays, and is amended by a new event.
    static func amendment(_ amendment: Amendment, reason: String? = nil) -> Remark {
        Remark(.correction, .inv27, amendment.finding, reason: reason, amendment: amendment)
    }
}

// None or one, as it turns out.
extension [Remark] {
    /// Of a date that an event states beside its own, and that is held to the same rule.
    static func stated(_ date: CivilDate, _ header: EventHeader) -> [Remark] {
        let day = header.occurredAt.dateInAmsterdam
        guard Admission.isLongAgo(date, before: day) else { return [] }
        return [
            Remark(
                .backDated, .inv26,
                Phrase(
                    nl: "vermeldt \(date.text), meer dan \(Admission.daysWithoutReason) dagen vóór \(day.text)",
                    en: "states \(date.text), more than \(Admission.daysWithoutReason) days before \(day.text)"),
                reason: nil)
        ]
    }

    /// Of what holds from an earlier day than that on which it is recorded.
    static func retroactive(from day: CivilDate, reason: String?, _ header: EventHeader) -> [Remark] {
        let recorded = header.recordedAt.dateInAmsterdam
        guard day < recorded else { return [] }
        return [
            Remark(
                .retroactive, .complete,
                Phrase(
                    nl: "geldt vanaf \(day.text), vóór de dag van vastleggen, \(recorded.text)",
                    en: "holds from \(day.text), before the day of recording, \(recorded.text)"),
                reason: reason)
        ]
    }
}

/// What an event does to earlier ones, where its type exists for that.
///
/// A type that may be given again, as a risk level or an assessed step, says anew how things are and amends nothing.
package enum Amendment: String, CaseIterable, Sendable {
    /// What was recorded is replaced by what this event says.
    case corrects
    /// What was recorded as done, found or planned no longer counts.
    case retracts
    /// What a decision, a grant or an announcement gave no longer holds.
    case revokes
    /// The same, for the time being.
    case suspends
    /// What had been closed, ended or suspended goes on.
    case restores
    /// An amount is lowered or paid back.
    case compensates

    package var finding: Phrase {
        switch self {
        case .corrects: Phrase(nl: "vervangt wat eerder is vastgelegd", en: "replaces what was recorded before")
        case .retracts: Phrase(nl: "neemt terug wat eerder is vastgelegd", en: "retracts what was recorded before")
        case .revokes:
            Phrase(
                nl: "beëindigt wat eerder is besloten of toegekend", en: "ends what was decided or granted before")
        case .suspends:
            Phrase(nl: "schorst wat eerder is besloten of toegekend", en: "suspends what was decided or granted before")
        case .restores:
            Phrase(
                nl: "herstelt wat was gesloten, beëindigd of geschorst",
                en: "restores what was closed, ended or suspended")
        case .compensates:
            Phrase(nl: "verlaagt een bedrag of betaalt het terug", en: "lowers an amount or pays it back")
        }
    }
}

extension DomainEvent {
    /// What shows on this event by itself.
    ///
    /// Every type of event is named on the way, those without a remark too: whoever adds one decides here.
    package func remarks(_ header: EventHeader) -> [Remark] {
        switch self {
        case .administration(let event): event.remarks
        case .officer(let event): event.remarks(header)
        case .person(let event): event.remarks
        case .country(let event): event.remarks
        case .mission(let event): event.remarks
        case .briefing(let event): event.remarks(header)
        case .participation(let event): event.remarks
        case .company(let event): event.remarks
        case .organisation(let event): event.remarks(header)
        case .involvement(let event): event.remarks(header)
        case .bmoMeeting(let event): event.remarks(header)
        case .concern(let event): event.remarks(header)
        case .assessment(let event): event.remarks
        case .measure(let event): event.remarks
        case .support(let event): event.remarks
        case .claim(let event): event.remarks
        case .hold(let event): event.remarks
        case .retention(let event): event.remarks(header)
        case .erasure(let event): event.remarks
        case .disposal(let event): event.remarks
        }
    }
}
