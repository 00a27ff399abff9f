import DomainRecords
package import EventSourcing
package import TradeMissions

/// Keeps snapshots of the streams that a bus has loaded, once they have grown enough.
///
/// Best effort: a cache that cannot be written fails nothing.
package struct SnapshotKeeper {
    package let store: any SnapshotStore
    /// How many events a stream has to have grown by since its last snapshot.
    private let interval: Int64

    package init(_ store: any SnapshotStore, every interval: Int64 = 100) {
        precondition(interval > 0, "a snapshot holds at least one event")
        self.store = store
        self.interval = interval
    }

    /// Whether this state is due.
    ///
    /// By an eighth of the last snapshot, too: a state may grow with its stream, and all that is ever written for a
    /// stream then stays within nine times its last state, however long it gets.
    package func isDue(_ entry: Records.Entry) -> Bool {
        entry.version - entry.keptVersion >= max(interval, entry.keptVersion / 8)
    }

    /// The state with what is known of its snapshot afterwards.
    ///
    /// One that could not be kept is not tried again before the stream has grown anew.
    package func keep(_ entry: Records.Entry, of stream: StreamName) -> Records.Entry {
        var kept = entry
        kept.keptVersion = entry.version
        if let snapshot = Snapshot(entry, of: stream) { _ = try? store.keepSnapshot(snapshot) }
        return kept
    }
}
