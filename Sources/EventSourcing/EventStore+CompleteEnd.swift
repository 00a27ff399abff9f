extension EventStore {
    /// A watermark that covers every append that was answered before the call: the end of the log as it is now.
    ///
    /// One attempt at the watermark may be in vain while appends are in flight: it is tried again, ever more seldom.
    /// Fails with ``StoreFailure/unavailable(_:)`` when an append that stays in flight hides where the end is.
    /// `reach` is how far the log reaches, when that was read since the question was asked. `pause` blocks for a while:
    /// these are the only moments at which this waits.
    package func completeEnd(
        knowing reach: LogReach? = nil, waitingBy pause: (Duration) -> Void
    ) throws(StoreFailure) -> Int64 {
        // Longer than the server lets an append stay open and idle.
        let patience = Duration.seconds(12)
        let reach = if let reach { reach } else { try self.reach() }
        if reach.isComplete { return reach.watermark }
        var waited = Duration.zero
        var next = Duration.milliseconds(5)
        while true {
            let watermark = try advanceWatermark()
            if watermark >= reach.lastPosition { return watermark }
            guard waited < patience else {
                throw .unavailable("an append has been in flight for \(waited); ask again")
            }
            pause(next)
            waited += next
            next = min(next * 2, .milliseconds(500))
        }
    }
}
