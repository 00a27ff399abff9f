package import EventSourcing

/// A store that reads through to another one and keeps what is appended to itself: for a dry run.
///
/// Positions go on after the other store's watermark; nothing is ever written to it.
package final class RehearsalStore: EventStore {
    private let base: any EventStore
    private let clock: () -> Timestamp
    private var events: [RecordedEvent] = []
    private var entries: [UniqueID: JournalEntry] = [:]
    private var contents: [UniqueID: [UInt8]] = [:]

    package init(over base: any EventStore, clock: @escaping () -> Timestamp) {
        self.base = base
        self.clock = clock
    }

    package func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        if let content = contents[request.commandID], content != request.content {
            throw .commandReused(request.commandID)
        }
        if let entry = try command(request.commandID) { return .duplicate(entry) }
        var versions: [StreamName: Int64] = [:]
        let streams = Set(request.expectations.map(\.stream) + request.events.map(\.stream)).sorted()
        for event in try read(streams, through: nil) { versions[event.stream] = event.version }
        for expectation in request.expectations {
            let actual = versions[expectation.stream] ?? 0
            guard expectation.version.accepts(actual) else {
                throw .conflict(expectation.stream, expected: expectation.version, actual: actual)
            }
        }
        let now = clock()
        var placements: [Placement] = []
        for (ordinal, event) in request.events.enumerated() {
            let version = versions[event.stream, default: 0] + 1
            versions[event.stream] = version
            let position = Int64.max / 2 + Int64(events.count)
            events.append(
                RecordedEvent(
                    position: position, stream: event.stream, version: version,
                    id: UniqueID(high: request.commandID.high, low: request.commandID.low &+ UInt64(ordinal)),
                    type: event.type, actor: request.actor, occurredAt: event.occurredAt, recordedAt: now,
                    data: event.data, metadata: event.metadata))
            placements.append(
                Placement(stream: event.stream, type: event.type, version: version, position: position))
        }
        let entry = JournalEntry(
            commandID: request.commandID, command: request.command, actor: request.actor, recordedAt: now,
            rejection: request.rejection, placements: placements)
        entries[request.commandID] = entry
        contents[request.commandID] = request.content
        return .stored(entry)
    }

    package func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        let wanted = Set(streams)
        let own = events.filter { wanted.contains($0.stream) && $0.position <= position ?? .max }
        return try base.read(streams, through: position) + own
    }

    package func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try base.readLog(after: position, through: end, body)
    }

    package func watermark() throws(StoreFailure) -> Int64 { try base.watermark() }
    package func advanceWatermark() throws(StoreFailure) -> Int64 { try base.watermark() }
    package func watermark(at time: Timestamp) throws(StoreFailure) -> Int64 { try base.watermark(at: time) }

    package func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? {
        if let entry = entries[id] { return entry }
        return try base.command(id)
    }
}
