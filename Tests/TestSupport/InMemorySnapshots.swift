package import EventSourcing
import Synchronization

/// The snapshots beside a log in memory.
///
/// That log has one life and loses nothing, so an event that it holds once it holds for good.
final class InMemorySnapshots: Sendable {
    private let kept = Mutex<[StreamName: (snapshot: Snapshot, madeAt: Timestamp)]>([:])

    func snapshot(of stream: StreamName, through position: Int64) -> Snapshot? {
        kept.withLock { $0[stream]?.snapshot }.flatMap { $0.position <= position ? $0 : nil }
    }

    func keep(_ snapshot: Snapshot, at time: Timestamp) -> Bool {
        kept.withLock { kept in
            if let present = kept[snapshot.stream]?.snapshot, present.fold == snapshot.fold,
                present.version >= snapshot.version
            {
                return false
            }
            kept[snapshot.stream] = (snapshot, time)
            return true
        }
    }

    func drop(_ stream: StreamName?) -> Int {
        kept.withLock { kept in
            guard let stream else {
                defer { kept = [:] }
                return kept.count
            }
            return kept.removeValue(forKey: stream) == nil ? 0 : 1
        }
    }

    var all: [(snapshot: Snapshot, madeAt: Timestamp)] {
        kept.withLock { $0.values.sorted { $0.snapshot.stream < $1.snapshot.stream } }
    }
}

extension InMemoryEventStore: SnapshotStore {
    package func readFromSnapshots(
        _ streams: [StreamName], through position: Int64?, _ body: (StreamPart) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        var versions: [StreamName: Int64] = [:]
        for stream in Set(streams).sorted() {
            guard let snapshot = log.snapshots.snapshot(of: stream, through: position ?? .max) else { continue }
            versions[stream] = snapshot.version
            try body(.snapshot(snapshot))
        }
        for event in log.read(streams, through: position) where event.version > versions[event.stream, default: 0] {
            try body(.event(event))
        }
    }

    package func keepSnapshot(_ snapshot: Snapshot) throws(StoreFailure) -> Bool {
        let made = log.read([snapshot.stream], through: snapshot.position).last
        guard let made, made.position == snapshot.position, made.version == snapshot.version,
            made.id == snapshot.eventID
        else { return false }
        return log.snapshots.keep(snapshot, at: made.recordedAt)
    }

    package func dropSnapshots(of stream: StreamName?) throws(StoreFailure) -> Int { log.snapshots.drop(stream) }

    package func snapshots() throws(StoreFailure) -> [SnapshotStanding] {
        log.snapshots.all.map { snapshot, madeAt in
            SnapshotStanding(
                stream: snapshot.stream, version: snapshot.version, position: snapshot.position, fold: snapshot.fold,
                byteCount: snapshot.state.count, madeAt: madeAt,
                headVersion: log.read([snapshot.stream], through: nil).last?.version ?? 0, isHeld: true)
        }
    }
}
