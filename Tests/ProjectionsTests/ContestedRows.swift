import EventSourcing

/// Rows that two catch up at once, each too slowly to keep its claim while it reads more than `pace` positions.
///
/// The other one loses its claim as this one does. The log behind them holds gaps only.
final class ContestedRows: EventStore, ProjectionStore {
    private let end: Int64
    private let pace: Int64
    private var position: Int64 = 0
    private var epoch: Int64 = 0
    private var read: Int64 = 0
    /// What was read for each batch, and whether it counted.
    private(set) var batches: [(size: Int64, isApplied: Bool)] = []

    init(end: Int64, pace: Int64) {
        self.end = end
        self.pace = pace
    }

    func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim {
        epoch += 1
        return ProjectionClaim(epoch: epoch, position: position)
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
        guard batches.count < 1000 else { throw .denied("neither ever finishes") }
        let isApplied = claim.epoch == epoch && read <= pace
        batches.append((read, isApplied))
        read = 0
        if isApplied { position = batch.position } else { epoch += 1 }
        return isApplied
    }

    func readLog(
        after position: Int64, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        read += end - position
    }

    func reach() throws(StoreFailure) -> LogReach { LogReach(watermark: end, lastPosition: end) }
    func advanceWatermark() throws(StoreFailure) -> Int64 { end }
    func watermark() throws(StoreFailure) -> Int64 { end }
    func watermark(at time: Timestamp) throws(StoreFailure) -> Int64 { end }
    func command(_ id: UniqueID) throws(StoreFailure) -> JournalEntry? { nil }
    func read(_ streams: [StreamName], through position: Int64?) throws(StoreFailure) -> [RecordedEvent] { [] }
    func append(_ request: AppendRequest) throws(StoreFailure) -> AppendResult { throw .denied("nothing is appended") }
}
