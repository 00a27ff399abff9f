import EventSourcing

// How a scalar is written as a node, and read from one.
extension Scalar {
    init(scalar node: Node) throws(DecodingFault.Reason) {
        switch node {
        case .text(let text):
            try self.init(accepting: text)
        case .string(let text):
            guard Self.isText else {
                throw .wrongType(expected: Self.kind, found: .text)
            }
            try self.init(accepting: text)
        case .number(let text):
            guard Self.kind == .number else { throw .wrongType(expected: Self.kind, found: .number) }
            _ = try node.wholeNumber(in: WholeNumber.range)
            try self.init(accepting: text == "-0" ? "0" : text)
        case .bool(let flag):
            guard Self.kind == .flag else { throw .wrongType(expected: Self.kind, found: .flag) }
            try self.init(accepting: flag ? "true" : "false")
        case .null, .array, .object:
            throw .wrongType(expected: Self.kind, found: node.kind)
        }
    }

    var scalarNode: Node {
        get throws(EncodingFault.Reason) {
            // Asked first, since the shape of a choice makes the list of its words.
            if Self.isText { return .string(text) }
            switch Self.kind {
            case .number: return .number(text)
            case .flag where text == "true": return .bool(true)
            case .flag where text == "false": return .bool(false)
            case .flag: throw .unsupported(typeName: "\(Self.self)")
            case .text, .null, .list, .object: return .string(text)
            }
        }
    }

    private init(accepting text: String) throws(DecodingFault.Reason) {
        do throws(InvalidText) {
            try self.init(text: text)
        } catch {
            throw .invalidText(expected: error.expected, dutch: error.dutch)
        }
    }

    /// The kind of node that holds such a scalar in JSON.
    static var kind: NodeKind {
        switch shape {
        case .text, .choice: .text
        case .integer: .number
        case .flag: .flag
        }
    }
}
