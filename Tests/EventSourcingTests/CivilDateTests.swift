import EventSourcing
import Testing

struct CivilDateTests {
    // Counted here day by day, so that the formula is held against the calendar's definition and not against itself.
    @Test func `Every day from 1600 to 2400 is numbered in turn and comes back`() throws {
        var days = try #require(CivilDate(year: 1600, month: 1, day: 1)).daysSince1970
        var weekday = 6
        for year in 1600...2400 {
            for month in 1...12 {
                for day in 1...CivilDate.length(ofMonth: month, in: year) {
                    let date = try #require(CivilDate(year: year, month: month, day: day))
                    guard date.daysSince1970 == days, CivilDate(daysSince1970: days) == date, date.weekday == weekday
                    else {
                        Issue.record("\(date.text) is day \(date.daysSince1970), weekday \(date.weekday)")
                        return
                    }
                    days += 1
                    weekday = weekday % 7 + 1
                }
            }
        }
    }

    @Test(arguments: [
        ("0001-01-01", -719_162), ("1600-01-01", -135_140), ("1969-12-31", -1), ("1970-01-01", 0),
        ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("2026-03-16", 20_528), ("9999-12-31", 2_932_896),
    ])
    func `A known day has its known number`(_ text: String, _ days: Int) throws {
        let date = try CivilDate(text: text)

        #expect(date.daysSince1970 == days)
        #expect(CivilDate(daysSince1970: days) == date)
        #expect(date.text == text)
    }

    @Test(arguments: [
        ("1600-01-01", 6), ("1970-01-01", 4), ("2000-01-01", 6), ("2026-03-16", 1), ("2026-03-22", 7),
        ("0001-01-01", 1),
    ])
    func `A known day has its weekday`(_ text: String, _ weekday: Int) throws {
        #expect(try CivilDate(text: text).weekday == weekday)
    }

    @Test(arguments: [
        (1600, true), (1700, false), (1900, false), (2000, true), (2024, true), (2025, false),
        (2100, false), (2400, true),
    ])
    func `A year is a leap year by the Gregorian rule`(_ year: Int, _ isLeap: Bool) {
        #expect(CivilDate.isLeap(year) == isLeap)
        #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap)
    }

    @Test(arguments: [
        ("2024-02-29", 1, "2025-02-28"), ("2024-02-29", 4, "2028-02-29"), ("2024-02-29", -24, "2000-02-29"),
        ("2000-02-29", 100, "2100-02-28"), ("2023-02-28", 1, "2024-02-28"), ("2026-12-31", 7, "2033-12-31"),
        ("2026-03-16", 0, "2026-03-16"),
    ])
    func `Years are added on the calendar`(_ text: String, _ years: Int, _ expected: String) throws {
        #expect(try CivilDate(text: text).adding(years: years).text == expected)
    }

    @Test(arguments: [
        ("2026-02-28", 1, "2026-03-01"), ("2024-02-28", 1, "2024-02-29"), ("2026-01-01", -1, "2025-12-31"),
        ("2026-03-16", 42, "2026-04-27"), ("2026-03-16", 0, "2026-03-16"),
    ])
    func `Days are added on the calendar`(_ text: String, _ days: Int, _ expected: String) throws {
        #expect(try CivilDate(text: text).adding(days: days).text == expected)
    }

    // A user may write 9999-12-31 as a closing date; a term counted from it must not end the process.
    @Test func `A sum beyond the calendar stops at its last or first day`() throws {
        let (first, last) = (try CivilDate(text: "0001-01-01"), try CivilDate(text: "9999-12-31"))

        #expect(last.adding(days: 1) == last)
        #expect(last.adding(years: 7) == last)
        #expect(first.adding(days: -1) == first)
        #expect(first.adding(years: -1) == first)
        #expect(last.adding(days: .max) == last)
        #expect(first.adding(days: .min) == first)
        #expect(last.adding(years: .max) == last)
        #expect(first.adding(years: .min) == first)
        #expect(try CivilDate(text: "9996-02-29").adding(years: 4) == last)
    }

    @Test func `Dates are ordered by year, month and day`() throws {
        let texts = ["0001-12-31", "2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"]

        #expect(try texts.shuffled().map { try CivilDate(text: $0) }.sorted().map(\.text) == texts)
    }

    @Test(arguments: [
        "", "2026-3-16", "2026-03-1", "26-03-16", "2026-02-29", "2026-04-31", "2026-00-01", "2026-13-01", "2026-01-00",
        "2026-01-32", "0000-01-01", "2026/03/16", "2026-03-16T", " 2026-03-16", "+026-03-16", "-026-03-16", "20260316",
        "2026-03-1６", "२०२६-०३-१६",
    ])
    func `A text that is no date is refused`(_ text: String) {
        #expect(throws: InvalidText.self) { try CivilDate(text: text) }
    }
}
