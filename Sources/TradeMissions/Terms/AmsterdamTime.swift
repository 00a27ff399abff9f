package import EventSourcing

extension Timestamp {
    /// The date on the calendar in Amsterdam, in winter and summer time.
    package var dateInAmsterdam: CivilDate {
        let local = adding(seconds: isSummerTimeInAmsterdam ? 7200 : 3600)
        return CivilDate(daysSince1970: local.wholeDays)
    }

    /// Summer time runs from the last Sunday of March to the last Sunday of October, both at 01:00 UTC
    /// (Directive 2000/84/EC, in the Netherlands in this form since 1996).
    private var isSummerTimeInAmsterdam: Bool {
        let year = CivilDate(daysSince1970: wholeDays).year
        return Timestamp.clockChange(month: 3, year) <= self && self < Timestamp.clockChange(month: 10, year)
    }

    private var wholeDays: Int {
        let day: Int64 = 86_400_000_000
        return Int(microseconds >= 0 ? microseconds / day : (microseconds - day + 1) / day)
    }

    private static func clockChange(month: Int, _ year: Int) -> Timestamp {
        guard let last = CivilDate(year: year, month: month, day: 31) else {
            preconditionFailure("March and October have 31 days")
        }
        let sunday = last.adding(days: -(last.weekday % 7))
        return Timestamp(microseconds: (Int64(sunday.daysSince1970) * 24 + 1) * 3_600_000_000)
    }
}
