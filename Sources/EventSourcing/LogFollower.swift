/// Reads a log in order as it grows, batch by batch; calls block.
///
/// It never passes the watermark, so no event is left out, and holds one batch in memory. The position is the caller's:
/// whoever keeps ``LogBatch/end`` once a batch was dealt with sees each event at least once.
package struct LogFollower {
    private let store: any SubscriptionStore
    private let signal: any LogSignal
    private let streams: [StreamName]?
    private let limit: Int
    private let movesWatermark: Bool
    private let notices: Notices
    private var position: Int64
    /// Up to here the log is known to be complete.
    private var knownEnd: Int64 = 0
    /// That in which the position was reached; nil at the start, when the caller does not know.
    private var incarnation: UniqueID?
    /// Whether the log may be another one than before, or one that was put back: at the start, and after an outage.
    private var mustCheckPosition = true

    /// What a follower tells and asks while it goes on.
    package struct Notices: Sendable {
        /// Once each time that the store cannot be reached; the follower waits and tries again.
        let onOutage: @Sendable (StoreFailure) -> Void
        /// When the log was found to have lost what lies behind the second position, and the follower was at the first.
        let onReturn: @Sendable (Int64, Int64) -> Void
        /// Asked at each look, after it has read and before it gives what it read: false ends it.
        let mayGoOn: @Sendable (any SubscriptionStore) throws(StoreFailure) -> Bool

        package init(
            onOutage: @escaping @Sendable (StoreFailure) -> Void = { _ in },
            onReturn: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in },
            mayGoOn: @escaping @Sendable (any SubscriptionStore) throws(StoreFailure) -> Bool = { _ in true }
        ) {
            self.onOutage = onOutage
            self.onReturn = onReturn
            self.mayGoOn = mayGoOn
        }
    }

    /// `incarnation` is that in which the position was reached, if the caller knows.
    ///
    /// A follower that does not move the watermark writes nothing, and reads a standby as far as its primary's
    /// watermark has come.
    package init(
        _ store: any SubscriptionStore, _ signal: any LogSignal, after position: Int64,
        of incarnation: UniqueID? = nil, streams: [StreamName]? = nil, limit: Int = 500, movesWatermark: Bool = true,
        notices: Notices = Notices()
    ) {
        precondition(limit > 0, "a batch of no events has no end")
        self.store = store
        self.signal = signal
        self.streams = streams
        self.limit = limit
        self.movesWatermark = movesWatermark
        self.notices = notices
        self.position = position
        self.incarnation = incarnation
    }

    /// The next events, at least one; waits until there are any, and gives nil once the signal was stopped, or when it
    /// may not go on.
    ///
    /// Goes back to what both know when the log has lost its end and says so by its incarnation. Fails with
    /// ``StoreFailure/invalid(_:)`` when the position lies beyond the end of a log that does not.
    package mutating func next() throws(StoreFailure) -> LogBatch? {
        var isOut = false
        while true {
            do throws(StoreFailure) {
                switch try look() {
                case .found(let batch): return batch
                case .mayNotGoOn: return nil
                case .nothing: isOut = false
                }
            } catch {
                guard case .unavailable = error else { throw error }
                if !isOut { notices.onOutage(error) }
                isOut = true
                mustCheckPosition = true
            }
            guard signal.wait() else { return nil }
        }
    }

    private enum Look {
        case found(LogBatch)
        case nothing
        case mayNotGoOn
    }

    /// The next events, when there are any up to the watermark; what cannot be given is read again at the next look.
    private mutating func look() throws(StoreFailure) -> Look {
        let incarnation = try checkedIncarnation()
        if knownEnd <= position { knownEnd = try watermark() }
        let isBehind = position < knownEnd
        let events =
            isBehind ? try store.events(after: position, through: knownEnd, of: streams, limit: limit) : []
        guard try notices.mayGoOn(store) else { return .mayNotGoOn }
        guard isBehind else { return .nothing }
        // A batch that is not full has read everything up to the end that was asked for.
        position = events.count < limit ? knownEnd : events.last?.position ?? knownEnd
        return events.isEmpty ? .nothing : .found(LogBatch(events: events, end: position, incarnation: incarnation))
    }

    private func watermark() throws(StoreFailure) -> Int64 {
        try movesWatermark ? store.advanceWatermark() : store.watermark()
    }

    private mutating func checkedIncarnation() throws(StoreFailure) -> UniqueID {
        if !mustCheckPosition, let incarnation { return incarnation }
        // Whoever moves the watermark finds out first whether the log has come to another server.
        _ = try watermark()
        let present = try store.incarnation()
        if let incarnation, incarnation != present {
            let shared = try store.resume(at: position, of: incarnation)
            if shared < position { notices.onReturn(position, shared) }
            position = shared
        }
        let reach = try store.reach()
        guard position <= max(reach.lastPosition, reach.watermark) else {
            throw .invalid("position \(position) lies beyond the end of the log, \(reach.lastPosition)")
        }
        knownEnd = reach.watermark
        incarnation = present
        mustCheckPosition = false
        return present
    }
}

/// Some events of a log, in order.
package struct LogBatch: Hashable, Sendable {
    package let events: [RecordedEvent]
    /// Up to here nothing is left to be read: at or beyond the last event.
    package let end: Int64
    /// That of the log in which it was read.
    package let incarnation: UniqueID

    package init(events: [RecordedEvent], end: Int64, incarnation: UniqueID) {
        self.events = events
        self.end = end
        self.incarnation = incarnation
    }
}
