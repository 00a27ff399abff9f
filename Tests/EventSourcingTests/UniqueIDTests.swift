import EventSourcing
import Testing

struct UniqueIDTests {
    @Test(
        arguments: [
            ("00000000-0000-0000-0000-000000000000", 0, 0),
            ("0195a3f0-1c2b-7d4e-8f90-0123456789ab", 0x0195_a3f0_1c2b_7d4e, 0x8f90_0123_4567_89ab),
            ("ffffffff-ffff-ffff-ffff-ffffffffffff", .max, .max),
        ] as [(String, UInt64, UInt64)])
    func `A UUID is printed in lower case and read in either`(_ text: String, _ high: UInt64, _ low: UInt64) throws {
        let id = UniqueID(high: high, low: low)

        #expect(id.text == text)
        #expect(try UniqueID(text: text) == id)
        #expect(try UniqueID(text: text.uppercased()) == id)
    }

    @Test func `Its bytes run from the highest to the lowest`() throws {
        let id = try UniqueID(text: "00010203-0405-0607-0809-0a0b0c0d0e0f")

        #expect(id.bytes == Array(0...15))
    }

    @Test(arguments: [
        "", "0195a3f0", "0195a3f01c2b7d4e8f900123456789ab", "0195a3f0-1c2b-7d4e-8f90-0123456789a",
        "0195a3f0-1c2b-7d4e-8f90-0123456789abc", "0195a3f0-1c2b-7d4e-8f900-123456789ab",
        "0195a3f-01c2b-7d4e-8f90-0123456789ab", "g195a3f0-1c2b-7d4e-8f90-0123456789ab",
        "0195a3f011c2b17d4e18f9010123456789ab", "----------------------------------36",
        "{195a3f0-1c2b-7d4e-8f90-0123456789a}", "0195a3f0-1c2b-7d4e-8f90-01234567é9a",
        "0195a3f0-1c2b-7d4e-8f90-0123456７9ab",
    ])
    func `A text that is no UUID is refused`(_ text: String) {
        #expect(throws: InvalidText.self) { try UniqueID(text: text) }
    }

    @Test func `Time-ordered ids sort by time, to the millisecond, as text and as bytes`() {
        var generator = SystemRandomNumberGenerator()
        let times = (0..<200).map { Timestamp(microseconds: Timestamp.sample.microseconds + $0 * 1000) }
        let ids = times.map { UniqueID.timeOrdered(at: $0, using: &generator) }

        #expect(ids.map(\.text) == ids.map(\.text).sorted())
        #expect(ids.map(\.high) == ids.map(\.high).sorted())
    }

    @Test func `Time-ordered ids are of version 7 and carry their millisecond`() throws {
        var generator = SystemRandomNumberGenerator()
        let time = try Timestamp(text: "2022-02-22T19:22:22Z")
        for _ in 1...200 {
            // The example of RFC 9562, appendix A.6.
            let text = UniqueID.timeOrdered(at: time, using: &generator).text
            #expect(text.hasPrefix("017f22e2-79b0-7"))
            #expect("89ab".contains(text.dropFirst(19).prefix(1)))
        }
    }

    @Test func `Ids of one moment differ, and a moment before 1970 is lawful`() {
        var generator = SystemRandomNumberGenerator()
        let ids = (0..<1000).map { _ in UniqueID.timeOrdered(at: Timestamp(microseconds: -1), using: &generator) }

        #expect(Set(ids).count == 1000)
    }
}
