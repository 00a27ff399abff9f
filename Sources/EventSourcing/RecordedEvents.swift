import Synchronization

/// A stretch of a log as a sequence of its events, in order, in constant memory.
///
/// Each iteration opens a store and reads on a thread of its own, in batches: while the caller works through one, the
/// next is read, and no more than that, however slow the caller is. When the caller's task is cancelled or the iterator
/// is let go, the reading is ended early. The end, and a failure, are given once the store is at rest.
package struct RecordedEvents: AsyncSequence, Sendable {
    package typealias Element = RecordedEvent
    package typealias Failure = StoreFailure

    private let position: Int64
    private let end: Int64
    private let limit: Int
    private let thread: @Sendable () -> any BlockingThread
    private let opening: @Sendable () throws(StoreFailure) -> any EventStore

    /// The events after `position` up to and including `end`, which must not lie beyond the watermark.
    ///
    /// `thread` makes one for each iteration. `opening` gives a store with a connection of its own, and is called on it.
    package init(
        after position: Int64, through end: Int64, batchesOf limit: Int = 500,
        on thread: @escaping @Sendable () -> any BlockingThread,
        opening: @escaping @Sendable () throws(StoreFailure) -> any EventStore
    ) {
        precondition(limit > 0, "a batch of no events has no end")
        (self.position, self.end, self.limit, self.thread, self.opening) = (position, end, limit, thread, opening)
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(
            LogReading(batchesOf: limit, on: thread()) { [self] (body) throws(StoreFailure) in
                try opening().readLog(after: position, through: end, body)
            })
    }

    package struct Iterator: AsyncIteratorProtocol {
        private let lease: Lease
        private var batch: [RecordedEvent] = []
        private var place = 0

        fileprivate init(_ reading: LogReading) { lease = Lease(reading) }

        /// Nil at the end, and once the task was cancelled.
        package mutating func next() async throws(StoreFailure) -> RecordedEvent? {
            try await next(isolation: #isolation)
        }

        package mutating func next(isolation actor: isolated (any Actor)?) async throws(StoreFailure) -> RecordedEvent?
        {
            if place == batch.count || Task.isCancelled {
                // Let go of first, so that it is not held beside the next.
                batch = []
                place = 0
                batch = try await lease.reading.next()
            }
            guard place < batch.count else { return nil }
            defer { place += 1 }
            return batch[place]
        }
    }

    /// Ends a reading that nobody asks any more.
    private final class Lease: Sendable {
        let reading: LogReading

        init(_ reading: LogReading) { self.reading = reading }

        deinit { reading.stop() }
    }
}

/// One thread that reads a log, and one task that takes its batches.
private final class LogReading: Sendable {
    typealias Answer = Result<[RecordedEvent], StoreFailure>
    typealias Reading =
        @Sendable ((RecordedEvent) throws(StoreFailure) -> Void) throws(StoreFailure) -> Void

    private struct State {
        var isBegun = false
        /// Whether nobody wants more.
        var isStopped = false
        /// The batch that is to be taken next.
        var ready: [RecordedEvent]?
        /// Whether the thread waits until that is taken.
        var isThreadWaiting = false
        /// What is given after the last batch; nil while the thread is at work.
        var outcome: Answer?
        var asker: CheckedContinuation<Answer, Never>?
    }

    /// What the thread throws into the store to be let go; nobody gets to see it.
    private static let stopped = StoreFailure.unavailable("nobody reads any more")

    private let limit: Int
    private let reading: Reading
    private let state = Mutex(State())
    private let thread: any BlockingThread

    init(batchesOf limit: Int, on thread: any BlockingThread, _ reading: @escaping Reading) {
        self.limit = limit
        self.thread = thread
        self.reading = reading
    }

    /// Empty at the end.
    func next() async throws(StoreFailure) -> [RecordedEvent] {
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { ask($0) }
        } onCancel: {
            stop()
        }
        return try answer.get()
    }

    private func ask(_ asker: CheckedContinuation<Answer, Never>) {
        let (answer, mustBegin): (Answer?, Bool) = state.withLock { state in
            precondition(state.asker == nil, "a reading is taken by one task")
            if let batch = state.ready.take() {
                wakeThread(&state)
                return (.success(batch), false)
            }
            if let outcome = state.outcome {
                state.outcome = .success([])
                return (outcome, false)
            }
            if state.isStopped, !state.isBegun { return (.success([]), false) }
            state.asker = asker
            defer { state.isBegun = true }
            return (nil, !state.isBegun)
        }
        if let answer { asker.resume(returning: answer) }
        if mustBegin { thread.run { self.run() } }
    }

    /// From any thread; the reading ends with the batch that it is at.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.ready = nil
            wakeThread(&state)
        }
    }

    private func wakeThread(_ state: inout State) {
        if state.isThreadWaiting { thread.wake() }
        state.isThreadWaiting = false
    }
}

// On the reading's thread.
extension LogReading {
    private func run() {
        var batch: [RecordedEvent] = []
        var answer = Answer.success([])
        do throws(StoreFailure) {
            try reading { (event) throws(StoreFailure) in
                batch.append(event)
                guard batch.count == limit else { return }
                try handOver(batch)
                batch.removeAll()
            }
            if !batch.isEmpty { try handOver(batch) }
        } catch {
            answer = .failure(error)
            // What came before a failure is given before it.
            if !batch.isEmpty { try? handOver(batch) }
        }
        let asker = state.withLock { state in
            if state.isStopped { answer = .success([]) }
            let asker = state.asker.take()
            state.outcome = asker == nil ? answer : .success([])
            return asker
        }
        asker?.resume(returning: answer)
    }

    /// Blocks until there is room; throws when nobody reads any more.
    private func handOver(_ batch: [RecordedEvent]) throws(StoreFailure) {
        enum Step { case stop, wait, done, answer(CheckedContinuation<Answer, Never>) }
        while true {
            let step: Step = state.withLock { state in
                if state.isStopped { return .stop }
                if let asker = state.asker.take() { return .answer(asker) }
                if state.ready == nil {
                    state.ready = batch
                    return .done
                }
                state.isThreadWaiting = true
                return .wait
            }
            switch step {
            case .stop: throw Self.stopped
            case .wait: thread.sleep()
            case .done: return
            case .answer(let asker): return asker.resume(returning: .success(batch))
            }
        }
    }
}
