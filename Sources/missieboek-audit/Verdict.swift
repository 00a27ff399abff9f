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

    var defects: [LogDefect]? { testimony.defects }
    var unguarded: [String] { testimony.unguarded }

    var isSound: Bool {
        let isWell = testimony.unanswered.isEmpty && testimony.strange.isEmpty && unguarded.isEmpty
        return isWell && report.isSound && unsigned.isEmpty && defects?.isEmpty ?? true
    }

    /// Of what was signed and of the folder: those of the folder in front.
    var findings: [LogFinding] { unsigned.prefix(Self.limit) + report.findings }

    /// More of one kind say nothing new.
    static let limit = 100

    /// Whether there is more than is told.
    var isCutOff: Bool {
        report.isCutOff
            || [unsigned.count, strays.count, defects?.count ?? 0, unguarded.count, testimony.strange.count].contains {
                $0 > Self.limit
            }
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
