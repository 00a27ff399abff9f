import CanonicalJSON
import CommandBus
import TradeMissions

extension Failure {
    /// What is wrong with a command, for a user who gave it with options.
    ///
    /// Help of `topic` tells what is right.
    init(_ fault: CommandFault, in options: [CommandOption], topic: String) {
        let words: Phrase
        switch fault.reason {
        case .invalid(let problems):
            let lines = problems.map { problem in
                Phrase(same: Self.option(at: problem.path, options) + " ") + problem.reason.phrase
            }
            words = Help.hinting(lines.joined(separator: "\n"), topic: topic)
        case .reference(_, _, let path), .textTooLong(let path, _), .blankText(let path), .controlCharacter(let path),
            .keyDestroyed(_, let path):
            // The message begins with the place.
            words = fault.message.with { Self.option(at: path, options) + $0.dropFirst(path.text.utf8.count) }
        case .notJSON, .unknownCommand, .lineTooLong, .empty: words = fault.message
        }
        self.init(.usage, words)
    }

    /// The option for the value at a place, such as `--closing-date`; several when it is a structure.
    private static func option(at path: JSONPath, _ options: [CommandOption]) -> String {
        var keys: [String] = []
        for component in path.components {
            switch component {
            case .key(let key): keys.append(key)
            case .index: continue
            }
        }
        if keys.count > 1, keys.first == "data" { keys.removeFirst() }
        let parts = options.filter { $0.path.count > keys.count && $0.path.starts(with: keys) }
        return (parts.isEmpty ? [keys] : parts.map(\.path))
            .map { "--" + $0.map(\.kebabCased).joined(separator: ".") }.joined(separator: ", ")
    }
}

extension DecodingFault.Reason {
    /// What is wrong with an option.
    fileprivate var phrase: Phrase {
        switch self {
        case .missingField: Phrase(nl: "ontbreekt", en: "is missing")
        case .duplicateField: Phrase(nl: "is twee keer opgegeven", en: "is given twice")
        case .unknownField, .wrongType, .invalidText, .notAnInteger, .outOfRange, .unsupported:
            Phrase(nl: dutch, en: english)
        }
    }
}
