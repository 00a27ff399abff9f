package import CanonicalJSON

/// A value that is read as whatever is expected in its place: any document becomes a value of a `Decodable` type.
///
/// So a decoder is asked for all that the protocols know, for fields in any order, and for numbers of several widths.
package struct DirectedReading: Decodable, Equatable {
    /// What the next reading is to find.
    @TaskLocal package static var expected = Node.null

    struct Surprise: Error {}

    /// What was found: texts, numbers and flags from the document, everything else as it was expected.
    package let node: Node

    package init(from decoder: any Decoder) throws {
        switch Self.expected {
        case .null:
            guard try decoder.singleValueContainer().decodeNil() else { throw Surprise() }
            node = .null
        case .bool: node = .bool(try decoder.singleValueContainer().decode(Bool.self))
        case .string, .text: node = .string(try decoder.singleValueContainer().decode(String.self))
        case .number(let text): node = .number(try Self.number(like: text, decoder.singleValueContainer()))
        case .array(let items): node = .array(try Self.items(like: items, decoder.unkeyedContainer()))
        case .object(let members): node = .object(try Self.members(like: members, decoder.container(keyedBy: Key.self)))
        }
    }

    private static func number(like text: String, _ container: any SingleValueDecodingContainer) throws -> String {
        guard let expected = Int(text) else { return String(try container.decode(Double.self)) }
        switch expected {
        case -20 ..< -10: return String(try container.decode(Int8.self))
        case -10..<0: return String(try container.decode(Int32.self))
        case 0..<10: return String(try container.decode(UInt8.self))
        case 10...20: return String(try container.decode(UInt64.self))
        case ...0: return String(try container.decode(Int64.self))
        default: return String(try container.decode(Int.self))
        }
    }

    private static func items(like expected: [Node], _ container: any UnkeyedDecodingContainer) throws -> [Node] {
        var container = container
        var found: [Node] = []
        for item in expected {
            if case .null = item, try container.decodeNil() {
                found.append(.null)
            } else {
                found.append(try $expected.withValue(item) { try container.decode(DirectedReading.self).node })
            }
        }
        guard container.isAtEnd else { throw Surprise() }
        return found
    }

    private static func members(
        like expected: [Member], _ container: KeyedDecodingContainer<Key>
    ) throws -> [Member] {
        // Neither in the order of the document nor the other way round.
        let order = expected.indices.sorted { ($0 * 7 + 3) % 11 < ($1 * 7 + 3) % 11 }
        var found = expected
        for index in order {
            let (key, value) = (Key(stringValue: expected[index].key), expected[index].value)
            let node = try $expected.withValue(value) {
                switch value {
                case .null: try container.decodeIfPresent(DirectedReading.self, forKey: key)?.node ?? .null
                case .string: Node.string(try container.decode(String.self, forKey: key))
                case .bool: Node.bool(try container.decodeIfPresent(Bool.self, forKey: key) ?? false)
                case .number, .text, .array, .object: try container.decode(DirectedReading.self, forKey: key).node
                }
            }
            found[index] = Member(expected[index].key, node)
        }
        return found
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }
}
