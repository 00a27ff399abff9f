/// A moment, in microseconds since 1970-01-01T00:00:00Z: PostgreSQL's resolution.
package struct Timestamp: Hashable, Sendable, Comparable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    package func adding(seconds: Int64) -> Timestamp {
        Timestamp(microseconds: microseconds + seconds * 1_000_000)
    }
}

extension Timestamp: Scalar {
    package static let shape = ScalarShape.text(format: "date-time")
    package static let sample = Timestamp(microseconds: 1_769_767_200_000_000)

    /// RFC 3339 with any offset, as in `2026-03-16T10:00:00+01:00`; at most six digits of a second.
    ///
    /// A lower-case `t` or `z` is refused, as are leap seconds and what lies outside the years 1 to 9999 in UTC.
    package init(text: String) throws(InvalidText) {
        guard let value = Timestamp(rfc3339: Array(text.utf8)) else {
            throw InvalidText(
                text, expected: "a time with offset such as 2026-03-16T10:00:00+01:00",
                dutch: "een tijd met tijdzone zoals 2026-03-16T10:00:00+01:00")
        }
        self = value
    }

    /// RFC 3339 in UTC, with as many digits of a second as are needed (none or six).
    package var text: String {
        let (days, microsecondOfDay) = microseconds.flooredDivision(by: Timestamp.microsecondsPerDay)
        let (seconds, fraction) = microsecondOfDay.flooredDivision(by: 1_000_000)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(27)
        bytes.append(CivilDate(daysSince1970: Int(days)))
        bytes.append(UInt8(ascii: "T"))
        bytes.append(Int(seconds / 3600), digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(Int(seconds / 60 % 60), digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(Int(seconds % 60), digits: 2)
        if fraction != 0 {
            bytes.append(UInt8(ascii: "."))
            bytes.append(Int(fraction), digits: 6)
        }
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let microsecondsPerDay: Int64 = 86_400_000_000
    /// The years 1 to 9999: an offset can lead out of them, to a time whose text could not be read back.
    private static let calendar: Range<Int64> = -62_135_596_800_000_000..<253_402_300_800_000_000

    private init?(rfc3339 bytes: [UInt8]) {
        guard bytes.count >= 20,
            let date = CivilDate(bytes: bytes.span.extracting(0..<10)), bytes[10] == UInt8(ascii: "T"),
            let hour = bytes.number(at: 11, digits: 2), hour < 24, bytes[13] == UInt8(ascii: ":"),
            let minute = bytes.number(at: 14, digits: 2), minute < 60, bytes[16] == UInt8(ascii: ":"),
            let second = bytes.number(at: 17, digits: 2), second < 60
        else { return nil }

        var rest = bytes.index(bytes.startIndex, offsetBy: 19)
        var fraction = 0
        if bytes[rest] == UInt8(ascii: ".") {
            let digits = bytes[(rest + 1)...].prefix(while: Ascii.isDigit)
            guard (1...6).contains(digits.count), let value = bytes.number(at: rest + 1, digits: digits.count) else {
                return nil
            }
            fraction = (digits.count..<6).reduce(value) { scaled, _ in scaled * 10 }
            rest = digits.endIndex
        }
        guard let offsetMinutes = Self.offset(bytes[rest...]) else { return nil }
        let secondOfDay = Int64((hour * 60 + minute - offsetMinutes) * 60 + second)
        let microseconds =
            Int64(date.daysSince1970) * Self.microsecondsPerDay + secondOfDay * 1_000_000 + Int64(fraction)
        guard Self.calendar.contains(microseconds) else { return nil }
        self.init(microseconds: microseconds)
    }

    /// Minutes east of UTC, from `Z` or `+hh:mm`.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
        let bytes = Array(bytes)
        guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes[3] == UInt8(ascii: ":"),
            let hours = bytes.number(at: 1, digits: 2), hours < 24,
            let minutes = bytes.number(at: 4, digits: 2), minutes < 60
        else { return nil }
        return (bytes[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
