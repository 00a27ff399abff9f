import CanonicalJSON

/// A document with the value it holds, and its text: canonical, written otherwise, or damaged.
struct RandomDocument {
    enum Form: CaseIterable {
        case canonical, free, damaged
    }

    let value: Node
    let bytes: [UInt8]
    let form: Form
    /// Whether a key is written with an escape, which only the thorough way reads.
    let hasEscapedKey: Bool

    init(using random: inout SeededGenerator) throws {
        value = Node.random(depth: 3, using: &random).withEdges(using: &random)
        form = Form.allCases[Int.random(in: 0..<3, using: &random)]
        var writer = Writer(isCanonical: form == .canonical)
        writer.write(form == .canonical ? value.withSortedMembers : value, using: &random)
        hasEscapedKey = writer.hasEscapedKey
        bytes = form == .damaged ? Self.damaged(writer.bytes, using: &random) : writer.bytes
    }

    private static func damaged(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        // Bytes that mean something, and any others.
        let meaningful =
            Array("\"\\{}[]:,0-+.eE u1tfn/ \t\n".utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xC3, 0xED, 0xEF, 0xF4, 0xFF]
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let byte =
                Bool.random(using: &random)
                ? meaningful[Int.random(in: 0..<meaningful.count, using: &random)]
                : UInt8.random(in: 0...255, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...8, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.insert(byte, at: place)
            case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 2: bytes.removeSubrange(place..<end)
            default: if place < bytes.count { bytes[place] = byte }
            }
        }
        return bytes
    }
}

extension Node {
    fileprivate static let edges = [
        "0", "-0", "1", "-1", "9007199254740991", "-9007199254740991", "9007199254740992", "-9007199254740992",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
        "18446744073709551615", "18446744073709551616", "123456789012345678901234567890", "127", "128", "-128", "-129",
        "255", "256", "2147483647", "2147483648", "0.0", "1.0", "-0.0", "1e2", "1E+2", "-1.5e-3", "1e400", "1e-400",
        "0.1", "5e-324", "1.7976931348623157e308", "9007199254740991.0",
    ]

    /// Plain keys in the place of most, and numbers at the edges in the place of some.
    fileprivate func withEdges(using random: inout SeededGenerator) -> Node {
        switch self {
        case .null, .bool, .string, .text: return self
        case .number:
            guard Int.random(in: 0..<12, using: &random) == 0 else { return self }
            return .number(Self.edges[Int.random(in: 0..<Self.edges.count, using: &random)])
        case .array(let items): return .array(items.map { $0.withEdges(using: &random) })
        case .object(let members):
            let keepsKeys = Int.random(in: 0..<8, using: &random) == 0
            var places = Array(members.indices)
            places.shuffle(using: &random)
            return .object(
                zip(members, places).map { member, place in
                    Member(keepsKeys ? member.key : "field\(place)", member.value.withEdges(using: &random))
                })
        }
    }
}

/// Writes a value as JSON allows: with blanks, escapes and members in any order, or canonically.
private struct Writer {
    let isCanonical: Bool
    var bytes: [UInt8] = []
    var hasEscapedKey = false

    init(isCanonical: Bool) {
        self.isCanonical = isCanonical
    }

    mutating func write(_ node: Node, using random: inout SeededGenerator) {
        blank(using: &random)
        switch node {
        case .null: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .number(let text): append(text)
        case .string(let text), .text(let text): write(text, isKey: false, using: &random)
        case .array(let items):
            append("[")
            for (index, item) in items.enumerated() {
                if index > 0 { append(",") }
                write(item, using: &random)
            }
            append("]")
        case .object(let members):
            append("{")
            for (index, member) in members.enumerated() {
                if index > 0 { append(",") }
                blank(using: &random)
                write(member.key, isKey: true, using: &random)
                blank(using: &random)
                append(":")
                write(member.value, using: &random)
            }
            append("}")
        }
        blank(using: &random)
    }

    private mutating func write(_ text: String, isKey: Bool, using random: inout SeededGenerator) {
        append("\"")
        for scalar in text.unicodeScalars {
            let isEscaped = !isCanonical && Int.random(in: 0..<(isKey ? 200 : 6), using: &random) == 0
            switch scalar {
            case "\"", "\\": append("\\\(scalar)")
            case "\n" where !isEscaped: append("\\n")
            case "/" where isEscaped: append("\\/")
            case _ where isEscaped || scalar.value < 0x20:
                for unit in UTF16.encode(scalar) ?? .init() { append("\\u\(hexadecimal(unit, using: &random))") }
            default:
                append(String(scalar))
                continue
            }
            if isKey { hasEscapedKey = true }
        }
        append("\"")
    }

    private func hexadecimal(_ unit: UInt16, using random: inout SeededGenerator) -> String {
        let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    private mutating func blank(using random: inout SeededGenerator) {
        guard !isCanonical, Int.random(in: 0..<5, using: &random) == 0 else { return }
        append([" ", "\n", "\r", "\t", "  "][Int.random(in: 0..<5, using: &random)])
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
