import ArgumentParser
import CommandBus
import EventSourcing
import TradeMissions

/// Where an event of the scenario stands, and when it happened by the line that led to it.
struct ScenarioPlacement {
    let placement: Placement
    let occurredAt: String?

    var stream: StreamName { placement.stream }
    var category: Category? { Category(of: stream) }
}

/// A question that the demo asks by running the subcommand that answers it.
struct DemoQuestion {
    let heading: Phrase
    private let subcommand: any AsyncParsableCommand.Type
    private let arguments: [String]

    /// The command line without the program's name.
    var words: [String] { [subcommand.configuration.commandName ?? ""] + arguments }

    func ask(with options: GlobalOptions) async throws {
        func run<Question: AsyncParsableCommand>(_: Question.Type) async throws {
            var question = try Question.parse(arguments + options.arguments)
            try await question.run()
        }
        try await run(subcommand)
    }

    /// What is asked, and about which files: those that the scenario's own events lie in.
    static func all(about events: [ScenarioPlacement]) -> [DemoQuestion] {
        let mission = events.first { $0.category == .mission }?.stream.text
        let measures = events.filter { $0.category == .measure }.map(\.stream.text).withoutRepeats
        let intention = events.first { $0.placement.type == Measure.Event.Name.intentionNotified.rawValue }
        var questions = [
            DemoQuestion(BoardCommand.self, [], nl: "De stand van alle missies", en: "The status of every mission")
        ]
        if let mission {
            questions.append(
                DemoQuestion(
                    GateCommand.self, [mission], nl: "De vertrekpoort van de missie", en: "The mission's readiness gate"
                ))
        }
        questions.append(
            DemoQuestion(
                BmoCommand.self, [], nl: "Wat er van elke kwestie van het Breed Mensenrechten Overleg werd",
                en: "What became of each concern of the Breed Mensenrechten Overleg"))
        questions += measures.map { measure in
            DemoQuestion(
                DossierCommand.self, [measure], nl: "Het dossier van een maatregel", en: "The dossier of a measure")
        }
        questions.append(
            DemoQuestion(
                LedgerCommand.self, [], nl: "Steun en vorderingen, tot op de cent",
                en: "Support and claims, to the cent"))
        if let mission {
            questions.append(
                DemoQuestion(
                    TimelineCommand.self, [mission], nl: "Alles wat over de missie zelf is vastgelegd",
                    en: "Everything that was recorded about the mission itself"))
        }
        return questions + (intention.map(earlier) ?? [])
    }

    /// The dossier as of one earlier event, along both axes of time.
    private static func earlier(_ event: ScenarioPlacement) -> [DemoQuestion] {
        var questions: [DemoQuestion] = []
        if let position = event.placement.position {
            questions.append(
                DemoQuestion(
                    DossierCommand.self, [event.stream.text, "--as-of", String(position)],
                    nl: "Hetzelfde dossier zoals het boek het toen kende: alleen wat tot die plaats was vastgelegd",
                    en: "The same dossier as the book knew it then: only what was recorded up to that position"))
        }
        if let moment = event.occurredAt {
            questions.append(
                DemoQuestion(
                    DossierCommand.self, [event.stream.text, "--valid-at", moment],
                    nl: "Hetzelfde dossier met wat er toen was gebeurd: ook wat pas later werd vastgelegd",
                    en: "The same dossier with what had happened by then: also what was recorded only later"))
        }
        return questions
    }

    private init(_ subcommand: any AsyncParsableCommand.Type, _ arguments: [String], nl: String, en: String) {
        self.subcommand = subcommand
        self.arguments = arguments
        heading = Phrase(nl: nl, en: en)
    }
}

extension GlobalOptions {
    /// The options of this run, for a subcommand that is asked within it.
    fileprivate var arguments: [String] {
        (database.map { ["--database", $0] } ?? []) + ["--output", output.rawValue]
            + ["--lang", console.language.rawValue] + (quiet ? ["--quiet"] : [])
    }
}
