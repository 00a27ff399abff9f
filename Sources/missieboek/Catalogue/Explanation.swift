import CanonicalJSON
import CommandBus
import DomainRecords
import TradeMissions

/// What `explain` says of one code: a title, and headed paragraphs.
struct Explanation {
    let code: String
    let title: Phrase
    let paragraphs: [(heading: Phrase, text: Phrase)]
    let json: Node

    /// Nil when there is no such code.
    init?(of code: String) {
        if let rule = Rule.named(looselyAs: code) {
            self.init(rule)
        } else if let outcome = CommandResult.Outcome(rawValue: code.lowercased()) {
            self.init(outcome)
        } else if let status = Int32(code).flatMap({ ExitStatus(rawValue: $0) }) {
            self.init(status)
        } else {
            return nil
        }
    }

    static let codes =
        Rule.all.map(\.id) + CommandResult.Outcome.allCases.map(\.rawValue)
        + ExitStatus.allCases.map { String($0.rawValue) }

    /// `topic` is the subcommand that was asked.
    static func unknown(_ code: String, among known: [String], topic: String) -> Failure {
        if let other = explainedElsewhere(code) {
            return Failure(
                .notFound,
                Phrase(
                    nl: "\(code.shownSafely) is geen regel, uitkomst of afsluitcode.\nVolgende stap: \(other)",
                    en: "\(code.shownSafely) is no rule, outcome or exit code.\nNext step: \(other)"))
        }
        return Failure(
            .notFound,
            Help.phrase(
                Phrase(nl: "\(code.shownSafely) is niet bekend", en: "\(code.shownSafely) is not known"),
                nearest: EditDistance.nearest(to: code, among: known), prefix: "", topic: " " + topic))
    }

    /// What tells about a command, or about a type of event.
    private static func explainedElsewhere(_ name: String) -> String? {
        if CommandRegistry.named(name) != nil { return "missieboek commands \(name)" }
        if EventCatalogue.named(name) != nil { return "missieboek events \(name)" }
        return nil
    }

    init(_ rule: Rule) {
        code = rule.id
        title = rule.title
        let quote = rule.source.quote.isEmpty ? "" : ": «\(rule.source.quote)»"
        let standing = rule.source.standing.explanation
        let commands = rule.commands.isEmpty ? "–" : rule.commands.joined(separator: ", ")
        paragraphs = [
            (
                Phrase(nl: "Kracht: \(rule.force.term.nl)", en: "Force: \(rule.force.term.en)"), rule.force.explanation
            ),
            (Phrase(nl: "Handhaving", en: "Enforcement"), rule.enforcement.explanation),
            (
                Phrase(nl: "Bron", en: "Source"),
                Phrase(
                    nl: "\(rule.source.citation.nl)\(quote) (\(standing.nl))",
                    en: "\(rule.source.citation.en)\(quote) (\(standing.en))")
            ),
            (Phrase(nl: "Wat te doen", en: "What to do"), rule.remedy),
            (
                Phrase(nl: "Opdrachten die hieraan worden getoetst", en: "Commands checked against it"),
                Phrase(same: commands)
            ),
        ]
        json = rule.node
    }

    private init(_ outcome: CommandResult.Outcome) {
        code = outcome.rawValue
        title = outcome.title
        paragraphs = [
            (Phrase(nl: "Wat het betekent", en: "What it means"), outcome.explanation),
            (Phrase(nl: "Wat te doen", en: "What to do"), outcome.remedy),
        ]
        json = [
            "outcome": .string(outcome.rawValue), "meaning": outcome.explanation.node, "remedy": outcome.remedy.node,
        ]
    }

    private init(_ status: ExitStatus) {
        code = String(status.rawValue)
        title = Phrase(nl: "afsluitcode: \(status.meaning.nl)", en: "exit code: \(status.meaning.en)")
        paragraphs = [(Phrase(nl: "Wat te doen", en: "What to do"), status.remedy)]
        json = [
            "exitCode": .number(String(status.rawValue)), "meaning": status.meaning.node, "remedy": status.remedy.node,
        ]
    }

    func lines(in language: Language) -> [String] {
        TextLayout.wrapped("\(code): \(title.text(in: language))")
            + paragraphs.flatMap { paragraph in
                [""] + TextLayout.wrapped(paragraph.heading.text(in: language))
                    + TextLayout.wrapped(paragraph.text.text(in: language), indent: 2)
            }
    }
}

extension Console {
    func print(_ explanation: Explanation, as format: OutputFormat) throws {
        switch format {
        case .table: try print(lines: explanation.lines(in: language))
        case .json: try print(explanation.json.prettyText)
        case .jsonl: try print(explanation.json.lineText)
        case .csv:
            let table = Table(
                columns: ["code", Phrase(nl: "titel", en: "title").text(in: language)]
                    + explanation.paragraphs.map { $0.heading.text(in: language) },
                rows: [
                    [explanation.code, explanation.title.text(in: language)]
                        + explanation.paragraphs.map { $0.text.text(in: language) }
                ])
            try print(lines: table.csvLines)
        }
    }
}
