import CanonicalJSON
import EventSourcing
import ReadModels
import TradeMissions

extension Report {
    init(_ lines: [ExceptionLine], of kinds: [ExceptionKind], after start: Int64, through end: Int64) {
        let since = start == 0 ? Phrase(same: "") : Phrase(nl: " na positie \(start)", en: " after position \(start)")
        self.init(
            title: Phrase(nl: "Uitzonderingen", en: "Exceptions") + since
                + Phrase(nl: ", tot en met positie \(end)", en: ", up to position \(end)"),
            sections: [
                .exceptions(lines), .kinds(kinds, in: lines),
                .rules(Set(lines.compactMap(\.rule) + kinds.compactMap(\.rule))),
            ],
            notes: [
                Phrase(
                    nl: "Dat iets hier staat, zegt niet dat het niet mocht.",
                    en: "That something is listed here does not say that it was not allowed.")
            ],
            json: .array(lines.map(\.json)))
    }
}

extension Report.Section {
    fileprivate static func exceptions(_ lines: [ExceptionLine]) -> Report.Section {
        Report.Section(
            name: "exceptions", title: nil,
            columns: [
                position, recorded, occurred, kind, file, event, actor, Phrase(nl: "bevinding", en: "finding"),
            ],
            rows: lines.map(\.cells), form: .prose,
            spreadsheet: (
                [
                    position, recorded, occurred, kind, file, event, actor,
                    Phrase(nl: "in de rol van", en: "in the role of"),
                    Phrase(nl: "bevinding", en: "finding"), Phrase(nl: "reden", en: "reason"), rule,
                    Phrase(nl: "kracht", en: "force"), Phrase(nl: "bron", en: "source"),
                    Phrase(nl: "getoond op positie", en: "shown at position"),
                ], lines.map(\.spreadsheetCells)
            ))
    }

    fileprivate static func kinds(_ kinds: [ExceptionKind], in lines: [ExceptionLine]) -> Report.Section {
        var counts: [ExceptionKind: Int] = [:]
        for line in lines { counts[line.kind, default: 0] += 1 }
        return Report.Section(
            name: "kinds", title: Phrase(nl: "Soorten", en: "Kinds"),
            columns: [
                kind, Phrase(same: "--kind"), Phrase(nl: "aantal", en: "number"), rule,
                Phrase(nl: "wat het is", en: "what it is"),
            ],
            rows: kinds.map { kind in
                [
                    .phrase(kind.title), .text(kind.rawValue), .number(counts[kind] ?? 0),
                    kind.rule.map { .text($0.id) } ?? .empty, .phrase(kind.meaning),
                ]
            }, form: .prose)
    }

    /// Where each rule comes from that a line or a kind names.
    fileprivate static func rules(_ rules: Set<Rule>) -> Report.Section {
        Report.Section(
            name: "rules", title: Phrase(nl: "Regels", en: "Rules"),
            columns: [
                rule, Phrase(nl: "kracht", en: "force"), Phrase(nl: "titel", en: "title"),
                Phrase(nl: "bron", en: "source"),
            ],
            rows: Rule.all.filter(rules.contains).map { rule in
                [.text(rule.id), .phrase(rule.force.term), .phrase(rule.title), .phrase(rule.source.cited)]
            }, form: .prose)
    }

    private static let position = Phrase(nl: "positie", en: "position")
    private static let recorded = Phrase(nl: "vastgelegd", en: "recorded")
    private static let occurred = Phrase(nl: "gebeurd", en: "occurred")
    private static let kind = Phrase(nl: "soort", en: "kind")
    private static let file = Phrase(nl: "dossier", en: "file")
    private static let event = Phrase(nl: "gebeurtenis", en: "event")
    private static let actor = Phrase(nl: "door", en: "by")
    private static let rule = Phrase(nl: "regel", en: "rule")
}

extension ExceptionLine {
    fileprivate var cells: [Report.Cell] {
        let source = rule.map { Phrase(same: "\($0.id): ") } ?? Phrase(same: "")
        let why = reason.map { Phrase(nl: "; reden: \($0)", en: "; reason: \($0)") } ?? kind.withoutReason
        return [
            .number(Int(position)), .text(recordedAt.clockTextInAmsterdam), .text(occurredAt.dateInAmsterdam.text),
            .phrase(kind.title), .text(stream.text), .text(type), .text(actor), .phrase(source + finding + why),
        ]
    }

    fileprivate var spreadsheetCells: [Report.Cell] {
        [
            .number(Int(position)), .text(recordedAt.text), .text(occurredAt.text), .text(kind.rawValue),
            .text(stream.text), .text(type), .text(actor), role.map { .phrase($0.term) } ?? .empty, .phrase(finding),
            .text(reason ?? ""), rule.map { .text($0.id) } ?? .empty, rule.map { .phrase($0.force.term) } ?? .empty,
            rule.map { .phrase($0.source.cited) } ?? .empty, .number(Int(shownAt)),
        ]
    }

    fileprivate var json: Node {
        [
            "kind": .string(kind.rawValue), "position": .number(String(position)), "shownAt": .number(String(shownAt)),
            "stream": .string(stream.text), "type": .string(type), "actor": .string(actor),
            "role": role.map { .string($0.rawValue) } ?? .null, "occurredAt": .string(occurredAt.text),
            "recordedAt": .string(recordedAt.text), "finding": finding.node,
            "amendment": amendment.map { .string($0.rawValue) } ?? .null,
            "reason": reason.map { .string($0) } ?? .null, "rule": rule.map(\.citation) ?? .null,
        ]
    }
}

extension Rule {
    fileprivate var citation: Node {
        [
            "id": .string(id), "force": .string(force.rawValue),
            "source": [
                "standing": .string(source.standing.rawValue), "citation": source.citation.node,
                "quote": source.quote.isEmpty ? .null : .string(source.quote),
            ],
        ]
    }
}

extension Source {
    /// With the words that are quoted, if any.
    fileprivate var cited: Phrase {
        quote.isEmpty ? citation : citation + Phrase(same: ": «\(quote)»")
    }
}

extension ExceptionKind {
    /// What is said where a reason belongs, and none was recorded.
    fileprivate var withoutReason: Phrase {
        switch self {
        case .override, .waiver, .backDated, .retroactive:
            Phrase(nl: "; geen reden vastgelegd", en: "; no reason recorded")
        case .postDated, .correction, .authority, .mandate, .segregation, .roleChange: Phrase(same: "")
        }
    }
}
