import Synchronization

/// The events of a log after a position, in order, batch by batch, as they are recorded.
///
/// A batch is read when it is asked for, so a slow consumer holds nothing up and nothing piles up. The blocking calls
/// are made on a thread of the subscription's own. It ends when the task that asks is cancelled, at once, even while
/// the store is being waited for; then it is over for good. It may be iterated once.
package struct Subscription: AsyncSequence, Sendable {
    package typealias Element = LogBatch
    package typealias Failure = StoreFailure

    private let reader: Reader

    /// `opening` gives a store with a connection of its own, and is called on the thread, again after it failed for want
    /// of a connection.
    ///
    /// The thread is for the subscription alone. The rest is as ``LogFollower`` takes it.
    package init(
        after position: Int64, in incarnation: UniqueID? = nil, of streams: [StreamName]? = nil,
        batchesOf limit: Int = 500, movesWatermark: Bool = true, signal: any LogSignal,
        notices: LogFollower.Notices = LogFollower.Notices(), on thread: any BlockingThread,
        opening: @escaping @Sendable () throws(StoreFailure) -> any SubscriptionStore
    ) {
        reader = Reader(signal: signal, on: thread) { () throws(StoreFailure) in
            LogFollower(
                try opening(), signal, after: position, of: incarnation, streams: streams, limit: limit,
                movesWatermark: movesWatermark, notices: notices)
        }
    }

    /// Ends it from any thread, as cancelling its task does.
    package func end() { reader.end() }

    package func makeAsyncIterator() -> Iterator { Iterator(reader: reader) }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let reader: Reader

        /// Nil once the task was cancelled.
        package mutating func next() async throws(StoreFailure) -> LogBatch? {
            try await reader.next()
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(StoreFailure) -> LogBatch? {
            try await reader.next()
        }
    }
}

extension Subscription {
    private typealias Answer = Result<LogBatch?, StoreFailure>

    /// One thread that reads for one task at a time.
    fileprivate final class Reader: Sendable {
        private struct State {
            var isOver = false
            /// Whoever waits for the batch that is being read.
            var asker: CheckedContinuation<Answer, Never>?
        }

        private let state = Mutex(State())
        private let follower = Mutex<LogFollower?>(nil)
        private let signal: any LogSignal
        private let opening: @Sendable () throws(StoreFailure) -> LogFollower
        private let thread: any BlockingThread

        init(
            signal: any LogSignal, on thread: any BlockingThread,
            opening: @escaping @Sendable () throws(StoreFailure) -> LogFollower
        ) {
            self.signal = signal
            self.thread = thread
            self.opening = opening
        }

        func next() async throws(StoreFailure) -> LogBatch? {
            let answer = await withTaskCancellationHandler {
                await withCheckedContinuation { ask($0) }
            } onCancel: {
                end()
            }
            return try answer.get()
        }

        private func ask(_ asker: CheckedContinuation<Answer, Never>) {
            let isOver = state.withLock { state in
                precondition(state.asker == nil, "a subscription is read by one task")
                if !state.isOver { state.asker = asker }
                return state.isOver
            }
            guard !isOver else { return asker.resume(returning: .success(nil)) }
            thread.run { [self] in answer(with: Result { () throws(StoreFailure) in try read() }) }
        }

        /// On the subscription's thread.
        private func read() throws(StoreFailure) -> LogBatch? {
            try follower.withLock { follower throws(StoreFailure) in
                if follower == nil { follower = try opening() }
                return try follower?.next()
            }
        }

        /// Wakes the thread, and answers the asker without waiting for it.
        func end() {
            state.withLock { $0.isOver = true }
            signal.stop()
            answer(with: .success(nil))
        }

        /// The first answer counts; one that comes after the end is for nobody.
        private func answer(with answer: Answer) {
            let asker = state.withLock { $0.asker.take() }
            asker?.resume(returning: answer)
        }
    }
}
