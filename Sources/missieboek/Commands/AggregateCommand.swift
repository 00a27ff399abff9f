import ArgumentParser
import CanonicalJSON
import CommandBus
import EventSourcing
import FoundationEssentials
import PostgresEventStore
import TradeMissions

/// `missieboek mission announce --mission riyad-2026 …`: every command of one aggregate, derived from its fields.
struct AggregateCommand<Subject: Aggregate>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Subject.category.subcommand)
    }

    @Argument(
        parsing: .captureForPassthrough,
        completion: .custom { words, index, prefix in
            CommandCompletion.suggestions(for: Subject.category, words, at: index, prefix: prefix)
        })
    var rest: [String] = []

    func run() async throws {
        guard let verb = rest.first, let command = CommandRegistry.named("\(Subject.category.rawValue).\(verb)") else {
            throw Failure(.usage, Help.unknownVerb(in: rest, of: Subject.category))
        }
        let form = try CommandForm(command, arguments: Array(rest.dropFirst()))
        let name = "\(Subject.category.rawValue) \(verb)"
        try ScopeOption.requireHeeded([], by: name, in: form.globalArguments)
        try OptionName.requireSingle(OptionName.global, in: form.globalArguments, topic: name)
        if let mistake = Usage.ofGlobalOptions(of: name).mistake(in: form.globalArguments) {
            throw Failure(.usage, mistake)
        }
        let global = try GlobalOptions.parse(form.globalArguments)
        try global.requireNoCSV(of: name)
        let session = try await command.definition.destroysKeys ? Session.openAsKeeper(global) : Session.open(global)
        let actor = global.actor ?? ProcessEnvironment.variables["MISSIEBOEK_ACTOR"]
        guard let actor else { throw Failure.noActor }
        let result = try form.execute(by: actor, in: session)
        // From here on `--as-of` knows it; should this fail, the next command or question makes up for it.
        if !form.isDryRun { _ = try? session.store.advanceWatermark() }
        let hasDestroyed = command.definition.destroysKeys && !form.isDryRun && result.status == .ok
        try await Session.clearingDestroyedKeys(global, where: { hasDestroyed }) {
            do {
                try write(result, isDryRun: form.isDryRun, in: session)
            } catch  where !form.isDryRun {
                throw Failure(error, answering: result)
            }
            if result.status != .ok { throw Failure(result.status, nil) }
        }
    }

    private func write(_ result: CommandResult, isDryRun: Bool, in session: Session) throws {
        if session.options.output == .table {
            let text = result.text(in: session.console.language, isDryRun: isDryRun)
            try session.print(text, of: result, isDryRun: isDryRun)
        } else {
            try session.console.print(result.line(in: session.console.language, isDryRun: isDryRun))
        }
    }
}

extension Failure {
    /// A command that nobody gives.
    static let noActor = Failure(
        .usage,
        Phrase(
            nl: "wie handelt? Geef --actor OFFICER-… of zet MISSIEBOEK_ACTOR.",
            en: "who acts? Give --actor OFFICER-… or set MISSIEBOEK_ACTOR."))
}

extension Category {
    /// What can be done with it, as it is typed.
    var verbs: [String] { commands.map { String($0.definition.name.dropFirst(rawValue.count + 1)) } }

    /// The name under which the parser knows the commands on this aggregate.
    ///
    /// Where a question has the aggregate's name too, the verb tells them apart: `routed`.
    fileprivate var subcommand: String { isQuestionToo ? rawValue + Self.commandsOfQuestion : rawValue }

    fileprivate var isQuestionToo: Bool { DocumentedCommand.named(by: [rawValue]) != nil }

    fileprivate static let commandsOfQuestion = "-command"
}

extension [String] {
    /// These arguments, with `company register …` led to the commands on companies when `company` is a question too.
    var routed: [String] {
        guard let category = calledCommand, category.isQuestionToo else { return self }
        return [category.subcommand] + dropFirst()
    }

    /// The aggregate whose command the first two words call; nil where they call something else, such as a question that
    /// asks before it gives a command.
    var calledCommand: Category? {
        guard count > 1, let category = Category(rawValue: self[0]),
            CommandRegistry.named("\(self[0]).\(self[1])") != nil,
            DocumentedCommand.named(by: self).map({ $0.wordCount == 1 }) ?? true
        else { return nil }
        return category
    }
}
