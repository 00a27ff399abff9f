package import EventSourcing
package import ReadModels
import TradeMissions

/// Keeps a read model up to date, and reads it.
package struct Projector<Model: ReadModel> {
    private let log: any EventStore
    private let rows: any ProjectionStore
    private let pause: (Duration) -> Void

    /// How many events go into one transaction at most: bounds memory, whatever the length of the log.
    private let batchSize: Int

    /// `pause` blocks for a while: these are the only moments at which a projector waits.
    package init(
        _ log: any EventStore, _ rows: any ProjectionStore, batchSize: Int = 10_000,
        waitingBy pause: @escaping (Duration) -> Void
    ) {
        self.batchSize = batchSize
        self.log = log
        self.rows = rows
        self.pause = pause
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
        var size = batchSize
        while true {
            let standing = try rows.standing(of: Model.name)
            guard standing.position < end else { return }
            if standing.isClaimed {
                pause(.milliseconds(5))
            } else if try !fold(rows.claim(Model.name), through: end, inBatchesOf: size) {
                size = max(1, size / 2)
            }
        }
    }

    /// As the other, and gives the claim back when it fails: nobody has to wait for it to end by itself.
    private func fold(
        _ claim: ProjectionClaim, through end: Int64, inBatchesOf size: Int
    ) throws(StoreFailure) -> Bool {
        var claim = claim
        do throws(StoreFailure) {
            return try fold(&claim, through: end, inBatchesOf: size)
        } catch {
            // Whoever cannot be reached now will not be in a moment; the claim ends by itself.
            if case .unavailable = error { throw error }
            // An empty batch ends the claim; the first failure says more than a second one.
            let empty = ProjectionBatch(through: claim.position)
            _ = try? rows.apply(empty, to: Model.name, claim, keepingClaim: false)
            throw error
        }
    }

    /// False when another has taken the claim over; what was applied by then stands.
    private func fold(
        _ claim: inout ProjectionClaim, through end: Int64, inBatchesOf size: Int
    ) throws(StoreFailure) -> Bool {
        // While the claim holds, nobody else changes rows: what is at hand stays true.
        var fold = ModelFold(
            of: Model.self, parked: try rows.parked(of: Model.name).map(\.fault), startingEmpty: false,
            byteLimit: 32 << 20)
        // Also when there is nothing left to read: the claim is over once something is applied.
        repeat {
            let upTo = max(claim.position, min(end, claim.position + Int64(size)))
            var events: [Recorded<DomainEvent>] = []
            try log.readLog(after: claim.position, through: upTo) { (stored) throws(StoreFailure) in
                if let event = fold.admit(stored) { events.append(event) }
            }
            let missing = fold.missingKeys(for: events)
            if !missing.isEmpty { try fold.load(rows.rows(of: Model.name, keys: missing), forKeys: missing) }
            for event in events { fold.apply(event) }
            let batch = try fold.takeBatch(through: upTo)
            guard try rows.apply(batch, to: Model.name, claim, keepingClaim: upTo < end) else { return false }
            claim = ProjectionClaim(epoch: claim.epoch, position: upTo)
            fold.trim()
        } while claim.position < end
        return true
    }
}
