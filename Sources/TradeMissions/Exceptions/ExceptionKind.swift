/// What an auditor wants to see apart from the rest.
///
/// To be listed is no offence: each kind is something that happened as it is allowed to, or that shows only afterwards.
package enum ExceptionKind: String, CaseIterable, Sendable {
    /// An open item of the readiness gate was passed on purpose.
    case override
    /// A rule was departed from in the way that it leaves open, or advice was.
    case waiver
    /// It happened so long before it was recorded that a reason is asked.
    case backDated = "back-dated"
    /// It is dated later than it was recorded.
    case postDated = "post-dated"
    /// A role or mandate that was granted or revoked from a day before it was recorded.
    case retroactive
    /// An earlier event is corrected, taken back, revoked, suspended, restored or made good.
    case correction
    /// An act in a role that, by what is known now, did not hold.
    case authority
    /// A decision under a mandate that, by what is known now, did not hold.
    case mandate
    /// Duties of one person on one file that are kept apart.
    case segregation
    /// A decision in a role, or under a mandate, that was given after the file was begun.
    case roleChange = "role-change"
}

extension ExceptionKind {
    /// What the kind is judged by; nil where each line has a rule of its own, or nothing forbids it.
    package var rule: Rule? {
        switch self {
        case .override: .inv30
        case .backDated, .postDated: .inv26
        case .retroactive: .complete
        case .correction: .inv27
        case .authority: .authority
        case .mandate: .inv8
        case .segregation: .inv7
        case .waiver, .roleChange: nil
        }
    }

    /// Whether it shows only on what other events say of the officers or the file.
    package var restsOnOthers: Bool {
        switch self {
        case .authority, .mandate, .segregation, .roleChange: true
        case .override, .waiver, .backDated, .postDated, .retroactive, .correction: false
        }
    }

    package var title: Phrase {
        switch self {
        case .override: Phrase(nl: "gepasseerd", en: "override")
        case .waiver: Phrase(nl: "afwijking", en: "departure")
        case .backDated: Phrase(nl: "teruggedateerd", en: "dated back")
        case .postDated: Phrase(nl: "vooruitgedateerd", en: "dated ahead")
        case .retroactive: Phrase(nl: "terugwerkend", en: "retroactive")
        case .correction: Phrase(nl: "correctie", en: "correction")
        case .authority: Phrase(nl: "rol", en: "role")
        case .mandate: Phrase(nl: "mandaat", en: "mandate")
        case .segregation: Phrase(nl: "functiescheiding", en: "segregation")
        case .roleChange: Phrase(nl: "rolwissel", en: "role change")
        }
    }

    /// What the lines of this kind have in common.
    package var meaning: Phrase {
        switch self {
        case .override:
            Phrase(
                nl: "een open punt van de vertrekpoort is met een reden gepasseerd",
                en: "an open item of the readiness gate was overridden, with a reason")
        case .waiver:
            Phrase(
                nl: "afgeweken van een regel, zoals die zelf toelaat, of van een advies; elk heeft zijn eigen regel",
                en: "a departure from a rule, in the way that it leaves open, or from advice; each has its own rule")
        case .backDated:
            Phrase(
                nl: "gebeurd meer dan \(Admission.daysWithoutReason) dagen vóór het vastleggen; dat mag, met een reden",
                en: "happened more than \(Admission.daysWithoutReason) days before it was recorded; that is allowed, "
                    + "with a reason")
        case .postDated:
            Phrase(
                nl: "gedateerd ná het vastleggen, verder dan klokken mogen verschillen",
                en: "dated after it was recorded, further than clocks may differ")
        case .retroactive:
            Phrase(
                nl: "een rol of mandaat, toegekend of ingetrokken vanaf een dag vóór het vastleggen; dat mag, met een "
                    + "reden",
                en: "a role or mandate, granted or revoked from a day before it was recorded; that is allowed, with a "
                    + "reason")
        case .correction:
            Phrase(
                nl: "eerdere gebeurtenissen gecorrigeerd, teruggenomen, ingetrokken, geschorst, hersteld of verrekend",
                en: "earlier events corrected, retracted, revoked, suspended, restored or compensated")
        case .authority:
            Phrase(
                nl: "gehandeld in een rol die er op die dag niet was, naar wat nu bekend is",
                en: "an act in a role that was not held on that day, by what is known now")
        case .mandate:
            Phrase(
                nl: "beslist onder een mandaat dat er op die dag niet was, naar wat nu bekend is",
                en: "a decision under a mandate that was not held on that day, by what is known now")
        case .segregation:
            Phrase(
                nl:
                    "één persoon deed, met welk account ook, aan één dossier wat gescheiden blijft, naar de volgorde van "
                    + "gebeuren of van vastleggen",
                en:
                    "one person did on one file, with whatever account, what is kept apart, by the order of happening or of "
                    + "recording")
        case .roleChange:
            Phrase(
                nl: "beslist in een rol of onder een mandaat van ná het begin van het dossier; geen regel verbiedt het",
                en: "a decision in a role or under a mandate given after the file was begun; no rule forbids it")
        }
    }
}
