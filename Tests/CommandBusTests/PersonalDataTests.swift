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

    @Test("An identifier that somebody chose is read too, and nothing of it is journalled")
    func identifiers() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        try fixture.publishProfile()
        let id = UniqueID.random()
        let proposal: Node = [
            "mission": "mission-kvk-12345678", "title": "Riyad 2026", "country": "country-sa", "sector": "water",
            "from": "2026-10-04", "until": "2026-10-08",
        ]
        let result = try fixture.give("mission.propose", by: BusFixture.manager, proposal, id: id)
        #expect(result.rejection?.rule == "INV-29")
        let entry = try #require(try fixture.store.command(id))
        #expect(!String(decoding: entry.rejection ?? [], as: UTF8.self).contains("12345678"))
    }

    @Test("No stored answer holds what a command gave for the register, and what cannot be read is not stored")
    func answers() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        func register(by actor: String, sector: String = "water", number: String = "27312345") throws -> UniqueID {
            let id = UniqueID.random()
            _ = try? fixture.give(
                "company.register", by: actor,
                [
                    "company": "company-aaaaaaaaaaaa", "name": "Van Dijk", "kvkNumber": .string(number),
                    "contact": "jan@example.org", "sizeClass": "klein", "sector": .string(sector),
                ], id: id)
            return id
        }
        let refused = [
            try register(by: "officer-xxxxxxxxxxxx"), try register(by: BusFixture.manager, sector: " "),
            try register(by: BusFixture.manager, sector: "bel 0612 345 678"),
        ]
        for id in refused {
            let stored = String(decoding: try #require(try fixture.store.command(id)?.rejection), as: UTF8.self)
            for word in ["Dijk", "27312345", "example.org", "0612", "678"] { #expect(!stored.contains(word)) }
        }
        let unread = [
            try register(by: BusFixture.manager, number: "123456782"), try register(by: "officer-27312345abcd"),
        ]
        for id in unread { #expect(try fixture.store.command(id) == nil) }
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
        arguments: ["op 2026-03-16", "20260316", "art. 4:48", "€ 1234567"])
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
