import CanonicalJSON
import CommandBus
import EventSourcing
import TestSupport
import Testing
import TradeMissions

@Suite("A text that names somebody is sealed before anything behind the entrance knows it (INV-29)")
struct ConfidentialEntranceTests {
    private static let text = "Mevrouw Voorbeeld meldde dit op 12345678, in vertrouwen."
    private static let company = "company-cccccccccccc"
    private static let key = SealingKey(subject: company, dossier: company)

    private static func fixture() throws -> BusFixture {
        let fixture = try BusFixture()
        try fixture.registerManager()
        try fixture.give(
            "company.register", by: BusFixture.manager,
            [
                "company": .string(company), "name": "Bouw BV", "kvkNumber": "27312345", "contact": "post@bouw.example",
                "sizeClass": "klein", "sector": "water",
            ])
        return fixture
    }

    private static func document(
        _ text: String? = text, about: String? = company, id: UniqueID = .random(), summary: String = "zoekt het uit"
    ) -> Node {
        let data: [(String, Node?)] = [
            // The kind of file may be left out; the key is that of the file all the same.
            ("company", .string(String(company.dropFirst("company-".count)))), ("response", "gedeeltelijk"),
            ("summary", .string(summary)), ("confidentialAbout", about.map { .string($0) }),
            ("confidential", text.map { .string($0) }),
        ]
        return [
            "command": "company.record-response", "id": .string(id.text), "actor": .string(BusFixture.manager),
            "data": .object(data.compactMap { name, value in value.map { Member(name, $0) } }),
        ]
    }

    private static func give(
        _ document: Node, to fixture: BusFixture, rehearsing: Bool = false
    ) throws -> CommandResult {
        let clock = fixture.clock
        let rehearsal = RehearsalStore(over: fixture.store) { clock.now() }
        let texts: any TextSealing = rehearsing ? rehearsal : fixture.store
        let bus = rehearsing ? CommandBus(rehearsal) { clock.now() } : fixture.bus
        return try bus.execute(CommandEnvelope(document.sealingConfidentialText(by: texts)))
    }

    private static func events(of fixture: BusFixture) throws -> [RecordedEvent] {
        try fixture.store.read([StreamName(text: company)], through: nil)
    }

    private static func fault(_ document: Node, _ fixture: BusFixture) throws -> CommandFault {
        let fault = #expect(throws: CommandFault.self) { try give(document, to: fixture) }
        return try #require(fault)
    }

