import EventSourcing
import Testing
import TradeMissions

struct AmsterdamClockTests {
    @Test(
        arguments: [
            ("2026-03-16 10:00:00", ["2026-03-16T09:00:00Z"]), ("2026-07-01 00:00:00", ["2026-06-30T22:00:00Z"]),
            // The clock goes back from 3:00 to 2:00, and forward from 2:00 to 3:00.
            ("2026-10-25 02:30:00", ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]),
            ("2026-10-25 03:00:00", ["2026-10-25T02:00:00Z"]), ("2026-03-29 02:30:00", []),
            ("2026-03-29 03:00:00", ["2026-03-29T01:00:00Z"]),
            ("2026-03-16", []), ("2026-03-16 10:00", []), ("2026-03-16  10:00:00", []), ("2026-03-16 10:00:00.5", []),
            ("2026-02-30 10:00:00", []), ("2026-03-16 24:00:00", []), ("2026-03-16 10:00:00 ", []), ("", []),
        ] as [(String, [String])])
    func `A time on the clock is every moment at which it is printed so`(text: String, moments: [String]) throws {
        let expected = try moments.map { try Timestamp(text: $0) }
        #expect(Timestamp.moments(clockTextInAmsterdam: text) == expected)
        #expect(expected.allSatisfy { $0.clockTextInAmsterdam == text })
    }
}
