import CanonicalJSON
import DomainRecords
package import EventSourcing
package import ReadModels

/// Keeps a read model up to date, and reads it.
package struct Projector<Model: ReadModel> {
    private let log: any EventStore
    private let rows: any ProjectionStore
    private let pause: (Duration) -> Void

    /// How many events go into one transaction at most: bounds memory, whatever the length of the log.
    private let batchSize: Int

    /// `pause` blocks for a while: these are the only moments at which a projector waits.
    package init(
        _ log: any EventStore, _ rows: any ProjectionStore, batchSize: Int = 20_000,
        waitingBy pause: @escaping (Duration) -> Void
    ) {
        self.batchSize = batchSize
        self.log = log
        self.rows = rows
        self.pause = pause
    }

    /// Every row, with everything that was answered before the call: a question never answers from a stale model.
    package func latestRows() throws(StoreFailure) -> [Model.Row] {
        try rows(caughtUpTo: log.completeEnd(waitingBy: pause))
    }

    /// Every row, with everything up to `end`, which must not lie beyond the watermark.
    ///
    /// Others may have moved the rows on from there: they can hold more.
    package func rows(caughtUpTo end: Int64) throws(StoreFailure) -> [Model.Row] {
        try catchUp(to: end)
        return try decode(rows.rows(of: Model.name, keys: nil))
    }

    /// Reads on to the end of the log as it is now.
    ///
    /// Fails with ``StoreFailure/unavailable(_:)`` when an append that stays in flight hides where that is.
    package func catchUp() throws(StoreFailure) {
        try catchUp(to: log.completeEnd(waitingBy: pause))
    }

    /// Another process that does the same at once is waited for, not doubled: if each took the model from the other,
    /// neither would ever finish.
    ///
    /// Whoever loses its claim took longer over a batch than claims last, and takes half as much the next time: of two
    /// that are that slow, each would else lose to the other for ever.
    private func catchUp(to end: Int64) throws(StoreFailure) {
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

    /// False when another has taken the claim over; what was applied by then stands.
    private func fold(
        _ claim: ProjectionClaim, through end: Int64, inBatchesOf size: Int
    ) throws(StoreFailure) -> Bool {
        var claim = claim
        var batch: [RecordedEvent] = []
        func flush(to position: Int64) throws(StoreFailure) -> Bool {
            let changes = try changes(of: batch)
            batch.removeAll(keepingCapacity: true)
            let isApplied = try rows.apply(
                changes, to: Model.name, claim, movingTo: position, keepingClaim: position < end)
            guard isApplied else { return false }
            claim = ProjectionClaim(epoch: claim.epoch, position: position)
            return true
        }
        // Also when there is nothing left to read: the claim is over once something is applied.
        repeat {
            let upTo = max(claim.position, min(end, claim.position + Int64(size)))
            try log.readLog(after: claim.position, through: upTo) { (event) throws(StoreFailure) in
                batch.append(event)
            }
            guard try flush(to: upTo) else { return false }
        } while claim.position < end
        return true
    }

    private func changes(of batch: [RecordedEvent]) throws(StoreFailure) -> [ProjectionChange] {
        let events = try batch.map { (stored) throws(StoreFailure) in try EventCodec.decode(stored) }
        let keys = Set(events.flatMap(Model.keys)).sorted()
        guard !keys.isEmpty else { return [] }
        var folded: [String: Model.Row] = [:]
        for stored in try rows.rows(of: Model.name, keys: keys) {
            folded[stored.key] = try Self.decode(stored)
        }
        for event in events {
            for key in Model.keys(of: event) {
                folded[key] = Model.row(folded[key], under: key, after: event)
            }
        }
        return try keys.map { (key) throws(StoreFailure) in
            ProjectionChange(key: key, body: try folded[key].map { (row) throws(StoreFailure) in try Self.encode(row) })
        }
    }

    func decode(_ stored: [ProjectionRow]) throws(StoreFailure) -> [Model.Row] {
        try stored.map { (row) throws(StoreFailure) in try Self.decode(row) }
    }

    private static func decode(_ stored: ProjectionRow) throws(StoreFailure) -> Model.Row {
        do {
            return try NodeDecoder().decode(
                Model.Row.self, from: Node(parsing: stored.body, limits: ParsingLimits(bytes: 64 << 20)))
        } catch {
            throw .corrupt("the row \(stored.key) of read model \(Model.name.name): \(error)")
        }
    }

    private static func encode(_ row: Model.Row) throws(StoreFailure) -> [UInt8] {
        do { return try CanonicalEncoder().encode(row) } catch {
            throw .corrupt("a row of read model \(Model.name.name) cannot be written: \(error)")
        }
    }
}

/// The rows of a read model folded from the log as it was: what was known at a position, or had happened by a time.
package struct HistoricRows<Model: ReadModel> {
    private let log: any EventStore

    package init(_ log: any EventStore) {
        self.log = log
    }

    package func rows(through position: Int64, validAt: Timestamp?) throws(StoreFailure) -> [Model.Row] {
        var folded: [String: Model.Row] = [:]
        try log.readLog(after: 0, through: position) { (stored) throws(StoreFailure) in
            if let validAt, stored.occurredAt > validAt { return }
            let event = try EventCodec.decode(stored)
            for key in Model.keys(of: event) {
                folded[key] = Model.row(folded[key], under: key, after: event)
            }
        }
        return folded.sorted { $0.key < $1.key }.map(\.value)
    }
}
