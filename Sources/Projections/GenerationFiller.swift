import EventSourcing
import ReadModels
import TradeMissions

/// Fills a generation from the first event on, in bounded memory.
///
/// Rows stay in memory until there is no more room for them: as long as there is, each is written once.
struct GenerationFiller<Model: ReadModel> {
    private let log: any EventStore
    private let target: Target<Model>
    private var fold: ModelFold
    private(set) var position: Int64 = 0
    private(set) var eventCount = 0
    /// What is known to be in the database.
    private var storedPosition: Int64 = 0
    private var lastSign: ContinuousClock.Instant
    private let now: () -> ContinuousClock.Instant
    /// How many positions are read at a time when rows must be looked up, and rows written at a time.
    private let batchSize: Int

    init(
        _ log: any EventStore, _ rows: any GenerationStore, byteLimit: Int, batchSize: Int,
        now: @escaping () -> ContinuousClock.Instant
    ) throws(StoreFailure) {
        self.log = log
        self.batchSize = batchSize
        self.now = now
        fold = ModelFold(of: Model.self, parked: [], startingEmpty: true, byteLimit: byteLimit)
        lastSign = now()
        target = Target(rows: rows, generation: try rows.beginGeneration(of: Model.name))
    }

    var generation: Int64 { target.generation }

    /// Reads on to a position that is not beyond the watermark; `report` is told now and then where it is.
    mutating func fill(to end: Int64, _ report: (Int64) -> Void) throws(StoreFailure) {
        while position < end {
            let upTo = min(end, position + Int64(fold.knowsEveryRow ? 4 * batchSize : batchSize))
            let target = target
            eventCount += try fold.read(log, after: position, through: upTo) { (keys) throws(StoreFailure) in
                try target.rows(under: keys)
            }
            position = upTo
            if fold.isOverfull {
                try store()
                fold.trim()
            }
            try giveSign()
            report(position)
        }
    }

    /// Writes what has changed: afterwards the generation holds everything up to ``position``.
    mutating func store() throws(StoreFailure) {
        let target = target
        try fold.takeBatches(through: position, ofSize: batchSize) { (batch) throws(StoreFailure) in
            try target.fill(with: batch)
        }
        storedPosition = position
        lastSign = now()
    }

    /// An empty batch each second: whoever sweeps drops generations that are silent for long.
    private mutating func giveSign() throws(StoreFailure) {
        guard now() - lastSign > .seconds(1) else { return }
        try target.fill(with: ProjectionBatch(through: storedPosition))
        lastSign = now()
    }
}

/// The generation that a batch goes to.
private struct Target<Model: ReadModel> {
    let rows: any GenerationStore
    let generation: Int64

    func rows(under keys: [String]) throws(StoreFailure) -> [ProjectionRow] {
        try rows.rows(of: Model.name, in: generation, keys: keys)
    }

    func fill(with batch: ProjectionBatch) throws(StoreFailure) {
        guard try rows.fill(generation, of: Model.name, with: batch) else {
            throw .unavailable(
                "generation \(generation) of \(Model.name.name) was dropped: it had given no sign of life; start again")
        }
    }
}
