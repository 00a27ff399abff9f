/// How large and how deep a document may be.
package struct ParsingLimits: Hashable, Sendable {
    package let depth: Int
    package let bytes: Int

    /// 64 levels and 1 MiB.
    package static let standard = ParsingLimits()

    /// `depth` may not exceed 256: nested values are read by recursion, which must fit in any thread's stack.
    package init(depth: Int = 64, bytes: Int = 1 << 20) {
        precondition((1...256).contains(depth), "a depth of \(depth) could overflow the stack")
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
            throw JSONFault(reason: error.reason, offset: error.offset, path: JSONPath(parser.trail.reversed()))
        }
    }
}

/// A recursive-descent parser over bytes, depth-checked.
struct Parser {
    struct Halt: Error {
        let reason: JSONFault.Reason
        let offset: Int
    }

    let bytes: [UInt8]
    let depthLimit: Int
    var offset = 0
    var depth = 0
    /// The way from a fault to the root, filled while a ``Halt`` travels up: reading costs nothing for it.
    var trail: [JSONPath.Component] = []

    init(bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    mutating func document() throws(Halt) -> Node {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw Halt(reason: .byteOrderMark, offset: 0) }
        let node = try value()
        skipWhitespace()
        guard offset == bytes.count else { throw unexpected(.trailingText) }
        return node
    }

    mutating func value() throws(Halt) -> Node {
        skipWhitespace()
        guard offset < bytes.count else { throw halt(.truncated) }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return .string(try string().text)
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return .number(try number())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "+"), UInt8(ascii: "."): throw halt(.invalidNumber)
        default: throw unexpected(.valueExpected)
        }
    }

    private mutating func object() throws(Halt) -> Node {
        try open()
        if close(UInt8(ascii: "}")) { return .object([]) }
        var members: [Member] = []
        var keys = KeySet()
        repeat {
            let (key, keyOffset) = try self.key()
            do throws(Halt) {
                guard keys.insert(key, after: members) else { throw Halt(reason: .duplicateKey, offset: keyOffset) }
                skipWhitespace()
                guard peek() == UInt8(ascii: ":") else { throw unexpected(.colonExpected) }
                offset += 1
                members.append(Member(key, try value()))
            } catch {
                trail.append(.key(key))
                throw error
            }
        } while try separator(before: UInt8(ascii: "}"), or: .commaOrBraceExpected)
        return .object(members)
    }

    private mutating func array() throws(Halt) -> Node {
        try open()
        if close(UInt8(ascii: "]")) { return .array([]) }
        var items: [Node] = []
        repeat {
            do throws(Halt) {
                items.append(try value())
            } catch {
                trail.append(.index(items.count))
                throw error
            }
        } while try separator(before: UInt8(ascii: "]"), or: .commaOrBracketExpected)
        return .array(items)
    }

    private mutating func key() throws(Halt) -> (String, offset: Int) {
        skipWhitespace()
        guard peek() == UInt8(ascii: "\"") else { throw unexpected(.keyExpected) }
        let start = offset
        let (text, isASCII) = try string()
        guard isASCII else { throw Halt(reason: .keyNotASCII, offset: start) }
        return (text, start)
    }

    private mutating func open() throws(Halt) {
        depth += 1
        guard depth <= depthLimit else { throw halt(.tooDeep(limit: depthLimit)) }
        offset += 1
    }

    /// Whether the list or object that was opened is empty; if so, it has been read.
    private mutating func close(_ bracket: UInt8) -> Bool {
        skipWhitespace()
        guard peek() == bracket else { return false }
        offset += 1
        depth -= 1
        return true
    }

    /// True when a comma was read and another element must follow, false when `bracket` was read.
    private mutating func separator(before bracket: UInt8, or reason: JSONFault.Reason) throws(Halt) -> Bool {
        skipWhitespace()
        switch peek() {
        case UInt8(ascii: ","):
            let comma = offset
            offset += 1
            skipWhitespace()
            if peek() == bracket { throw Halt(reason: .trailingComma, offset: comma) }
            return true
        case bracket:
            offset += 1
            depth -= 1
            return false
        default:
            throw unexpected(reason)
        }
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

/// The keys of one object: compared one by one while they are few, hashed when they are many.
private struct KeySet {
    private static let few = 16
    private var hashed: Set<String> = []

    /// False when `key` is among the members read so far.
    mutating func insert(_ key: String, after members: [Member]) -> Bool {
        if members.count < Self.few { return !members.contains { $0.key == key } }
        if members.count == Self.few { hashed = Set(members.map(\.key)) }
        return hashed.insert(key).inserted
    }
}
