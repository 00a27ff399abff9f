/// Why a value has no canonical form, and where.
package struct EncodingFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: Reason
    package let path: JSONPath

    package init(reason: Reason, path: JSONPath) {
        self.reason = reason
        self.path = path
    }

    package var description: String { "\(reason.english) (\(path.text))" }

    package enum Reason: Hashable, Sendable {
        /// A fraction, an exponent, a floating-point type, or no number at all.
        case notAnInteger
        /// Beyond ±(2⁵³ − 1), which other readers would round.
        case outOfRange
        /// U+0000, which ``Node/init(parsing:limits:)`` refuses.
        case nul
        case keyNotASCII
        case duplicateKey
        /// A ``Node/text(_:)``: what it means is known only once it is decoded.
        case undecodedText
        case tooDeep(limit: Int)
        /// A set, a dictionary, or a type that refuses to be encoded.
        case unsupported(typeName: String)

        package var english: String {
            switch self {
            case .notAnInteger: "only whole numbers have a canonical form"
            case .outOfRange: "a whole number must lie within ±(2^53 - 1)"
            case .nul: "the character U+0000 is not accepted"
            case .keyNotASCII: "a field name may hold ASCII characters only"
            case .duplicateKey: "this field occurs twice"
            case .undecodedText: "a text of a command line must be decoded first"
            case .tooDeep(let limit): "lists and objects are nested more than \(limit) deep"
            case .unsupported(let typeName): "a value of type \(typeName) has no canonical form"
            }
        }
    }
}

extension Node {
    /// The one way to write this value: RFC 8785, for the documents that ``init(parsing:limits:)`` accepts.
    ///
    /// Parsing the result gives an equal node, but for the order of members. Fails on numbers that are not whole and
    /// on all else that could not be read back.
    package var canonicalBytes: [UInt8] {
        get throws(EncodingFault) {
            var writer = CanonicalWriter()
            do throws(EncodingFault.Reason) {
                try writer.write(self)
            } catch {
                throw EncodingFault(reason: error, path: JSONPath(writer.trail.reversed()))
            }
            return writer.bytes
        }
    }
}

extension EncodingFault.Reason: Error {}

private struct CanonicalWriter {
    var bytes: [UInt8] = []
    var trail: [JSONPath.Component] = []
    private var depth = 0

    init() {
        bytes.reserveCapacity(256)
    }

    mutating func write(_ node: Node) throws(EncodingFault.Reason) {
        switch node {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .number(let text): try write(number: text)
        case .string(let text): try write(string: text)
        case .text: throw .undecodedText
        case .array(let items): try write(items)
        case .object(let members): try write(members)
        }
    }

    private mutating func write(_ items: [Node]) throws(EncodingFault.Reason) {
        try open(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            do throws(EncodingFault.Reason) {
                try write(item)
            } catch {
                trail.append(.index(index))
                throw error
            }
        }
        close(UInt8(ascii: "]"))
    }

    // RFC 8785 sorts by UTF-16 code units. The keys being ASCII, that is the order of their bytes.
    private mutating func write(_ members: [Member]) throws(EncodingFault.Reason) {
        try open(UInt8(ascii: "{"))
        let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        for (index, member) in sorted.enumerated() {
            do throws(EncodingFault.Reason) {
                if index > 0 {
                    if sorted[index - 1].key.hasSameBytes(as: member.key) { throw .duplicateKey }
                    bytes.append(UInt8(ascii: ","))
                }
                guard member.key.utf8.allSatisfy({ $0 < 0x80 }) else { throw .keyNotASCII }
                try write(string: member.key)
                bytes.append(UInt8(ascii: ":"))
                try write(member.value)
            } catch {
                trail.append(.key(member.key))
                throw error
            }
        }
        close(UInt8(ascii: "}"))
    }

    private mutating func open(_ bracket: UInt8) throws(EncodingFault.Reason) {
        let limit = ParsingLimits.standard.depth
        depth += 1
        guard depth <= limit else { throw .tooDeep(limit: limit) }
        bytes.append(bracket)
    }

    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        bytes.append(bracket)
    }

    private mutating func write(number text: String) throws(EncodingFault.Reason) {
        do throws(WholeNumber.Fault) {
            bytes.append(contentsOf: String(try WholeNumber.value(of: text)).utf8)
        } catch {
            switch error {
            case .notWhole: throw .notAnInteger
            case .outOfRange: throw .outOfRange
            }
        }
    }

    private mutating func write(string text: String) throws(EncodingFault.Reason) {
        bytes.append(UInt8(ascii: "\""))
        if Self.isPlain(text.utf8.span) {
            bytes.append(contentsOf: text.utf8)
        } else {
            try write(escaping: text)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        var others: UInt8 = 0
        for index in text.indices {
            let byte = text[index]
            others |= byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 1 : 0
        }
        return others == 0
    }

    private mutating func write(escaping text: String) throws(EncodingFault.Reason) {
        for byte in text.utf8 {
            switch byte {
            case 0: throw .nul
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x01..<0x20:
                bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
                bytes.append(contentsOf: String(byte, radix: 16).utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
            default: bytes.append(byte)
            }
        }
    }
}
