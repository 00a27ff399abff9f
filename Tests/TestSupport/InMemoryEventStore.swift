package import EventSourcing

/// The event store of tests that need no database.
///
/// ``EventStoreContract`` holds for it as for PostgreSQL's.
package final class InMemoryEventStore: EventStore, Register, TextSealing {
    /// Called before each append, outside the lock: the place to let somebody else append first, or to fail.
    package var beforeAppend: (() throws(StoreFailure) -> Void)?
    /// Called after each append that was stored: the place to lose the answer.
    package var afterAppend: (() throws(StoreFailure) -> Void)?

    /// What was stored through this instance, in order: to be given to another store.
    package private(set) var storedRequests: [AppendRequest] = []

    let log: InMemoryLog

    package init(_ log: InMemoryLog = InMemoryLog()) {
        self.log = log
    }

    package func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        try beforeAppend?()
        let result = try log.append(request)
        if case .stored = result { storedRequests.append(request) }
        try afterAppend?()
        return result
    }

    package func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        log.read(streams, through: position)
    }

    package func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        for event in try log.events(after: position, through: end) { try body(event) }
    }

    package func watermark() throws(StoreFailure) -> Int64 { log.watermark }

    package func advanceWatermark() throws(StoreFailure) -> Int64 { log.advanceWatermark() }

    package func reach() throws(StoreFailure) -> LogReach {
        LogReach(watermark: log.watermark, lastPosition: log.lastPosition)
    }

    package func watermark(at time: Timestamp) throws(StoreFailure) -> Int64 { log.watermark(at: time) }

    package func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? { log.command(id) }

    package func resolve(_ words: String) throws(StoreFailure) -> [RegisterEntry] {
        let present = log.registerEntries.filter { $0.answers(to: words) }
        guard present.isEmpty else { return present }
        return try formerBearers(of: words)
    }

    package func formerBearers(of name: String) throws(StoreFailure) -> [RegisterEntry] {
        let bearers = Set(log.enteredEntries.filter { $0.isNamed(name) }.map(\.id))
        return log.registerEntries.filter { bearers.contains($0.id) && !$0.isNamed(name) }
    }

    package func sealed(_ text: ConfidentialText, makingKey: Bool) throws(StoreFailure) -> [UInt8]? {
        log.sealed(text, makingKey: makingKey)
    }
}
