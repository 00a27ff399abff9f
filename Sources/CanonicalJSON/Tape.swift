/// A document as a list of its values in the order in which they are written, with their places in the bytes.
///
/// Made by ``TapeScanner`` in one pass. Unlike a ``Node`` it allocates nothing once it has grown: it is reused from
/// document to document.
struct Tape {
    struct Token {
        enum Kind: UInt8 {
            case null, yes, no
            /// A number without fraction and exponent.
            case integer
            /// Any other number.
            case fraction
            /// A text whose bytes stand in the document as they are.
            case text
            /// A text with escapes: its bytes stand in ``Tape/unescaped``.
            case escapedText
            case list, object
            /// The name of the member whose value is the next token.
            case key
        }

        var kind: Kind
        /// Whether a text is ASCII.
        var isASCII = true
        /// Of a key: whether the member was asked for.
        var isUsed = false
        /// Of a value: what its decoder was asked for.
        var isKeyed = false
        var isUnkeyed = false
        var start: UInt32
        var end: UInt32
        /// The token behind this value with all that is in it; of a key, behind the member.
        var next: UInt32
        /// Of a list or object: its elements.
        var count: UInt32 = 0
        /// Of an object: the members that were asked for, each counted once.
        var usedCount: UInt32 = 0
        /// Of an object: the key that is tried first, the one behind the member that was found last.
        var cursor: UInt32 = 0
    }

    /// A list or object whose end has not been read.
    struct OpenContainer {
        let token: Int
        let isObject: Bool
        /// The key that was read last; 0, where no key can stand, before the first.
        var key = 0
    }

    var bytes: [UInt8] = []
    var tokens: [Token] = []
    /// The texts that hold escapes, without them.
    var unescaped: [UInt8] = []

    /// Those that the scanner is in, outermost first.
    var open: [OpenContainer] = []

    /// Makes ready for another document.
    mutating func begin(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens.removeAll(keepingCapacity: true)
        if !open.isEmpty { open.removeAll(keepingCapacity: true) }
        if !unescaped.isEmpty { unescaped.removeAll(keepingCapacity: true) }
    }
}

extension Tape {
    /// The token of the value of a member; notes that it was asked for.
    ///
    /// The search starts behind the member that was found last: canonical members are sorted, and fields are mostly
    /// asked for in the order in which they are declared.
    mutating func member(_ key: Span<UInt8>, of object: Int, isNullAbsent: Bool = false) -> Int? {
        guard let place = find(key, in: object) else { return nil }
        tokens[object].cursor = tokens[place].next
        if !tokens[place].isUsed {
            tokens[place].isUsed = true
            tokens[object].usedCount += 1
        }
        return isNullAbsent && tokens[place + 1].kind == .null ? nil : place + 1
    }

    private func find(_ name: Span<UInt8>, in object: Int) -> Int? {
        let bytes = bytes.span
        let tokens = tokens.span
        guard tokens[object].kind == .object else { return nil }
        var place = Int(tokens[object].cursor)
        for _ in 0..<tokens[object].count {
            if place == Int(tokens[object].next) { place = object + 1 }
            if Self.isEqual(bytes, tokens[place], name) { return place }
            place = Int(tokens[place].next)
        }
        return nil
    }

    @inline(__always)
    private static func isEqual(_ bytes: Span<UInt8>, _ key: Token, _ name: Span<UInt8>) -> Bool {
        let start = Int(key.start)
        guard Int(key.end) - start == name.count else { return false }
        for index in name.indices where bytes[start + index] != name[index] { return false }
        return true
    }

    /// Notes that a value is read by its fields; false when it is no object.
    mutating func openFields(of value: Int) -> Bool {
        tokens[value].isKeyed = true
        return tokens[value].kind == .object
    }

    /// Forgets what was asked of a value, for a new reading of it.
    mutating func begin(_ value: Int) {
        guard tokens[value].isKeyed || tokens[value].isUnkeyed else { return }
        tokens[value].isKeyed = false
        tokens[value].isUnkeyed = false
        guard tokens[value].kind == .object else { return }
        tokens[value].usedCount = 0
        var place = value + 1
        while place < Int(tokens[value].next) {
            tokens[place].isUsed = false
            place = Int(tokens[place].next)
        }
    }
}
