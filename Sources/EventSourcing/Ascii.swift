/// Questions about ASCII bytes, for types that are written in ASCII only.
package enum Ascii {
    package static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    package static func isLowercase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    /// The value of a hexadecimal digit in either case; nil for any other byte.
    static func hexadecimalValue(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The lowest four bits as a hexadecimal digit in lower case.
    static func hexadecimalDigit(_ value: UInt64) -> UInt8 {
        let digit = UInt8(value & 0xF)
        return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
    }
}

extension [UInt8] {
    /// Two digits in lower case for each byte.
    package var hexadecimal: String {
        String(
            decoding: flatMap { [Ascii.hexadecimalDigit(UInt64($0 >> 4)), Ascii.hexadecimalDigit(UInt64($0))] },
            as: UTF8.self)
    }

    /// The bytes whose ``hexadecimal`` this is, in either case; nil for anything else.
    package init?(hexadecimal text: String) {
        let digits = text.utf8.compactMap(Ascii.hexadecimalValue)
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
