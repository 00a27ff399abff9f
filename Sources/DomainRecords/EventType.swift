package import CanonicalJSON
package import TradeMissions

/// One stored form of an event: a name that was ever released, with what is stored under it.
package struct EventType: Sendable {
    /// As in the log, such as `SupportDetermined.v2`.
    package let name: String
    /// Whose streams hold it.
    package let category: Category
    /// What is stored under the name.
    package let shape: Shape
    /// An event as it is read from this form, with a sample in every field.
    package let sample: DomainEvent

    /// The form in which such an event is stored today: this one, or the one that took its place.
    package var current: String { sample.storedName }

    /// The name without its version.
    package var family: String { Self.parts(of: name).family }

    /// 1 for a name without a version, which is the first form of its event.
    package var version: Int { Self.parts(of: name).version }

    private static func parts(of name: String) -> (family: String, version: Int) {
        let words = name.split(separator: ".", omittingEmptySubsequences: false)
        guard words.count == 2, words[1].first == "v", let version = Int(words[1].dropFirst()) else { return (name, 1) }
        return (String(words[0]), version)
    }
}

extension EventType {
    /// JSON Schema 2020-12 of the data that is stored under this name, with what each field is called.
    package func schema(in language: Language) -> Node {
        let data = shape.jsonSchema { path in
            path.last.flatMap { Vocabulary.fieldName($0) }?.text(in: language)
        }
        guard case .object(let members) = data else { preconditionFailure("a schema is an object") }
        return .object(
            [
                Member("$schema", "https://json-schema.org/draft/2020-12/schema"), Member("title", .string(name)),
                Member("description", .string(term.text(in: language))),
            ] + members)
    }

    /// What users call such an event.
    package var term: Phrase { Vocabulary.eventTerm(family) ?? Phrase(nl: family, en: family) }
}
