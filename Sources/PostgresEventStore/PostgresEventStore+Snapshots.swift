package import EventSourcing
import PostgresClient

extension PostgresEventStore: SnapshotStore {
    package func readFromSnapshots(
        _ streams: [StreamName], through position: Int64?, _ body: (StreamPart) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        // A stream that is named twice would else be handed over twice.
        let statement = ReadFromSnapshots(streams: Set(streams).sorted(), through: position ?? .max)
        try handingOver { (connection) throws(CopyFailure<StoreFailure>) in
            try connection.stream(statement, body)
        }
    }

    package func keepSnapshot(_ snapshot: Snapshot) throws(StoreFailure) -> Bool {
        try reading { (connection) throws(PostgresError) in
            try connection.executeOne(KeepSnapshot(snapshot: snapshot))
        }
    }

    package func dropSnapshots(of stream: StreamName?) throws(StoreFailure) -> Int {
        let count = try reading { (connection) throws(PostgresError) in
            try connection.executeOne(DropSnapshots(stream: stream))
        }
        return Int(count)
    }

    package func snapshots() throws(StoreFailure) -> [SnapshotStanding] {
        try reading { (connection) throws(PostgresError) in try connection.execute(ReadSnapshotStandings()) }
    }
}
