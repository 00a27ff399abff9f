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
        let bytes = Array(text.utf8)
        var words: [UInt64] = [0, 0]
        var digits = 0
        for (offset, byte) in bytes.enumerated() where bytes.count == 36 {
            let isHyphenPlace = [8, 13, 18, 23].contains(offset)
            if isHyphenPlace, byte == UInt8(ascii: "-") { continue }
            guard !isHyphenPlace, let value = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { break }
            words[digits / 16] = words[digits / 16] << 4 | UInt64(value)
            digits += 1
        }
        guard digits == 32 else { throw InvalidText(text, expected: "a UUID") }
        self.init(high: words[0], low: words[1])
    }

    package var text: String {
        let digits = [high, low].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }.joined()
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }
}
