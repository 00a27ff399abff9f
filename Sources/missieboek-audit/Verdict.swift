import AuditMessages
import CanonicalJSON
import LogAudit
import TradeMissions

/// What a verification has found, for people and for programs.
struct Verdict {
    let report: LogVerification.Report
    /// Checkpoints that were kept elsewhere: where each lies, and its size.
    let files: [(name: String, size: Int64)]
    /// What is wrong with the checkpoints of the folder.
    let unsigned: [LogFinding]
    /// Files among them that are none.
    let strays: [String]
    /// What the log says of itself.
    let testimony: Testimony

    private var defects: [LogDefect]? { testimony.defects }
    private var unguarded: [String] { testimony.unguarded }

    var isSound: Bool {
        let isWell = testimony.unanswered.isEmpty && unguarded.isEmpty
        return isWell && report.isSound && unsigned.isEmpty && defects?.isEmpty ?? true
    }

    private var findings: [LogFinding] { unsigned + report.findings }

    /// More say nothing new.
    private static let limit = 100

    var words: Phrase {
        let (events, sealed) = (report.events, report.sealed)
        let compared = min(events, sealed)
        let isAsSigned = findings.isEmpty
        let isOfFolder = sealed > 0 && findings.allSatisfy(\.isOfFolder)
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
                Phrase(
                    nl: "Ook vergeleken met het bewaarde ijkpunt van \(file.size): \(file.name)",
                    en: "Compared with the kept checkpoint of \(file.size) too: \(file.name)")
            }
            + strays.prefix(Self.limit).map(\.inOneLine).map {
                Phrase(
                    nl: "In de map van de bewijzen is geen ijkpunt, en overgeslagen: \($0)",
                    en: "In the folder of the proofs, no checkpoint and passed over: \($0)")
            }
            + (report.isCutOff
                ? [Phrase(nl: "en er is meer; dit zijn de eerste", en: "and there is more; these are the first")] : [])
            + testimony.unanswered
            + (defects ?? []).map(\.words.inOneLine).map {
                Phrase(nl: "het logboek zelf: \($0.nl)", en: "the log itself: \($0.en)")
            }
            + unguarded.map(\.inOneLine).map { Phrase(nl: "niet bewaakt: \($0)", en: "not guarded: \($0)") }
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
            "kept": .array(files.map { ["file": .string($0.name), "size": .number(String($0.size))] }),
            "thereAreMore": .bool(report.isCutOff),
            "defects": defects.map { .array($0.map(\.node)) } ?? .null,
            "unguarded": .array(unguarded.map { .string($0.inOneLine) }),
            "passedOver": .array(strays.prefix(Self.limit).map { .string($0.inOneLine) }),
            "unanswered": .array(testimony.unanswered.map { ["nl": .string($0.nl), "en": .string($0.en)] }),
        ]
    }
}
