import CanonicalJSON
import CommandBus
import EventSourcing
import TestSupport
import Testing
import TradeMissions

// When a bus keeps snapshots, and that nobody notices but by what is read.
struct SnapshotTests {
    private static let mission: StreamName = "mission-riyad-2026"
    private var stream: StreamName { Self.mission }

    /// A book with a mission of one event.
    private static func book() throws -> BusFixture {
        let fixture = try BusFixture()
        try fixture.registerManager()
        try fixture.publishProfile()
        #expect(try fixture.give("mission.propose", by: BusFixture.manager, BusFixture.proposal).outcome == .accepted)
        return fixture
    }

    /// One more event of the mission.
    private static func goOn(_ fixture: BusFixture, on bus: CommandBus) throws {
        let result = try waive(
            fixture, reason: "gevraagd, brief \(try fixture.store.read([mission], through: nil).count)", on: bus)
        #expect(result.outcome == .accepted && result.placements.count == 1, "\(result)")
    }

    private static func waive(_ fixture: BusFixture, reason: String, on bus: CommandBus) throws -> CommandResult {
        try fixture.give(
            "mission.waive-involvement", by: BusFixture.manager,
            ["mission": .string(mission.text), "kind": "vakbond", "reason": .string(reason)], on: bus)
    }

    private func bus(_ fixture: BusFixture, _ store: CountingStore, every interval: Int64) -> CommandBus {
        CommandBus(store, snapshots: SnapshotKeeper(store, every: interval)) { fixture.clock.now() }
    }

    @Test func `A stream that has grown by enough events is kept, and the next bus reads on from there`() throws {
        let fixture = try Self.book()
        let store = CountingStore(fixture.store)
        let writer = bus(fixture, store, every: 10)
        for _ in 1...8 { try Self.goOn(fixture, on: writer) }
        #expect(try fixture.store.snapshots().isEmpty)
        try Self.goOn(fixture, on: writer)
        #expect(try fixture.store.snapshots().map(\.version) == [10])
        for _ in 1...9 { try Self.goOn(fixture, on: writer) }
        #expect(try fixture.store.snapshots().map(\.version) == [10])
        try Self.goOn(fixture, on: writer)
        #expect(try fixture.store.snapshots().map(\.version) == [20])
        for _ in 1...3 { try Self.goOn(fixture, on: writer) }

        let reader = CountingStore(fixture.store)
        try Self.goOn(fixture, on: bus(fixture, reader, every: 10))
        #expect(reader.counts[stream] == CountingStore.Counts(snapshots: 1, events: 3))
        // What was loaded from a snapshot counts from there, not from the first event.
        #expect(try fixture.store.snapshots().map(\.version) == [20])
        #expect(try fixture.store.read([stream], through: nil).map(\.version) == Array(1...24))
    }

    @Test func `A long stream without a snapshot gets one with the first command that looks at it`() throws {
        let fixture = try Self.book()
        for _ in 1...19 { try Self.goOn(fixture, on: fixture.bus) }
        #expect(try fixture.store.snapshots().isEmpty)

        // Also when the command is refused, and changes nothing.
        let store = CountingStore(fixture.store)
        let result = try Self.waive(fixture, reason: " ", on: bus(fixture, store, every: 20))
        #expect(result.outcome == .rejected)
        #expect(store.counts[stream] == CountingStore.Counts(snapshots: 0, events: 20))
        #expect(try fixture.store.snapshots().map(\.version) == [20])
    }

