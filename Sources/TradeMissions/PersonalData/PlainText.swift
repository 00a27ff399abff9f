import EventSourcing

/// A text in the few bytes that matter here, so that no odd digit, dash or blank hides a number.
///
/// Any digit of Unicode is an ASCII digit, any dash a hyphen, any blank a space, a currency a dollar sign; what cannot
/// be seen is gone, and any other sign is a bar. Fingerprints (hashes, UUIDs) are left out.
struct PlainText {
    let bytes: [UInt8]

    init(_ text: String) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if let byte = Self.byte(for: scalar) { bytes.append(byte) }
        }
        self.bytes = Self.withoutFingerprints(bytes)
    }

    var digitCount: Int { bytes.count(where: Ascii.isDigit) }

    /// A sign that can stand in an address on both sides of an at sign.
    var holdsEmailAddress: Bool {
        bytes.indices.dropFirst().dropLast().contains { place in
            bytes[place] == UInt8(ascii: "@") && bytes[place + 1].isAlphanumeric
                && (bytes[place - 1].isAlphanumeric || ".-+".utf8.contains(bytes[place - 1]))
        }
    }

    /// Two letters and two digits at the start of a word, and up to the end of some word 15 to 34 letters and digits
    /// with the right remainder (ISO 13616).
    var holdsBankAccount: Bool {
        bytes.indices.contains { start in
            bytes[start].isLetter && (start == 0 || !bytes[start - 1].isAlphanumeric) && isBankAccount(from: start)
        }
    }

    /// `start` is the place of a letter.
    private func isBankAccount(from start: Int) -> Bool {
        var signs: [UInt8] = []
        var place = start
        while place < bytes.count, signs.count < 34 {
            if bytes[place].isAlphanumeric {
                signs.append(bytes[place])
            } else if !" .-".utf8.contains(bytes[place]) || !bytes[place - 1].isAlphanumeric {
                return false
            }
            place += 1
            if signs.count == 4, !(signs[..<2].allSatisfy(\.isLetter) && signs[2...].allSatisfy(Ascii.isDigit)) {
                return false
            }
            let isAtEnd = place == bytes.count || !bytes[place].isAlphanumeric
            if isAtEnd, signs.count >= 15, signs.count(where: Ascii.isDigit) >= 10, Self.hasRightRemainder(signs) {
                return true
            }
        }
        return false
    }

    private static func hasRightRemainder(_ signs: [UInt8]) -> Bool {
        let remainder = (signs[4...] + signs[..<4]).reduce(0) { remainder, sign in
            Ascii.isDigit(sign)
                ? (remainder * 10 + Int(sign - UInt8(ascii: "0"))) % 97
                : (remainder * 100 + Int(sign.lowercased - UInt8(ascii: "a")) + 10) % 97
        }
        return remainder == 1
    }

    private static func byte(for scalar: Unicode.Scalar) -> UInt8? {
        if scalar.isASCII {
            let byte = UInt8(scalar.value)
            return byte == UInt8(ascii: "\t") ? UInt8(ascii: " ") : byte
        }
        switch scalar.properties.generalCategory {
        case .decimalNumber:
            return scalar.properties.numericValue.map { UInt8(ascii: "0") + UInt8($0) }
        case .spaceSeparator: return UInt8(ascii: " ")
        case .dashPunctuation: return UInt8(ascii: "-")
        case .currencySymbol: return UInt8(ascii: "$")
        case .format: return nil
        case .uppercaseLetter, .lowercaseLetter, .otherLetter, .titlecaseLetter, .modifierLetter:
            return UInt8(ascii: "x")
        default: return scalar == "\u{FF20}" ? UInt8(ascii: "@") : UInt8(ascii: "|")
        }
    }

    /// Bars in place of every run of at least 32 hexadecimal digits, hyphens aside, that has letters in it.
    private static func withoutFingerprints(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for word in bytes.indices.split(whereSeparator: { !bytes[$0].isAlphanumeric && bytes[$0] != UInt8(ascii: "-") })
        where word.count >= 32 {
            let signs = word.lazy.map { bytes[$0] }.filter { $0 != UInt8(ascii: "-") }
            guard signs.count >= 32, signs.allSatisfy(\.isHexadecimal), signs.contains(where: \.isLetter) else {
                continue
            }
            for place in word { bytes[place] = UInt8(ascii: "|") }
        }
        return bytes
    }
}

extension UInt8 {
    var isLetter: Bool { Ascii.isLowercase(lowercased) }
    var isAlphanumeric: Bool { isLetter || Ascii.isDigit(self) }
    var lowercased: UInt8 { self | 0x20 }
    fileprivate var isHexadecimal: Bool {
        Ascii.isDigit(self) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lowercased)
    }
}
