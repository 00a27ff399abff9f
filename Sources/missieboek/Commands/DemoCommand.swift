import ArgumentParser
import CanonicalJSON
import CommandBus
import EventSourcing
import PostgresEventStore
import TradeMissions

struct DemoCommand: AsyncParsableCommand, Documented {
    static let configuration = CommandConfiguration(commandName: "demo")

    static let help = HelpPage(
        title: Phrase(
            nl: "Een hele missie naspelen en de vragen stellen", en: "Play a whole mission and ask the questions"),
        usage: "demo [--scenario FILE]",
        options: [
            (
                "--scenario FILE",
                Phrase(
                    nl: "een ander bestand met opdrachten; anders het meegeleverde",
                    en: "another file of commands; the shipped one when left out")
            )
        ],
        examples: ["missieboek demo", "missieboek demo --scenario opdrachten.jsonl --lang en"],
        details: [
            Phrase(
                nl:
                    "Geeft de opdrachten van het bestand aan dispatch en stelt daarna de vragen; meer niet. Met --output "
                    + "json één object met alle uitkomsten en antwoorden, met jsonl één regel per uitkomst en per vraag.",
                en:
                    "Gives the file's commands to dispatch and then asks the questions; nothing more. With --output json one "
                    + "object with all results and answers, with jsonl one line for each result and each question.")
        ])

    static let writesCSV = false

    @Option var scenario: String?
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        guard options.output != .csv else { throw Failure.severalTables }
        // Before the database: a file that is not there starts no cluster.
        let file = try Scenario(file: scenario)
        var session = try await Session.open(options)
        // It is read as prose, also from a file.
        session.console.width = session.console.width ?? TextLayout.width
        let play = try session.play(file)
        let questions = DemoQuestion.all(about: play.placements)
        guard options.output == .table else {
            let answers = try questions.map { try $0.node(in: session) }
            try session.console.print(
                lines: options.output == .jsonl
                    ? (play.results + answers).map(\.lineText)
                    : [
                        Node.object([Member("results", .array(play.results)), Member("answers", .array(answers))])
                            .prettyText
                    ])
            return
        }
        for question in questions {
            try session.head(question.heading, missieboek: question.words)
            try question.answer(in: session)
        }
    }
}

extension Session {
    /// Carries the scenario out and tells what became of it.
    ///
    /// Returns the result of each line, and where its events stand.
    fileprivate func play(_ scenario: Scenario) throws -> (results: [Node], placements: [ScenarioPlacement]) {
        let book = book(rehearsing: false)
        let dispatcher = Dispatcher(bus: book.bus, references: book.references, stopsOnError: false)
        var placements: [ScenarioPlacement] = []
        var results: [Node] = []
        var pace = WatermarkPace(store)
        var story = ScenarioStory(console.language)
        try head(
            Phrase(
                nl: "Een missie, opdracht voor opdracht: wat werd vastgelegd en wat een regel weigerde",
                en: "A mission, command by command: what was recorded, and what a rule refused"))
        let summary = try dispatcher.dispatch(scenario.lines) { answer in
            let result = answer.numbered
            if results.isEmpty, result.status != .ok { throw Failure.bookInUse }
            pace.step()
            let line = scenario.line(of: result)
            results.append(result.node(in: console.language))
            placements += result.placements.map { ScenarioPlacement(placement: $0, occurredAt: line?.occurredAt) }
            try tell(story.lines(for: result, of: line))
        }
        _ = try store.advanceWatermark()
        try tell(story.rest())
        try tell(summary)
        return (results, placements)
    }

    /// Lines of the story, with the register's names.
    private func tell(_ lines: [String]) throws {
        guard options.output == .table else { return }
        let names = try names(in: lines)
        try console.print(
            lines: lines.flatMap { line in
                let indent = line.prefix { $0 == " " }.count
                return TextLayout.wrapped(
                    names.shown(line).printable, indent: indent, hanging: indent + 4, width: console.width ?? .max)
            })
    }

    private func tell(_ summary: Dispatcher.Summary) throws {
        func count(_ outcome: CommandResult.Outcome) -> Int { summary.counts[outcome] ?? 0 }
        let total = summary.counts.values.reduce(0, +)
        let (accepted, duplicate) = (count(.accepted), count(.duplicate))
        let others = total - accepted - duplicate
        try note(
            Phrase(
                nl:
                    "\(total) opdrachten: \(accepted) vastgelegd, \(others) niet aangenomen, \(duplicate) al eerder gegeven.",
                en: "\(total) commands: \(accepted) recorded, \(others) not accepted, \(duplicate) given before."))
    }

    /// A heading, with the command line that gives the same answer.
    ///
    /// Programs that read the results are not told.
    fileprivate func head(_ heading: Phrase, missieboek words: [String] = []) throws {
        let command = words.isEmpty ? "" : "\n$ missieboek \(words.joined(separator: " "))"
        try note(Phrase(nl: "\n== \(heading.nl)\(command)", en: "\n== \(heading.en)\(command)"))
    }

    private func note(_ phrase: Phrase) throws {
        guard options.output == .table else { return }
        try console.print(phrase.text(in: console.language))
    }
}

extension Failure {
    fileprivate static let severalTables = Failure(
        .usage,
        Phrase(
            nl: "de demo geeft vele tabellen, en een CSV-bestand is er één; kies uit: table, json, jsonl",
            en: "the demo gives many tables, and a CSV file is one; choose from: table, json, jsonl"))

    /// A scenario opens a book of its own: what is in use is not mixed with what is made up.
    fileprivate static let bookInUse = Failure(
        .ruleRefused,
        Phrase(
            nl: "dit boek is al in gebruik, en een scenario begint met een leeg boek.\n"
                + "Volgende stap: MISSIEBOEK_HOME=/een/andere/map missieboek demo",
            en: "this book is in use, and a scenario begins with an empty one.\n"
                + "Next step: MISSIEBOEK_HOME=/another/folder missieboek demo"))
}
