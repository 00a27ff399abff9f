import DomainRecords
import EventSourcing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing
import TradeMissions

// What a retry reads, and that it comes to what the whole log gives.
@Suite(.timeLimit(.minutes(10)))
struct SourceTests {
    @Test(arguments: [21, 22, 23] as [UInt64])
    func `Files of one mission are taken up from that mission and its files, and nothing else is read`(
        seed: UInt64
    ) async throws {
        let history = try await History(seed: seed, missions: 4)
        while try history.goOn() {}
        let store = history.store
        let streams = try Self.streams(of: store)
        let participation = try #require(
            streams.keys.sorted().compactMap { try? ParticipationID(text: $0.text) }.randomElement(seed: seed))
        let mission = participation.mission.stream
        let linked = try store.read([mission], through: nil).compactMap { stored -> StreamName? in
            guard case .mission(.fileLinked(let linked)) = try EventDecoder().decode(stored).event else { return nil }
            return linked.file
        }
        let known = Set([mission] + linked)
        #expect(known.contains(participation.stream) && known.count < streams.count / 2)

        let watched = try Self.retry(Board.self, store, [mission, participation.stream], streams)
        #expect(watched.streams.isSubset(of: known) && watched.streams.isSuperset(of: [mission, participation.stream]))
        #expect(watched.stretches.isEmpty)
    }

    @Test(arguments: [24, 25, 26] as [UInt64])
    func `Files of any missions are taken up without a look at the whole log`(seed: UInt64) async throws {
        let history = try await History(seed: seed, missions: 3)
        while try history.goOn() {}
        let streams = try Self.streams(of: history.store)
        // Some that concern several missions, and some that concern one.
        let files = streams.keys.sorted().filter { Category(of: $0).map { Board.reads($0) } ?? false }
        let parked = Set(files.enumerated().filter { $0.offset % 3 == Int(seed % 3) }.map(\.element))
        #expect(parked.count > 3 && Set(parked.map { Category(of: $0) }).count > 2)
        #expect(try Self.retry(Board.self, history.store, parked, streams).stretches.isEmpty)

    }

    @Test func `A stream that no source names is found missing, and the whole log is read`() async throws {
        let store = try await Self.store()
        let (linked, stray): (StreamName, StreamName) = ("concern-n1", "concern-n2")
        try store.record(.sample("mission-riyad", type: "MissionFileLinked", data: #"{"file":"concern-n1"}"#))
        LinkedTrail.refuse(linked, 2)
        var positions = [try store.link(linked), try store.link(linked)]
        let projector = Projector<LinkedTrail>(store, store, waitingBy: atOnce)
        #expect(try projector.latest().heldBack.count == 1)
        LinkedTrail.mend(linked, 2)
        let named = WatchedLog(store)
        #expect(try ParkedStreams<LinkedTrail>(named, store, waitingBy: atOnce).retry().freed == [linked])
        #expect(named.streams == [linked, "mission-riyad"] && named.stretches.isEmpty)
        #expect(try projector.latest().trails == [positions, positions])

        // Nobody linked this one.
        LinkedTrail.refuse(linked, 3)
        positions += [try store.link(stray), try store.link(linked)]
        #expect(try projector.latest().heldBack.count == 1)
        LinkedTrail.mend(linked, 3)
        let watched = WatchedLog(store)
        #expect(try ParkedStreams<LinkedTrail>(watched, store, waitingBy: atOnce).retry().freed == [linked])
        #expect(try watched.stretches == [1...store.watermark()])
        #expect(
            try projector.latest().trails == [[positions[0], positions[1], positions[3]], [positions[2]], positions])
    }

    @Test func `Of the log only that is read which came while the sources were read, with its new files`() async throws
    {
        let store = try await Self.store()
        let (mended, added): (StreamName, StreamName) = ("concern-n3", "concern-n4")
        try store.record(.sample("mission-riyad", type: "MissionFileLinked", data: #"{"file":"concern-n3"}"#))
        LinkedTrail.refuse(mended, 1)
        var positions = [try store.link(mended)]
        let projector = Projector<LinkedTrail>(store, store, waitingBy: atOnce)
        _ = try projector.latest()
        let start = try store.watermark()
        LinkedTrail.mend(mended, 1)
        let watched = WatchedLog(store) {
            try store.record(.sample("mission-riyad", type: "MissionFileLinked", data: #"{"file":"concern-n4"}"#))
            positions += [try store.link(added), try store.link(mended)]
            _ = try Projector<LinkedTrail>(store, store, waitingBy: atOnce).latest()
        }
        #expect(try ParkedStreams<LinkedTrail>(watched, store, waitingBy: atOnce).retry().freed == [mended])
        #expect(try watched.stretches == [start + 1...store.watermark()])
        #expect(try projector.latest().trails == [[positions[0], positions[2]], [positions[1]], positions])
        #expect(try !store.standing(of: LinkedTrail.name).isClaimed)
    }

    /// Has an earlier release stop at the middle event of each of these streams, and retries them: the log as that read
    /// it.
    private static func retry<Model: ReadModel>(
        _: Model.Type, _ store: PostgresEventStore, _ parked: Set<StreamName>, _ streams: [StreamName: [Int64]]
    ) throws -> WatchedLog {
        let middles = parked.compactMap { stream in streams[stream].map { $0[$0.count / 2] } }
        let earlier = EarlierRelease(store, unknown: Set(middles))
        #expect(
            try Set(Projector<Model>(earlier, store, waitingBy: atOnce).latest().heldBack.map(\.position))
                == Set(middles))
        let watched = WatchedLog(store)
        let outcome = try ParkedStreams<Model>(watched, store, waitingBy: atOnce).retry()
        #expect(outcome == RetryOutcome(freed: parked.sorted(), parked: []))
        let contents = try Projector<Model>(store, store, waitingBy: atOnce).latest()
        let whole = try HistoricRows<Model>(store).contents(through: store.watermark(), validAt: nil)
        #expect(try texts(contents.rows) == texts(whole.rows) && contents.heldBack.isEmpty)
        return watched
    }

    /// The positions of each stream's events.
    private static func streams(of store: PostgresEventStore) throws -> [StreamName: [Int64]] {
        var streams: [StreamName: [Int64]] = [:]
        try store.readLog(after: 0, through: store.advanceWatermark()) { stored in
            streams[stored.stream, default: []].append(stored.position)
        }
        return streams
    }

    private static func store() async throws -> PostgresEventStore {
        try PostgresEventStore(.init(address: await ThrowawayCluster.shared.database().url), keys: RegisterOfTests.keys)
    }
}

/// As ``Trail``, and a mission names the concerns that feed its row.
private enum LinkedTrail: ReadModel {
    typealias Row = Trail.Row

    static let name = ProjectionName("linked-trail", version: 1)
    static func refuse(_ stream: StreamName, _ version: Int64) { Trail.refuse(stream, version) }
    static func mend(_ stream: StreamName, _ version: Int64) { Trail.mend(stream, version) }
    static func reads(_ category: Category) -> Bool { Trail.reads(category) }
    static func keys(of recorded: Recorded<DomainEvent>) -> [String] { Trail.keys(of: recorded) }

    static func apply(
        _ recorded: Recorded<DomainEvent>, to row: inout Row?, under key: String
    ) throws(UnfoldableEvent) { try Trail.apply(recorded, to: &row, under: key) }

    static func sources(of key: String) -> [StreamName]? { (try? StreamName(text: key)).map { [$0] } }

    static func sources(linkedBy event: DomainEvent) -> [StreamName] { Board.sources(linkedBy: event) }
}

extension Array {
    fileprivate func randomElement(seed: UInt64) -> Element? { isEmpty ? nil : self[Int(seed % UInt64(count))] }
}
