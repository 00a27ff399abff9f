import AuditLog
import AuditMessages
import LogAudit
import TradeMissions

extension Verdict {
    /// All of it: what it comes to, what was found, and what was not looked at.
    var words: Phrase {
        let parts = [
            [headline], findings.map(\.words), comparisons, passedOver, testimony.unanswered,
            testimony.strange.prefix(Self.limit).map(\.words), brokenRules, openToChanges, more, unsealed, unasked,
        ]
        let lines = parts.flatMap { $0 }
        return Phrase(
            nl: lines.map(\.nl).joined(separator: "\n"), en: lines.map(\.en).joined(separator: "\n"))
    }

    /// The worst that is so: it accuses nobody of more than was found.
    var headline: Phrase {
        let (events, sealed) = (report.events, report.sealed)
        if isSound {
            let compared = min(events, sealed)
            return Phrase(
                nl: "ONGESCHONDEN: van \(compared) gebeurtenissen klopt iedere byte met het ijkpunt van \(sealed).",
                en: "INTACT: of \(compared) events every byte agrees with the checkpoint of \(sealed).")
        }
        if findings.allSatisfy(\.isOfRules) {
            return Phrase(
                nl: "NIET IN ORDE: wat is ondertekend, klopt; wat het logboek bewaakt of zijn eigen regels, niet.",
                en: "NOT IN ORDER: what was signed holds; what guards the log, or its own rules, do not.")
        }
        if sealed > 0, findings.allSatisfy({ $0.isOfFolder || $0.isOfRules }) {
            let compared = min(events, sealed)
            return Phrase(
                nl:
                    "NIET IN ORDE: geen van de eerste \(compared) gebeurtenissen is anders dan is ondertekend; de map van de "
                    + "bewijzen klopt niet.",
                en:
                    "NOT IN ORDER: none of the first \(compared) events is another than was signed; the folder of the proofs "
                    + "is not right.")
        }
        return Phrase(
            nl: "NIET ONGESCHONDEN: dit logboek van \(events) gebeurtenissen is niet wat is ondertekend.",
            en: "NOT INTACT: this log of \(events) events is not what was signed.")
    }

    /// With each checkpoint that was kept elsewhere.
    private var comparisons: [Phrase] {
        files.map { (name, head) in
            report.unmet.contains(head)
                ? Phrase(
                    nl: "Ook vergeleken met het bewaarde ijkpunt van \(head.size), en dat klopt er niet mee: \(name)",
                    en: "Compared with the kept checkpoint of \(head.size) too, and it does not agree: \(name)")
                : Phrase(
                    nl: "Ook vergeleken met het bewaarde ijkpunt van \(head.size), en dat klopt ermee: \(name)",
                    en: "Compared with the kept checkpoint of \(head.size) too, and it agrees: \(name)")
        }
    }

    private var passedOver: [Phrase] {
        strays.prefix(Self.limit).map(\.inOneLine).map {
            Phrase(
                nl: "In de map van de bewijzen is geen ijkpunt, en overgeslagen: \($0)",
                en: "In the folder of the proofs, no checkpoint and passed over: \($0)")
        }
    }

    /// What the log says of itself.
    private var brokenRules: [Phrase] {
        (defects ?? []).prefix(Self.limit).map(\.words.inOneLine).map {
            Phrase(nl: "het logboek zelf: \($0.nl)", en: "the log itself: \($0.en)")
        }
    }

    private var openToChanges: [Phrase] {
        unguarded.prefix(Self.limit).map(\.inOneLine).map {
            Phrase(nl: "niet bewaakt: \($0)", en: "not guarded: \($0)")
        }
    }

    private var more: [Phrase] {
        guard isCutOff else { return [] }
        return [
            Phrase(
                nl: "En er is meer: van iedere soort staan hier hoogstens de eerste \(Self.limit).",
                en: "And there is more: of each kind at most the first \(Self.limit) stand here.")
        ]
    }

    private var unsealed: [Phrase] {
        let open = max(0, report.events - report.sealed)
        guard open > 0 else { return [] }
        guard !findings.contains(where: { $0.isOfCheckpoint }) else {
            return [
                open == 1
                    ? Phrase(
                        nl: "Daarachter staat 1 gebeurtenis: wat daarvan is ondertekend, was niet te lezen.",
                        en: "1 event stands behind those: what was signed of it could not be read.")
                    : Phrase(
                        nl: "Daarachter staan \(open) gebeurtenissen: wat daarvan is ondertekend, was niet te lezen.",
                        en: "\(open) events stand behind those: what was signed of them could not be read.")
            ]
        }
        return [
            open == 1
                ? Phrase(
                    nl: "Na dit ijkpunt kwam 1 gebeurtenis, waarover het niets zegt.",
                    en: "1 event came after this checkpoint, which says nothing of it.")
                : Phrase(
                    nl: "Na dit ijkpunt kwamen \(open) gebeurtenissen, waarover het niets zegt.",
                    en: "\(open) events came after this checkpoint, which says nothing of them.")
        ]
    }

    private var unasked: [Phrase] {
        guard defects == nil, testimony.unanswered.isEmpty else { return [] }
        return [
            Phrase(
                nl: "Of het logboek zijn eigen regels volgt, is niet nagegaan: daarvoor moet de login lid zijn van "
                    + "missieboek_auditor.",
                en: "Whether the log keeps its own rules was not checked: for that the login must be a member of "
                    + "missieboek_auditor.")
        ]
    }
}
