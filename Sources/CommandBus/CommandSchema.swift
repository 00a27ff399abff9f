package import CanonicalJSON
package import TradeMissions

extension CommandRegistry {
    /// The JSON Schema of a whole line that gives `command`, with the meaning of every field.
    package static func schema(of command: any Command.Type, in language: Language) -> Node {
        let definition = command.definition
        let data = Shape.object(fields(of: command)).jsonSchema { path in
            Vocabulary.meaning(of: path, in: definition.name)?.text(in: language)
        }
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": .string(definition.name),
            "description": .string(definition.title.text(in: language)),
            "type": "object",
            "properties": .object(
                [Member("command", ["const": .string(definition.name)])]
                    + CommandHead.allCases.map { Member($0.rawValue, $0.schema(in: language)) }
                    + [Member("data", data)]),
            "required": ["command", "id", "actor", "data"],
            "additionalProperties": false,
        ]
    }
}

/// What every command carries beside its own data.
package enum CommandHead: String, CaseIterable, Sendable {
    case id, actor, occurredAt, reason, expectedVersion

    package var meaning: Phrase {
        switch self {
        case .id:
            Phrase(
                nl: "het nummer van de opdracht (UUID); hetzelfde nummer wordt nooit twee keer uitgevoerd",
                en: "the command's id (UUID); the same id is never carried out twice")
        case .actor:
            Phrase(nl: "de functionaris die handelt: aanduiding of naam", en: "the officer who acts: id or name")
        case .occurredAt:
            Phrase(
                nl: "wanneer het gebeurde; weggelaten: nu. Lang geleden vraagt een reden (INV-26)",
                en: "when it happened; left out: now. Long ago asks for a reason (INV-26)")
        case .reason:
            Phrase(
                nl: "de reden van de handeling, waar een regel die vraagt",
                en: "the reason of the act, where a rule asks for one")
        case .expectedVersion:
            Phrase(
                nl: "de versie van de stroom die u zag; is zij veranderd, dan wordt niets vastgelegd",
                en: "the version of the stream that you saw; if it has changed, nothing is recorded")
        }
    }

    fileprivate func schema(in language: Language) -> Node {
        let description = Node.string(meaning.text(in: language))
        return switch self {
        case .id: ["description": description, "type": "string", "format": "uuid"]
        case .actor: ["description": description, "type": "string", "format": "officer"]
        case .occurredAt: ["description": description, "type": ["string", "null"], "format": "date-time"]
        case .reason: ["description": description, "type": ["string", "null"]]
        case .expectedVersion: ["description": description, "type": ["integer", "null"], "minimum": 0]
        }
    }
}
