import CanonicalJSON
import TradeMissions

/// The payload of an event, in words of one language.
struct EventContent {
    private let data: Node
    /// Whether hashes are shown by their first digits, with an ellipsis.
    private let abbreviatesHashes: Bool
    /// What is shown of a text that lies sealed in it.
    private let confidential: Phrase

    init(_ data: Node, abbreviatesHashes: Bool, confidential: Phrase = SealedStatement.sealed) {
        self.data = data
        self.abbreviatesHashes = abbreviatesHashes
        self.confidential = confidential
    }

    var phrase: Phrase { Phrase(nl: members(of: data, .dutch), en: members(of: data, .english)) }

    private func members(of node: Node, _ language: Language) -> String {
        guard case .object(let members) = node else { return words(node, "", language) }
        return members.compactMap { member in
            let text = words(member.value, member.key, language)
            let name = Vocabulary.fieldName(member.key)?.text(in: language) ?? member.key
            return text.isEmpty ? nil : "\(name): \(text)"
        }.joined(separator: "; ")
    }

    private func words(_ node: Node, _ field: String, _ language: Language) -> String {
        switch node {
        case .null: ""
        case .bool(let flag): Phrase(nl: flag ? "ja" : "nee", en: flag ? "yes" : "no").text(in: language)
        case .number(let number): Self.amount(number, field)?.phrase.text(in: language) ?? number
        case .string, .text:
            field == ConfidentialStatement.field
                ? confidential.text(in: language) : words(node.stringValue ?? "", field, language)
        case .array(let items): items.map { words($0, field, language) }.joined(separator: ", ")
        case .object: "(\(members(of: node, language)))"
        }
    }

    private func words(_ text: String, _ field: String, _ language: Language) -> String {
        if abbreviatesHashes, Self.isHash(text) { return "\(text.prefix(12))…" }
        return Self.choices.contains(field) ? Vocabulary.word(text)?.text(in: language) ?? text : text
    }

    private static func amount(_ number: String, _ field: String) -> Cents? {
        amounts.contains(field) ? Int(number).flatMap { Cents($0) } : nil
    }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64 && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    /// Fields that hold euro cents.
    private static let amounts: Set = ["amount", "entitled", "interest", "paidBefore"]
    /// Fields that hold a word of a closed list; what a user wrote in others is never changed.
    private static let choices: Set = [
        "basis", "because", "capacity", "category", "channel", "exception", "files", "hearing", "kind", "level", "limb",
        "means", "missing", "mode", "outcome", "position", "powers", "publicReporting", "purpose", "reach", "requester",
        "response", "role", "sensitivity", "severity", "sizeClass", "stage", "status", "step", "topics", "trigger",
        "valuation", "variant",
    ]
}
