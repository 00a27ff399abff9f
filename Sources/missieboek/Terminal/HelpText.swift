import ArgumentParser
import TradeMissions

extension Help {
    /// The page, in lines of at most ``TextLayout/width`` columns.
    func text(in language: Language) -> String {
        let lines =
            switch self {
            case .overview: Self.overview(in: language)
            case .page(let command): command.lines(in: language)
            case .aggregate(let category): category.helpLines(in: language)
            case .command(let command): CommandHelp(command, language).lines
            }
        return lines.joined(separator: "\n")
    }

    private static func overview(in language: Language) -> [String] {
        let title = Phrase(
            nl: "missieboek: het logboek van handelsmissies naar landen met een hoog risico",
            en: "missieboek: the log-book of trade missions to high-risk countries")
        let about = Phrase(
            nl:
                "Het legt vast wat er rond een missie gebeurt, beslist opdrachten volgens regels die hun bron noemen, en "
                + "geeft antwoord: over nu, of zoals op elk eerder moment bekend.",
            en:
                "It records what happens around a mission, decides commands by rules that name their source, and answers "
                + "questions: about now, or as known at any earlier moment.")
        let commands = Phrase(
            nl: "Opdrachten: missieboek SOORT WERKWOORD …; uitleg: missieboek help SOORT [WERKWOORD]",
            en: "Commands: missieboek KIND VERB …; explained by: missieboek help KIND [VERB]")
        let kinds = Category.commanded.map { (term: $0.rawValue, meaning: $0.summary(in: language)) }
        return TextLayout.wrapped(title.text(in: language)) + [""] + TextLayout.wrapped(about.text(in: language)) + [""]
            + section(
                Phrase(nl: "Voorbeelden", en: "Examples"),
                [
                    "  missieboek gate riyad-2026 --as-of 2026-03-01T00:00:00Z",
                    "  missieboek dispatch opdrachten.jsonl --dry-run",
                ], language)
            + section(Phrase(nl: "Vragen", en: "Questions"), list(Missieboek.questions, language), language)
            + section(
                Phrase(nl: "Persoonsgegevens en bewaren", en: "Personal data and retention"),
                list(Missieboek.keeping, language), language)
            + section(commands, TextLayout.definitions(kinds), language)
            + section(
                Phrase(nl: "Opdrachten en regels", en: "Commands and rules"), list(Missieboek.catalogue, language),
                language)
            + section(Phrase(nl: "Beheer", en: "Administration"), list(Missieboek.administration, language), language)
            + globalOptions(in: language, heeding: ScopeOption.allCases)
            + Array(
                section(
                    Phrase(nl: "Afsluitcodes", en: "Exit codes"),
                    TextLayout.definitions(
                        ExitStatus.allCases.map { (String($0.rawValue), $0.meaning.text(in: language)) }),
                    language
                ).dropLast())
    }

    private static func list(
        _ commands: [any Documented.Type], _ language: Language
    ) -> [String] {
        TextLayout.definitions(
            commands.map { DocumentedCommand($0) }.map { ($0.name, $0.page.title.text(in: language)) })
    }

    /// The options of every command, with what a command of this scope heeds beside them.
    static func globalOptions(
        in language: Language, heeding scope: [ScopeOption] = [], writesCSV: Bool = true
    ) -> [String] {
        let options = GlobalOptions.help.filter { option in
            OptionName(option.name).flatMap { ScopeOption(rawValue: $0.name) }.map(scope.contains) ?? true
        }
        return section(
            Phrase(nl: "Opties bij elke opdracht", en: "Options of every command"),
            TextLayout.definitions(
                options.map { option in
                    let choices = writesCSV ? option.name : option.name.split(separator: "|csv").joined()
                    return (choices, option.meaning.text(in: language))
                }), language)
    }

    /// A heading, its lines, and an empty line; nothing when there are no lines.
    static func section(_ heading: Phrase, _ lines: [String], _ language: Language) -> [String] {
        lines.isEmpty ? [] : TextLayout.wrapped(heading.text(in: language)) + lines + [""]
    }
}

extension DocumentedCommand {
    fileprivate func lines(in language: Language) -> [String] {
        let options = page.options.map { (term: $0.name, meaning: $0.meaning.text(in: language)) }
        let parts = children.map { (term: $0.lastWord, meaning: $0.page.title.text(in: language)) }
        return TextLayout.wrapped("missieboek \(name): \(page.title.text(in: language))") + [""]
            + Help.section(
                Phrase(nl: "Voorbeelden", en: "Examples"), page.examples.map { "  " + $0 }, language)
            + Help.section(
                Phrase(nl: "Gebruik", en: "Usage"),
                TextLayout.wrapped(
                    "missieboek \(page.usage) [\(Phrase(nl: "opties", en: "options").text(in: language))]", indent: 2,
                    hanging: 6), language)
            + page.details.flatMap { TextLayout.wrapped($0.text(in: language)) + [""] }
            + Help.section(Phrase(nl: "Werkwoorden", en: "Verbs"), TextLayout.definitions(parts), language)
            + (Category(rawValue: name).map { $0.verbLines(in: language) + [""] } ?? [])
            + Help.section(
                Phrase(nl: "Argumenten en opties", en: "Arguments and options"), TextLayout.definitions(options),
                language)
            + Help.globalOptions(in: language, heeding: parser.scope, writesCSV: parser.writesCSV).dropLast()
    }
}

extension Category {
    fileprivate func summary(in language: Language) -> String {
        let count = commands.count
        return switch language {
        case .dutch: "\(term.nl) (\(count) \(count == 1 ? "opdracht" : "opdrachten"))"
        case .english: "\(term.en) – \(term.nl) (\(count) \(count == 1 ? "command" : "commands"))"
        }
    }

    /// The commands on this aggregate, with their titles.
    fileprivate func helpLines(in language: Language) -> [String] {
        let verb = commands.first.map { String($0.definition.name.dropFirst(rawValue.count + 1)) } ?? ""
        let heading =
            language == .dutch
            ? "missieboek \(rawValue): \(term.nl)" : "missieboek \(rawValue): \(term.en) (\(term.nl))"
        return [heading, ""]
            + Help.section(
                Phrase(nl: "Voorbeelden", en: "Examples"),
                ["  missieboek help \(rawValue) \(verb)", "  missieboek commands \(rawValue).\(verb)"], language)
            + verbLines(in: language)
    }

    fileprivate func verbLines(in language: Language) -> [String] {
        // Those that ask first stand among the subcommands of a page of their own.
        let asking = DocumentedCommand.named(by: [rawValue])?.command.children.map(\.lastWord) ?? []
        let verbs = zip(verbs, commands).filter { !asking.contains($0.0) }.map { verb, command in
            (term: verb, meaning: command.definition.title.text(in: language))
        }
        return Help.section(
            Phrase(nl: "Opdrachten: missieboek \(rawValue) WERKWOORD", en: "Commands: missieboek \(rawValue) VERB"),
            TextLayout.definitions(verbs), language
        ).dropLast()
    }
}
