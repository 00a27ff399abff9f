package import EventSourcing
package import ReadModels
import TradeMissions

/// Keeps a read model up to date, and reads it.
package struct Projector<Model: ReadModel> {
    private let log: any EventStore
    private let rows: any ProjectionStore
    private let pause: (Duration) -> Void
    private let report: (CatchUpProgress) -> Void

    /// How many events are in memory at most: bounds that, whatever the length of the log.
    private let batchSize: Int
    private let byteLimit: Int

    /// `byteLimit` bounds the rows in memory; `pause` blocks for a while: these are the only moments at which a projector
    /// waits.
    ///
    /// `report` is told where the rows are: at first, after each batch, and while another moves them on.
    package init(
        _ log: any EventStore, _ rows: any ProjectionStore, byteLimit: Int = 32 << 20, batchSize: Int = 10_000,
        waitingBy pause: @escaping (Duration) -> Void,
        reportingTo report: @escaping (CatchUpProgress) -> Void = { _ in }
    ) {
        self.byteLimit = byteLimit
        self.batchSize = batchSize
        self.log = log
        self.rows = rows
        self.pause = pause
        self.report = report
    }

    /// Everything that was answered before the call: a question never answers from a stale model.
    package func latest() throws(StoreFailure) -> ModelContents<Model.Row> {
        try contents(caughtUpTo: log.completeEnd(waitingBy: pause))
    }

    /// Everything up to `end`, which must not lie beyond the watermark.
    ///
    /// Others may have moved the rows on from there: they can hold more.
    package func contents(caughtUpTo end: Int64) throws(StoreFailure) -> ModelContents<Model.Row> {
        try catchUp(to: end)
        return try decode(rows.contents(of: Model.name))
    }

    func decode(_ stored: ProjectionContents) throws(StoreFailure) -> ModelContents<Model.Row> {
        ModelContents(
            rows: try stored.rows.map { (row) throws(StoreFailure) in try RowCoding<Model>.decode(row) },
            heldBack: stored.parked.map(\.fault))
    }

    /// Reads on to the end of the log as it is now.
    ///
    /// Fails with ``StoreFailure/unavailable(_:)`` when an append that stays in flight hides where that is.
    package func catchUp() throws(StoreFailure) {
        try catchUp(to: log.completeEnd(waitingBy: pause))
    }

    /// Reads on to a position that is not beyond the watermark.
    ///
    /// Another process that does the same at once is waited for, not doubled: if each took the model from the other,
    /// neither would ever finish.
    ///
    /// Whoever loses its claim took longer over a batch than claims last, and takes half as much the next time: of two
    /// that are that slow, each would else lose to the other for ever.
    package func catchUp(to end: Int64) throws(StoreFailure) {
        var limit = Int64.max
        var start: Int64?
        while true {
            let standing = try rows.standing(of: Model.name)
            guard standing.position < end else { return }
            let progress = CatchUpProgress(start: start ?? standing.position, position: standing.position, end: end)
            start = progress.start
            report(progress)
            if standing.isClaimed {
                pause(.milliseconds(5))
            } else if let next = try fold(rows.claim(Model.name), progress, inBatchesOf: limit) {
                limit = next
            }
        }
    }

    /// As the other, and gives the claim back when it fails: nobody has to wait for it to end by itself.
    private func fold(
        _ claim: ProjectionClaim, _ progress: CatchUpProgress, inBatchesOf limit: Int64
    ) throws(StoreFailure) -> Int64? {
        var claim = claim
        do throws(StoreFailure) {
            return try fold(&claim, progress, inBatchesOf: limit)
        } catch {
            // Whoever cannot be reached now will not be in a moment; the claim ends by itself.
            if case .unavailable = error { throw error }
            // An empty batch ends the claim; the first failure says more than a second one.
            let empty = ProjectionBatch(through: claim.position)
            _ = try? rows.apply(empty, to: Model.name, claim, keepingClaim: false)
            throw error
        }
    }

    /// How much to read at a time from now on, when a batch was lost to another who took the claim over.
    ///
    /// Half of that batch, since it may have taken too long; but little is lost for other reasons. What was applied by
    /// then stands. Nil when the end was reached.
    private func fold(
        _ claim: inout ProjectionClaim, _ progress: CatchUpProgress, inBatchesOf limit: Int64
    ) throws(StoreFailure) -> Int64? {
        let end = progress.end
        // While the claim holds, nobody else changes rows: what is at hand stays true. A model that has read nothing has
        // no rows.
        var fold = ModelFold(
            of: Model.self, parked: try rows.parked(of: Model.name).map(\.fault), startingEmpty: claim.position == 0,
            byteLimit: byteLimit)
        // Also when there is nothing left to read: the claim is over once something is applied.
        repeat {
            let size = min(limit, Int64(fold.knowsEveryRow ? Self.directReading * batchSize : batchSize))
            let upTo = max(claim.position, min(end, claim.position + size))
            _ = try fold.read(log, after: claim.position, through: upTo) { (keys) throws(StoreFailure) in
                try rows.rows(of: Model.name, keys: keys)
            }
            let batch = try fold.takeBatch(through: upTo)
            guard try rows.apply(batch, to: Model.name, claim, keepingClaim: upTo < end) else {
                return max((upTo - claim.position) / 2, Int64(batchSize / 16), 1)
            }
            claim = ProjectionClaim(epoch: claim.epoch, position: upTo)
            fold.trim()
            report(CatchUpProgress(start: progress.start, position: upTo, end: end))
        } while claim.position < end
        return nil
    }

    /// How many times as much is read at a time where no event has to be kept until the rows that it touches are loaded.
    ///
    /// A row that changes all along is then written a quarter as often.
    private static var directReading: Int { 4 }
}

/// How far a model's rows are on their way to where they are wanted.
package struct CatchUpProgress: Hashable, Sendable {
    /// Where they were at first.
    package let start: Int64
    package let position: Int64
    package let end: Int64

    package init(start: Int64, position: Int64, end: Int64) {
        (self.start, self.position, self.end) = (start, position, end)
    }
}
