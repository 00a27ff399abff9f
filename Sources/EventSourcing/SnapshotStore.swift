/// The state of a stream at one of its events, kept so that it need not be folded from the first one.
///
/// Derived: whatever it says, the log says too. It may be lost or thrown away at any time.
package struct Snapshot: Hashable, Sendable {
    package let stream: StreamName
    /// The last event that it holds, in the stream and in the log.
    package let version: Int64
    package let position: Int64
    package let eventID: UniqueID
    /// Stands for the fold that made it: another fold does not use it.
    package let fold: String
    package let state: [UInt8]

    package init(
        stream: StreamName, version: Int64, position: Int64, eventID: UniqueID, fold: String, state: [UInt8]
    ) {
        self.stream = stream
        self.version = version
        self.position = position
        self.eventID = eventID
        self.fold = fold
        self.state = state
    }
}

/// What a stream is folded from.
package enum StreamPart: Hashable, Sendable {
    /// All events up to its version.
    case snapshot(Snapshot)
    case event(RecordedEvent)
}

/// How a snapshot stands beside the log.
package struct SnapshotStanding: Hashable, Sendable {
    package let stream: StreamName
    package let version: Int64
    package let position: Int64
    package let fold: String
    /// How long the stored state is.
    package let byteCount: Int
    package let madeAt: Timestamp
    /// The version of the stream now; 0 when it has no events.
    package let headVersion: Int64
    /// Whether the event it was made at stands in the log as it did then.
    ///
    /// One that is not held is never used.
    package let isHeld: Bool

    package init(
        stream: StreamName, version: Int64, position: Int64, fold: String, byteCount: Int, madeAt: Timestamp,
        headVersion: Int64, isHeld: Bool
    ) {
        self.stream = stream
        self.version = version
        self.position = position
        self.fold = fold
        self.byteCount = byteCount
        self.madeAt = madeAt
        self.headVersion = headVersion
        self.isHeld = isHeld
    }
}

/// The port to a cache of the states of long streams: at most one for each stream, beside the log that it was made of.
///
/// One contract suite holds for every implementation (`SnapshotContract`). Threads as ``EventStore``.
package protocol SnapshotStore: AnyObject {
    /// Hands over what these streams are folded from, as of `position` (the latest when nil): for each stream its
    /// snapshot, when there is one at or before `position`, and then every later event; the events in order of
    /// position, and all of it as one moment saw it.
    ///
    /// A snapshot is left out when the event that it was made at does not stand in the log as it did then: it is of
    /// another log, or of an end that this one has lost.
    func readFromSnapshots(
        _ streams: [StreamName], through position: Int64?, _ body: (StreamPart) throws(StoreFailure) -> Void
    ) throws(StoreFailure)

    /// Keeps a snapshot in the place of the one of its stream.
    ///
    /// False, and nothing kept, when the log does not hold the event it was made at, or when the one that is there is of
    /// the same fold, of the same version or a later one, and can be used.
    func keepSnapshot(_ snapshot: Snapshot) throws(StoreFailure) -> Bool

    /// Throws away the snapshot of a stream, or all; how many there were.
    func dropSnapshots(of stream: StreamName?) throws(StoreFailure) -> Int

    /// The snapshots that are there, in order of stream.
    func snapshots() throws(StoreFailure) -> [SnapshotStanding]
}
