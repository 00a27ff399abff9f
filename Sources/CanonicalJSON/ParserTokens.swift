// Strings and numbers.
extension Parser {
    /// Reads a string from its opening quote.
    mutating func string() throws(Halt) -> (text: String, isASCII: Bool) {
        let start = offset + 1
        var end = start
        var union: UInt8 = 0
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") {
                offset = end + 1
                // Validation is worth its time for what is not ASCII only.
                if union < 0x80 { return (String(decoding: bytes[start..<end], as: UTF8.self), true) }
                guard let text = String(validating: bytes[start..<end], as: UTF8.self) else {
                    throw invalid(in: start..<end)
                }
                return (text, false)
            }
            if byte == UInt8(ascii: "\\") { return try stringWithEscapes(from: start, firstEscape: end) }
            if byte < 0x20 { break }
            union |= byte
            end += 1
        }
        throw unfinished(in: start..<end)
    }

    private mutating func stringWithEscapes(
        from start: Int, firstEscape: Int
    ) throws(Halt) -> (text: String, isASCII: Bool) {
        var decoded = Array(bytes[start..<firstEscape])
        offset = firstEscape
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                guard let text = String(validating: decoded, as: UTF8.self) else { throw invalid(in: start..<offset) }
                offset += 1
                return (text, decoded.allSatisfy { $0 < 0x80 })
            }
            if byte < 0x20 { break }
            if byte == UInt8(ascii: "\\") {
                // What was read so far comes first, should it be at fault.
                do throws(Halt) {
                    try escape(into: &decoded)
                } catch {
                    throw firstInvalidByte(in: start..<error.offset).map { Halt(reason: .notUTF8, offset: $0) } ?? error
                }
            } else {
                decoded.append(byte)
                offset += 1
            }
        }
        throw unfinished(in: start..<offset)
    }

    private mutating func escape(into decoded: inout [UInt8]) throws(Halt) {
        let start = offset
        guard start + 1 < bytes.count else { throw Halt(reason: .truncated, offset: bytes.count) }
        let plain: UInt8
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = bytes[start + 1]
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"):
            decoded.append(contentsOf: UTF8.encode(try escapedScalar()) ?? UTF8.encodedReplacementCharacter)
            return
        default: throw halt(.invalidEscape)
        }
        decoded.append(plain)
        offset += 2
    }

    /// Reads `\uXXXX`, or a pair of them.
    private mutating func escapedScalar() throws(Halt) -> Unicode.Scalar {
        let start = offset
        let first = try hexadecimal()
        if first == 0 { throw Halt(reason: .nul, offset: start) }
        if let scalar = Unicode.Scalar(first) { return scalar }

        let lone = Halt(reason: .loneSurrogate, offset: start)
        guard first < 0xDC00 else { throw lone }
        for (index, expected) in zip(offset..., "\\u".utf8) {
            guard index < bytes.count else { throw Halt(reason: .truncated, offset: bytes.count) }
            guard bytes[index] == expected else { throw lone }
        }
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw lone }
        return scalar
    }

    private mutating func hexadecimal() throws(Halt) -> UInt32 {
        let start = offset
        var value: UInt32 = 0
        for index in start + 2..<start + 6 {
            guard index < bytes.count else { throw Halt(reason: .truncated, offset: bytes.count) }
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default: throw Halt(reason: .invalidEscape, offset: start)
            }
        }
        offset = start + 6
        return value
    }

    private func invalid(in range: Range<Int>) -> Halt {
        Halt(reason: .notUTF8, offset: firstInvalidByte(in: range) ?? range.lowerBound)
    }

    /// The fault of a string that stops at the end of `range` without a closing quote.
    private func unfinished(in range: Range<Int>) -> Halt {
        if let invalid = firstInvalidByte(in: range) { return Halt(reason: .notUTF8, offset: invalid) }
        return Halt(
            reason: range.upperBound < bytes.count ? .controlCharacter : .truncated, offset: range.upperBound)
    }

    /// Reads a number; the offset of a fault is that of the first byte that fits no number.
    mutating func number() throws(Halt) -> String {
        let start = offset
        if peek() == UInt8(ascii: "-") { offset += 1 }
        if peek() == UInt8(ascii: "0") {
            offset += 1
            if let byte = peek(), Self.isDigit(byte) { throw halt(.invalidNumber) }
        } else {
            try digits()
        }
        if peek() == UInt8(ascii: ".") {
            offset += 1
            try digits()
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            offset += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    /// At least one.
    private mutating func digits() throws(Halt) {
        guard let first = peek() else { throw halt(.truncated) }
        guard Self.isDigit(first) else { throw halt(.invalidNumber) }
        while offset < bytes.count, Self.isDigit(bytes[offset]) { offset += 1 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
