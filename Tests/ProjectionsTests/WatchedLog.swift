import EventSourcing

/// A log that tells what was read of it, and in which something can happen the first time that streams are read.
final class WatchedLog: ForwardingEventStore {
    let base: any EventStore
    private let meddle: () throws -> Void
    private var hasMeddled = false
    private(set) var streams: Set<StreamName> = []
    /// What was read of the log as a whole.
    private(set) var stretches: [ClosedRange<Int64>] = []

    init(_ base: any EventStore, _ meddle: @escaping () throws -> Void = {}) {
        (self.base, self.meddle) = (base, meddle)
    }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        self.streams.formUnion(streams)
        let events = try base.read(streams, through: position)
        if !hasMeddled {
            hasMeddled = true
            do { try meddle() } catch { throw .corrupt("\(error)") }
        }
        return events
    }

    func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        stretches.append(position + 1...end)
        try base.readLog(after: position, through: end, body)
    }

    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { try base.append(request) }
}

/// The log as a release sees it that does not know some events.
final class EarlierRelease: ForwardingEventStore {
    let base: any EventStore
    private let unknown: Set<Int64>

    /// `unknown` holds the positions of what it does not know.
    init(_ base: any EventStore, unknown: Set<Int64>) {
        (self.base, self.unknown) = (base, unknown)
    }

    func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try base.readLog(after: position, through: end) { (event) throws(StoreFailure) in
            guard unknown.contains(event.position) else { return try body(event) }
            try body(
                RecordedEvent(
                    position: event.position, stream: event.stream, version: event.version, id: event.id,
                    type: "NotYetThoughtOf", actor: event.actor, occurredAt: event.occurredAt,
                    recordedAt: event.recordedAt, data: event.data, metadata: event.metadata))
        }
    }

    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        throw .denied("this release only catches up")
    }
    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { try base.append(request) }
}
