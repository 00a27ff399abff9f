import CanonicalJSON
import CommandBus
import TestSupport
import TradeMissions

/// The commands of a story with every free text in them made hostile, as far as commands take that.
struct HostileCommands {
    private(set) var lines: [String] = []
    private(set) var texts: HostileTexts
    /// The fields in which each line has a hostile text.
    private(set) var fields: [[TextField]] = []

    init(_ story: [String], marking letter: Character) throws {
        texts = HostileTexts(marking: letter)
        let nodes = try story.map { try Node(parsing: Array($0.utf8)) }
        // A name is referred to before and after the line that enters it.
        var names: [String: String] = [:]
        for node in nodes { try rewrite(node, &names, onlyNames: true) }
        for node in nodes { try rewrite(node, &names, onlyNames: false) }
    }

    private mutating func rewrite(_ node: Node, _ names: inout [String: String], onlyNames: Bool) throws {
        guard let name = node["command"]?.stringValue, let command = CommandRegistry.named(name) else {
            throw NoCommand(line: node.lineText)
        }
        var texts = texts
        var known = names
        var found: [TextField] = []
        let shape = Shape.object(CommandRegistry.fields(of: command))
        let data = (node["data"] ?? .null).mappingTexts(of: shape) { text, path, isFree in
            // What is of a form stays, unless it is a name in place of an id.
            guard isFree else { return known[text] ?? text }
            // Whoever names rules must name some that there are (INV-6).
            guard path.last != "ruleReferences" else { return text }
            let field = TextField(command: name, path: path, isFree: true)
            guard !onlyNames || field.isOfRegister else { return text }
            found.append(field)
            let hostile = texts.poisoned(text, by: field.isOfRegister ? Poison.ofNames : Poison.lawful)
            if field.isOfRegister { known[text] = hostile }
            return hostile
        }
        (self.texts, names) = (texts, known)
        guard !onlyNames else { return }
        var values = ["data": data]
        if let reason = node["reason"]?.stringValue {
            values["reason"] = .string(self.texts.poisoned(reason, by: Poison.lawful))
            found.append(.reason(of: command))
        }
        if let actor = node["actor"]?.stringValue { values["actor"] = .string(names[actor] ?? actor) }
        lines.append(node.replacing(values).lineText)
        fields.append(found)
    }

    struct NoCommand: Error {
        let line: String
    }
}
