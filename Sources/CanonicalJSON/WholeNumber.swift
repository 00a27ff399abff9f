/// Numbers without fraction or exponent, as far as every reader of JSON keeps them exactly (RFC 7493): ±(2⁵³ − 1).
enum WholeNumber {
    enum Fault: Error {
        case notWhole
        case outOfRange
    }

    static let range = -9_007_199_254_740_991...9_007_199_254_740_991

    /// The value of `text`, when that is an integer in JSON's grammar: no sign `+`, no leading zeros.
    static func value(of text: String) throws(Fault) -> Int {
        var magnitude = 0
        var digits = 0
        var isNegative = false
        var hasLeadingZero = false
        for (position, byte) in text.utf8.enumerated() {
            if position == 0, byte == UInt8(ascii: "-") {
                isNegative = true
                continue
            }
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { throw .notWhole }
            if digits == 1, magnitude == 0 { hasLeadingZero = true }
            digits += 1
            // Stays beyond the range once it is there, and never overflows.
            magnitude = magnitude > range.upperBound ? magnitude : magnitude * 10 + Int(byte - UInt8(ascii: "0"))
        }
        guard digits > 0, !hasLeadingZero else { throw .notWhole }
        guard magnitude <= range.upperBound else { throw .outOfRange }
        return isNegative ? -magnitude : magnitude
    }
}
