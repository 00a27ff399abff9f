import CanonicalJSON
import CommandBus
import EventSourcing
import TradeMissions

extension CommandResult {
    /// The answer as one line of JSON, by the contract; `advisories` and `message` only when there are any.
    ///
    /// A dry run says so, and gives no positions: nothing stands anywhere.
    func line(in language: Language, isDryRun: Bool = false) -> String {
        node(in: language, isDryRun: isDryRun).lineText
    }

    func node(in language: Language, isDryRun: Bool = false) -> Node {
        var members: [Member] = [
            Member("id", id.map { .string($0) } ?? .null),
            Member("outcome", .string(outcome.rawValue)),
            Member("events", .array(placements.map { isDryRun ? $0.node.removing("position") : $0.node })),
            Member("rejection", rejection?.node(in: language) ?? .null),
            Member("position", isDryRun ? .null : position.map { .number(String($0)) } ?? .null),
        ]
        if isDryRun { members.append(Member("dryRun", .bool(true))) }
        if !advisories.isEmpty {
            members.append(
                Member(
                    "advisories",
                    .array(
                        advisories.map { advisory in
                            ["rule": .string(advisory.rule), "message": .string(advisory.finding.text(in: language))]
                        })))
        }
        if let message { members.append(Member("message", .string(message.text(in: language)))) }
        return .object(members)
    }

    /// The answer for a person, on one line or more.
    func text(in language: Language, isDryRun: Bool = false) -> String {
        let events = placements.map { "\($0.type) (\($0.stream.text) v\($0.version))" }.joined(separator: ", ")
        let isRefusedBefore = outcome == .duplicate && rejection != nil
        let word = (isRefusedBefore ? Self.refusedBefore : Self.words[outcome])?.text(in: language) ?? outcome.rawValue
        var lines = ["\(isDryRun ? Self.rehearsed.text(in: language) : word): \(events)"]
        if placements.isEmpty { lines[0] = status == .ok ? Self.noChange.text(in: language) : word }
        if let rejection {
            let because = language == .dutch ? "volgens" : "by"
            let next = language == .dutch ? "Volgende stap" : "Next step"
            lines[0] = "\(word) \(because) \(rejection.rule): \(rejection.finding.text(in: language))"
            if !rejection.quote.isEmpty { lines.append("  «\(rejection.quote)»") }
            lines.append("  \(rejection.source)")
            lines.append("  \(next): \(rejection.remedy.text(in: language))")
        }
        if let message { lines.append("  \(message.text(in: language))") }
        let note = language == .dutch ? "let op" : "note"
        lines += advisories.map { "  \(note) (\($0.rule)): \($0.finding.text(in: language))" }
        if isDryRun {
            lines.append(language == .dutch ? "  proef: er is niets vastgelegd" : "  dry run: nothing was recorded")
        }
        return lines.map(\.printable).joined(separator: "\n")
    }

    /// The exit code that a script sees when this was the first command that was not accepted.
    var status: ExitStatus {
        switch outcome {
        case .accepted, .duplicate: .ok
        case .rejected: rejection?.rule == Rule.known.id ? .notFound : .ruleRefused
        case .conflict: .versionConflict
        case .unauthorised: .notAllowed
        case .invalid: .badInput
        }
    }

    private static let refusedBefore: Phrase? = Phrase(nl: "al eerder geweigerd", en: "refused before")

    private static let rehearsed = Phrase(nl: "zou vastleggen", en: "would record")

    private static let noChange = Phrase(
        nl: "er is niets veranderd, want het was al zo", en: "nothing changed, for it was so already")

    private static let words: [Outcome: Phrase] = [
        .accepted: Phrase(nl: "vastgelegd", en: "recorded"),
        .rejected: Phrase(nl: "geweigerd", en: "refused"),
        .duplicate: Phrase(nl: "al eerder vastgelegd", en: "recorded before"),
        .conflict: Phrase(nl: "intussen veranderd", en: "changed meanwhile"),
        .invalid: Phrase(nl: "onjuist", en: "invalid"),
        .unauthorised: Phrase(nl: "niet bevoegd", en: "not allowed"),
    ]
}

extension Placement {
    fileprivate var node: Node {
        .object(
            [
                Member("type", .string(type)), Member("stream", .string(stream.text)),
                Member("version", .number(String(version))),
            ] + (position.map { [Member("position", .number(String($0)))] } ?? []))
    }
}

extension StoredRefusal {
    fileprivate func node(in language: Language) -> Node {
        [
            "rule": .string(rule), "force": .string(force), "message": .string(finding.text(in: language)),
            "source": .string(quote.isEmpty ? source : "\(source): «\(quote)»"),
            "remedy": .string(remedy.text(in: language)),
        ]
    }
}

extension Session {
    /// Writes a result for a person, with the register's names in place of ids.
    func print(_ result: CommandResult, isDryRun: Bool) throws {
        let text = result.text(in: console.language, isDryRun: isDryRun)
        let lines = try names(in: [text]).shown(text).split(separator: "\n").map { String($0).printable }
        guard let width = console.width else { return try console.print(lines: lines) }
        try console.print(
            lines: lines.flatMap { line in
                let indent = line.prefix { $0 == " " }.count
                return TextLayout.wrapped(line, indent: indent, hanging: indent + 2, width: width)
            })
    }
}
