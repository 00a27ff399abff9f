package import EventSourcing

/// A store of one thread that appends through a ``GroupCommit`` which it shares with others, and reads by itself.
package final class GroupedEventStore: EventStore, Register {
    private let groups: GroupCommit
    private let reader: PostgresEventStore

    package init(_ groups: GroupCommit, reader: PostgresEventStore) {
        self.groups = groups
        self.reader = reader
    }

    package func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult {
        do throws(GroupCommit.Failure) {
            return try groups.appendBlocking(request)
        } catch {
            switch error {
            case .store(let failure): throw failure
            case .cancelled: throw .unavailable("appending was stopped before this command was sent")
            }
        }
    }

    package func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] {
        try reader.read(streams, through: position)
    }

    package func read(
        _ streams: [StreamName], through position: Int64?, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try reader.read(streams, through: position, body)
    }

    package func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        try reader.readLog(after: position, through: end, body)
    }

    package func watermark() throws(StoreFailure) -> Int64 { try reader.watermark() }

    package func advanceWatermark() throws(StoreFailure) -> Int64 { try reader.advanceWatermark() }

    package func reach() throws(StoreFailure) -> LogReach { try reader.reach() }

    package func watermark(at time: Timestamp) throws(StoreFailure) -> Int64 { try reader.watermark(at: time) }

    package func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? { try reader.command(id) }

    package func resolve(_ words: String) throws(StoreFailure) -> [RegisterEntry] { try reader.resolve(words) }
}