    @Test("What is stored is sealed under the key of whom it is about in that file, and the same again is a repeat")
    func sealed() throws {
        let fixture = try Self.fixture()
        let id = UniqueID.random()
        let given = try Self.give(Self.document(id: id), to: fixture)
        #expect(given.outcome == .accepted, "\(given)")
        let event = try #require(try Self.events(of: fixture).last)
        let data = try Node(parsing: event.data)
        #expect(event.type == "ResponseReceived.v2" && data["confidentialAbout"] == .string(Self.company))
        let statement = try ConfidentialStatement(text: try #require(data["confidential"]?.stringValue))
        #expect(fixture.log.opened(statement.sealedBytes, under: Self.key, field: "confidential") == Self.text)
        let elsewhere = SealingKey(subject: Self.company, dossier: "measure-1")
        #expect(fixture.log.opened(statement.sealedBytes, under: elsewhere, field: "confidential") == nil)
        #expect(!String(decoding: event.data + event.metadata, as: UTF8.self).contains("Voorbeeld"))
        for request in fixture.store.storedRequests {
            #expect(!String(decoding: request.content, as: UTF8.self).contains("Voorbeeld"))
        }

        #expect(try Self.give(Self.document(id: id), to: fixture).outcome == .duplicate)
        let other = try Self.give(Self.document(Self.text + " Echt.", id: id), to: fixture)
        #expect(other.outcome == .invalid && other.message?.en.contains("used before") == true)
        #expect(try Self.events(of: fixture).filter { $0.type == "ResponseReceived.v2" }.count == 1)
    }

    @Test("What looks sealed is sealed once more, and what was not sealed goes no further and is not quoted")
    func plain() throws {
        let fixture = try Self.fixture()
        let lookalike = ConfidentialStatement.sample.text
        #expect(try Self.give(Self.document(lookalike), to: fixture).outcome == .accepted)
        let data = try Node(parsing: try #require(try Self.events(of: fixture).last).data)
        let stored = try ConfidentialStatement(text: try #require(data["confidential"]?.stringValue))
        #expect(fixture.log.opened(stored.sealedBytes, under: Self.key, field: "confidential") == lookalike)

        // Past the entrance.
        let fault = #expect(throws: CommandFault.self) { try CommandEnvelope(Self.document()) }
        let message = try #require(fault).message
        #expect(message.nl.contains("$.data.confidential") && !(message.nl + message.en).contains("Voorbeeld"))
    }

    @Test(
        "A text that cannot be taken makes no key, and no fault quotes it",
        arguments: [
            document(" \n"), document(String(repeating: "Voorbeeld", count: 889)), document("Voorbeeld \u{1B}[2J"),
            document("Voorbeeld \u{202E}"), document(about: nil), document(about: "person-Voorbeeld"),
            document(summary: "Voorbeeld \u{07}"),
        ])
    func unlawful(document: Node) throws {
        let fixture = try Self.fixture()
        let message = try Self.fault(document, fixture).message
        #expect(!(message.nl + message.en).contains("Voorbeeld"), "\(message.en)")
        #expect(message.nl.hasPrefix("$.data.") && message.en.hasPrefix("$.data."))
        #expect(fixture.log.keyCount == 0)
        #expect(try Self.events(of: fixture).count == 1)
    }

    @Test("The longest text that is taken can be stored and read again")
    func longest() throws {
        let fixture = try Self.fixture()
        let text = String(repeating: "é", count: ConfidentialStatement.longestText / 2)
        #expect(try Self.give(Self.document(text), to: fixture).outcome == .accepted)
        let data = try Node(parsing: try #require(try Self.events(of: fixture).last).data)
        let stored = try ConfidentialStatement(text: try #require(data["confidential"]?.stringValue))
        #expect(fixture.log.opened(stored.sealedBytes, under: Self.key, field: "confidential") == text)
    }

    @Test("A refusal is journalled by its rule, without the text")
    func refused() throws {
        let fixture = try Self.fixture()
        let id = UniqueID.random()
        let refused = try Self.give(Self.document(id: id, summary: " "), to: fixture)
        #expect(refused.rejection?.rule == "COMPLETE")
        let entry = try #require(try fixture.store.command(id)?.rejection)
        #expect(!String(decoding: entry, as: UTF8.self).contains("Voorbeeld"))
        #expect(try Self.give(Self.document(id: id, summary: " "), to: fixture).outcome == .duplicate)
        // Somebody without a text is a slip, by a rule; the text alone has nobody's key.
        #expect(try Self.give(Self.document(nil), to: fixture).rejection?.rule == "COMPLETE")
    }

    @Test("Of whoever was erased nothing more is recorded that names them, and what was recorded opens for nobody")
    func erased() throws {
        for dossier in [nil, Self.company, KeyDestruction.registerDossier] {
            let fixture = try Self.fixture()
            let id = UniqueID.random()
            #expect(try Self.give(Self.document(id: id), to: fixture).outcome == .accepted)
            let destruction = KeyDestruction(subject: Self.company, dossier: dossier)
            _ = try fixture.store.append(.sample([], destroying: [destruction]))
            for document in [Self.document(id: id), Self.document()] {
                let message = try Self.fault(document, fixture).message
                #expect(message.en.contains("were erased") && !message.en.contains("Voorbeeld"))
            }
            // Without the text it is recorded.
            #expect(try Self.give(Self.document(nil, about: nil), to: fixture).outcome == .accepted)
        }
    }

    @Test("A key that is destroyed between sealing and storing keeps the command out")
    func race() throws {
        let fixture = try Self.fixture()
        let count = try Self.events(of: fixture).count
        let document = try Self.document().sealingConfidentialText(by: fixture.store)
        _ = try fixture.store.append(.sample([], destroying: [KeyDestruction(subject: Self.company)]))
        let result = try fixture.bus.execute(CommandEnvelope(document))
        #expect(result.outcome == .invalid && result.message?.en.contains("erased") == true, "\(result)")
        #expect(try Self.events(of: fixture).count == count)
    }

    @Test("A rehearsal makes no key, and its answers are those of what follows")
    func rehearsal() throws {
        let fixture = try Self.fixture()
        #expect(try Self.give(Self.document(), to: fixture, rehearsing: true).outcome == .accepted)
        #expect(fixture.log.keyCount == 0)
        let clock = fixture.clock
        let store = RehearsalStore(over: fixture.store) { clock.now() }
        let bus = CommandBus(store) { clock.now() }
        let id = UniqueID.random()
        func rehearse(_ document: Node) throws -> CommandResult {
            try bus.execute(CommandEnvelope(document.sealingConfidentialText(by: store)))
        }
        #expect(try rehearse(Self.document(id: id)).outcome == .accepted)
        #expect(try rehearse(Self.document(id: id)).outcome == .duplicate)
        #expect(try rehearse(Self.document(Self.text + "!", id: id)).outcome == .invalid)
        _ = try store.append(.sample([], destroying: [KeyDestruction(subject: Self.company)]))
        #expect(throws: CommandFault.self) { try rehearse(Self.document()) }
        #expect(fixture.log.keyCount == 0)

        // What was carried out before is known to a rehearsal by the key that is kept.
        #expect(try Self.give(Self.document(id: id), to: fixture).outcome == .accepted)
        #expect(try Self.give(Self.document(id: id), to: fixture, rehearsing: true).outcome == .duplicate)
    }
}
