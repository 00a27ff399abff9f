import ArgumentParser
import ByteStreams
import FoundationEssentials
import TradeMissions

/// The command line: parse, wire, print, exit code.
@main
struct Missieboek: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "missieboek",
        abstract: "The log-book of trade missions to high-risk countries.",
        version: "missieboek 0.1.0",
        subcommands: questions + keeping + catalogue + administration + aggregates)

    static let questions: [any Documented.Type] = [
        BoardCommand.self, GateCommand.self, BmoCommand.self, DossierCommand.self,
        LedgerCommand.self, ExceptionsCommand.self, TimelineCommand.self, FollowCommand.self,
    ]
    /// Personal data, and how long dossiers are kept.
    static let keeping: [any Documented.Type] = [
        PersonCommand.self, RetentionCommand.self, CertificateCommand.self,
    ]
    static let catalogue: [any Documented.Type] = [
        DispatchCommand.self, CommandsCommand.self, EventsCommand.self, RulesCommand.self, ExplainCommand.self,
        SimulateCommand.self, DemoCommand.self,
    ]
    static let administration: [any Documented.Type] = [
        DoctorCommand.self, AuditCommand.self, ReadingsCommand.self, DatabaseCommand.self, KeysCommand.self,
        ProjectionsCommand.self,
        SnapshotsCommand.self,
    ]
    static let aggregates: [any ParsableCommand.Type] = Category.commanded.map { category in
        func parser<Subject: Aggregate>(_: Subject.Type) -> any ParsableCommand.Type { AggregateCommand<Subject>.self }
        return parser(category.aggregate)
    }

    static func main() async {
        FileStream.reserveStandardStreams()
        let words = Array(CommandLine.arguments.dropFirst())
        let arguments = words.withGlobalOptionsBehind
        do {
            if arguments.first != completionRequest {
                try words.requireUTF8()
                if let help = try Help.asked(by: arguments) {
                    let console = console(of: arguments)
                    try console.print(help.text(in: console.language))
                    return
                }
                HeadStart.begin(for: arguments)
                if let mistake = Help.mistake(in: arguments) {
                    throw Failure(.usage, mistake)
                }
            }
            try await run(arguments)
            HeadStart.end()
        } catch {
            HeadStart.end()
            leave(with: error, console(of: arguments))
        }
    }

    /// Before the options are parsed, and when they cannot be.
    private static func console(of arguments: [String]) -> Console {
        Console(language: Help.language(of: arguments), isQuiet: false)
    }

    /// How a shell's completion script asks this program for words.
    private static let completionRequest = "---completion"

    private static func run(_ arguments: [String]) async throws {
        var command = try parsed(arguments)
        try PoolerSetting.requireKnown()
        if let question = command as? any Question {
            try await question.ask()
        } else if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }

    /// The subcommand; what the parser refuses is told in the user's language where it can be.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        do {
            let words = arguments.routed
            // Without the tree of all subcommands, which takes the parser longer than to answer a question.
            if let found = DocumentedCommand.named(by: words), found.command.children.isEmpty {
                let rest = Array(words.dropFirst(found.wordCount))
                try ScopeOption.requireHeeded(found.command.parser.scope, by: found.command.name, in: rest)
                try OptionName.requireSingle(
                    found.command.page.options.compactMap { OptionName($0.name) } + OptionName.global, in: rest,
                    topic: found.command.name)
                return try found.command.parser.parseAsRoot(rest)
            }
            return try parseAsRoot(words)
        } catch {
            guard exitCode(for: error) == .validationFailure else { throw error }
            throw Failure(.usage, mistake(in: arguments) ?? refusal(by: error))
        }
    }

    /// What the parser refused, in the user's language.
    private static func mistake(in arguments: [String]) -> Phrase? {
        guard let found = DocumentedCommand.named(by: arguments) else {
            return Help.unknownFirstOption(in: arguments)
        }
        return Usage(of: found.command).mistake(in: Array(arguments.dropFirst(found.wordCount)))
    }

    /// What the parser says of its own accord, which is English, with a hint that is not.
    private static func refusal(by error: any Error) -> Phrase {
        let words = message(for: error)
        return Phrase(
            nl: "zo kan deze opdracht niet worden gegeven (\(words)).\nZie: missieboek help",
            en: "\(words)\nSee: missieboek help")
    }

    /// Ends the process with the code and the text of an error.
    private static func leave(with error: any Error, _ console: Console) -> Never {
        // The version and completion scripts are the parser's own.
        if exitCode(for: error) == .success { exit(withError: error) }
        let failure =
            exitCode(for: error) == .validationFailure
            ? Failure(.usage, Phrase(same: message(for: error))) : Failure(any: error)
        if let message = failure.message {
            console.complain("missieboek: " + message.text(in: console.language))
        }
        exit(withError: ExitCode(failure.status.rawValue))
    }
}
