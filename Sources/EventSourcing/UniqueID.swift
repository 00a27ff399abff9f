/// A UUID: 128 bits, written in the usual 36 characters.
package struct UniqueID: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        (self.high, self.low) = (high, low)
    }

    /// A time-ordered UUID (RFC 9562, version 7): neighbours in time are neighbours in an index.
    package static func timeOrdered(at time: Timestamp, using generator: inout some RandomNumberGenerator) -> UniqueID {
        let milliseconds = UInt64(clamping: time.microseconds / 1000)
        let random = (generator.next() as UInt64, generator.next() as UInt64)
        return UniqueID(
            high: milliseconds << 16 | 0x7000 | random.0 & 0x0FFF,
            low: 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF)
    }

    package var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
    }
}

extension UniqueID: Scalar {
    package static let shape = ScalarShape.text(format: "uuid")
    package static let sample = UniqueID(high: 0x0195_0000_0000_7000, low: 0x8000_0000_0000_0000)

    /// 36 characters in the form 8-4-4-4-12, in either case.
    package init(text: String) throws(InvalidText) {
        var words = (high: 0 as UInt64, low: 0 as UInt64)
        var digits = 0
        for (offset, byte) in text.utf8.enumerated() {
            if Self.isHyphenPlace(offset) {
                guard byte == UInt8(ascii: "-") else { break }
                continue
            }
            guard let value = Ascii.hexadecimalValue(byte), digits < 32 else {
                digits = 0
                break
            }
            words = (words.high << 4 | words.low >> 60, words.low << 4 | value)
            digits += 1
        }
        guard digits == 32, text.utf8.count == 36 else {
            throw InvalidText(text, expected: "a UUID", dutch: "een UUID")
        }
        self.init(high: words.high, low: words.low)
    }

    package var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        for word in [high, low] {
            for shift in stride(from: 60 as UInt64, through: 0, by: -4) {
                if Self.isHyphenPlace(bytes.count) { bytes.append(UInt8(ascii: "-")) }
                bytes.append(Ascii.hexadecimalDigit(word >> shift))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isHyphenPlace(_ offset: Int) -> Bool {
        offset == 8 || offset == 13 || offset == 18 || offset == 23
    }
}
