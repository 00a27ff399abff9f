/// A store in front of another one, which answers for it what is asked of the log as a whole, and of the journal.
///
/// What is appended, and what streams hold, each says for itself: there a store in front has something of its own to say.
package protocol ForwardingEventStore: EventStore {
    /// The other one.
    var base: any EventStore { get }
}

extension ForwardingEventStore {
    package func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try base.readLog(after: position, through: end, body)
    }

    package func watermark() throws(StoreFailure) -> Int64 { try base.watermark() }
    package func advanceWatermark() throws(StoreFailure) -> Int64 { try base.advanceWatermark() }
    package func reach() throws(StoreFailure) -> LogReach { try base.reach() }
    package func watermark(at time: Timestamp) throws(StoreFailure) -> Int64 { try base.watermark(at: time) }
    package func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? { try base.command(id) }
}
