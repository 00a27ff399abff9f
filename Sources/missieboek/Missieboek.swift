import ArgumentParser
import FoundationEssentials
import TradeMissions

/// The command line: parse, wire, print, exit code.
@main
struct Missieboek: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "missieboek",
        abstract: "The log-book of trade missions to high-risk countries.",
        version: "0.1.0",
        subcommands: questions + catalogue + administration + aggregates)

    static let questions: [any ParsableCommand.Type] = [
        BoardCommand.self, GateCommand.self, BmoCommand.self, LedgerCommand.self, TimelineCommand.self,
    ]
    static let catalogue: [any ParsableCommand.Type] = [
        DispatchCommand.self, SimulateCommand.self,
    ]
    static let administration: [any ParsableCommand.Type] = [
    ]
    static let aggregates: [any ParsableCommand.Type] = Category.allCases.map { category in
        func parser<Subject: Aggregate>(_: Subject.Type) -> any ParsableCommand.Type { AggregateCommand<Subject>.self }
        return parser(category.aggregate)
    }

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let console = Console(language: Help.language(of: arguments), isQuiet: false)
        do {
            if let help = Help.asked(by: arguments) {
                try console.print(help.text(in: console.language))
                return
            }
            if let mistake = Help.mistake(in: arguments) {
                throw Failure(.usage, mistake)
            }
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            leave(with: error, console)
        }
    }

    /// Ends the process with the code and the text of an error.
    private static func leave(with error: any Error, _ console: Console) -> Never {
        // Usage errors, version and completions are the parser's own.
        if exitCode(for: error) != .failure || error is ValidationError { exit(withError: error) }
        let failure = Failure(any: error)
        if let message = failure.message {
            console.complain("missieboek: " + message.text(in: console.language).printableLines)
        }
        exit(withError: ExitCode(failure.status.rawValue))
    }
}

extension String {
    /// As ``printable``, line by line.
    fileprivate var printableLines: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n")
    }
}
