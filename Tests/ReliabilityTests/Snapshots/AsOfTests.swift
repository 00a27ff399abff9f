import EventSourcing
import PostgresClient
import PostgresEventStore
import TestSupport
import Testing
import TradeMissions

@testable import DomainRecords

/// Snapshots are a cache: with them or without them, whatever is done to them, every answer is the same.
@Suite(.timeLimit(.minutes(30)))
struct AsOfTests {
    private static let seeds: [UInt64] = Seed.given.map { [$0] } ?? Array(1...(isLong ? 400 : 12))

    @Test func `A snapshot changes no answer as of any moment, now or before it`() async throws {
        let book = try await SnapshotBook.shared.value
        var used = 0
        var unfit = 0
        for seed in Self.seeds {
            let store = try book.store()
            var run = Run(store, book, Seed(seed))
            for _ in 0..<60 { try run.step() }
            used += run.used
            unfit += run.unfit
        }
        // Otherwise nothing here has shown anything.
        #expect(used > 20 && unfit > 10, "\(used) snapshots used, \(unfit) passed over")
        print("\(Self.seeds.count) seeds: \(used) snapshots used, \(unfit) of another fold passed over")
    }

    /// The same over the database, which finds out by SQL what counts.
    @Test func `Nor does one in the database`() async throws {
        let book = try await SnapshotBook.shared.value
        let seed = Seed(Seed.given ?? 1)
        let database = try await ThrowawayCluster.shared.database()
        let store = try PostgresEventStore(ConnectionOptions(address: database.url), keys: RegisterOfTests.keys)
        try book.fill(store)
        var run = Run(store, book, seed)
        for _ in 0..<(isLong ? 1000 : 60) { try run.step() }
        #expect(run.used > 2 && run.unfit > 2, "\(run.used) snapshots used, \(run.unfit) passed over")
    }

    /// The control: this comparison finds a snapshot out that says something else than the log.
    @Test func `A snapshot that lies is found out by the comparison`() async throws {
        let book = try await SnapshotBook.shared.value
        let store = try book.store()
        let stream = try #require(book.streams.first { $0.text.hasPrefix("mission-") })
        let events = try store.read([stream], through: nil)
        let early = try #require(RecordLoader(store, through: events[0].position).states(of: [stream])[stream])
        let honest = try #require(Snapshot(early, of: stream))
        let last = try #require(events.last)
        let lie = Snapshot(
            stream: stream, version: last.version, position: last.position, eventID: last.id, fold: honest.fold,
            state: honest.state)
        #expect(try store.keepSnapshot(lie))
        #expect(throws: Run.Difference.self) {
            try Run(store, book, Seed(1)).compare([stream], through: last.position)
        }
        #expect(throws: Never.self) {
            try Run(store, book, Seed(1)).compare([stream], through: last.position - 1)
        }
    }

    /// What happened in the world is no matter of where it stands in the log.
    @Test func `A question about a valid time is answered without snapshots`() async throws {
        let book = try await SnapshotBook.shared.value
        let store = try book.store()
        for stream in book.keptStreams {
            let entry = try #require(RecordLoader(store).states(of: [stream])[stream])
            _ = try store.keepSnapshot(try #require(Snapshot(entry, of: stream)))
        }
        let moment = book.events[book.events.count / 2].occurredAt
        let plain = try RecordLoader(store, validAt: moment).states(of: book.streams)
        let cached = try RecordLoader(store, snapshots: store, validAt: moment).states(of: book.streams)
        #expect(plain.mapValues { reflection(of: $0.state) } == cached.mapValues { reflection(of: $0.state) })
        // They are used where no valid time is asked for.
        let latest = try RecordLoader(store, snapshots: store).states(of: book.streams)
        #expect(latest.values.contains { $0.keptVersion > 0 })
        #expect(cached.values.allSatisfy { $0.keptVersion == 0 })
    }
}

/// Something done to the snapshots, a question, and so on.
private struct Run {
    private let store: any EventStore & SnapshotStore
    private let book: SnapshotBook
    private let seed: Seed
    private var chance: Chance
    private(set) var used = 0
    private(set) var unfit = 0

    struct Difference: Error {
        let what: String
    }

    init(_ store: any EventStore & SnapshotStore, _ book: SnapshotBook, _ seed: Seed) {
        (self.store, self.book, self.seed) = (store, book, seed)
        chance = seed.chance()
    }

    mutating func step() throws {
        let stream = chance.pick(book.keptStreams)
        let streams = [stream] + (0..<chance.number(0...4)).map { _ in chance.pick(book.streams) }
        switch chance.number(1...10) {
        case 1: _ = try store.dropSnapshots(of: stream)
        case 2 where chance.once(in: 3): _ = try store.dropSnapshots(of: nil)
        // As by a release that reads an old form of an event in another way, or folds to another state.
        case 3, 4:
            let snapshot = try snapshot(of: stream)
            _ = try store.keepSnapshot(snapshot.with(fold: "of another release", state: Array("{\"a\":1}".utf8)))
        case 5: _ = try store.keepSnapshot(try snapshot(of: stream).with(state: Array("{\"a\":1}".utf8)))
        default: _ = try store.keepSnapshot(try snapshot(of: stream))
        }
        // Most often at the very event of a snapshot or right beside it.
        let kept = try store.snapshots().map(\.position)
        let position: Int64 =
            kept.isEmpty || chance.once(in: 3)
            ? Int64(chance.number(0...book.events.count))
            : chance.pick(kept) + Int64(chance.number(-1...1))
        try note(streams, position)
        try compare(streams, through: position)
        try compare(streams, through: nil)
    }

    /// Of the stream's state at one of its events, from what is there by now.
    private mutating func snapshot(of stream: StreamName) throws -> Snapshot {
        let event = chance.pick(try store.read([stream], through: nil))
        let states = try RecordLoader(store, snapshots: store, through: event.position).states(of: [stream])
        return try #require(states[stream].flatMap { Snapshot($0, of: stream) })
    }

    private mutating func note(_ streams: [StreamName], _ position: Int64) throws {
        try store.readFromSnapshots(streams, through: position) { part in
            guard case .snapshot(let snapshot) = part else { return }
            if snapshot.entry == nil { unfit += 1 } else { used += 1 }
            if snapshot.position > position { Issue.record("a snapshot of later: \(snapshot.position), \(seed)") }
        }
    }

    func compare(_ streams: [StreamName], through position: Int64?) throws {
        let plain = try RecordLoader(store, through: position).states(of: streams)
        let cached = try RecordLoader(store, snapshots: store, through: position).states(of: streams)
        for stream in Set(streams) {
            let (expected, found) = (plain[stream], cached[stream])
            let isSame =
                expected?.version == found?.version && expected?.last == found?.last
                && reflection(of: expected?.state as Any) == reflection(of: found?.state as Any)
            guard isSame else {
                throw Difference(what: "\(stream.text) as of \(position.map(String.init) ?? "now"), \(seed)")
            }
        }
    }
}
