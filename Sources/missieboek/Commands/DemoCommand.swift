import ArgumentParser
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
        examples: ["missieboek demo", "missieboek demo --scenario opdrachten.jsonl --lang en"])

    @Option var scenario: String?
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let session = try await Session.open(options)
        let scenario = try Scenario(file: scenario)
        try session.head(
            Phrase(
                nl: "Een missie, opdracht voor opdracht: wat werd vastgelegd en wat een regel weigerde",
                en: "A mission, command by command: what was recorded, and what a rule refused"))
        let placements = try session.play(scenario)
        for question in DemoQuestion.all(about: placements) {
            try session.head(question.heading, missieboek: question.words)
            try await question.ask(with: options)
        }
    }
}

extension Session {
    /// Carries the scenario out and tells what became of each line.
    ///
    /// Returns where its events stand.
    fileprivate func play(_ scenario: Scenario) throws -> [ScenarioPlacement] {
        let book = book(rehearsing: false)
        let dispatcher = Dispatcher(bus: book.bus, references: book.references, stopsOnError: false)
        var placements: [ScenarioPlacement] = []
        var pace = WatermarkPace(store)
        var isFirst = true
        let summary = try dispatcher.dispatch(scenario.lines) { result in
            if isFirst, result.status != .ok { throw Failure.bookInUse }
            isFirst = false
            pace.step()
            let line = scenario.line(of: result)
            placements += result.placements.map { ScenarioPlacement(placement: $0, occurredAt: line?.occurredAt) }
            try tell(result, of: line)
        }
        _ = try store.advanceWatermark()
        try tell(summary)
        return placements
    }

    private func tell(_ result: CommandResult, of line: ScenarioLine?) throws {
        guard options.output == .table else {
            try console.print(result.line(in: console.language))
            return
        }
        var lines = line.map { [$0.text.printable] } ?? []
        if result.rejection != nil || result.message != nil {
            let text = result.text(in: console.language)
            let named = try names(in: [text]).shown(text).printableLines
            lines += named.split(separator: "\n").map { "            \($0)" }
        }
        try console.print(lines: lines)
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
        if options.output == .table {
            try console.print(phrase.text(in: console.language))
        } else {
            console.say(phrase)
        }
    }
}

extension Failure {
    /// A scenario opens a book of its own: what is in use is not mixed with what is made up.
    fileprivate static let bookInUse = Failure(
        .ruleRefused,
        Phrase(
            nl: "dit boek is al in gebruik, en een scenario begint met een leeg boek.\n"
                + "Volgende stap: MISSIEBOEK_HOME=/een/andere/map missieboek demo",
            en: "this book is in use, and a scenario begins with an empty one.\n"
                + "Next step: MISSIEBOEK_HOME=/another/folder missieboek demo"))
}
