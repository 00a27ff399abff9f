import EventSourcing
import PostgresClient
import PostgresEventStore
import Projections
import ReadModels
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct GlanceTests {
    @Test func `A glance finds what the questions one by one find, and a projector answers from it`() async throws {
        let history = try await History(seed: 7, missions: 1)
        let store = history.store
        while try history.goOn() {}
        let rows = try Projector<Board>(store, store, waitingBy: atOnce).latest().rows
        let glance = try #require(store.glance(at: Board.name))
        let model = try #require(glance.model)
        #expect(try glance.reach == store.reach())
        #expect(glance.reach.isComplete)
        #expect(try model.standing == store.standing(of: Board.name))
        #expect(try model.contents.rows == store.contents(of: Board.name).rows)

        // Rows that nobody reads: whatever comes out is the glance's.
        let blind = Projector<Board>(NoLog(), NoRows(), waitingBy: atOnce)
        let end = glance.reach.watermark
        #expect(try blind.contents(caughtUpTo: end, knowing: model).rows.map(\.mission) == rows.map(\.mission))
        #expect(!rows.isEmpty)
    }

    @Test func `A glance at rows that are behind, or of another model, answers nothing`() async throws {
        let history = try await History(seed: 8, missions: 1)
        let store = history.store
        _ = try history.goOn()
        _ = try Projector<Board>(store, store, waitingBy: atOnce).latest().rows
        while try history.goOn() {}
        let glance = try #require(store.glance(at: Board.name))
        let end = try store.completeEnd(knowing: glance.reach, waitingBy: atOnce)
        let model = try #require(glance.model)
        #expect(model.standing.position < end)
        let projector = Projector<Board>(store, store, waitingBy: atOnce)
        let found = try projector.contents(caughtUpTo: end, knowing: model).rows.map(\.mission)
        #expect(try found == HistoricRows<Board>(store).contents(through: end, validAt: nil).rows.map(\.mission))
        #expect(try store.standing(of: Board.name).position == end)

        let other = ReadModelGlance(
            of: Registers.name, standing: model.standing, contents: ProjectionContents(rows: [], parked: []))
        #expect(try projector.contents(caughtUpTo: 0, knowing: other).rows.map(\.mission) == found)
    }

    @Test func `An incomplete reach that was read before is waited for like one that is read now`() throws {
        let log = StuckLog()
        let reach = try log.reach()
        #expect(try log.completeEnd(knowing: reach, waitingBy: atOnce) == 1)
        log.isStuck = true
        #expect(throws: StoreFailure.self) { try log.completeEnd(knowing: reach, waitingBy: atOnce) }
        let complete = LogReach(watermark: 5, lastPosition: 5)
        #expect(try log.completeEnd(knowing: complete, waitingBy: atOnce) == 5)
    }

    @Test func `Nothing is found at a glance where the schema is missing, another, or out of reach`() async throws {
        let empty = try await ThrowawayCluster.shared.emptyDatabase()
        #expect(
            try PostgresEventStore(ConnectionOptions(address: empty.superuserURL), keys: RegisterOfTests.keys).glance(
                at: Board.name) == nil)

        let history = try await History(seed: 9, missions: 1)
        let store = history.store
        #expect(store.glance(at: nil) != nil)
        #expect(store.glance(at: nil)?.model == nil)
        try history.database.runAsSuperuser("update schema_history.installations set fingerprint = 'another'")
        #expect(store.glance(at: nil) == nil)
        #expect(store.glance(at: Board.name) == nil)
        #expect(try store.schemaStanding() == .other)
    }
}

/// A log that nobody reads.
private final class NoLog: EventStore {
    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { throw Self.failure }
    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        throw Self.failure
    }
    func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) { throw Self.failure }
    func watermark() throws(StoreFailure) -> Int64 { throw Self.failure }
    func advanceWatermark() throws(StoreFailure) -> Int64 { throw Self.failure }
    func reach() throws(StoreFailure) -> LogReach { throw Self.failure }
    func watermark(at time: Timestamp) throws(StoreFailure) -> Int64 { throw Self.failure }
    func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? { throw Self.failure }

    private static let failure = StoreFailure.denied("nobody reads this log")
}
