/// A date on the calendar, without time or zone: a closing date, a day of notification.
package struct CivilDate: Hashable, Sendable, Comparable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil when the day does not exist, or lies outside the years 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    package static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    package static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

// No sum can fail: a term counted from 9999-12-31, which a user may write, must not end the process.
// Days are counted by eras of 400 years that start on 1 March, so that a leap day is the last of its year.
extension CivilDate {
    package var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear % 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The first or last day of the calendar for a number that lies outside it.
    package init(daysSince1970 days: Int) {
        let days = min(max(days, Self.firstDay), Self.lastDay)
        let (era, dayOfEra) = Int64(days + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// Stops at the first and the last day of the calendar.
    package func adding(days: Int) -> CivilDate {
        let (sum, overflows) = daysSince1970.addingReportingOverflow(days)
        return CivilDate(daysSince1970: overflows ? (days < 0 ? Self.firstDay : Self.lastDay) : sum)
    }

    /// The same day and month, `years` later; 29 February becomes 28 February where there is none.
    ///
    /// Stops at the first and the last day of the calendar.
    package func adding(years: Int) -> CivilDate {
        let (sum, overflows) = year.addingReportingOverflow(years)
        guard !overflows,
            let date = CivilDate(year: sum, month: month, day: min(day, Self.length(ofMonth: month, in: sum)))
        else { return CivilDate(daysSince1970: years < 0 ? Self.firstDay : Self.lastDay) }
        return date
    }

    /// 0001-01-01.
    private static let firstDay = -719_162
    /// 9999-12-31.
    private static let lastDay = 2_932_896

    /// 1 is Monday, 7 is Sunday, as in ISO 8601.
    package var weekday: Int {
        Int(Int64(daysSince1970 + 3).flooredDivision(by: 7).remainder) + 1
    }
}

extension CivilDate: Scalar {
    package static let shape = ScalarShape.text(format: "date")
    package static let sample = CivilDate(daysSince1970: 20_483)

    /// ISO 8601, as in `2026-03-16`.
    package init(text: String) throws(InvalidText) {
        guard let date = CivilDate(bytes: text.utf8.span) else {
            throw InvalidText(text, expected: "a date such as 2026-03-16", dutch: "een datum zoals 2026-03-16")
        }
        self = date
    }

    package var text: String {
        var bytes: [UInt8] = []
        bytes.append(self)
        return String(decoding: bytes, as: UTF8.self)
    }

    init?(bytes: Span<UInt8>) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = bytes.number(at: 0, digits: 4),
            let month = bytes.number(at: 5, digits: 2),
            let day = bytes.number(at: 8, digits: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}

extension Span<UInt8> {
    /// The number written as `digits` decimal digits from `offset`, or nil when they are not all there.
    func number(at offset: Int, digits: Int) -> Int? {
        guard count >= offset + digits else { return nil }
        var number = 0
        for place in offset..<offset + digits {
            guard Ascii.isDigit(self[place]) else { return nil }
            number = number * 10 + Int(self[place] - UInt8(ascii: "0"))
        }
        return number
    }
}

extension [UInt8] {
    /// As on a span.
    func number(at offset: Int, digits: Int) -> Int? { span.number(at: offset, digits: digits) }

    /// The text of the date.
    mutating func append(_ date: CivilDate) {
        append(date.year, digits: 4)
        append(UInt8(ascii: "-"))
        append(date.month, digits: 2)
        append(UInt8(ascii: "-"))
        append(date.day, digits: 2)
    }

    /// The last `digits` decimal digits of a number that is not negative.
    mutating func append(_ number: Int, digits: Int) {
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
        var rest = number
        for place in indices.suffix(digits).reversed() {
            self[place] += UInt8(rest % 10)
            rest /= 10
        }
    }
}

extension Int {
    package func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
    }
}
