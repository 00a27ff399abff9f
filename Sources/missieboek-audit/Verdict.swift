import AuditLog
import AuditMessages
import CanonicalJSON
import LogAudit
import TradeMissions

/// What a verification has found, for people and for programs.
struct Verdict {
    let report: LogVerification.Report
    /// Checkpoints that were kept elsewhere: where each lies, and what it says.
    let files: [(name: String, head: TreeHead)]
    /// What is wrong with the checkpoints of the folder.
    let unsigned: [LogFinding]
    /// Files among them that are none.
    let strays: [String]
    /// What the log says of itself.
    let testimony: Testimony

    private var defects: [LogDefect]? { testimony.defects }
    private var unguarded: [String] { testimony.unguarded }

    var isSound: Bool {
        let isWell = testimony.unanswered.isEmpty && testimony.strange.isEmpty && unguarded.isEmpty
        return isWell && report.isSound && unsigned.isEmpty && defects?.isEmpty ?? true
    }

    private var findings: [LogFinding] { unsigned.prefix(Self.limit) + report.findings }

    /// More of one kind say nothing new.
    static let limit = 100

    private var isCutOff: Bool {
        report.isCutOff
            || [unsigned.count, strays.count, defects?.count ?? 0, unguarded.count, testimony.strange.count].contains {
                $0 > Self.limit
            }
    }

    var words: Phrase {
        let (events, sealed) = (report.events, report.sealed)
        let compared = min(events, sealed)
        let isAsSigned = findings.allSatisfy(\.isOfRules)
        let isOfFolder = sealed > 0 && findings.allSatisfy { $0.isOfFolder || $0.isOfRules }
        let head =
            isSound
            ? Phrase(
                nl: "ONGESCHONDEN: van \(compared) gebeurtenissen klopt iedere byte met het ijkpunt van \(sealed).",
                en: "INTACT: of \(compared) events every byte agrees with the checkpoint of \(sealed).")
            : isAsSigned
                ? Phrase(
                    nl: "NIET IN ORDE: wat is ondertekend, klopt; wat het logboek bewaakt of zijn eigen regels, niet.",
                    en: "NOT IN ORDER: what was signed holds; what guards the log, or its own rules, do not.")
                : isOfFolder
                    ? Phrase(
                        nl:
                            "NIET IN ORDE: geen gebeurtenis is anders dan is ondertekend; de map van de bewijzen klopt niet.",
                        en: "NOT IN ORDER: no event is another than was signed; the folder of the proofs is not right.")
                    : Phrase(
                        nl: "NIET ONGESCHONDEN: dit logboek van \(events) gebeurtenissen is niet wat is ondertekend.",
                        en: "NOT INTACT: this log of \(events) events is not what was signed.")
        let open = max(0, events - sealed)
        let lines =
            [head] + findings.map(\.words)
            + files.map { file in
                report.unmet.contains(file.head)
                    ? Phrase(
                        nl:
                            "Ook vergeleken met het bewaarde ijkpunt van \(file.head.size), en dat klopt er niet mee: \(file.name)",
                        en:
                            "Compared with the kept checkpoint of \(file.head.size) too, and it does not agree: \(file.name)"
                    )
                    : Phrase(
                        nl:
                            "Ook vergeleken met het bewaarde ijkpunt van \(file.head.size), en dat klopt ermee: \(file.name)",
                        en: "Compared with the kept checkpoint of \(file.head.size) too, and it agrees: \(file.name)")
            }
            + strays.prefix(Self.limit).map(\.inOneLine).map {
                Phrase(
                    nl: "In de map van de bewijzen is geen ijkpunt, en overgeslagen: \($0)",
                    en: "In the folder of the proofs, no checkpoint and passed over: \($0)")
            }
            + testimony.unanswered + testimony.strange.prefix(Self.limit).map(\.words)
            + (defects ?? []).prefix(Self.limit).map(\.words.inOneLine).map {
                Phrase(nl: "het logboek zelf: \($0.nl)", en: "the log itself: \($0.en)")
            }
            + unguarded.prefix(Self.limit).map(\.inOneLine).map {
                Phrase(nl: "niet bewaakt: \($0)", en: "not guarded: \($0)")
            }
            + (isCutOff
                ? [
                    Phrase(
                        nl: "En er is meer: van iedere soort staan hier hoogstens de eerste \(Self.limit).",
                        en: "And there is more: of each kind at most the first \(Self.limit) stand here.")
                ] : [])
            + (open == 0
                ? []
                : [
                    Phrase(
                        nl: "Na het ijkpunt kwamen \(open) gebeurtenissen: die zijn nog niet verzegeld.",
                        en: "\(open) events came after the checkpoint: they are not sealed yet.")
                ])
            + (defects == nil && testimony.unanswered.isEmpty
                ? [
                    Phrase(
                        nl:
                            "Of het logboek zijn eigen regels volgt, is niet nagegaan: daarvoor moet de login lid zijn van "
                            + "missieboek_auditor.",
                        en:
                            "Whether the log keeps its own rules was not checked: for that the login must be a member of "
                            + "missieboek_auditor.")
                ] : [])
        return Phrase(
            nl: lines.map(\.nl).joined(separator: "\n"), en: lines.map(\.en).joined(separator: "\n"))
    }

    var node: Node {
        [
            "isIntact": .bool(isSound), "events": .number(String(report.events)),
            "sealed": .number(String(report.sealed)), "findings": .array(findings.map(\.node)),
            "kept": .array(
                files.map { file in
                    [
                        "file": .string(file.name), "size": .number(String(file.head.size)),
                        "agrees": .bool(!report.unmet.contains(file.head)),
                    ]
                }),
            "thereAreMore": .bool(isCutOff),
            "defects": defects.map { .array($0.prefix(Self.limit).map(\.node)) } ?? .null,
            "unguarded": .array(unguarded.prefix(Self.limit).map { .string($0.inOneLine) }),
            "passedOver": .array(strays.prefix(Self.limit).map { .string($0.inOneLine) }),
            "strange": .array(testimony.strange.prefix(Self.limit).map(\.node)),
            "unanswered": .array(testimony.unanswered.map { ["nl": .string($0.nl), "en": .string($0.en)] }),
        ]
    }
}
