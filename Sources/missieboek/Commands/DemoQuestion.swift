import ArgumentParser
import CanonicalJSON
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
    private let subcommand: any Question.Type
    private let arguments: [String]

    /// The command line without the program's name.
    var words: [String] { [subcommand.configuration.commandName ?? ""] + arguments }

    func answer(in session: Session) throws {
        let (question, session) = try asked(in: session)
        try question.answer(in: session)
    }

    /// The question with its answer, for programs.
    func node(in session: Session) throws -> Node {
        let (question, session) = try asked(in: session)
        return [
            "question": .string("missieboek \(words.joined(separator: " "))"),
            "answer": try question.tracedReport(in: session).report.json,
        ]
    }

    /// The question as its own parser reads it, and a session that looks from the moment it asks about.
    private func asked(in session: Session) throws -> (any Question, Session) {
        func parse<Asked: Question>(_: Asked.Type) throws -> any Question {
            try Asked.parse(arguments + session.options.arguments(in: session.console.language))
        }
        let question = try parse(subcommand)
        return (question, Session(console: session.console, options: question.options, store: session.store))
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
                BmoCommand.self, ["--table", "concerns"],
                nl: "Wat er van elke kwestie van het Breed Mensenrechten Overleg werd",
                en: "What became of each concern of the Breed Mensenrechten Overleg"))
        if let whole = measures.first {
            questions.append(
                DemoQuestion(
                    DossierCommand.self, [whole], nl: "Het hele dossier van een maatregel",
                    en: "The whole dossier of a measure"))
        }
        questions += measures.dropFirst().map { measure in
            DemoQuestion(
                DossierCommand.self, [measure, "--table", "limbs,effects"],
                nl: "Een ander dossier: de voorwaarden en het gevolg",
                en: "Another dossier: the limbs and the effect")
        }
        questions.append(
            DemoQuestion(
                LedgerCommand.self, [], nl: "Steun en vorderingen, tot op de cent",
                en: "Support and claims, to the cent"))
        return questions + (intention.map(earlier) ?? [])
    }

    /// The dossier as it was known at one earlier event, by the log and by the calendar.
    private static func earlier(_ event: ScenarioPlacement) -> [DemoQuestion] {
        let tables = ["--table", "case,limbs"]
        var questions: [DemoQuestion] = []
        if let position = event.placement.position {
            questions.append(
                DemoQuestion(
                    DossierCommand.self, [event.stream.text, "--as-of", String(position)] + tables,
                    nl: "Hetzelfde dossier zoals het boek het toen kende: alleen wat tot die positie was vastgelegd",
                    en: "The same dossier as the book knew it then: only what was recorded up to that position"))
        }
        if let day = event.occurredAt?.prefix(10) {
            questions.append(
                DemoQuestion(
                    DossierCommand.self, [event.stream.text, "--valid-at", String(day)] + tables,
                    nl: "Hetzelfde dossier op die dag: wat toen was gebeurd, ook als het later werd vastgelegd",
                    en: "The same dossier on that day: what had happened by then, even if it was recorded later"))
        }
        return questions
    }

    private init(_ subcommand: any Question.Type, _ arguments: [String], nl: String, en: String) {
        self.subcommand = subcommand
        self.arguments = arguments
        heading = Phrase(nl: nl, en: en)
    }
}

extension GlobalOptions {
    /// The options of this run, for a subcommand that is asked within it.
    fileprivate func arguments(in language: Language) -> [String] {
        (database.map { ["--database", $0] } ?? []) + ["--output", output.rawValue, "--lang", language.rawValue]
            + (quiet ? ["--quiet"] : [])
    }
}
