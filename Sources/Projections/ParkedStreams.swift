package import EventSourcing
package import ReadModels
import TradeMissions

/// Takes up streams that a read model could not go on with, once this program can.
///
/// A row may be fed by several streams, and the others went on: so the rows that a stream touches are folded anew from
/// the log, in the log's order, and replace what is there in one transaction.
package struct ParkedStreams<Model: ReadModel> {
    private let log: any EventStore
    private let rows: any ProjectionStore
    private let pause: (Duration) -> Void

    package init(_ log: any EventStore, _ rows: any ProjectionStore, waitingBy pause: @escaping (Duration) -> Void) {
        self.log = log
        self.rows = rows
        self.pause = pause
    }

    /// Tries this stream again, or all: which are free now, and which are not, with what stopped them this time.
    package func retry(_ stream: StreamName? = nil) throws(StoreFailure) -> RetryOutcome {
        while true {
            let parked = try rows.parked(of: Model.name).map(\.fault)
            let retried = parked.filter { stream == nil || $0.stream == stream }
            guard !retried.isEmpty else { return RetryOutcome(freed: [], parked: []) }
            if let outcome = try retry(retried, of: parked) { return outcome }
        }
    }

    /// Nil when others moved on in a way that this did not follow.
    private func retry(_ retried: [StreamFault], of parked: [StreamFault]) throws(StoreFailure) -> RetryOutcome? {
        let start = try rows.standing(of: Model.name).position
        guard start <= (try log.watermark()) else {
            throw .corrupt("read model \(Model.name.name) is beyond the end of the log; rebuild it")
        }
        // The long part is done without the claim, so that questions go on.
        let reading = try decodable(retried, after: 0, through: start)
        let hopeful = Set(retried.map(\.stream)).subtracting(reading.stopped.map(\.stream))
        guard !hopeful.isEmpty else { return RetryOutcome(freed: [], parked: reading.stopped) }
        var fold = ModelFold(
            of: Model.self, parked: parked.filter { !hopeful.contains($0.stream) }, startingEmpty: true,
            only: reading.keys)
        try read(into: &fold, after: 0, through: start)

        let claim = try claim()
        let now = try rows.parked(of: Model.name).map(\.fault)
        let added = now.filter { !parked.contains($0) }
        let later = try decodable(retried.filter { hopeful.contains($0.stream) }, after: start, through: claim.position)
        guard parked.allSatisfy(now.contains), added.allSatisfy({ $0.position > start }),
            later.keys.isSubset(of: reading.keys)
        else {
            _ = try rows.apply(ProjectionBatch(through: claim.position), to: Model.name, claim, keepingClaim: false)
            return nil
        }
        for fault in added { fold.holdBack(fault) }
        try read(into: &fold, after: start, through: claim.position)

        var batch = try fold.takeBatch(through: claim.position)
        if let other = batch.parked.first(where: { !hopeful.contains($0.stream) }) {
            throw .corrupt(
                "\(other.stream.text) was read before and cannot be read now, at \(other.position): "
                    + "\(other.explanation); rebuild \(Model.name.name)")
        }
        // A row that the fold did not make is one that should not be there.
        let made = Set(batch.changes.map(\.key))
        batch.changes += reading.keys.subtracting(made).sorted().map { ProjectionChange(key: $0, body: nil) }
        batch.freed = hopeful.subtracting(batch.parked.map(\.stream)).sorted()
        guard try rows.apply(batch, to: Model.name, claim, keepingClaim: false) else { return nil }
        return RetryOutcome(freed: batch.freed, parked: reading.stopped + batch.parked)
    }

    /// The keys of the rows that held back events touch, as far as these can be decoded; and the streams that are
    /// stopped again by the very event that stopped them.
    private func decodable(
        _ faults: [StreamFault], after start: Int64, through end: Int64
    ) throws(StoreFailure) -> (keys: Set<String>, stopped: [StreamFault]) {
        guard start < end else { return ([], []) }
        var keys: Set<String> = []
        var stopped: [StreamFault] = []
        for fault in faults {
            var fold = ModelFold(of: Model.self, parked: [], startingEmpty: true)
            for stored in try log.read([fault.stream], through: end)
            where stored.position >= fault.position && stored.position > start {
                if let event = fold.admit(stored) { keys.formUnion(Model.keys(of: event)) }
            }
            stopped += fold.takeFaults().filter { $0.position == fault.position }
        }
        return (keys, stopped)
    }

    private func read(
        into fold: inout ModelFold, after start: Int64, through end: Int64
    ) throws(StoreFailure) {
        try log.readLog(after: start, through: end) { (stored) throws(StoreFailure) in
            if let event = fold.admit(stored) { fold.apply(event) }
        }
    }

    private func claim() throws(StoreFailure) -> ProjectionClaim {
        while try rows.standing(of: Model.name).isClaimed { pause(.milliseconds(5)) }
        return try rows.claim(Model.name)
    }
}

/// What came of trying again.
package struct RetryOutcome: Hashable, Sendable {
    /// These take part again, with everything that was held back.
    package let freed: [StreamName]
    /// These are still parked, each at what stopped it this time.
    package let parked: [StreamFault]

    package init(freed: [StreamName], parked: [StreamFault]) {
        (self.freed, self.parked) = (freed, parked)
    }
}
