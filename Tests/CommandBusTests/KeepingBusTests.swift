import CanonicalJSON
import CommandBus
import EventSourcing
import Foundation
import TestSupport
import Testing
import TradeMissions

@Suite("Keys are destroyed with the command that decides it")
struct KeepingBusTests {
    private static let person = "person-nnnnnnnnnnnn"

    /// A book with somebody whom no dossier names; the manager holds these roles too.
    private func fixture(_ roles: String...) throws -> BusFixture {
        let fixture = try BusFixture()
        try fixture.registerManager()
        for role in roles {
            try fixture.give(
                "officer.grant-role", by: BusFixture.administrator,
                ["officer": .string(BusFixture.manager), "role": .string(role), "from": "2026-02-02"])
        }
        try fixture.give(
            "person.register", by: BusFixture.manager,
            [
                "person": .string(Self.person), "name": "Jo Voorbeeld", "capacity": "contactpersoon",
                "sensitivity": "intern",
            ])
        return fixture
    }

    private static let erase: Node = [
        "subject": .string(person), "ground": "bezwaar", "requester": "betrokkene", "receivedOn": "2026-02-01",
        "withoutCategory": "op verzoek",
    ]

    @Test("The append that stores the event carries the keys, and that of a refusal or a repetition none")
    func carried() throws {
        let fixture = try fixture("privacy-officer")
        let id = UniqueID.random()
        let first = try fixture.give("person.erase", by: BusFixture.manager, Self.erase, id: id)
        #expect(first.outcome == .accepted)
        let keys = [
            KeyDestruction(subject: Self.person, dossier: Self.person),
            KeyDestruction(subject: Self.person, dossier: KeyDestruction.registerDossier),
        ]
        #expect(fixture.store.storedRequests.last?.keyDestructions == keys)
        #expect(try fixture.give("person.erase", by: BusFixture.manager, Self.erase, id: id).outcome == .duplicate)
        #expect(try fixture.give("person.erase", by: BusFixture.manager, Self.erase).outcome == .accepted)
        #expect(fixture.store.storedRequests.last?.keyDestructions == [])
    }

    @Test("A plan that has changed is refused; a repetition is one, whatever plan its sender has seen by then")
    func plan() throws {
        let fixture = try fixture("privacy-officer")
        func erase(_ plan: String) -> Node {
            guard case .object(let members) = Self.erase else { return .null }
            return .object(members + [Member("plan", .string(String(repeating: plan, count: 64)))])
        }
        let stale = try fixture.give("person.erase", by: BusFixture.manager, erase("0"))
        #expect(stale.outcome == .rejected && stale.rejection?.rule == "ERASURE")
        #expect(fixture.store.storedRequests.allSatisfy { $0.keyDestructions.isEmpty })
        let id = UniqueID.random()
        #expect(try fixture.give("person.erase", by: BusFixture.manager, Self.erase, id: id).outcome == .accepted)
        let repeated = try fixture.give("person.erase", by: BusFixture.manager, erase("1"), id: id)
        #expect(repeated.outcome == .duplicate && repeated.rejection == nil)
    }

    @Test("A hold that is placed between the decision and the append stops the erasure (HOLD)")
    func race() throws {
        let fixture = try fixture("privacy-officer", "case-handler")
        let other = fixture.anotherBus()
        var isPlaced = false
        fixture.store.beforeAppend = { () throws(StoreFailure) in
            guard !isPlaced else { return }
            isPlaced = true
            do {
                let placed = try fixture.give(
                    "hold.place", by: BusFixture.manager,
                    [
                        "hold": "woo-2026-3", "subjects": [.string(Self.person)], "basis": "woo-verzoek",
                        "reason": "verzoek",
                    ], on: other)
                #expect(placed.outcome == .accepted)
            } catch {
                Issue.record(error)
            }
        }
        let result = try fixture.give("person.erase", by: BusFixture.manager, Self.erase)
        #expect(isPlaced && result.outcome == .rejected && result.rejection?.rule == "HOLD")
        #expect(fixture.store.storedRequests.allSatisfy { $0.keyDestructions.isEmpty })
    }

