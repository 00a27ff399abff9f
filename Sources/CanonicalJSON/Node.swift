/// A JSON value, with numbers as they were written and members in the order they were given.
///
/// Two nodes are equal when their bytes are: unlike `String`, a node tells "é" from "e" with a combining accent.
package enum Node: Sendable {
    case null
    case bool(Bool)
    /// A number as written, such as `12` or `1.50e3`.
    case number(String)
    case string(String)
    /// What a user wrote on a command line or in a form: it may become any scalar.
    case text(String)
    case array([Node])
    case object([Member])
}

/// One member of an object.
package struct Member: Hashable, Sendable {
    package let key: String
    package let value: Node

    package init(_ key: String, _ value: Node) {
        self.key = key
        self.value = value
    }

    package static func == (left: Member, right: Member) -> Bool {
        left.key.hasSameBytes(as: right.key) && left.value == right.value
    }
}

extension Node: Hashable {
    package static func == (left: Node, right: Node) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.text(let left), .text(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.text, _), (.array, _), (.object, _): false
        }
    }

    // Equal bytes are equal strings, so that the hash of String will do.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        switch self {
        case .null: break
        case .bool(let flag): hasher.combine(flag)
        case .number(let text), .string(let text), .text(let text): hasher.combine(text)
        case .array(let items): hasher.combine(items)
        case .object(let members): hasher.combine(members)
        }
    }
}

extension Node {
    /// The value of the member `key`; nil when there is none, or when this is no object.
    package subscript(key: String) -> Node? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key.hasSameBytes(as: key) }?.value
    }

    package var kind: NodeKind {
        switch self {
        case .null: .null
        case .bool: .flag
        case .number: .number
        case .string, .text: .text
        case .array: .list
        case .object: .object
        }
    }
}

/// What sort of value a node is, for messages.
package enum NodeKind: Hashable, Sendable, CaseIterable {
    case null, flag, number, text, list, object

    package var english: String {
        switch self {
        case .null: "null"
        case .flag: "true or false"
        case .number: "a number"
        case .text: "a text"
        case .list: "a list"
        case .object: "an object"
        }
    }

    package var dutch: String {
        switch self {
        case .null: "null"
        case .flag: "true of false"
        case .number: "een getal"
        case .text: "een tekst"
        case .list: "een lijst"
        case .object: "een object"
        }
    }
}

// Nodes are written out in schemas, answers and tests.
extension Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number(String(value)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: Node...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, Node)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}

extension String {
    /// Byte by byte, where `==` would take U+212A (Kelvin) for the letter K.
    func hasSameBytes(as other: String) -> Bool {
        self == other && utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// As ``hasSameBytes(as:)``, and faster, when `ascii` is ASCII: every text that merely equals it is longer.
    func isExactly(ascii: String) -> Bool {
        self == ascii && utf8.count == ascii.utf8.count
    }
}
