package import CanonicalJSON

/// Holds values against a JSON Schema, as far as the schemas of this program go.
///
/// A word that it does not know is itself a violation, so that no schema is half checked. Written apart from what makes
/// the schemas; `Scripts/schemas` holds the same events against them with a validator that is not ours.
package struct JSONSchema {
    private let schema: Node

    package init(_ schema: Node) {
        self.schema = schema
    }

    /// What is wrong with a value, each with its place; nothing when it is valid.
    package func violations(of value: Node) -> [String] { violations(of: value, at: "$") }

    private func violations(of value: Node, at place: String) -> [String] {
        guard case .object(let words) = schema else { return ["\(place): the schema is no object"] }
        return words.flatMap { word -> [String] in
            switch word.key {
            case "$schema", "title", "description", "format": []
            case "type": isOfType(word.value, value) ? [] : ["\(place): is not \(word.value.lineText)"]
            case "enum": items(of: word.value).contains(value) ? [] : ["\(place): is none of \(word.value.lineText)"]
            case "minimum": isOrdered(word.value, value) ? [] : ["\(place): is less than \(word.value.lineText)"]
            case "maximum": isOrdered(value, word.value) ? [] : ["\(place): is more than \(word.value.lineText)"]
            case "required":
                items(of: word.value).compactMap(\.stringValue).filter { value[$0] == nil }.map {
                    "\(place): has no \($0)"
                }
            case "properties": members(of: value, at: place, properties: word.value)
            case "additionalProperties": word.value == false ? [] : ["\(place): additionalProperties is not false"]
            case "items":
                items(of: value).enumerated().flatMap {
                    JSONSchema(word.value).violations(of: $1, at: "\(place)[\($0)]")
                }
            default: ["\(place): the schema says \(word.key)"]
            }
        }
    }

    private func members(of value: Node, at place: String, properties: Node) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.flatMap { member in
            guard let property = properties[member.key] else { return ["\(place): has an unknown \(member.key)"] }
            return JSONSchema(property).violations(of: member.value, at: "\(place).\(member.key)")
        }
    }

    private func isOfType(_ type: Node, _ value: Node) -> Bool {
        switch value {
        case .null, .text: false
        case .bool: type == "boolean"
        case .number(let number): type == "integer" && Int64(number) != nil
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }

    private func isOrdered(_ left: Node, _ right: Node) -> Bool {
        guard case .number(let low) = left, case .number(let high) = right else { return true }
        guard let low = Int64(low), let high = Int64(high) else { return false }
        return low <= high
    }

    private func items(of value: Node) -> [Node] {
        guard case .array(let items) = value else { return [] }
        return items
    }
}
