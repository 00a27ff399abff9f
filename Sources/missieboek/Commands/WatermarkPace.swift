import EventSourcing

/// Moves the watermark along with a run of commands, about once a second.
///
/// `--as-of TIME` knows the log by the watermarks that were stored: without this, everything of a long run would seem
/// to have become known at its end.
struct WatermarkPace {
    private let store: any EventStore
    private var last = ContinuousClock.now

    init(_ store: any EventStore) {
        self.store = store
    }

    /// Moves the watermark when the last time is a second ago.
    ///
    /// A failure is left for the next call that matters.
    mutating func step() {
        let now = ContinuousClock.now
        guard now - last >= .seconds(1) else { return }
        last = now
        _ = try? store.advanceWatermark()
    }
}
