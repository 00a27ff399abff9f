package import EventSourcing

/// What ``SubscriptionContract`` needs: a log of its own for each case, and a way to hear that it grew.
package protocol SubscriptionFixture: StoreFixture {
    /// As ``StoreFixture/makeStore()``.
    func makeSubscriptionStore() throws -> any SubscriptionStore

    /// A signal that is given when the watermark was moved, and never by the passing of time.
    ///
    /// So a case that waits for it proves that it was given.
    func makeSignal() throws -> any LogSignal
}

/// What every store whose log can be followed must do.
///
/// Each case is a sentence that holds for a fresh log.
package enum SubscriptionContract {
    package static let cases: [SubscriptionCase] = following + checkpoints
}

package struct SubscriptionCase: Sendable, CustomStringConvertible {
    package let description: String
    private let body: @Sendable (any SubscriptionFixture) throws -> Void

    init(_ sentence: String, _ body: @escaping @Sendable (any SubscriptionFixture) throws -> Void) {
        description = sentence
        self.body = body
    }

    /// Throws a ``ContractBreach`` when the sentence does not hold.
    ///
    /// Runs on a thread of its own.
    package func check(_ fixture: any SubscriptionFixture) async throws {
        try await Threads.run { try body(fixture) }
    }
}

extension SubscriptionFixture {
    func follower(
        after position: Int64 = 0, streams: [StreamName]? = nil, limit: Int = 500, _ signal: (any LogSignal)? = nil
    ) throws -> LogFollower {
        LogFollower(
            try makeSubscriptionStore(), try signal ?? makeSignal(), after: position, streams: streams, limit: limit)
    }

    /// Appends as many events to one stream and moves the watermark behind each.
    func record(_ count: Int, in stream: StreamName = "mission-one") throws {
        let store = try makeStore()
        for _ in 0..<count {
            _ = try store.append(.sample(stream))
            _ = try store.advanceWatermark()
        }
    }
}

extension LogFollower {
    /// The next batch, which must come: whoever calls this has not stopped the signal.
    mutating func batch() throws -> LogBatch {
        guard let batch = try next() else { throw ContractBreach(description: "the follower has ended") }
        return batch
    }

    /// The positions of the next `count` events, in the order in which they came.
    mutating func positions(_ count: Int) throws -> [Int64] {
        var positions: [Int64] = []
        while positions.count < count { positions += try batch().events.map(\.position) }
        return positions
    }
}
