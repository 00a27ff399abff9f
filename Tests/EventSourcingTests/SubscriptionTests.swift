import EventSourcing
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SubscriptionTests {
    @Test func `A subscription hands out what is recorded, before and after it began`() async throws {
        let log = InMemoryLog()
        try Self.record(3, in: log)
        var positions: [Int64] = []
        var ends: [Int64] = []
        for try await batch in Self.subscription(to: log, after: 1, batchesOf: 2) {
            positions += batch.events.map(\.position)
            ends.append(batch.end)
            if batch.end == 3 { try Self.record(1, in: log) }
            if batch.end == 4 { break }
        }
        #expect(positions == [2, 3, 4])
        #expect(ends == [3, 4])
    }

    @Test func `A batch is read when it is asked for, not before`() async throws {
        let log = InMemoryLog()
        try Self.record(2, in: log)
        let opened = Mutex(0)
        let subscription = Subscription(after: 0, batchesOf: 1, signal: InMemoryLogSignal(log), on: Threads.own()) {
            opened.withLock { $0 += 1 }
            return InMemoryEventStore(log)
        }
        var iterator = subscription.makeAsyncIterator()
        #expect(opened.withLock { $0 } == 0)
        #expect(try await iterator.next()?.end == 1)
        try Self.record(1, in: log)
        #expect(try await iterator.next()?.end == 2)
        #expect(try await iterator.next()?.end == 3)
        #expect(opened.withLock { $0 } == 1)
    }

    @Test func `A subscription that waits ends when its task is cancelled, and is over`() async throws {
        let log = InMemoryLog()
        let subscription = Self.subscription(to: log, after: 0)
        let waiting = WaitingSignal(InMemoryLogSignal(log))
        let task = Task { try await Self.count(Self.subscription(to: log, after: 0, signal: waiting)) }
        await waiting.reached()
        task.cancel()
        #expect(try await task.value == 0)

        let gate = Gate()
        let cancelled = Task {
            await gate.passed()
            return try await Self.count(subscription)
        }
        cancelled.cancel()
        gate.open()
        #expect(try await cancelled.value == 0)
        try Self.record(1, in: log)
        #expect(try await Self.count(subscription) == 0)
    }

    @Test func `A subscription ends at once also while its store does not answer`() async throws {
        let log = InMemoryLog()
        let (blocked, release) = (Gate(), Gate())
        let subscription = Subscription(after: 0, signal: InMemoryLogSignal(log), on: Threads.own()) {
            blocked.open()
            release.pass()
            return InMemoryEventStore(log)
        }
        let task = Task { try await Self.count(subscription) }
        await blocked.passed()
        task.cancel()
        #expect(try await task.value == 0)
        release.open()
    }

    @Test func `A store that cannot be reached is waited for, and told of once`() async throws {
        let log = InMemoryLog()
        try Self.record(2, in: log)
        let signal = ScriptedSignal()
        let outages = Mutex<[StoreFailure]>([])
        let store = FailingStore(over: log, failures: 3)
        let notices = LogFollower.Notices(onOutage: { failure in outages.withLock { $0.append(failure) } })
        var follower = LogFollower(store, signal, after: 0, notices: notices)
        let batch = try follower.next()
        #expect(batch?.events.map(\.position) == [1, 2])
        #expect(outages.withLock { $0 } == [.unavailable("failure 3")])
        #expect(signal.waits == 3)
    }

    @Test func `After an outage the position is held against the log again`() async throws {
        let (log, shorter) = (InMemoryLog(), InMemoryLog())
        try Self.record(2, in: log)
        try Self.record(1, in: shorter)
        let store = FailingStore(over: log, failures: 0)
        var follower = LogFollower(store, ScriptedSignal(), after: 0)
        #expect(try follower.next()?.end == 2)
        store.restore(shorter, failures: 1)
        #expect(throws: StoreFailure.invalid("position 2 lies beyond the end of the log, 1")) { try follower.next() }
    }

    @Test func `A follower goes back to what it shares with the log in its next life, and says so`() throws {
        let (log, other) = (InMemoryLog(), InMemoryLog(incarnation: UniqueID(high: 1, low: 1)))
        try Self.record(3, in: log)
        try Self.record(2, in: other)
        let store = FailingStore(over: log, failures: 0)
        let returns = Mutex<[[Int64]]>([])
        let notices = LogFollower.Notices(onReturn: { from, to in returns.withLock { $0.append([from, to]) } })
        var follower = LogFollower(store, ScriptedSignal(), after: 1, notices: notices)
        #expect(try follower.next()?.incarnation == .sample)
        store.restore(other, failures: 1)
        try Self.record(2, in: other)
        let batch = try follower.next()
        #expect(batch?.events.map(\.position) == [1, 2, 3, 4] && batch?.incarnation == UniqueID(high: 1, low: 1))
        #expect(returns.withLock { $0 } == [[3, 0]])
    }

    @Test func `A follower that may not go on gives nothing of what it read, also when it cannot ask at first`() throws
    {
        let log = InMemoryLog()
        try Self.record(2, in: log)
        let answers = Mutex<[Result<Bool, StoreFailure>]>([
            .success(true), .failure(.unavailable("gone")), .success(false),
        ])
        let notices = LogFollower.Notices(mayGoOn: { _ throws(StoreFailure) in
            try answers.withLock { $0.removeFirst() }.get()
        })
        let signal = ScriptedSignal()
        var follower = LogFollower(InMemoryEventStore(log), signal, after: 0, limit: 1, notices: notices)
        #expect(try follower.next()?.end == 1)
        #expect(try follower.next() == nil)
        #expect(answers.withLock { $0.isEmpty } && signal.waits == 1)
    }

    @Test func `What could not be given is read again once it may go on`() throws {
        let log = InMemoryLog()
        try Self.record(2, in: log)
        let answers = Mutex<[Result<Bool, StoreFailure>]>([.failure(.unavailable("gone")), .success(true)])
        let notices = LogFollower.Notices(mayGoOn: { _ throws(StoreFailure) in
            try answers.withLock { $0.removeFirst() }.get()
        })
        var follower = LogFollower(InMemoryEventStore(log), ScriptedSignal(), after: 0, notices: notices)
        #expect(try follower.next()?.events.map(\.position) == [1, 2])
    }

    @Test func `A follower that does not move the watermark reads up to that of others`() throws {
        let log = InMemoryLog()
        try Self.record(2, in: log)
        _ = try InMemoryEventStore(log).append(.sample("mission-one"))
        let signal = ScriptedSignal()
        var follower = LogFollower(InMemoryEventStore(log), signal, after: 0, movesWatermark: false)
        #expect(try follower.next()?.end == 2)
        #expect(try InMemoryEventStore(log).watermark() == 2)
        _ = try InMemoryEventStore(log).advanceWatermark()
        #expect(try follower.next()?.end == 3)
    }

    private static func subscription(
        to log: InMemoryLog, after position: Int64, batchesOf limit: Int = 500, signal: (any LogSignal)? = nil
    ) -> Subscription {
        Subscription(after: position, batchesOf: limit, signal: signal ?? InMemoryLogSignal(log), on: Threads.own()) {
            InMemoryEventStore(log)
        }
    }

    private static func count(_ subscription: Subscription) async throws -> Int {
        var count = 0
        for try await batch in subscription { count += batch.events.count }
        return count
    }

    private static func record(_ count: Int, in log: InMemoryLog) throws {
        let store = InMemoryEventStore(log)
        for _ in 0..<count { _ = try store.append(.sample("mission-one")) }
        _ = try store.advanceWatermark()
    }
}
