/// Reads a log in order as it grows, batch by batch; calls block.
///
/// It never passes the watermark, so no event is left out, and holds one batch in memory. The position is the caller's:
/// whoever keeps ``LogBatch/end`` once a batch was dealt with sees each event at least once.
package struct LogFollower {
    private let store: any SubscriptionStore
    private let signal: any LogSignal
    private let streams: [StreamName]?
    private let limit: Int
    private let onOutage: @Sendable (StoreFailure) -> Void
    private var position: Int64
    /// Up to here the log is known to be complete.
    private var knownEnd: Int64 = 0
    /// Whether the log may be another one than before, or one that was put back: at the start, and after an outage.
    private var mustCheckPosition = true

    /// `onOutage` is told once each time that the store cannot be reached; the follower waits and tries again.
    package init(
        _ store: any SubscriptionStore, _ signal: any LogSignal, after position: Int64, streams: [StreamName]? = nil,
        limit: Int = 500, onOutage: @escaping @Sendable (StoreFailure) -> Void = { _ in }
    ) {
        precondition(limit > 0, "a batch of no events has no end")
        self.store = store
        self.signal = signal
        self.streams = streams
        self.limit = limit
        self.onOutage = onOutage
        self.position = position
    }

    /// The next events, at least one; waits until there are any, and gives nil once the signal was stopped.
    ///
    /// Fails with ``StoreFailure/invalid(_:)`` when the position lies beyond the end of the log, as after a restore.
    package mutating func next() throws(StoreFailure) -> LogBatch? {
        var isOut = false
        while true {
            do throws(StoreFailure) {
                if let batch = try nextAtHand() { return batch }
                isOut = false
            } catch {
                guard case .unavailable = error else { throw error }
                if !isOut { onOutage(error) }
                isOut = true
                mustCheckPosition = true
            }
            guard signal.wait() else { return nil }
        }
    }

    /// The next events, when there are any up to the watermark.
    private mutating func nextAtHand() throws(StoreFailure) -> LogBatch? {
        if mustCheckPosition { try checkPosition() }
        if knownEnd <= position { knownEnd = try store.advanceWatermark() }
        guard position < knownEnd else { return nil }
        let events = try store.events(after: position, through: knownEnd, of: streams, limit: limit)
        // A batch that is not full has read everything up to the end that was asked for.
        position = events.count < limit ? knownEnd : events.last?.position ?? knownEnd
        return events.isEmpty ? nil : LogBatch(events: events, end: position)
    }

    private mutating func checkPosition() throws(StoreFailure) {
        let reach = try store.reach()
        guard position <= max(reach.lastPosition, reach.watermark) else {
            throw .invalid("position \(position) lies beyond the end of the log, \(reach.lastPosition)")
        }
        knownEnd = reach.watermark
        mustCheckPosition = false
    }
}

/// Some events of a log, in order.
package struct LogBatch: Hashable, Sendable {
    package let events: [RecordedEvent]
    /// Up to here nothing is left to be read: at or beyond the last event.
    package let end: Int64

    package init(events: [RecordedEvent], end: Int64) {
        self.events = events
        self.end = end
    }
}
