/// How large and how deep a document may be.
package struct ParsingLimits: Hashable, Sendable {
    package let depth: Int
    package let bytes: Int

    /// 64 levels and 1 MiB.
    package static let standard = ParsingLimits()

    /// `depth` may not exceed 64: nodes are compared, written and decoded by recursion, which must fit in any stack.
    package init(depth: Int = 64, bytes: Int = 1 << 20) {
        precondition((1...64).contains(depth), "a depth of \(depth) could overflow the stack")
        self.depth = depth
        self.bytes = bytes
    }
}

extension Node {
    /// Reads one document: RFC 8259, restricted to I-JSON (RFC 7493) with ASCII keys and without U+0000.
    ///
    /// Numbers are checked against the grammar and kept as written. Fails with the first fault by position.
    package init(parsing bytes: [UInt8], limits: ParsingLimits = .standard) throws(JSONFault) {
        guard bytes.count <= limits.bytes else {
            throw JSONFault(reason: .tooLarge(limit: limits.bytes), offset: limits.bytes, path: JSONPath())
        }
        var parser = Parser(bytes: bytes, depthLimit: limits.depth)
        do throws(Parser.Halt) {
            self = try parser.document()
        } catch {
            throw JSONFault(reason: error.reason, offset: error.offset, path: parser.path)
        }
    }
}

/// A parser over bytes that keeps its own stack, so that no document can overflow that of the thread.
struct Parser {
    struct Halt: Error {
        let reason: JSONFault.Reason
        let offset: Int
    }

    let bytes: [UInt8]
    let depthLimit: Int
    var offset = 0
    /// The lists and objects that are open, outermost first.
    private var open: [OpenContainer] = []

    init(bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    /// The place of the value that is being read.
    var path: JSONPath {
        JSONPath(open.compactMap(\.component))
    }

    mutating func document() throws(Halt) -> Node {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw Halt(reason: .byteOrderMark, offset: 0)
        }
        while true {
            var finished = try value()
            while let node = finished {
                if open.isEmpty {
                    skipWhitespace()
                    guard offset == bytes.count else { throw unexpected(.trailingText) }
                    return node
                }
                finished = try place(node)
            }
        }
    }

    /// Reads a value, or opens a list or object and returns nil: its first element is to be read next.
    private mutating func value() throws(Halt) -> Node? {
        skipWhitespace()
        guard offset < bytes.count else { throw halt(.truncated) }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return .string(try string().text)
        case UInt8(ascii: "{"):
            try open(OpenContainer(isObject: true))
            if close(UInt8(ascii: "}")) { return .object([]) }
            try key()
            return nil
        case UInt8(ascii: "["):
            try open(OpenContainer(isObject: false))
            if close(UInt8(ascii: "]")) { return .array([]) }
            open[open.count - 1].isReadingElement = true
            return nil
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return .number(try number())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "+"), UInt8(ascii: "."): throw halt(.invalidNumber)
        default: throw unexpected(.valueExpected)
        }
    }

    /// Adds an element to the innermost container; returns that when it ends here, nil when another element follows.
    private mutating func place(_ node: Node) throws(Halt) -> Node? {
        let isObject = open[open.count - 1].place(node)
        let bracket = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        skipWhitespace()
        if peek() == bracket {
            offset += 1
            return open.removeLast().node
        }
        guard peek() == UInt8(ascii: ",") else {
            throw unexpected(isObject ? .commaOrBraceExpected : .commaOrBracketExpected)
        }
        let comma = offset
        offset += 1
        skipWhitespace()
        if peek() == bracket { throw Halt(reason: .trailingComma, offset: comma) }
        if isObject { try key() } else { open[open.count - 1].isReadingElement = true }
        return nil
    }

    /// Reads a key of the innermost object, and the colon.
    private mutating func key() throws(Halt) {
        skipWhitespace()
        guard peek() == UInt8(ascii: "\"") else { throw unexpected(.keyExpected) }
        let start = offset
        let (key, isASCII) = try string()
        guard isASCII else { throw Halt(reason: .keyNotASCII, offset: start) }
        guard open[open.count - 1].begin(key) else { throw Halt(reason: .duplicateKey, offset: start) }
        skipWhitespace()
        guard peek() == UInt8(ascii: ":") else { throw unexpected(.colonExpected) }
        offset += 1
    }

    private mutating func open(_ container: OpenContainer) throws(Halt) {
        guard open.count < depthLimit else { throw halt(.tooDeep(limit: depthLimit)) }
        open.append(container)
        offset += 1
    }

    /// Whether the container that was opened last is empty; if so, it has been read.
    private mutating func close(_ bracket: UInt8) -> Bool {
        skipWhitespace()
        guard peek() == bracket else { return false }
        offset += 1
        open.removeLast()
        return true
    }

    private mutating func word(_ word: StaticString, _ node: Node) throws(Halt) -> Node {
        for expected in word.description.utf8 {
            guard peek() == expected else { throw unexpected(.valueExpected) }
            offset += 1
        }
        return node
    }
}

extension Parser {
    func peek() -> UInt8? {
        offset < bytes.count ? bytes[offset] : nil
    }

    mutating func skipWhitespace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    func halt(_ reason: JSONFault.Reason) -> Halt {
        Halt(reason: reason, offset: offset)
    }

    /// The fault at a byte that fits nowhere: `reason`, unless the byte itself is at fault.
    func unexpected(_ reason: JSONFault.Reason) -> Halt {
        guard let byte = peek() else { return halt(.truncated) }
        if byte < 0x20, ![0x0A, 0x0D, 0x09].contains(byte) { return halt(.controlCharacter) }
        if byte >= 0x80, firstInvalidByte(in: offset..<min(offset + 4, bytes.count)) == offset { return halt(.notUTF8) }
        return halt(reason)
    }

    /// Where `range` stops being UTF-8; nil when all of it is.
    func firstInvalidByte(in range: Range<Int>) -> Int? {
        var iterator = bytes[range].makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        var position = range.lowerBound
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar): position += scalar.count
            case .error: return position
            case .emptyInput: return nil
            }
        }
    }
}

/// A list or object of which the end has not been read.
private struct OpenContainer {
    let isObject: Bool
    private var items: [Node] = []
    private var members: [Member] = []
    private var key = ""
    /// The keys, once they are too many to be compared one by one.
    private var hashedKeys: Set<String> = []
    /// Whether a fault lies inside an element, rather than between two.
    var isReadingElement = false

    private static let few = 16

    init(isObject: Bool) {
        self.isObject = isObject
    }

    var node: Node { isObject ? .object(members) : .array(items) }

    var component: JSONPath.Component? {
        guard isReadingElement else { return nil }
        return isObject ? .key(key) : .index(items.count)
    }

    /// Begins the member `key`; false when there is one already.
    mutating func begin(_ key: String) -> Bool {
        self.key = key
        isReadingElement = true
        if members.count < Self.few { return !members.contains { $0.key == key } }
        if members.count == Self.few { hashedKeys = Set(members.map(\.key)) }
        return hashedKeys.insert(key).inserted
    }

    /// Adds the element that was being read, and tells ``isObject``.
    mutating func place(_ node: Node) -> Bool {
        if isObject {
            if members.isEmpty { members.reserveCapacity(8) }
            members.append(Member(key, node))
        } else {
            items.append(node)
        }
        isReadingElement = false
        return isObject
    }
}
