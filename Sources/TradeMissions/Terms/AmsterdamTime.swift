package import EventSourcing

extension Timestamp {
    /// The date on the calendar in Amsterdam, in winter and summer time.
    package var dateInAmsterdam: CivilDate { CivilDate(daysSince1970: localTime.wholeDays) }

    /// The date and the time to the second on a clock in Amsterdam, as in `2026-03-16 10:00:00`.
    package var clockTextInAmsterdam: String {
        let day: Int64 = 86_400_000_000
        let seconds = Int((localTime.microseconds - Int64(localTime.wholeDays) * day) / 1_000_000)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }.joined(separator: ":")
        return "\(dateInAmsterdam.text) \(clock)"
    }

    /// Every moment whose ``clockTextInAmsterdam`` this is, in order: one as a rule, two in the hour that comes back in
    /// autumn, none in the one that is left out in spring or for what is no such text.
    package static func moments(clockTextInAmsterdam text: String) -> [Timestamp] {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return [] }
        return ["+02:00", "+01:00"].compactMap { zone in
            (try? Timestamp(text: "\(parts[0])T\(parts[1])\(zone)")).flatMap { moment in
                moment.clockTextInAmsterdam == text ? moment : nil
            }
        }
    }

    private var localTime: Timestamp { adding(seconds: isSummerTimeInAmsterdam ? 7200 : 3600) }

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

extension CivilDate {
    /// The last microsecond of the day in Amsterdam.
    package var endInAmsterdam: Timestamp {
        let next = adding(days: 1)
        // No clock in the Netherlands is set at midnight, so one of the two offsets gives it.
        let midnights = [7200, 3600].map { offset in
            Timestamp(microseconds: (Int64(next.daysSince1970) * 86_400 - offset) * 1_000_000)
        }
        let midnight = midnights.first { $0.dateInAmsterdam == next } ?? midnights[1]
        return Timestamp(microseconds: midnight.microseconds - 1)
    }
}
