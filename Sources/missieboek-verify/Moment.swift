/// A moment as ISO 8601 writes it, in UTC and whole seconds.
///
/// By the Gregorian calendar also before 1582, as the standard and PostgreSQL count; Foundation counts by the Julian one
/// there, and shows another moment in place of one that is far off.
enum Moment {
    /// As an event's record has it; PostgreSQL's `infinity` and `-infinity` are no moments, and are shown as those.
    static func text(microsecondsSince2000 microseconds: Int64) -> String {
        switch microseconds {
        case .max: "infinity"
        case .min: "-infinity"
        default: text(secondsSince1970: microseconds.divided(by: 1_000_000).quotient + 946_684_800)
        }
    }

    static func text(secondsSince1970 seconds: Int64) -> String {
        let (days, second) = seconds.divided(by: 86_400)
        let (year, month, day) = date(daysSince1970: days)
        // ISO 8601 gives a sign to years that do not have four digits; 1 BC is the year 0.
        let sign = year < 0 ? "-" : year > 9_999 ? "+" : ""
        let time = [second / 3_600, second / 60 % 60, second % 60].map { $0.padded(to: 2) }.joined(separator: ":")
        return "\(sign)\(abs(year).padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))T\(time)Z"
    }

    /// Years begin in March for the count, so that the day that some have more is their last.
    private static func date(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (daysSince1970 + 719_468).divided(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }
}

extension Int64 {
    /// Rounded down; the remainder is never below zero.
    fileprivate func divided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    fileprivate func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
