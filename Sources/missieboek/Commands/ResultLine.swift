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
        let word = (isRefusedBefore ? Self.refusedBefore : Self.word(outcome)).text(in: language)
        var lines = ["\(isDryRun ? Self.rehearsed.text(in: language) : word): \(events)"]
        if placements.isEmpty {
            let nothing = outcome == .duplicate ? Self.noChangeBefore : Self.noChange
            lines[0] = status == .ok ? nothing.text(in: language) : word
        }
        if let rejection {
            let because = language == .dutch ? "volgens" : "by"
            let next = language == .dutch ? "Volgende stap" : "Next step"
            lines[0] = "\(word) \(because) \(rejection.rule): \(rejection.finding.text(in: language))"
            if !rejection.quote.isEmpty { lines.append("  «\(rejection.quote)»") }
            lines.append("  \(rejection.source.text(in: language))")
            lines.append("  \(next): \(rejection.remedy.text(in: language))")
            if isRefusedBefore { lines.append("  \(Self.decidedAnew.text(in: language))") }
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
    ///
    /// One that was refused before is as little accepted as then: whoever repeats it after an outcome that was unknown
    /// learns the same.
    var status: ExitStatus {
        switch outcome {
        case .accepted: .ok
        case .rejected: Self.status(ofRefusalBy: rejection?.rule)
        case .duplicate: rejection.map { Self.status(ofRefusalBy: $0.rule) } ?? .ok
        case .conflict: .versionConflict
        case .unauthorised: .notAllowed
        case .invalid: .badInput
        }
    }

    private static func status(ofRefusalBy rule: String?) -> ExitStatus {
        switch rule {
        case Rule.known.id: .notFound
        case Rule.authority.id: .notAllowed
        default: .ruleRefused
        }
    }

    private static let decidedAnew = Phrase(
        nl:
            "Onder dit nummer blijft het antwoord zo; voor een nieuwe beslissing: geef de opdracht met een nieuw nummer.",
        en: "Under this id the answer stays; to have it decided anew, give the command with a new id.")

    private static let refusedBefore = Phrase(
        nl: "al eerder geweigerd onder dit nummer,", en: "refused before under this id,")

    private static let rehearsed = Phrase(nl: "zou vastleggen", en: "would record")

    private static let noChange = Phrase(
        nl: "er is niets vastgelegd: zo stond het al in het boek",
        en: "nothing was recorded: this is how the book had it already")

    private static let noChangeBefore = Phrase(
        nl: "al eerder uitgevoerd onder dit nummer; toen viel er niets vast te leggen, en nu is niets opnieuw gedaan",
        en: "carried out before under this id; there was nothing to record then, and nothing was done again now")

    private static func word(_ outcome: Outcome) -> Phrase {
        switch outcome {
        case .accepted: Phrase(nl: "vastgelegd", en: "recorded")
        case .rejected: Phrase(nl: "geweigerd", en: "refused")
        case .duplicate:
            Phrase(
                nl: "al eerder uitgevoerd onder dit nummer; er is niets opnieuw vastgelegd. Toen vastgelegd",
                en: "carried out before under this id; nothing was recorded again. Recorded then")
        case .conflict: Phrase(nl: "intussen veranderd", en: "changed meanwhile")
        case .invalid: Phrase(nl: "onjuist", en: "invalid")
        case .unauthorised: Phrase(nl: "niet bevoegd", en: "not allowed")
        }
    }
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
            "source": .string(source.text(in: language) + (quote.isEmpty ? "" : ": «\(quote)»")),
            "remedy": .string(remedy.text(in: language)),
        ]
    }
}

extension CommandResult {
    /// Whether the journal says who gave the command, and so leaves a trace of whoever was shown a name by its answer.
    fileprivate var isJournalled: Bool {
        switch outcome {
        case .accepted, .rejected, .duplicate: true
        case .unauthorised: rejection != nil
        case .conflict, .invalid: false
        }
    }

    /// The ids that the command has entered into the register: how these persons and companies are referred to.
    fileprivate var enteredIDs: [String] {
        guard outcome == .accepted else { return [] }
        let begun = placements.filter { $0.version == 1 }.map(\.stream)
        return begun.filter { Category(of: $0)?.isRegistered ?? false }.map(\.text)
    }
}

extension Session {
    /// Writes the text of a result for a person: with the register's names in place of ids, unless nothing is left of
    /// its having been given.
    func print(_ text: String, of result: CommandResult, isDryRun: Bool) throws {
        let names = isDryRun || !result.isJournalled ? .none : try names(in: [text])
        let label = Phrase(nl: "aanduiding", en: "id").text(in: console.language)
        let entered = isDryRun ? [] : result.enteredIDs.map { "  \(label): \($0)" }
        let lines = names.shown(text).split(separator: "\n").map { String($0).printable } + entered
        guard let width = console.width else { return try console.print(lines: lines) }
        try console.print(
            lines: lines.flatMap { line in
                let indent = line.prefix { $0 == " " }.count
                return TextLayout.wrapped(line, indent: indent, hanging: indent + 2, width: width)
            })
    }
}
