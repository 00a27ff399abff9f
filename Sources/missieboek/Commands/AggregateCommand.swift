import ArgumentParser
import CanonicalJSON
import CommandBus
import EventSourcing
import FoundationEssentials
import TradeMissions

/// `missieboek mission announce --mission riyad-2026 …`: every command of one aggregate, derived from its fields.
struct AggregateCommand<Subject: Aggregate>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Subject.category.rawValue)
    }

    @Argument(
        parsing: .captureForPassthrough,
        completion: .custom { words, index, prefix in
            CommandCompletion.suggestions(for: Subject.category, words, at: index, prefix: prefix)
        })
    var rest: [String] = []

    func run() async throws {
        guard let verb = rest.first, let command = CommandRegistry.named("\(Subject.category.rawValue).\(verb)") else {
            throw Failure(.usage, Help.unknownVerb(rest.first, of: Subject.category))
        }
        let form = try CommandForm(command, arguments: Array(rest.dropFirst()))
        if let mistake = Usage.ofGlobalOptions.mistake(in: form.globalArguments) { throw Failure(.usage, mistake) }
        let global = try GlobalOptions.parse(form.globalArguments)
        let session = try await Session.open(global)
        let actor = global.actor ?? ProcessInfo.processInfo.environment["MISSIEBOEK_ACTOR"]
        guard let actor else {
            throw Failure(
                .usage,
                Phrase(
                    nl: "wie handelt? Geef --actor OFFICER-… of zet MISSIEBOEK_ACTOR.",
                    en: "who acts? Give --actor OFFICER-… or set MISSIEBOEK_ACTOR."))
        }
        let result = try form.execute(by: actor, in: session)
        if global.output == .table {
            try session.console.print(result.text(in: session.console.language))
        } else {
            try session.console.print(result.line(in: session.console.language))
        }
        if result.status != .ok { throw Failure(result.status, nil) }
    }
}
