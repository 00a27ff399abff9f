import ArgumentParser
import CanonicalJSON
import CommandBus
import DomainRecords
import TradeMissions

struct EventsCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "events")

    static let help = HelpPage(
        title: Phrase(
            nl: "Alle soorten gebeurtenissen, of alles van één", en: "Every type of event, or everything about one"),
        usage: "events [NAME]",
        options: [
            (
                "NAME",
                Phrase(
                    nl: "de naam van een soort gebeurtenis, zoals MissionAnnounced",
                    en: "the name of a type of event, such as MissionAnnounced")
            )
        ],
        examples: [
            "missieboek events", "missieboek events SupportDetermined.v2",
            "missieboek events MissionAnnounced --output json > MissionAnnounced.schema.json",
        ],
        details: [
            Phrase(
                nl:
                    "Ook soorten die niet meer worden vastgelegd: een oude gebeurtenis blijft zoals zij is, en wordt gelezen "
                    + "als de soort van nu. Met --output json en jsonl: het JSON-schema van de inhoud, van één soort of van "
                    + "alle. De database heeft dezelfde lijst in event_store.event_types.",
                en:
                    "Types that are no longer recorded too: an old event stays as it is, and is read as the type of today. "
                    + "With --output json and jsonl: the JSON Schema of the content, of one type or of all. The database has "
                    + "the same list in event_store.event_types.")
        ])

    @Argument(completion: .list(EventCatalogue.all.map(\.name))) var name: String?
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let console = options.console
        let language = console.language
        guard let name else {
            try list(on: console)
            return
        }
        guard let type = EventCatalogue.named(name) else {
            throw Failure(
                .notFound,
                Help.phrase(
                    Phrase(
                        nl: "er is geen soort gebeurtenis \(name.shownSafely)",
                        en: "there is no type of event \(name.shownSafely)"),
                    nearest: EventCatalogue.nearest(to: name), prefix: "", topic: " events"))
        }
        let schema = type.schema(in: language)
        switch options.output {
        case .json: try console.print(schema.prettyText)
        case .jsonl: try console.print(schema.lineText)
        case .csv: try console.print(lines: fields(of: type, language).csvLines)
        case .table:
            try console.print(Self.heading(of: type).text(in: language))
            try console.print(fields(of: type, language), json: schema, as: .table)
            try console.print(language == .dutch ? "\nJSON-schema" : "\nJSON Schema")
            try console.print(schema.prettyText)
        }
    }

    private static func heading(of type: EventType) -> Phrase {
        let today = Phrase(
            nl: type.current == type.name ? "" : "\nWordt niet meer vastgelegd; wordt gelezen als \(type.current).",
            en: type.current == type.name ? "" : "\nNo longer recorded; is read as \(type.current).")
        let category = type.category.term
        return Phrase(
            nl: "\(type.name): \(type.term.nl) (\(category.nl), versie \(type.version))\(today.nl)\n",
            en: "\(type.name): \(type.term.en) (\(category.en), version \(type.version))\(today.en)\n")
    }

    private func list(on console: Console) throws {
        let language = console.language
        let columns = [
            Phrase(nl: "soort", en: "type"), Phrase(nl: "betekenis", en: "meaning"), Phrase(nl: "van", en: "of"),
            Phrase(nl: "versie", en: "version"), Phrase(nl: "gelezen als", en: "read as"),
        ]
        try console.print(
            Table(
                columns: columns.map { $0.text(in: language) },
                rows: EventCatalogue.all.map { type in
                    [
                        type.name, type.term.text(in: language), type.category.rawValue, "\(type.version)",
                        type.current == type.name ? "" : type.current,
                    ]
                }),
            json: .array(EventCatalogue.all.map { $0.schema(in: language) }), as: options.output)
    }

    private func fields(of type: EventType, _ language: Language) -> Table {
        guard case .object(let fields) = type.shape else { preconditionFailure("\(type.name) holds no fields") }
        return Table(
            columns: [
                Phrase(nl: "veld", en: "field"), Phrase(nl: "waarde", en: "value"),
                Phrase(nl: "verplicht", en: "required"), Phrase(nl: "betekenis", en: "meaning"),
            ].map { $0.text(in: language) },
            rows: CommandOption.all(of: fields).map { option in
                [
                    option.path.joined(separator: "."), option.placeholder, option.isOptional ? "" : "*",
                    option.path.last.flatMap { Vocabulary.fieldName($0) }?.text(in: language) ?? "",
                ]
            })
    }
}
