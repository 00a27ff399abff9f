import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing

// A snapshot of what a log has lost, or never had, is nothing.
@Suite(.timeLimit(.minutes(10)))
struct SnapshotIncarnationTests {
    private static let stream: StreamName = "mission-one"
    private static let requests = (1...5).map { _ in AppendRequest.sample(stream) }

    /// A log of five events with a snapshot at the fifth, and what a backup of before the fourth was restored to.
    private static func lostTail() async throws -> (known: PostgresFixture, restored: PostgresFixture, Snapshot) {
        let known = PostgresFixture(database: try await ThrowawayCluster.shared.database())
        for request in requests[..<3] { _ = try known.makeStore().append(request) }
        let restored = PostgresFixture(database: try await ThrowawayCluster.shared.copy(of: known.database))
        let store = try known.store(named: "store")
        for request in requests[3...] { _ = try store.append(request) }
        let snapshot = try snapshot(of: store, at: 5)
        #expect(try store.keepSnapshot(snapshot))
        return (known, restored, snapshot)
    }

    private static func snapshot(of store: PostgresEventStore, at version: Int) throws -> Snapshot {
        let event = try store.read([stream], through: nil)[version - 1]
        return Snapshot(
            stream: stream, version: event.version, position: event.position, eventID: event.id, fold: "fold",
            state: Array("at \(version)".utf8))
    }

    private static func parts(_ store: PostgresEventStore) throws -> [StreamPart] {
        var parts: [StreamPart] = []
        try store.readFromSnapshots([stream], through: nil) { part in parts.append(part) }
        return parts
    }

    /// As when the table comes from a later backup than the log.
    private static func carrySnapshots(from known: PostgresFixture, to restored: PostgresFixture) throws {
        let rows = try known.superuser().run(
            "select format('%L, %L, %L, %L, %L, %L, %L', stream, version, position, leaf_hash, fold, state, made_at)"
                + " from event_store.snapshots")
        for row in 0..<rows.count {
            try restored.superuser().run("insert into event_store.snapshots values (\(rows.text(row: row) ?? ""))")
        }
    }

    @Test func `A snapshot of a lost end is not used, also where other events have come to its version and position`()
        async throws
    {
        let (known, restored, snapshot) = try await Self.lostTail()
        try Self.carrySnapshots(from: known, to: restored)
        let store = try restored.store(named: "store")
        let kept = try store.read([Self.stream], through: nil)
        #expect(try Self.parts(store) == kept.map(StreamPart.event) && kept.count == 3)

        // Nobody has said that the log was restored: positions go on where they were.
        for _ in 1...3 { _ = try store.append(.sample(Self.stream)) }
        let events = try store.read([Self.stream], through: nil)
        #expect(events[4].version == snapshot.version && events[4].position == snapshot.position)
        #expect(events[4].id != snapshot.eventID)
        #expect(try Self.parts(store) == events.map(StreamPart.event))
        #expect(try store.snapshots().map(\.isHeld) == [false])
        #expect(try !store.keepSnapshot(snapshot))
        // One of this log takes its place, though it is of the same fold and an earlier version.
        let own = try Self.snapshot(of: store, at: 4)
        #expect(try store.keepSnapshot(own))
        #expect(try Self.parts(store).first == .snapshot(own))
        #expect(try store.snapshots().map(\.isHeld) == [true])
    }

    @Test func `A snapshot of a lost command is not used when the command comes again`() async throws {
        let (known, restored, snapshot) = try await Self.lostTail()
        try Self.carrySnapshots(from: known, to: restored)
        let store = try restored.store(named: "store")
        for request in Self.requests[3...] { _ = try store.append(request) }
        let events = try store.read([Self.stream], through: nil)
        // The same event once more, at the same place: only the time at which it was recorded is another one.
        let last = try #require(events.last)
        #expect((last.id, last.version, last.position) == (snapshot.eventID, snapshot.version, snapshot.position))
        #expect(try Self.parts(store) == events.map(StreamPart.event))
    }

    @Test func `A beginning after a loss throws away what is past the end, and leaves the rest`() async throws {
        let (known, restored, _) = try await Self.lostTail()
        try Self.carrySnapshots(from: known, to: restored)
        let store = try restored.store(named: "store")
        _ = try store.append(.sample("mission-two"))
        let other = try #require(try store.read(["mission-two"], through: nil).first)
        let held = Snapshot(
            stream: "mission-two", version: 1, position: other.position, eventID: other.id, fold: "fold", state: [1])
        #expect(try store.keepSnapshot(held))
        #expect(try store.snapshots().map(\.isHeld) == [false, true])

        try restored.superuser().run("select event_store.begin_incarnation('restored', 5)")
        #expect(try store.snapshots().map(\.stream) == ["mission-two"])
    }

    @Test func `A snapshot of before the loss goes on being used`() async throws {
        let (known, restored, _) = try await Self.lostTail()
        let store = try known.store(named: "store")
        let early = try Self.snapshot(of: store, at: 2)
        _ = try store.dropSnapshots(of: nil)
        #expect(try store.keepSnapshot(early))
        try Self.carrySnapshots(from: known, to: restored)
        try restored.superuser().run("select event_store.begin_incarnation('restored', 5)")
        let parts = try Self.parts(restored.store(named: "store"))
        #expect(parts.first == .snapshot(early) && parts.count == 2)
    }

    @Test func `A table that was emptied loses nothing`() async throws {
        let (known, _, _) = try await Self.lostTail()
        try known.superuser().run("set role missieboek_owner; truncate event_store.snapshots")
        let store = try known.store(named: "store")
        #expect(try Self.parts(store) == store.read([Self.stream], through: nil).map(StreamPart.event))
        #expect(try store.keepSnapshot(try Self.snapshot(of: store, at: 5)))
    }

    @Test func `A state of now is handed over with the events of the same moment`() async throws {
        let fixture = try await PostgresFixture.make()
        let store = try fixture.store(named: "store")
        for _ in 1...3 { _ = try store.append(.sample(Self.stream)) }
        let reader = try fixture.store(named: "reader")
        var versions: [Int64] = []
        _ = try store.keepSnapshot(try Self.snapshot(of: store, at: 1))
        try reader.readFromSnapshots([Self.stream], through: nil) { (part) throws(StoreFailure) in
            switch part {
            case .snapshot(let snapshot):
                versions.append(snapshot.version)
                // Another keeps a later one and appends while this is being read.
                _ = try store.append(.sample(Self.stream))
                let last = try store.read([Self.stream], through: nil)
                let later = Snapshot(
                    stream: Self.stream, version: last[2].version, position: last[2].position, eventID: last[2].id,
                    fold: "fold", state: [3])
                guard try store.keepSnapshot(later) else { throw .corrupt("not kept") }
            case .event(let event): versions.append(event.version)
            }
        }
        #expect(versions == [1, 2, 3])
    }
}
