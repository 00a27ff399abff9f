import CanonicalJSON
import CommandBus
import EventSourcing
import TestSupport
import Testing
import TradeMissions

@Suite("Names and numbers stay out of the log (INV-29)")
struct PersonalDataTests {
    @Test("What goes to the register is in no event, no metadata and no stream name")
    func register() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        let events = try everyEvent(of: fixture)
        let stored = events.map { event in
            event.stream.text + String(decoding: event.data, as: UTF8.self)
                + String(decoding: event.metadata, as: UTF8.self)
        }.joined()
        #expect(!events.isEmpty)
        #expect(!stored.contains("Beheerder"))
        #expect(!stored.contains("M. Manager"))
        #expect(fixture.log.registerEntries.map(\.name) == ["A. Beheerder", "M. Manager"])
    }

    @Test(
        "Free text with an e-mail address or a number of eight or nine digits is refused",
        arguments: ["bel jan@example.org", "KvK 12345678", "bsn 123456789"])
    func freeText(text: String) throws {
        let fixture = try BusFixture()
        let result = try fixture.give(
            "officer.register", by: BusFixture.administrator,
            ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": .string(text)])
        #expect(result.rejection?.rule == "INV-29")
    }

    @Test(
        "Dates, hashes and amounts in free text are no personal data",
        arguments: ["op 2026-03-16", "art. 4:48", "€ 1234567"])
    func harmless(text: String) throws {
        let fixture = try BusFixture()
        let result = try fixture.give(
            "officer.register", by: BusFixture.administrator,
            ["officer": .string(BusFixture.manager), "name": "M. Manager", "unit": .string(text)])
        #expect(result.outcome == .accepted)
    }

    private func everyEvent(of fixture: BusFixture) throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        try fixture.store.readLog(after: 0, through: try fixture.store.advanceWatermark()) { events.append($0) }
        return events
    }
}