    @Test func `A snapshot is made anew when the stream has grown by an eighth of it, however short the interval`()
        throws
    {
        let fixture = try Self.book()
        let store = CountingStore(fixture.store)
        let writer = bus(fixture, store, every: 1)
        for _ in 1...199 { try Self.goOn(fixture, on: writer) }
        let versions = store.kept.filter { $0.stream == stream }.map(\.version)
        #expect(Array(versions.prefix(17)) == Array(2...16) + [18, 20])
        for (earlier, later) in zip(versions, versions.dropFirst()) { #expect(later - earlier == max(1, earlier / 8)) }
        // All that was written for it stays in proportion to the stream.
        #expect(versions.reduce(0, +) <= 9 * 200)
    }

    @Test func `A store that keeps no snapshots fails no command, and is not asked again at once`() throws {
        let fixture = try Self.book()
        let store = CountingStore(fixture.store)
        store.failure = .denied("no snapshots here")
        let writer = bus(fixture, store, every: 4)
        for _ in 1...11 { try Self.goOn(fixture, on: writer) }
        #expect(try fixture.store.snapshots().isEmpty)
        #expect(store.attempts[stream] == 3)
    }

    @Test func `Dropping a stream's snapshots changes no decision`() throws {
        let fixture = try Self.book()
        let store = CountingStore(fixture.store)
        let writer = bus(fixture, store, every: 5)
        for _ in 1...9 { try Self.goOn(fixture, on: writer) }
        #expect(try fixture.store.dropSnapshots(of: stream) == 1)

        let again = CountingStore(fixture.store)
        try Self.goOn(fixture, on: bus(fixture, again, every: 5))
        #expect(again.counts[stream] == CountingStore.Counts(snapshots: 0, events: 10))
        #expect(try fixture.store.snapshots().first { $0.stream == stream }?.version == 11)
    }

    /// Its state keeps every contact: there is nothing to spare.
    @Test func `A company has no snapshots`() throws {
        let fixture = try Self.book()
        let company = "company-cccccccccccc"
        try fixture.give(
            "company.register", by: BusFixture.manager,
            [
                "company": .string(company), "name": "Van Dijk", "kvkNumber": "01234567", "sizeClass": "klein",
                "sector": "water",
            ])
        let store = CountingStore(fixture.store)
        let writer = bus(fixture, store, every: 1)
        for _ in 1...5 {
            let result = try fixture.give(
                "company.record-contact", by: BusFixture.manager,
                ["company": .string(company), "means": "brief", "summary": "Gevraagd naar de keten"], on: writer)
            #expect(result.outcome == .accepted)
        }
        #expect(store.attempts.keys.allSatisfy { !$0.text.hasPrefix("company-") } && !store.attempts.isEmpty)
    }

    @Test func `A snapshot of another release is passed over, and one of this takes its place`() throws {
        let fixture = try Self.book()
        for _ in 1...9 { try Self.goOn(fixture, on: fixture.bus) }
        let last = try #require(try fixture.store.read([stream], through: nil).last)
        let foreign = Snapshot(
            stream: stream, version: last.version, position: last.position, eventID: last.id,
            fold: "of another release",
            state: Array("{}".utf8))
        #expect(try fixture.store.keepSnapshot(foreign))

        let store = CountingStore(fixture.store)
        try Self.goOn(fixture, on: bus(fixture, store, every: 10))
        #expect(store.counts[stream] == CountingStore.Counts(snapshots: 1, events: 10))
        let standing = try #require(try fixture.store.snapshots().first { $0.stream == stream })
        #expect(standing.version == 11 && standing.fold != foreign.fold)
    }
}

/// Counts what it hands over of each stream.
private final class CountingStore: ForwardingEventStore, SnapshotStore {
    struct Counts: Equatable {
        var snapshots = 0
        var events = 0
    }

    private let store: InMemoryEventStore
    private(set) var counts: [StreamName: Counts] = [:]
    private(set) var attempts: [StreamName: Int] = [:]
    private(set) var kept: [Snapshot] = []
    /// What keeping a snapshot fails with.
    var failure: StoreFailure?

    init(_ store: InMemoryEventStore) { self.store = store }

    var base: any EventStore { store }

    func readFromSnapshots(
        _ streams: [StreamName], through position: Int64?, _ body: (StreamPart) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try store.readFromSnapshots(streams, through: position) { (part) throws(StoreFailure) in
            switch part {
            case .snapshot(let snapshot): counts[snapshot.stream, default: Counts()].snapshots += 1
            case .event(let event): counts[event.stream, default: Counts()].events += 1
            }
            try body(part)
        }
    }

    func keepSnapshot(_ snapshot: Snapshot) throws(StoreFailure) -> Bool {
        attempts[snapshot.stream, default: 0] += 1
        if let failure { throw failure }
        kept.append(snapshot)
        return try store.keepSnapshot(snapshot)
    }

    func dropSnapshots(of stream: StreamName?) throws(StoreFailure) -> Int { try store.dropSnapshots(of: stream) }
    func snapshots() throws(StoreFailure) -> [SnapshotStanding] { try store.snapshots() }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { try store.append(request) }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        let events = try store.read(streams, through: position)
        for event in events { counts[event.stream, default: Counts()].events += 1 }
        return events
    }
}
