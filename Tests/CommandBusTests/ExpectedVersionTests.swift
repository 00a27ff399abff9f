import CanonicalJSON
import CommandBus
import EventSourcing
import TestSupport
import Testing
import TradeMissions

@Suite("The version that the sender had seen")
struct ExpectedVersionTests {
    @Test("A repeated command gives its stored reply, although it has moved the version it was given for")
    func repeatedWithVersion() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        let id = UniqueID.random()
        let data: Node = ["officer": .string(BusFixture.manager), "role": "auditor", "from": "2026-02-02"]
        let first = try fixture.give(
            "officer.grant-role", by: BusFixture.administrator, data, id: id, expectedVersion: 2)
        let again = try fixture.give(
            "officer.grant-role", by: BusFixture.administrator, data, id: id, expectedVersion: 2)
        #expect(first.outcome == .accepted)
        #expect(again.outcome == .duplicate)
        #expect(again.placements == first.placements)
    }

    @Test("A sender who had seen another version gets a conflict, and nothing is stored")
    func expectedVersion() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        let before = try fixture.store.advanceWatermark()
        let data: Node = ["officer": .string(BusFixture.manager), "role": "auditor", "from": "2026-02-02"]
        let stale = try fixture.give("officer.grant-role", by: BusFixture.administrator, data, expectedVersion: 1)
        #expect(stale.outcome == .conflict)
        #expect(try fixture.store.advanceWatermark() == before)
        let fresh = try fixture.give("officer.grant-role", by: BusFixture.administrator, data, expectedVersion: 2)
        #expect(fresh.outcome == .accepted)
    }

    @Test("A version that another process wrote is no conflict for who has seen it, whatever this bus remembers")
    func expectedVersionAfterAnother() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        func grant(_ role: String, expectedVersion: Int, on bus: CommandBus? = nil) throws -> CommandResult {
            try fixture.give(
                "officer.grant-role", by: BusFixture.administrator,
                ["officer": .string(BusFixture.manager), "role": .string(role), "from": "2026-02-02"],
                expectedVersion: expectedVersion, on: bus)
        }
        #expect(try grant("auditor", expectedVersion: 2).outcome == .accepted)
        #expect(try grant("imvo-adviser", expectedVersion: 3, on: fixture.anotherBus()).outcome == .accepted)
        #expect(try grant("case-handler", expectedVersion: 4).outcome == .accepted)
        #expect(try grant("post-officer", expectedVersion: 4).outcome == .conflict)
    }

    @Test("It is held against the command's subject also when the command changes nothing")
    func nothingToChange() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        func grant(id: UniqueID = .random(), expectedVersion: Int) throws -> CommandResult {
            try fixture.give(
                "officer.grant-role", by: BusFixture.administrator,
                ["officer": .string(BusFixture.manager), "role": "mission-manager", "from": "2026-02-02"], id: id,
                expectedVersion: expectedVersion)
        }
        let id = UniqueID.random()
        let stale = try grant(id: id, expectedVersion: 1)
        #expect(stale.outcome == .conflict)
        #expect(stale.message?.en.contains(BusFixture.manager) == true)
        #expect(try fixture.store.command(id) == nil)
        let fresh = try grant(expectedVersion: 2)
        #expect(fresh.outcome == .accepted)
        #expect(fresh.placements.isEmpty)
    }

    @Test("Every command says in its fields which stream of its own category it is about")
    func subjects() throws {
        for category in Category.allCases {
            for command in category.commands {
                #expect(CommandRegistry.category(of: command) == category, "\(command.definition.name)")
                let subject = try CommandEnvelope(CommandExample.line(of: command)).subject
                #expect(Category(of: subject) == category, "\(command.definition.name)")
            }
        }
    }
}
