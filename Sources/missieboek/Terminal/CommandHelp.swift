import CanonicalJSON
import CommandBus
import EventSourcing
import TradeMissions

/// The help page of one command: an example first, then what it takes and who may give it.
struct CommandHelp {
    private let command: any Command.Type
    private let language: Language
    private let options: [CommandOption]

    init(_ command: any Command.Type, _ language: Language) {
        self.command = command
        self.language = language
        options = CommandOption.all(of: CommandRegistry.fields(of: command))
    }

    private var definition: CommandDefinition { command.definition }
    private var words: String { definition.name.split(separator: ".").joined(separator: " ") }

    var lines: [String] {
        let other = language == .dutch ? definition.title.en : definition.title.nl
        let required = options.filter { !$0.isOptional && !$0.isMadeUp(in: command) }
        let optional = options.filter { $0.isOptional || $0.isMadeUp(in: command) }
        return TextLayout.wrapped("missieboek \(words): \(definition.title.text(in: language)) (\(other))") + [""]
            + Help.section(Phrase(nl: "Voorbeeld", en: "Example"), example, language)
            + confidentialExample + jsonExample
            + Help.section(
                Phrase(nl: "Wie mag dit", en: "Who may do this"), roleLines, language)
            + Help.section(
                Phrase(
                    nl: "Getoetst aan (uitleg: missieboek explain REGEL)",
                    en: "Checked against (explained by: missieboek explain RULE)"),
                TextLayout.definitions(definition.rules.map { ($0.id, $0.title.text(in: language)) }), language)
            + Help.section(
                Phrase(nl: "Verplicht", en: "Required"), TextLayout.definitions(required.flatMap(entries)), language)
            + Help.section(
                Phrase(nl: "Naar keuze", en: "Optional"),
                TextLayout.definitions(optional.flatMap(entries) + headEntries),
                language)
            + Help.globalOptions(in: language, writesCSV: false).dropLast()
    }

    /// One line of the shell, broken after each option.
    private var example: [String] {
        let data = CommandExample.data(of: command)
        let given = options.filter { !$0.isOptional && !$0.isMadeUp(in: command) }.flatMap { option in
            option.parts.isEmpty
                ? option.words(of: data).map { "--\(option.name) \($0)" }
                : option.parts.filter { !$0.isOptional }.flatMap { part in
                    part.words(of: data).map { "--\(part.name) \($0)" }
                }
        }
        let parts = ["missieboek \(words)"] + given + ["--actor \(CommandExample.actor(of: command))"]
        var lines: [String] = []
        for part in parts {
            if let last = lines.last, last.count + part.count + 3 <= TextLayout.width - 2 {
                lines[lines.count - 1] = last + " " + part
            } else {
                if let last = lines.last { lines[lines.count - 1] = last + " \\" }
                // Between quotes JSON may run over several lines.
                lines += TextLayout.broken(json: (lines.isEmpty ? "  " : "      ") + part, hanging: 10)
            }
        }
        return lines
    }

    /// How a text is given that names somebody.
    private var confidentialExample: [String] {
        guard command.takesConfidentialText else { return [] }
        return Help.section(
            Phrase(
                nl: "Met een tekst die iemand noemt", en: "With a text that names somebody"),
            ["  … --confidential-about person-4t8n1w6y3k0z --confidential @verklaring.txt"], language)
    }

    private var jsonExample: [String] {
        let line = CommandExample.line(of: command).lineText
        let heading =
            line.count <= TextLayout.width - 2
            ? Phrase(nl: "Als regel voor missieboek dispatch", en: "As a line for missieboek dispatch")
            : Phrase(
                nl: "Als regel voor dispatch; ongebroken: missieboek commands \(definition.name) --example",
                en: "As a line for dispatch; unbroken: missieboek commands \(definition.name) --example")
        return Help.section(heading, TextLayout.broken(json: "  " + line, hanging: 2), language)
    }

