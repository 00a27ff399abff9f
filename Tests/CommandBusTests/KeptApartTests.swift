import CanonicalJSON
import CommandBus
import EventSourcing
import TestSupport
import Testing
import TradeMissions

/// What the bus makes of a store that keeps duties apart by itself, and of an approval that is given twice.
struct KeptApartTests {
    @Test func `What the store does not take is refused by the rule, and journalled as refused`() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        let store = RefusingStore(fixture.store)
        let clock = fixture.clock
        let bus = CommandBus(store) { clock.now() }
        let id = UniqueID.random()
        try fixture.publishProfile()
        let result = try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal, id: id, on: bus)
        #expect(result.outcome == .rejected)
        let rejection = try #require(result.rejection)
        #expect(rejection.rule == "INV-7")
        #expect(rejection.finding.en.contains("as officer-other, did already on assessment-one"))
        #expect(rejection.finding.nl.contains("als officer-other, aan assessment-one al"))
        #expect(rejection.finding.en.hasSuffix("position 12"))
        let entry = try #require(try fixture.store.command(id))
        #expect(entry.rejection != nil && entry.placements.isEmpty)
        let again = try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal, id: id, on: bus)
        #expect(again.outcome == .duplicate && again.rejection == rejection)
    }

    @Test func `A refused override is journalled by the rule of overriding`() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        try fixture.publishProfile()
        try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal)
        try fixture.give(
            "mission.assess-risk", by: BusFixture.manager, ["mission": "mission-riyad-2026", "level": "hoog"])
        let approver = "officer-vvvvvvvvvvvv"
        try fixture.give(
            "officer.register", by: BusFixture.administrator,
            ["officer": .string(approver), "name": "G. Goedkeurder", "unit": "BZ"])
        try fixture.give(
            "officer.grant-role", by: BusFixture.administrator,
            ["officer": .string(approver), "role": "mission-approver", "from": "2026-02-02"])
        let clock = fixture.clock
        let bus = CommandBus(RefusingStore(fixture.store)) { clock.now() }
        let override: Node = [
            "mission": "mission-riyad-2026", "item": .string("INV-16:\(InvitedKind.civilSociety.code)"),
            "reason": "spoed",
        ]
        let id = UniqueID.random()
        let result = try fixture.give("mission.override-gate", by: approver, override, id: id, on: bus)
        #expect(result.outcome == .rejected && result.rejection?.rule == "INV-30")
        #expect(try fixture.store.command(id)?.rejection != nil)
    }

    @Test func `An approval that is replayed is a duplicate with its own id, and refused with another`() throws {
        let fixture = try BusFixture()
        try fixture.registerManager()
        try fixture.publishProfile()
        try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal)
        try fixture.give(
            "mission.assess-risk", by: BusFixture.manager, ["mission": "mission-riyad-2026", "level": "hoog"])
        let approver = "officer-vvvvvvvvvvvv"
        try fixture.give(
            "officer.register", by: BusFixture.administrator,
            ["officer": .string(approver), "name": "G. Goedkeurder", "unit": "BZ"])
        try fixture.give(
            "officer.grant-role", by: BusFixture.administrator,
            ["officer": .string(approver), "role": "mission-approver", "from": "2026-02-02"])
        let id = UniqueID.random()
        let mission: Node = ["mission": "mission-riyad-2026"]
        let approval = try fixture.give("mission.approve-plan", by: approver, mission, id: id)
        #expect(approval.outcome == .accepted)
        let replayed = try fixture.give("mission.approve-plan", by: approver, mission, id: id)
        #expect(replayed.outcome == .duplicate)
        #expect(replayed.placements.map(\.position) == approval.placements.map(\.position))
        let anew = try fixture.give("mission.approve-plan", by: approver, mission)
        #expect(anew.outcome == .rejected && anew.rejection?.rule == "LIFECYCLE")
        let events = try fixture.store.read(["mission-riyad-2026"], through: nil)
        #expect(events.count { $0.type == "MissionPlanApproved" } == 1)
    }
}

/// Takes no events, as a database where the actor's other account had another part.
private final class RefusingStore: ForwardingEventStore {
    private let store: InMemoryEventStore

    init(_ store: InMemoryEventStore) { self.store = store }

    var base: any EventStore { store }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try store.read(streams, through: position)
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        guard request.events.isEmpty else {
            throw .notKeptApart(file: "assessment-one", account: "officer-other", position: 12)
        }
        return try store.append(request)
    }
}
