import EventSourcing
import Testing

struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:00.000001Z", 1),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("2026-03-16T09:00:00Z", 1_773_651_600_000_000),
        ("2024-02-29T23:59:59.500000Z", 1_709_251_199_500_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ])
    func `A time is printed in UTC and read back`(_ text: String, _ microseconds: Int64) throws {
        let time = Timestamp(microseconds: microseconds)

        #expect(time.text == text)
        #expect(try Timestamp(text: text) == time)
    }

    @Test(arguments: [
        ("2026-03-16T10:00:00+01:00", "2026-03-16T09:00:00Z"),
        ("2026-03-16T00:30:00+01:00", "2026-03-15T23:30:00Z"),
        ("2025-12-31T23:30:00-00:30", "2026-01-01T00:00:00Z"),
        ("2024-03-01T00:00:00+05:45", "2024-02-29T18:15:00Z"),
        ("2026-03-16T10:00:00-11:00", "2026-03-16T21:00:00Z"),
        ("2026-03-16T10:00:00+23:59", "2026-03-15T10:01:00Z"),
        ("2026-03-16T10:00:00-00:00", "2026-03-16T10:00:00Z"),
        ("1969-12-31T23:59:59.9+00:00", "1969-12-31T23:59:59.900000Z"),
        ("2026-03-16T10:00:00.1Z", "2026-03-16T10:00:00.100000Z"),
        ("2026-03-16T10:00:00.012Z", "2026-03-16T10:00:00.012000Z"),
        ("2026-03-16T10:00:00.000000Z", "2026-03-16T10:00:00Z"),
    ])
    func `Any offset and up to six digits of a second are read`(_ text: String, _ printed: String) throws {
        #expect(try Timestamp(text: text).text == printed)
    }

    @Test(arguments: [
        "", "2026-03-16", "2026-03-16T10:00Z", "2026-03-16T10:00:00", "2026-03-16 10:00:00Z", "2026-03-16t10:00:00Z",
        "2026-03-16T10:00:00z", "2026-03-16T24:00:00Z", "2026-03-16T23:60:00Z", "2026-03-16T23:59:60Z",
        "2026-02-29T00:00:00Z", "2026-03-16T10:00:00.Z", "2026-03-16T10:00:00.1234567Z", "2026-03-16T10:00:00.12",
        "2026-03-16T10:00:00+0100", "2026-03-16T10:00:00+01", "2026-03-16T10:00:00+24:00", "2026-03-16T10:00:00+01:60",
        "2026-03-16T10:00:00+01:00 ", "2026-03-16T10:00:00ZZ", "2026-03-16T10:00:00,5Z", "2026-03-16T1０:00:00Z",
        "2026-03-16T-1:00:00Z", "0000-01-01T00:00:00Z", "2026-03-16T10:00:00\u{2212}01:00",
    ])
    func `A text that is no time is refused`(_ text: String) {
        #expect(throws: InvalidText.self) { try Timestamp(text: text) }
    }

    // Printed, such a time would have year 0000 or 10000, which cannot be read back.
    @Test(arguments: ["0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"])
    func `A time that lies outside the calendar in UTC is refused`(_ text: String) {
        #expect(throws: InvalidText.self) { try Timestamp(text: text) }
    }

    @Test func `Any time of the calendar is read as it was printed`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 1...2000 {
            let time = Timestamp(
                microseconds: .random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &generator))
            let readBack = try Timestamp(text: time.text)
            #expect(readBack == time, "\(time.text)")
        }
    }

    @Test func `Seconds are added and times are ordered`() throws {
        let time = try Timestamp(text: "2026-12-31T23:59:59.5Z")

        #expect(time.adding(seconds: 1).text == "2027-01-01T00:00:00.500000Z")
        #expect(time.adding(seconds: -86_400).text == "2026-12-30T23:59:59.500000Z")
        #expect(time.adding(seconds: -1) < time)
    }
}
