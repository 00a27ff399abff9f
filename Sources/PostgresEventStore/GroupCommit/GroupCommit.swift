import Dispatch
package import EventSourcing
package import PersonalDataSealing
package import PostgresClient
import Synchronization

/// Stores the appends of many submitters in one process together: those that wait while others are on their way go to
/// the server as one statement and share one commit.
///
/// Each is checked and fails alone, and is answered after the commit. It is as if each had called
/// ``EventStore/append(_:)`` of a store of its own.
package final class GroupCommit: Sendable {
    /// Why an append was not stored, as far as its submitter can know.
    package enum Failure: Error, Hashable, Sendable {
        case store(StoreFailure)
        /// The submitter's task was cancelled, or the group commit was closed, before a writer took the append.
        ///
        /// Nothing was sent and nothing is stored. What a writer has taken is not cancelled: it is answered.
        case cancelled
    }

    private struct State {
        var queue: AppendQueue
        var idleWriters: [GroupWriter]
        var lingering: [Lingering] = []
        var isClosed = false
    }

    /// A writer that waits for its next group to fill.
    private struct Lingering {
        let count: Int
        let isFull: DispatchSemaphore
    }

    private let state: Mutex<State>

    /// Connects when the first append comes.
    ///
    /// While one writer waits for the server, another prepares the next group if it is large enough; a third would make
    /// groups smaller.
    package convenience init(_ options: ConnectionOptions, keys: KeyFile? = nil, writers: Int = 2) {
        self.init(options, keys: keys, writers: writers, limits: AppendQueue.Limits())
    }

    init(_ options: ConnectionOptions, keys: KeyFile? = nil, writers: Int, limits: AppendQueue.Limits) {
        let writers = (0..<writers).map { GroupWriter(options, keys: keys, number: $0) }
        state = Mutex(State(queue: AppendQueue(limits: limits, writers: writers.count), idleWriters: writers))
    }

    /// Stores one command, as ``EventStore/append(_:)`` does; suspends until it is answered.
    ///
    /// Waits at the door while the queue is full.
    package func append(_ request: AppendRequest) async throws(Failure) -> AppendResult {
        let ticket = state.withLock { $0.queue.nextTicket() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<AppendResult, Failure>, Never>) in
                enter(AppendQueue.Entry(ticket: ticket, request: request) { continuation.resume(returning: $0) })
            }
        } onCancel: {
            state.withLock { $0.queue.withdraw(ticket) }?.answer(.failure(.cancelled))
        }
        return try result.get()
    }

    /// As ``append(_:)``, for a thread of its own, which is blocked until the answer is there.
    package func appendBlocking(_ request: AppendRequest) throws(Failure) -> AppendResult {
        let answer = BlockingAnswer()
        let ticket = state.withLock { $0.queue.nextTicket() }
        enter(AppendQueue.Entry(ticket: ticket, request: request) { answer.give($0) })
        return try answer.wait().get()
    }

    /// How many appends wait for a writer, and how many for room in the queue.
    package var depth: (waiting: Int, atTheDoor: Int) {
        state.withLock { ($0.queue.count, $0.queue.doorCount) }
    }

    /// Takes nothing more; what no writer has taken is answered ``Failure/cancelled``.
    package func close() {
        let left = state.withLock { state in
            state.isClosed = true
            return state.queue.takeAll()
        }
        for entry in left { entry.answer(.failure(.cancelled)) }
    }

    private func enter(_ entry: AppendQueue.Entry) {
        enum Next { case refuse, wake(GroupWriter), wait }
        let next: Next = state.withLock { state in
            // A task that was cancelled before it came here has been withdrawn in vain.
            if state.isClosed || Task.isCancelled { return .refuse }
            state.queue.enter(entry)
            if let index = state.lingering.firstIndex(where: { state.queue.count >= $0.count }) {
                state.lingering.remove(at: index).isFull.signal()
                return .wait
            }
            guard state.queue.isWorthAWriter(ofResting: state.idleWriters.count),
                let writer = state.idleWriters.popLast()
            else { return .wait }
            return .wake(writer)
        }
        switch next {
        case .refuse: entry.answer(.failure(.cancelled))
        case .wake(let writer): writer.start(self)
        case .wait: break
        }
    }

    /// What the writer is to store next; nothing when it is to rest.
    func nextGroup(for writer: GroupWriter) -> [AppendQueue.Entry] {
        state.withLock { state in
            state.idleWriters.append(writer)
            let group = state.queue.takeShare(ofResting: state.idleWriters.count)
            if !group.isEmpty { state.idleWriters.removeLast() }
            return group
        }
    }

    /// Takes note that a writer has answered so many, and gives those who were answered a moment to bring their next:
    /// blocks until as many wait, for some time at most.
    func awaitNext(after count: Int, for patience: Duration) {
        let isFull = DispatchSemaphore(value: 0)
        let mustWait = state.withLock { state in
            state.queue.settle(count)
            if count == 1 || state.isClosed || state.queue.count >= count { return false }
            state.lingering.append(Lingering(count: count, isFull: isFull))
            return true
        }
        guard mustWait else { return }
        _ = isFull.wait(timeout: .now() + .nanoseconds(Int(patience / .nanoseconds(1))))
        state.withLock { $0.lingering.removeAll { $0.isFull === isFull } }
    }
}

/// An answer that a blocked thread waits for.
private final class BlockingAnswer: Sendable {
    private let result = Mutex<Result<AppendResult, GroupCommit.Failure>?>(nil)
    private let arrived = DispatchSemaphore(value: 0)

    func give(_ result: Result<AppendResult, GroupCommit.Failure>) {
        self.result.withLock { $0 = result }
        arrived.signal()
    }

    func wait() -> Result<AppendResult, GroupCommit.Failure> {
        arrived.wait()
        guard let result = result.withLock({ $0 }) else { preconditionFailure("woken without an answer") }
        return result
    }
}
