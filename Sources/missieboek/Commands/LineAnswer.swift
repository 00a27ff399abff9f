import CanonicalJSON
import CommandBus
import EventSourcing
import TradeMissions

/// What came of one line of a file of commands.
struct LineAnswer: Sendable {
    /// From 1; lines without a command count too.
    let line: Int
    /// The command that the line names; nil when it names none that there is.
    let command: String?
    let result: CommandResult

    init(_ result: CommandResult, line: Int, command: String?) {
        self.result = result
        self.line = line
        self.command = command
    }

    /// For a line that could not be read as JSON.
    init(_ fault: CommandFault, line: Int) {
        self.init(CommandResult(fault), line: line, command: nil)
    }

    /// For a line that was read; ``CommandFault`` is an answer, ``StoreFailure`` is none.
    init(
        _ node: Node, line: Int, carryOut: (Node) throws -> CommandResult
    ) throws(StoreFailure) {
        let command = node["command"]?.stringValue.flatMap { CommandRegistry.named($0) }?.definition.name
        do {
            self.init(try carryOut(node), line: line, command: command)
        } catch let fault as CommandFault {
            self.init(CommandResult(fault), line: line, command: command)
        } catch let failure as StoreFailure {
            throw failure
        } catch {
            preconditionFailure("neither the command nor the store is at fault: \(error)")
        }
    }

    /// Whether keys were destroyed with it, now or when it was given before.
    var hasDestroyedKeys: Bool {
        let isDone = result.status == .ok && !result.placements.isEmpty
        return isDone && command.flatMap { CommandRegistry.named($0) }?.definition.destroysKeys ?? false
    }

    /// The result as the contract has it: what is wrong with the line begins with its number.
    var numbered: CommandResult { result.at(line: line) }

    /// The answer for a person; where a line was not simply accepted, it begins with which line that was.
    func text(in language: Language, isDryRun: Bool) -> String {
        let text = result.text(in: language, isDryRun: isDryRun)
        return result.outcome == .accepted ? text : "\(place.text(in: language)): \(text)"
    }

    private var place: Phrase {
        // Of an id that is none, the message says enough.
        let id = result.id.flatMap { try? UniqueID(text: $0) }.map { "(\($0.text))" }
        let rest = [command, id].compactMap { $0 }.map { " " + $0 }.joined()
        return Phrase(nl: "regel \(line)\(rest)", en: "line \(line)\(rest)")
    }
}
