import EventSourcing
import Testing

@testable import TradeMissions

@Suite("Terms of the Awb and the Algemene termijnenwet")
struct AwbTermsTests {
    // The two examples of DOMAIN 2b, computed there by hand.

    @Test("Notified on Monday 16 March 2026, the objection term runs past King's Day to Tuesday 28 April")
    func objectionPastKingsDay() throws {
        let end = ObjectionTerm.end(notifiedOn: try date("2026-03-16"))
        #expect(end.unshifted.text == "2026-04-27")
        #expect(end.end.text == "2026-04-28")
        #expect(
            end.arithmetic.nl == "2026-03-16 + 6 weken = 2026-04-27 (Koningsdag) → 2026-04-28 (Awb 6:7, 6:8)")
        #expect(!end.hasPassed(on: try date("2026-04-28")))
        #expect(end.hasPassed(on: try date("2026-04-29")))
    }

    @Test(
        "A day ends at midnight in Amsterdam, in winter and in summer",
        arguments: [
            ("2026-01-15", "2026-01-15T22:59:59.999999Z"), ("2026-07-15", "2026-07-15T21:59:59.999999Z"),
            ("2026-03-29", "2026-03-29T21:59:59.999999Z"), ("2026-10-25", "2026-10-25T22:59:59.999999Z"),
        ])
    func endOfDay(day: String, end: String) throws {
        #expect(try date(day).endInAmsterdam.text == end)
    }

    @Test("A four-week term from Friday 4 December 2026 runs past New Year and the weekend to Monday 4 January")
    func fourWeeksPastNewYear() throws {
        let term = Term(.weeks(4), setBy: .statute, source: "Woo 4.4")
        let end = term.end(after: try date("2026-12-04"))
        #expect(end.skipped.map(\.because.en) == ["New Year's Day", "Saturday", "Sunday"])
        #expect(end.end.text == "2027-01-04")
    }

    @Test(
        "A statutory term ends on a normal day, and a term that the Act leaves alone ends where it ends",
        arguments: edges)
    func edge(_ edge: Edge) throws {
        let setting = edge.isStatutory ? Term.Setting.statute : .other
        let term = Term(edge.length, setBy: setting, source: "test")
        #expect(term.end(after: try date(edge.base)).end.text == edge.end)
    }

    struct Edge: Sendable, CustomTestStringConvertible {
        let name: String
        let base: String
        let length: TermLength
        var isStatutory = true
        let end: String
        var testDescription: String { name }
    }

    private static let edges = [
        Edge(name: "ends on a normal day", base: "2026-03-17", length: .weeks(6), end: "2026-04-28"),
        Edge(name: "Saturday to Monday", base: "2026-06-05", length: .days(1), end: "2026-06-08"),
        Edge(name: "Sunday to Monday", base: "2026-06-05", length: .days(2), end: "2026-06-08"),
        Edge(name: "Good Friday to the Tuesday after Easter", base: "2026-03-20", length: .weeks(2), end: "2026-04-07"),
        Edge(name: "Ascension past the equated Friday", base: "2026-04-30", length: .weeks(2), end: "2026-05-18"),
        Edge(name: "Christmas on Friday to Monday", base: "2026-12-11", length: .weeks(2), end: "2026-12-28"),
        Edge(
            name: "Christmas past the equated 27 December 2024", base: "2024-12-11", length: .weeks(2),
            end: "2024-12-30"),
        Edge(name: "2 January 2026 is equated", base: "2025-12-19", length: .weeks(2), end: "2026-01-05"),
        Edge(name: "Whit Monday to Tuesday", base: "2026-05-11", length: .weeks(2), end: "2026-05-26"),
        Edge(name: "5 May to the next day", base: "2026-04-21", length: .weeks(2), end: "2026-05-06"),
        Edge(name: "King's Day on Saturday 26 April 2025", base: "2025-04-12", length: .weeks(2), end: "2025-04-28"),
        Edge(name: "90 days that end on Sunday run on", base: "2026-03-02", length: .days(90), end: "2026-06-01"),
        Edge(name: "90 days that end on Saturday run on", base: "2026-03-01", length: .days(90), end: "2026-06-01"),
        Edge(name: "91 days do not", base: "2026-03-01", length: .days(91), end: "2026-05-31"),
        Edge(name: "exactly 12 weeks run on", base: "2026-02-02", length: .weeks(12), end: "2026-04-28"),
        Edge(name: "13 weeks do not", base: "2026-01-26", length: .weeks(13), end: "2026-04-27"),
        Edge(name: "3 months run on", base: "2026-01-27", length: .months(3), end: "2026-04-28"),
        Edge(name: "4 months do not", base: "2025-12-27", length: .months(4), end: "2026-04-27"),
        Edge(name: "a year does not", base: "2025-04-27", length: .years(1), end: "2026-04-27"),
        Edge(
            name: "a month from the 31st ends on the last day", base: "2026-03-31", length: .months(1),
            end: "2026-04-30"),
        Edge(name: "a month over the turn of the year", base: "2026-12-15", length: .months(2), end: "2027-02-15"),
        Edge(name: "five years from a leap day", base: "2024-02-29", length: .years(5), end: "2029-02-28"),
        Edge(
            name: "a term that no statute sets ends on King's Day", base: "2026-03-16", length: .weeks(6),
            isStatutory: false, end: "2026-04-27"),
    ]

    @Test("The named terms have the length and the setting of their provision")
    func namedTerms() throws {
        let monday = try date("2026-03-16")
        #expect(PaymentTerm.end(notifiedOn: monday).end.text == "2026-04-28")
        #expect(DunningTerm.end(sentOn: monday).end.text == "2026-03-30")
        #expect(SuspensionTerm.end(suspendedOn: try date("2026-01-26")).end.text == "2026-04-27")
        #expect(ViewTerm.end(notifiedOn: monday, days: 42).end.text == "2026-04-27")
        #expect(FiveYearLimit.end(from: try date("2021-04-27")).end.text == "2026-04-27")
    }

    @Test(
        "Easter Sunday is computed",
        arguments: [
            "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2019-04-21", "2024-03-31",
            "2025-04-20",
            "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2035-03-25", "2038-04-25",
            "2049-04-18",
            "2285-03-22",
        ])
    func easter(_ text: String) throws {
        let expected = try date(text)
        #expect(CivilDate.easterSunday(of: expected.year) == expected)
    }

    @Test("Easter falls on a Sunday from 22 March to 25 April in every year of four centuries")
    func easterRange() {
        for year in 1900...2299 {
            let easter = CivilDate.easterSunday(of: year)
            #expect(easter.weekday == 7)
            #expect((easter.month, easter.day) >= (3, 22) && (easter.month, easter.day) <= (4, 25))
        }
    }

    @Test("King's Day is 27 April, and 26 April when the 27th is a Sunday")
    func kingsDay() throws {
        let calendar = HolidayCalendar.standard
        #expect(calendar.holiday(on: try date("2026-04-27")) != nil)
        #expect(calendar.holiday(on: try date("2026-04-26")) == nil)
        #expect(calendar.holiday(on: try date("2025-04-26")) != nil)
        #expect(calendar.holiday(on: try date("2025-04-27")) == nil)
    }

    @Test("A day equated by decree holds from the table alone, and the table can be replaced")
    func equatedDays() throws {
        let base = try date("2026-04-30")
        let bare = HolidayCalendar(equatedDays: [], expectsFridayAfterAscension: false)
        #expect(ObjectionTerm.term.end(after: try date("2026-04-03"), in: bare).end.text == "2026-05-15")
        let fourteenMay = Term(.weeks(2), setBy: .statute, source: "test")
        #expect(fourteenMay.end(after: base, in: bare).end.text == "2026-05-15")
        let decreed = HolidayCalendar(equatedDays: [try date("2026-05-15")], expectsFridayAfterAscension: false)
        #expect(fourteenMay.end(after: base, in: decreed).end.text == "2026-05-18")
    }

    private func date(_ text: String) throws -> CivilDate { try CivilDate(text: text) }
}