    private var roleLines: [String] {
        guard !definition.roles.isEmpty else {
            return [language == .dutch ? "  wie het boek opent" : "  whoever opens the book"]
        }
        return TextLayout.definitions(definition.roles.map { ($0.rawValue, $0.term.text(in: language)) })
    }

    /// An option with its meaning, and with the members of the structures it lists.
    private func entries(_ option: CommandOption) -> [(term: String, meaning: String)] {
        let head = (term: "--\(option.name) \(option.placeholder)", meaning: meaning(of: option))
        return [head]
            + option.parts.map { part in
                let isOptional = part.isOptional ? (language == .dutch ? " (naar keuze)" : " (optional)") : ""
                return ("  --\(part.name) \(part.placeholder)", meaning(of: part) + isOptional)
            }
    }

    private func meaning(of option: CommandOption) -> String {
        let meaning =
            (Vocabulary.meaning(of: option.path, in: definition.name)?.text(in: language) ?? "") + glossary(of: option)
        guard case .array = option.shape else { return meaning }
        let parts = Phrase(
            nl: ", met de opties hieronder of als JSON", en: ", with the options below or as JSON")
        return meaning + (language == .dutch ? "; mag vaker" : "; may be repeated")
            + (option.parts.isEmpty ? "" : parts.text(in: language))
    }

    /// What the words of a choice mean, where they are of the other language.
    private func glossary(of option: CommandOption) -> String {
        let entries = option.choices.compactMap { word -> String? in
            guard let term = Vocabulary.word(word)?.text(in: language),
                term.lowercased() != word.split(separator: "-").joined(separator: " ")
            else { return nil }
            return "\(word) = \(term)"
        }
        return entries.isEmpty ? "" : " (\(entries.joined(separator: ", ")))"
    }

    /// The options that every command has, unless a field of its own has the name.
    private var headEntries: [(term: String, meaning: String)] {
        let placeholders: [CommandHead: String] = [
            .id: "UUID", .occurredAt: "TIME", .reason: "TEXT", .expectedVersion: "NUMBER",
        ]
        return CommandHead.allCases.compactMap { head in
            let name = head.rawValue.kebabCased
            guard let placeholder = placeholders[head], !options.contains(where: { $0.name == name }) else {
                return nil
            }
            return ("--\(name) \(placeholder)", head.meaning.text(in: language))
        } + [("--dry-run", language == .dutch ? "beslis, maar leg niets vast" : "decide, but record nothing")]
    }
}

extension CommandOption {
    /// What is written behind the option.
    var placeholder: String {
        switch shape {
        case .array(.object): "JSON"
        case .array(let element): Self.placeholder(of: element)
        default: Self.placeholder(of: shape)
        }
    }

    private static func placeholder(of shape: Shape) -> String {
        switch shape {
        case .string: "TEXT"
        case .integer: "NUMBER"
        case .flag, .scalar(.flag, _): "true|false"
        case .array, .object: "JSON"
        case .scalar(.choice(let words), _): words.joined(separator: "|")
        case .scalar(.integer(let minimum, let maximum), let typeName):
            typeName == "Cents" ? "CENTS" : maximum < 1_000_000 ? "\(minimum)…\(maximum)" : "NUMBER"
        case .scalar(ConfidentialStatement.shape, _): "TEXT|@FILE"
        case .scalar(.text(let format), _): (format ?? "text").uppercased()
        }
    }

    /// The option's values in some data, as a shell reads them.
    fileprivate func words(of data: Node) -> [String] {
        var value: Node? = data
        for key in path {
            if case .array(let items) = value { value = items.first }
            value = value?[key]
        }
        return switch value {
        case nil, .null: []
        case .array(let items): items.map(\.shellWord)
        case .some(let node): [node.shellWord]
        }
    }
}

extension Node {
    fileprivate var shellWord: String {
        switch self {
        case .string(let text), .text(let text):
            text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:/".contains($0)) }
                ? text : "\"\(text)\""
        case .array, .object: "'\(lineText)'"
        case .null, .bool, .number: lineText
        }
    }
}