    @Test("A login that may not destroy keys is told so in the answer, nothing is stored, and other commands go on")
    func denied() throws {
        let fixture = try fixture("privacy-officer")
        let clock = fixture.clock
        let bus = CommandBus(KeylessStore(fixture.store)) { clock.now() }
        let id = UniqueID.random()
        let result = try fixture.give("person.erase", by: BusFixture.manager, Self.erase, id: id, on: bus)
        #expect(result.outcome == .unauthorised && result.placements.isEmpty && result.rejection == nil)
        #expect(result.message?.en.contains("may not destroy keys") == true)
        #expect(result.message?.nl.contains("mag geen sleutels vernietigen") == true)
        #expect(try fixture.store.command(id) == nil)
        try fixture.publishProfile()
        #expect(
            try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal, on: bus).outcome
                == .accepted)
        // Whoever may then gives it again.
        #expect(try fixture.give("person.erase", by: BusFixture.manager, Self.erase, id: id).outcome == .accepted)
        // What the store denies of other commands ends all: the next one would fare no better.
        let denying = CommandBus(KeylessStore(fixture.store, deniesAll: true)) { clock.now() }
        #expect(throws: StoreFailure.denied("permission denied")) {
            try fixture.give("mission.close", by: BusFixture.manager, ["mission": "mission-riyad-2026"], on: denying)
        }
    }

    @Test("An erasure waits for appends in flight, and gives up when one stays")
    func inFlight() throws {
        let fixture = try fixture("privacy-officer")
        let clock = fixture.clock
        let store = BusyStore(fixture.store)
        var pauses: [Duration] = []
        let bus = CommandBus(
            store,
            waitingBy: { pause in
                pauses.append(pause)
                if pauses.count == 3 { store.isBusy = false }
            }
        ) { clock.now() }
        #expect(try fixture.give("person.erase", by: BusFixture.manager, Self.erase, on: bus).outcome == .accepted)
        #expect(pauses == [.milliseconds(5), .milliseconds(10), .milliseconds(20)])

        store.isBusy = true
        try fixture.publishProfile()
        #expect(
            try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal, on: bus).outcome
                == .accepted)
        #expect(pauses.count == 3)
        var waited = Duration.zero
        let patient = CommandBus(store, waitingBy: { waited += $0 }) { clock.now() }
        #expect(throws: StoreFailure.self) {
            try fixture.give("person.erase", by: BusFixture.manager, Self.erase, on: patient)
        }
        #expect(waited >= .seconds(12) && waited < .seconds(40))
        let hasty = CommandBus(store) { clock.now() }
        #expect(throws: StoreFailure.unavailable("an append is in flight; try again")) {
            try fixture.give("person.erase", by: BusFixture.manager, Self.erase, on: hasty)
        }
    }

    @Test("An erasure between the decision and the append stops what would name its subject anew (ERASURE)")
    func namedMeanwhile() throws {
        let fixture = try fixture("privacy-officer")
        let other = fixture.anotherBus()
        var isErased = false
        fixture.store.beforeAppend = { () throws(StoreFailure) in
            guard !isErased else { return }
            isErased = true
            do {
                let erased = try fixture.give("person.erase", by: BusFixture.manager, Self.erase, on: other)
                #expect(erased.outcome == .accepted)
            } catch {
                Issue.record(error)
            }
        }
        let result = try fixture.give(
            "officer.identify", by: BusFixture.administrator,
            ["officer": .string(BusFixture.manager), "person": .string(Self.person)])
        #expect(isErased && result.outcome == .rejected && result.rejection?.rule == "ERASURE")
        #expect(result.rejection?.finding.en.contains("is not named anew in \(BusFixture.manager)") == true)
    }

    @Test("The example of a schedule is one that can be published, and says that nobody verified it")
    func example() throws {
        let fixture = try fixture("records-manager")
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/PolicyPack/retention-example.jsonl").standardized
        let line = try Node(parsing: [UInt8](Data(contentsOf: file)))
        let data = try #require(line["data"])
        #expect(data["source"]?.stringValue?.contains("VOORBEELD") == true)
        let result = try fixture.give("retention.publish", by: BusFixture.manager, data)
        #expect(result.outcome == .accepted, "\(String(describing: result.rejection))")
    }
}

/// Destroys no keys, as the login of daily work; or stores nothing at all.
private final class KeylessStore: ForwardingEventStore {
    private let store: InMemoryEventStore
    private let deniesAll: Bool

    init(_ store: InMemoryEventStore, deniesAll: Bool = false) {
        self.store = store
        self.deniesAll = deniesAll
    }

    var base: any EventStore { store }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try store.read(streams, through: position)
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        guard request.keyDestructions.isEmpty, !deniesAll else { throw .denied("permission denied") }
        return try store.append(request)
    }
}

/// A log whose end is hidden by an append in flight, as long as it is busy.
private final class BusyStore: ForwardingEventStore {
    private let store: InMemoryEventStore
    var isBusy = true

    init(_ store: InMemoryEventStore) { self.store = store }

    var base: any EventStore { store }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try store.read(streams, through: position)
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { try store.append(request) }

    func advanceWatermark() throws(StoreFailure) -> Int64 {
        let end = try store.advanceWatermark()
        return isBusy ? end - 1 : end
    }

    func reach() throws(StoreFailure) -> LogReach {
        let end = try store.advanceWatermark()
        return LogReach(watermark: isBusy ? end - 1 : end, lastPosition: end)
    }
}
