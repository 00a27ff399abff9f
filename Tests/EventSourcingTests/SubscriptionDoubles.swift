import Dispatch
import EventSourcing
import Synchronization
import TestSupport

/// Opens once; whoever wants to pass waits until then.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    /// For one that passes.
    func pass() { semaphore.wait() }

    func passed() async {
        _ = try? await Threads.run { self.pass() }
    }
}

/// Says when a follower has begun to wait.
final class WaitingSignal: LogSignal {
    private let signal: any LogSignal
    private let gate = Gate()

    init(_ signal: any LogSignal) {
        self.signal = signal
    }

    func reached() async { await gate.passed() }

    func wait() -> Bool {
        gate.open()
        return signal.wait()
    }

    func stop() { signal.stop() }
}

/// Is given at once, each time, and counts.
final class ScriptedSignal: LogSignal {
    private let count = Mutex(0)

    var waits: Int { count.withLock { $0 } }

    func wait() -> Bool {
        count.withLock { $0 += 1 }
        return true
    }

    func stop() {}
}

/// A store whose first questions are not answered, as when its server restarts.
final class FailingStore: SubscriptionStore, ForwardingEventStore {
    private var store: InMemoryEventStore
    private var failures: Int

    var base: any EventStore { store }

    init(over log: InMemoryLog, failures: Int) {
        store = InMemoryEventStore(log)
        self.failures = failures
    }

    /// Puts another log in the place of this one, which is not there at first.
    func restore(_ log: InMemoryLog, failures: Int) {
        store = InMemoryEventStore(log)
        self.failures = failures
    }

    private func answer() throws(StoreFailure) {
        guard failures > 0 else { return }
        defer { failures -= 1 }
        throw .unavailable("failure \(failures)")
    }

    func events(
        after position: Int64, through end: Int64, of streams: [StreamName]?, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        try answer()
        return try store.events(after: position, through: end, of: streams, limit: limit)
    }

    func advanceWatermark() throws(StoreFailure) -> Int64 {
        try answer()
        return try store.advanceWatermark()
    }

    func reach() throws(StoreFailure) -> LogReach {
        try answer()
        return try store.reach()
    }

    func incarnation() throws(StoreFailure) -> UniqueID {
        try answer()
        return try store.incarnation()
    }

    func resume(at position: Int64, of incarnation: UniqueID) throws(StoreFailure) -> Int64 {
        try answer()
        return try store.resume(at: position, of: incarnation)
    }

    func claimSubscription(_ name: String, startingAt start: Int64) throws(StoreFailure) -> SubscriptionClaim {
        try store.claimSubscription(name, startingAt: start)
    }

    func moveSubscription(_ claim: SubscriptionClaim, to position: Int64) throws(StoreFailure) -> Bool {
        try store.moveSubscription(claim, to: position)
    }

    func latestClaim(of name: String) throws(StoreFailure) -> LatestClaim? {
        try answer()
        return try store.latestClaim(of: name)
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { try store.append(request) }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try store.read(streams, through: position)
    }
}
