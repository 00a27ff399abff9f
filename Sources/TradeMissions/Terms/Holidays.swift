package import EventSourcing

/// The days on which a statutory term does not end (Algemene termijnenwet, articles 1 and 3).
package struct HolidayCalendar: Hashable, Sendable {
    /// Days that a royal decree equates with a recognised holiday (article 3, third paragraph).
    ///
    /// The decrees appear for a few years at a time, so the table is data: a new decree adds its days here.
    package let equatedDays: Set<CivilDate>
    /// Whether the Friday after Ascension Day counts as equated in years that no decree has reached yet.
    ///
    /// Every decree so far named it, so a term that ends far ahead is not announced a day short.
    package let expectsFridayAfterAscension: Bool

    package init(equatedDays: Set<CivilDate>, expectsFridayAfterAscension: Bool) {
        self.equatedDays = equatedDays
        self.expectsFridayAfterAscension = expectsFridayAfterAscension
    }

    /// The decrees for 2023–2025 and 2026–2028, read from their titles in a secondary source (a Dutch answer page of
    /// 4 October 2025), not from the Staatscourant.
    package static let standard = HolidayCalendar(
        equatedDays: Set(
            [
                (2023, 4, 28), (2023, 5, 19), (2024, 5, 10), (2024, 12, 27), (2025, 5, 30),
                (2026, 1, 2), (2026, 5, 15), (2027, 5, 7), (2028, 4, 28), (2028, 5, 26),
            ].compactMap { CivilDate(year: $0, month: $1, day: $2) }),
        expectsFridayAfterAscension: true)

    /// Why a statutory term cannot end on `date`, or nil when it is a normal day.
    package func obstacle(on date: CivilDate) -> Phrase? {
        if let holiday = holiday(on: date) { return holiday }
        return switch date.weekday {
        case 6: Phrase(nl: "zaterdag", en: "Saturday")
        case 7: Phrase(nl: "zondag", en: "Sunday")
        default: nil
        }
    }

    /// The recognised or equated holiday that falls on `date`.
    package func holiday(on date: CivilDate) -> Phrase? {
        if let holiday = fixedHoliday(on: date) ?? movableHoliday(on: date) { return holiday }
        return equatedDays.contains(date)
            ? Phrase(nl: "bij besluit gelijkgestelde dag", en: "day equated by decree") : nil
    }

    private func fixedHoliday(on date: CivilDate) -> Phrase? {
        switch (date.month, date.day) {
        case (1, 1): Phrase(nl: "Nieuwjaarsdag", en: "New Year's Day")
        case (5, 5): Phrase(nl: "Bevrijdingsdag", en: "Liberation Day")
        case (12, 25): Phrase(nl: "Eerste Kerstdag", en: "Christmas Day")
        case (12, 26): Phrase(nl: "Tweede Kerstdag", en: "Boxing Day")
        case (4, 27) where date.weekday != 7, (4, 26) where date.weekday == 6:
            Phrase(nl: "Koningsdag", en: "King's Day")
        default: nil
        }
    }

    private func movableHoliday(on date: CivilDate) -> Phrase? {
        switch date.daysSince1970 - CivilDate.easterSunday(of: date.year).daysSince1970 {
        case -2: Phrase(nl: "Goede Vrijdag", en: "Good Friday")
        case 1: Phrase(nl: "Tweede Paasdag", en: "Easter Monday")
        case 39: Phrase(nl: "Hemelvaartsdag", en: "Ascension Day")
        case 40 where expectsFridayAfterAscension:
            Phrase(nl: "vrijdag na Hemelvaartsdag", en: "Friday after Ascension Day")
        case 50: Phrase(nl: "Tweede Pinksterdag", en: "Whit Monday")
        default: nil
        }
    }
}

extension CivilDate {
    /// Easter Sunday in the Gregorian calendar.
    ///
    /// The anonymous algorithm of 1876 as given by Meeus, with his letters' meaning spelled out: the golden number,
    /// the corrections of the century, the epact, and the weekday.
    package static func easterSunday(of year: Int) -> CivilDate {
        let goldenNumber = year % 19
        let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
        let lunarCorrection = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * goldenNumber + century - century / 4 - lunarCorrection + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let exception = (goldenNumber + 11 * epact + 22 * weekday) / 451
        let dayOfMarch = epact + weekday - 7 * exception + 22
        guard let march = CivilDate(year: year, month: 3, day: 1) else {
            preconditionFailure("\(year) lies outside the calendar")
        }
        return march.adding(days: dayOfMarch - 1)
    }
}
