import EventSourcing
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct RecordedEventsTests {
    @Test(arguments: [1, 3, 7, 20, 500])
    func `The sequence has every event of its stretch, in order, whatever the size of its batches`(
        limit: Int
    ) async throws {
        let log = try Self.log(of: 20)
        for (position, end): (Int64, Int64) in [(0, 20), (3, 17), (19, 20), (20, 20), (5, 4)] {
            var expected: [RecordedEvent] = []
            try InMemoryEventStore(log).readLog(after: position, through: end) { expected.append($0) }
            let events = RecordedEvents(after: position, through: end, batchesOf: limit, on: Threads.own) {
                InMemoryEventStore(log)
            }
            #expect(try await Self.all(of: events) == expected)
            // Each iteration reads anew.
            #expect(try await Self.all(of: events) == expected)
        }
    }

    @Test func `A slow reader has at most three batches in memory`() async throws {
        let log = try Self.log(of: 500)
        let counter = Counter()
        let events = RecordedEvents(after: 0, through: 500, batchesOf: 10, on: Threads.own) {
            CountingStore(log, counter)
        }
        var taken = 0
        for try await _ in events {
            // The thread is let run as far as it can: the last batches are the only ones that it does not fill.
            if taken % 10 == 0, taken < 470 { await counter.reached(taken + 30) }
            #expect(counter.count - taken <= 30)
            taken += 1
        }
        #expect(taken == 500)
    }

    @Test func `What comes before a failure is given, then the failure once, then the end`() async throws {
        let log = try Self.log(of: 9)
        let failure = StoreFailure.unavailable("the server went away")
        for limit in [2, 5, 100] {
            let counter = Counter(failingAfter: 5, with: failure)
            var iterator = RecordedEvents(after: 0, through: 9, batchesOf: limit, on: Threads.own) {
                CountingStore(log, counter)
            }.makeAsyncIterator()
            for position: Int64 in 1...5 { #expect(try await iterator.next()?.position == position) }
            let thrown = await #expect(throws: StoreFailure.self) { try await iterator.next() }
            #expect(thrown == failure)
            #expect(try await iterator.next() == nil)
            #expect(try await iterator.next() == nil)
        }
    }

    @Test func `A store that cannot be opened, or that refuses the stretch, is the sequence's failure`() async throws {
        let refusal = StoreFailure.unavailable("no server")
        let closed = RecordedEvents(after: 0, through: 1, on: Threads.own) { () throws(StoreFailure) in throw refusal }
        #expect(await #expect(throws: StoreFailure.self) { try await Self.all(of: closed) } == refusal)

        let log = try Self.log(of: 2)
        let beyond = RecordedEvents(after: 0, through: 3, on: Threads.own) { InMemoryEventStore(log) }
        let failure = await #expect(throws: StoreFailure.self) { try await Self.all(of: beyond) }
        guard case .invalid = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    @Test func `A cancelled task is given no more, and the store is at rest by then`() async throws {
        let log = try Self.log(of: 500)
        let counter = Counter()
        let (reached, reaching) = AsyncStream<Void>.makeStream()
        let (cancelled, open) = AsyncStream<Void>.makeStream()
        defer { open.finish() }
        let task = Task {
            var count = 0
            for try await _ in RecordedEvents(
                after: 0, through: 500, batchesOf: 10, on: Threads.own, opening: { CountingStore(log, counter) })
            {
                count += 1
                if count == 15 {
                    reaching.finish()
                    for await _ in cancelled {}
                }
            }
            return count
        }
        for await _ in reached {}
        task.cancel()
        #expect(try await task.value == 15)
        #expect(counter.isAtRest)
        #expect(counter.count < 500)
    }

    @Test func `Letting the iterator go ends the reading`() async throws {
        let log = try Self.log(of: 500)
        let counter = Counter()
        for try await event in RecordedEvents(
            after: 0, through: 500, batchesOf: 10, on: Threads.own, opening: { CountingStore(log, counter) })
        {
            if event.position == 12 { break }
        }
        await counter.rested()
        #expect(counter.count < 500)
    }

    private static func log(of count: Int) throws -> InMemoryLog {
        let log = InMemoryLog()
        let store = InMemoryEventStore(log)
        for _ in 0..<count { _ = try store.append(.sample("mission-one")) }
        _ = try store.advanceWatermark()
        return log
    }

    private static func all(of events: RecordedEvents) async throws -> [RecordedEvent] {
        var found: [RecordedEvent] = []
        for try await event in events { found.append(event) }
        return found
    }
}

/// How many events a store has handed over, and whether it is at it.
private final class Counter: Sendable {
    private struct State {
        var count = 0
        var isAtRest = true
        var awaited: (count: Int, waiter: CheckedContinuation<Void, Never>)?
        var rest: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let end: (count: Int, failure: StoreFailure)?

    init() { end = nil }

    init(failingAfter count: Int, with failure: StoreFailure) { end = (count, failure) }

    var count: Int { state.withLock { $0.count } }
    var isAtRest: Bool { state.withLock { $0.isAtRest } }

    func begin() { state.withLock { $0.isAtRest = false } }

    func rest() {
        state.withLock { state in
            state.isAtRest = true
            return state.rest.take()
        }?.resume()
    }

    func add() throws(StoreFailure) {
        if let end, count == end.count { throw end.failure }
        let waiter = state.withLock { state in
            state.count += 1
            return state.count == state.awaited?.count ? state.awaited.take()?.waiter : nil
        }
        waiter?.resume()
    }

    func reached(_ count: Int) async {
        await withCheckedContinuation { waiter in
            let isReached = state.withLock { state in
                if state.count < count { state.awaited = (count, waiter) }
                return state.count >= count
            }
            if isReached { waiter.resume() }
        }
    }

    /// Returns once the reading that was begun has ended.
    func rested() async {
        await withCheckedContinuation { waiter in
            let isAtRest = state.withLock { state in
                if !state.isAtRest { state.rest = waiter }
                return state.isAtRest
            }
            if isAtRest { waiter.resume() }
        }
    }
}

/// Counts what it hands over.
private final class CountingStore: ForwardingEventStore {
    let base: any EventStore
    private let counter: Counter

    init(_ log: InMemoryLog, _ counter: Counter) {
        base = InMemoryEventStore(log)
        self.counter = counter
        counter.begin()
    }

    func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        defer { counter.rest() }
        try base.readLog(after: position, through: end) { (event) throws(StoreFailure) in
            try counter.add()
            try body(event)
        }
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { try base.append(request) }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try base.read(streams, through: position)
    }
}
