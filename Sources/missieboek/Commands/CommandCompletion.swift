import CanonicalJSON
import CommandBus
import EventSourcing
import TradeMissions

/// What a shell offers behind `missieboek mission …`: verbs, then options, then the words of a choice.
enum CommandCompletion {
    /// `words` are those of the command line, the one at `index` is being written.
    static func suggestions(for category: Category, _ words: [String], at index: Int, prefix: String) -> [String] {
        let place = words.firstIndex(of: category.rawValue) ?? 0
        let verbs = category.commands.map { String($0.definition.name.dropFirst(category.rawValue.count + 1)) }
        guard index > place + 1, words.indices.contains(place + 1) else { return verbs.filter { $0.hasPrefix(prefix) } }
        guard let command = CommandRegistry.named("\(category.rawValue).\(words[place + 1])") else { return [] }
        let options = CommandOption.all(of: CommandRegistry.fields(of: command))
        let previous = words.indices.contains(index - 1) ? words[index - 1] : ""
        let values =
            (options + options.flatMap(\.parts)).first { "--\($0.name)" == previous }.map { $0.choices }
            ?? OptionName.global.first { "--\($0.name)" == previous }.map(\.choices) ?? []
        let names =
            options.flatMap(\.namesWithParts) + CommandHead.allCases.map { $0.rawValue.kebabCased }
            + OptionName.global.map(\.name)
            + ["dry-run"]
        var seen: Set<String> = []
        return (values.isEmpty ? names.map { "--" + $0 } : values)
            .filter { $0.hasPrefix(prefix) && seen.insert($0).inserted }
    }
}

extension CommandOption {
    /// The only words that the option takes; none when it takes others.
    var choices: [String] {
        switch shape {
        case .scalar(.choice(let words), _), .array(.scalar(.choice(let words), _)): words
        case .flag, .scalar(.flag, _): ["true", "false"]
        case .string, .integer, .array, .object, .scalar: []
        }
    }
}
