import CanonicalJSON
import TradeMissions

/// What one check of `doctor` found.
struct CheckResult {
    enum Level: String {
        case ok, warn, fail
    }

    /// The check's name, the same in both languages.
    let check: String
    let level: Level
    let text: Phrase
    var nextStep: Phrase?

    func lines(in language: Language) -> [String] {
        let padded = { (word: String, width: Int) in word + String(repeating: " ", count: max(1, width - word.count)) }
        let head = padded(level.rawValue, 6) + padded(check, 12)
        let lines = TextLayout.wrapped(text.text(in: language).printable, indent: head.count)
        let first = head + lines[0].dropFirst(head.count)
        let next = language == .dutch ? "Volgende stap: " : "Next step: "
        return [first] + lines.dropFirst()
            + (nextStep.map { TextLayout.wrapped(next + $0.text(in: language).printable, indent: head.count) } ?? [])
    }

    var node: Node {
        [
            "check": .string(check), "level": .string(level.rawValue), "finding": text.node,
            "next": nextStep?.node ?? .null,
        ]
    }
}
