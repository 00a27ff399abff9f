// How values are read from a tape: nil where ``PlainValue/init(plain:)`` fails, and in any doubt.
extension Tape {
    /// The characters of a text or key.
    func text(of token: Token) -> String {
        let range = Int(token.start)..<Int(token.end)
        let span = token.kind == .escapedText ? unescaped.span : bytes.span
        // Every text is validated before it comes on the tape.
        return unsafe String(copying: UTF8Span(unchecked: span.extracting(range), isKnownASCII: token.isASCII))
    }

    func string(at value: Int) -> String? {
        let token = tokens[value]
        return token.kind == .text || token.kind == .escapedText ? text(of: token) : nil
    }

    /// Of a member, which is asked for with this; nil also when it is absent.
    mutating func string(_ key: Span<UInt8>, of object: Int) -> String? {
        member(key, of: object).flatMap { string(at: $0) }
    }

    func flag(at value: Int) -> Bool? {
        switch tokens[value].kind {
        case .yes: true
        case .no: false
        case .null, .integer, .fraction, .text, .escapedText, .list, .object, .key: nil
        }
    }

    /// An integer that every reader of JSON keeps exactly.
    func wholeNumber(at value: Int) -> Int? {
        let token = tokens[value]
        guard token.kind == .integer else { return nil }
        let digits = bytes.span.extracting(Int(token.start)..<Int(token.end))
        // None within the range is longer, and none of these overflows.
        guard digits.count <= 17 else { return nil }
        let isNegative = digits[0] == UInt8(ascii: "-")
        var magnitude = 0
        for index in (isNegative ? 1 : 0)..<digits.count {
            magnitude = magnitude * 10 + Int(digits[index] - UInt8(ascii: "0"))
        }
        guard magnitude <= WholeNumber.range.upperBound else { return nil }
        return isNegative ? -magnitude : magnitude
    }
}

extension PlainValue where Self: FixedWidthInteger {
    init?(at value: Int, of tape: Tape) {
        guard let number = tape.wholeNumber(at: value), let exact = Self(exactly: number) else { return nil }
        self = exact
    }
}

extension PlainValue where Self: BinaryFloatingPoint {
    init?(at value: Int, of tape: Tape) { return nil }
}

extension String {
    init?(at value: Int, of tape: Tape) {
        guard let text = tape.string(at: value) else { return nil }
        self = text
    }
}

extension Bool {
    init?(at value: Int, of tape: Tape) {
        guard let flag = tape.flag(at: value) else { return nil }
        self = flag
    }
}
