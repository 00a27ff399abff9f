import EventSourcing
import Testing

struct StreamNameTests {
    @Test(arguments: [
        "mission-riyad-2026", "a-b", "company-3f9k2m8q7x1t", "1-1", "mission--x",
        "mission-" + String(repeating: "a", count: 192),
    ])
    func `A lawful name is kept as it is`(_ text: String) throws {
        #expect(try StreamName(text: text).text == text)
    }

    @Test(arguments: [
        "", "-", "mission", "-riyad", "mission-", "Mission-riyad", "mission-Riyad", "mission_riyad",
        "mission-riyad 2026", "mission-riyad\n",
        "mission-riyadh\u{0}", "mission-é", "mission-e\u{301}", "mission-рияд", "mission-１",
        "mission–riyad", "mission-riyad/../x", "mission-%", "mission-'",
        "mission-" + String(repeating: "a", count: 193),
    ])
    func `An unlawful name is refused`(_ text: String) {
        #expect(throws: InvalidText.self) { try StreamName(text: text) }
    }

    @Test func `Names sort by their bytes, as the database sorts them`() throws {
        let texts = ["a-b", "a-b-c", "a-b0", "a-ba", "a0-b", "aa-b", "b-a"]

        #expect(try texts.shuffled().map { try StreamName(text: $0) }.sorted().map(\.text) == texts)
    }
}
