import EventSourcing

/// A log with one event, whose watermark does not reach it while an append is stuck.
final class StuckLog: EventStore {
    var isStuck = false

    func reach() throws(StoreFailure) -> LogReach { LogReach(watermark: 0, lastPosition: 1) }
    func advanceWatermark() throws(StoreFailure) -> Int64 { isStuck ? 0 : 1 }
    func watermark() throws(StoreFailure) -> Int64 { 0 }
    func watermark(at time: Timestamp) throws(StoreFailure) -> Int64 { 0 }
    func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? { nil }
    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] { [] }
    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { throw .denied("nothing is appended") }
    func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {}
}

/// Rows that nobody reads.
final class NoRows: ProjectionStore {
    private var position: Int64 = 0

    func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim {
        ProjectionClaim(epoch: 1, position: position)
    }

    func standing(of model: ProjectionName) throws(StoreFailure) -> ProjectionStanding {
        ProjectionStanding(position: position, isClaimed: false)
    }

    func contents(of model: ProjectionName) throws(StoreFailure) -> ProjectionContents {
        ProjectionContents(rows: [], parked: [])
    }
    func rows(of model: ProjectionName, keys: [String]) throws(StoreFailure) -> [ProjectionRow] { [] }
    func parked(of model: ProjectionName) throws(StoreFailure) -> [ParkedStream] { [] }

    func apply(
        _ batch: ProjectionBatch, to model: ProjectionName, _ claim: ProjectionClaim, keepingClaim: Bool
    ) throws(StoreFailure) -> Bool {
        position = batch.position
        return true
    }
}
