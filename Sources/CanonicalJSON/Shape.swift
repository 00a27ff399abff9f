package import EventSourcing

/// What a value of a `Codable` type looks like from outside.
package indirect enum Shape: Hashable, Sendable {
    case scalar(ScalarShape, typeName: String)
    case string
    case integer
    case flag
    case array(Shape)
    /// Fields in the order in which they are declared.
    case object([Field])

    package struct Field: Hashable, Sendable {
        package let name: String
        package let shape: Shape
        package let isOptional: Bool

        package init(name: String, shape: Shape, isOptional: Bool = false) {
            self.name = name
            self.shape = shape
            self.isOptional = isOptional
        }
    }
}

extension Shape {
    /// JSON Schema 2020-12 for what ``NodeDecoder`` accepts, to be placed inside another schema.
    ///
    /// An optional field that is null is not described, though it is accepted.
    package var jsonSchema: Node { jsonSchema { _ in nil } }

    /// As ``jsonSchema``, with what `describe` says of the field at a path; an array adds nothing to the path.
    package func jsonSchema(describing describe: (_ path: [String]) -> String?) -> Node {
        jsonSchema(at: [], describe)
    }

    private func jsonSchema(at path: [String], _ describe: ([String]) -> String?) -> Node {
        switch self {
        case .string: ["type": "string"]
        case .integer: ["type": "integer"]
        case .flag: ["type": "boolean"]
        case .array(let element): ["type": "array", "items": element.jsonSchema(at: path, describe)]
        case .object(let fields): Self.objectSchema(fields, at: path, describe)
        case .scalar(let scalar, typeName: _): scalar.jsonSchema
        }
    }

    /// ``jsonSchema`` as a document of its own, which names its dialect.
    package func jsonSchemaDocument(title: String) -> Node {
        let heading: [Member] = [
            Member("$schema", "https://json-schema.org/draft/2020-12/schema"), Member("title", .string(title)),
        ]
        guard case .object(let members) = jsonSchema else { preconditionFailure("a schema is an object") }
        return .object(heading + members)
    }

    private static func objectSchema(
        _ fields: [Field], at path: [String], _ describe: ([String]) -> String?
    ) -> Node {
        let required = fields.filter { !$0.isOptional }.map { Node.string($0.name) }
        let properties = fields.map { field in
            let place = path + [field.name]
            return Member(
                field.name, field.shape.jsonSchema(at: place, describe).described(describe(place)))
        }
        var members = [Member("type", "object"), Member("properties", .object(properties))]
        if !required.isEmpty { members.append(Member("required", .array(required))) }
        members.append(Member("additionalProperties", false))
        return .object(members)
    }
}

extension Node {
    /// A schema with a description in front, if there is one.
    fileprivate func described(_ description: String?) -> Node {
        guard let description, case .object(let members) = self else { return self }
        return .object([Member("description", .string(description))] + members)
    }
}

extension ScalarShape {
    fileprivate var jsonSchema: Node {
        switch self {
        case .text(format: nil): return ["type": "string"]
        case .text(format: .some(let format)): return ["type": "string", "format": .string(format)]
        case .choice(let words): return ["type": "string", "enum": .array(words.map(Node.string))]
        case .flag: return ["type": "boolean"]
        case .integer(let minimum, let maximum):
            var members = [Member("type", "integer")]
            if minimum > WholeNumber.range.lowerBound { members.append(Member("minimum", .number(String(minimum)))) }
            if maximum < WholeNumber.range.upperBound { members.append(Member("maximum", .number(String(maximum)))) }
            return .object(members)
        }
    }
}
