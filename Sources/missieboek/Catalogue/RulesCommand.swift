import ArgumentParser
import CanonicalJSON
import CommandBus
import TradeMissions

struct RulesCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "rules")

    static let help = HelpPage(
        title: Phrase(
            nl: "Alle regels met hun kracht en bron, of één ervan",
            en: "Every rule with its force and source, or one of them"),
        usage: "rules [ID]",
        options: [
            ("ID", Phrase(nl: "de aanduiding van een regel, zoals R1 of INV-8", en: "a rule's id, such as R1 or INV-8"))
        ],
        examples: ["missieboek rules", "missieboek rules R7", "missieboek rules --output json"])

    @Argument(completion: .list(Rule.all.map(\.id))) var id: String?
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let console = options.console
        let language = console.language
        if let id {
            guard let rule = Rule.named(looselyAs: id) else {
                throw Explanation.unknown(id, among: Rule.all.map(\.id), topic: "rules")
            }
            try console.print(Explanation(rule), as: options.output)
            return
        }
        try console.print(
            Table(
                columns: [
                    Phrase(nl: "regel", en: "rule"), Phrase(nl: "kracht", en: "force"),
                    Phrase(nl: "weigert", en: "refuses"),
                    Phrase(nl: "titel", en: "title"), Phrase(nl: "bron", en: "source"),
                ].map { $0.text(in: language) },
                rows: Rule.all.map { rule in
                    [
                        rule.id, rule.force.term.text(in: language),
                        rule.refuses.text(in: language), rule.title.text(in: language),
                        options.output == .table
                            ? rule.source.standing.term.text(in: language)
                            : rule.source.citation.text(in: language),
                    ]
                }),
            json: .array(Rule.all.map(\.node)), as: options.output)
    }
}

extension Rule {
    /// As ``named(_:)``, in capitals or not: people write `r1` and `inv8`.
    static func named(looselyAs text: String) -> Rule? {
        let plain = { (id: String) in id.filter { $0 != "-" }.lowercased() }
        return named(text) ?? all.first { plain($0.id) == plain(text) }
    }

    /// The commands that are checked against this rule, in the order of the registry.
    var commands: [String] {
        CommandRegistry.all.map { command in command.definition }.filter { $0.rules.contains(self) }.map(\.name)
    }

    var node: Node {
        [
            "id": .string(id), "force": .string(force.rawValue), "canRefuse": .bool(force.canRefuse),
            "enforcement": .string(enforcement.rawValue), "title": title.node,
            "source": [
                "standing": .string(source.standing.rawValue), "citation": source.citation.node,
                "quote": source.quote.isEmpty ? .null : .string(source.quote),
            ],
            "remedy": remedy.node, "commands": .array(commands.map(Node.string)),
        ]
    }
}

extension Source.Standing {
    /// The kind of source in a word or two.
    fileprivate var term: Phrase {
        switch self {
        case .letter: Phrase(nl: "de brief", en: "the letter")
        case .seen: Phrase(nl: "openbare bron", en: "public source")
        case .unverified: Phrase(nl: "niet nagegaan", en: "not verified")
        case .design: Phrase(nl: "ontwerpkeuze", en: "design")
        }
    }
}

extension Phrase {
    var node: Node { ["nl": .string(nl), "en": .string(en)] }
}
