import ArgumentParser
import CanonicalJSON
import CommandBus
import TradeMissions

struct CommandsCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "commands")

    static let help = HelpPage(
        title: Phrase(
            nl: "Alle opdrachten, die van één soort, of alles van één",
            en: "Every command, those of one kind, or everything about one"),
        usage: "commands [NAME] [--example]",
        options: [
            (
                "NAME",
                Phrase(
                    nl: "de naam van een opdracht, zoals mission.announce, of een soort, zoals mission",
                    en: "a command's name, such as mission.announce, or a kind, such as mission")
            ),
            (
                "--example",
                Phrase(nl: "alleen een voorbeeldregel voor dispatch", en: "an example line for dispatch, nothing more")
            ),
        ],
        examples: [
            "missieboek commands", "missieboek commands mission", "missieboek commands mission.announce",
            "missieboek commands mission.announce --output json > announce.schema.json",
            "missieboek commands mission.announce --example | missieboek dispatch - --dry-run",
        ],
        details: [
            Phrase(
                nl:
                    "Met --output json en jsonl: het JSON-schema van de hele regel voor dispatch, van één opdracht of van alle.",
                en:
                    "With --output json and jsonl: the JSON Schema of the whole line for dispatch, of one command or of all."
            )
        ])

    @Argument(completion: .list(CommandRegistry.all.map { command in command.definition.name })) var name: String?
    @Flag var example = false
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let console = options.console
        guard let name else { return try show(CommandRegistry.all, on: console) }
        if let kind = Category(rawValue: name) { return try show(kind.commands, on: console) }
        guard let command = CommandRegistry.named(name) else {
            throw Failure(
                .notFound,
                Help.phrase(
                    Phrase(
                        nl: "er is geen opdracht \(name.shownSafely)", en: "there is no command \(name.shownSafely)"),
                    nearest: CommandRegistry.nearest(to: name), prefix: "", topic: " commands"))
        }
        if example {
            try console.print(CommandExample.line(of: command).lineText)
            return
        }
        let schema = CommandRegistry.schema(of: command, in: console.language)
        switch options.output {
        case .json: try console.print(schema.prettyText)
        case .jsonl: try console.print(schema.lineText)
        case .csv: try console.print(lines: fieldTable(of: command, console.language).csvLines)
        case .table:
            // A command that asks first has a page of its own, with other options.
            let page = try Help.asked(by: ["help", name]) ?? .command(command)
            try console.print(page.text(in: console.language))
            try console.print(console.language == .dutch ? "\nJSON-schema" : "\nJSON Schema")
            try console.print(schema.prettyText)
        }
    }

    private func show(_ commands: [any Command.Type], on console: Console) throws {
        if example {
            try console.print(lines: commands.map { CommandExample.line(of: $0).lineText })
        } else {
            try list(commands, on: console)
        }
    }

    private func list(_ commands: [any Command.Type], on console: Console) throws {
        let language = console.language
        let columns = [
            Phrase(nl: "opdracht", en: "command"), Phrase(nl: "titel", en: "title"), Phrase(nl: "wie", en: "who"),
        ]
        // The roles would make the lines too long for a terminal.
        let width = options.output == .table ? 2 : 3
        try console.print(
            Table(
                columns: columns.prefix(width).map { $0.text(in: language) },
                rows: commands.map { command in
                    let definition = command.definition
                    let roles = definition.roles.map(\.rawValue).joined(separator: ", ")
                    return Array([definition.name, definition.title.text(in: language), roles].prefix(width))
                }),
            json: .array(commands.map { CommandRegistry.schema(of: $0, in: language) }), as: options.output)
    }

    private func fieldTable(of command: any Command.Type, _ language: Language) -> Table {
        Table(
            columns: [
                Phrase(nl: "veld", en: "field"), Phrase(nl: "waarde", en: "value"),
                Phrase(nl: "verplicht", en: "required"), Phrase(nl: "betekenis", en: "meaning"),
            ].map { $0.text(in: language) },
            rows: CommandOption.all(of: CommandRegistry.fields(of: command)).map { option in
                let meaning = Vocabulary.meaning(of: option.path, in: command.definition.name)
                return [
                    option.path.joined(separator: "."), option.placeholder, option.isOptional ? "" : "*",
                    meaning?.text(in: language) ?? "",
                ]
            })
    }
}
