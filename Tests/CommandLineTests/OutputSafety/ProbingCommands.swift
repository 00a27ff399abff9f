import CanonicalJSON
import CommandBus
import TestSupport

/// Lines with a poison in one field each, of every field that takes a text.
///
/// No rule has to accept them: what is looked at is how they are answered.
struct ProbingCommands {
    private(set) var lines: [String] = []
    private(set) var fields: [TextField] = []

    /// `count` poisons in each field, in turns.
    init(_ all: [TextField], count: Int, numberedFrom start: Int, _ poisons: (TextField) -> [Poison]) throws {
        for (place, field) in all.enumerated() {
            let choice = poisons(field)
            let count = min(count, choice.count)
            for number in 0..<count {
                let poison = choice[(place * count + number) % choice.count]
                lines.append(try Self.line(start + lines.count, field, poison))
                fields.append(field)
            }
        }
    }

    private static func line(_ number: Int, _ field: TextField, _ poison: Poison) throws -> String {
        guard let command = CommandRegistry.named(field.command) else { preconditionFailure("no \(field.command)") }
        let data = try CommandRegistry.fullData(of: command)
        let poisoned = data.mappingTexts(of: .object(CommandRegistry.fields(of: command))) { text, path, _ in
            path == field.path ? "\(poison.text) \(text)" : text
        }
        let line = CommandFile.line(number, field.command, by: CommandExample.actor(of: command), poisoned)
        guard field == TextField.reason(of: command) else { return line }
        return try Node(parsing: Array(line.utf8)).replacing(["reason": .string("\(poison.text) omdat")]).lineText
    }
}
