package import EventSourcing

/// A store of one thread that appends through a ``GroupCommit`` which it shares with others, and reads by itself.
package final class GroupedEventStore: ForwardingEventStore, Register, TextSealing {
    private let groups: GroupCommit
    private let reader: PostgresEventStore

    package var base: any EventStore { reader }

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

    package func resolve(_ words: String) throws(StoreFailure) -> [RegisterEntry] { try reader.resolve(words) }

    package func formerBearers(of name: String) throws(StoreFailure) -> [RegisterEntry] {
        try reader.formerBearers(of: name)
    }

    package func sealed(_ text: ConfidentialText, makingKey: Bool) throws(StoreFailure) -> [UInt8]? {
        try reader.sealed(text, makingKey: makingKey)
    }
}
