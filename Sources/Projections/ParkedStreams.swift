import DomainRecords
package import EventSourcing
package import ReadModels
import TradeMissions

/// Takes up streams that a read model could not go on with, once this program can.
///
/// A row may be fed by several streams, and the others went on: so the rows that a stream touches are folded anew from
/// all their sources, in the log's order, and replace what is there in one transaction.
///
/// Where the model knows the sources of a row, only these are read. That they are all is not taken on trust: without
/// what is held back they must come to the rows that are there, byte for byte. Where they do not, the whole log is read.
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
        var knowsSources = true
        while true {
            let parked = try rows.parked(of: Model.name).map(\.fault)
            let retried = parked.filter { stream == nil || $0.stream == stream }
            guard !retried.isEmpty else { return RetryOutcome(freed: [], parked: []) }
            switch try retry(retried, of: parked, fromSources: knowsSources) {
            case .done(let outcome): return outcome
            case .overtaken: continue
            case .otherSources: knowsSources = false
            }
        }
    }

    private enum Attempt {
        case done(RetryOutcome)
        /// Others moved on in a way that this did not follow.
        case overtaken
        /// The rows are fed by streams that their sources do not name.
        case otherSources
    }

    /// What was folded without a claim, and still has to be brought to where the claim finds the rows.
    private struct Candidate {
        /// The model was read on to here.
        let start: Int64
        /// Everything that was parked then, and what of it is tried again with some hope.
        let parked: [StreamFault]
        let hopeful: Set<StreamName>
        let keys: Set<String>
        /// What is stopped again by what stopped it.
        let stopped: [StreamFault]
        /// The rows with what was held back; and, where sources were relied on, as they should stand there now.
        var folds: [ModelFold]

        mutating func take(_ stored: RecordedEvent) {
            for index in folds.indices { folds[index].take(stored) }
        }

        mutating func holdBack(_ faults: [StreamFault]) {
            for fault in faults { for index in folds.indices { folds[index].holdBack(fault) } }
        }
    }

    private func retry(
        _ retried: [StreamFault], of parked: [StreamFault], fromSources: Bool
    ) throws(StoreFailure) -> Attempt {
        let start = try rows.standing(of: Model.name).position
        var end = try log.watermark()
        if start > end { end = try log.completeEnd(waitingBy: pause) }
        guard start <= end else {
            throw .corrupt("read model \(Model.name.name) is beyond the end of the log; rebuild it")
        }
        // The long part is done without the claim, so that questions go on.
        let reading = try decodable(retried, after: 0, through: start)
        let hopeful = Set(retried.map(\.stream)).subtracting(reading.stopped.map(\.stream))
        guard !hopeful.isEmpty else { return .done(RetryOutcome(freed: [], parked: reading.stopped)) }
        let sources = fromSources ? try sources(of: reading.keys, and: hopeful, through: start) : nil
        var candidate = Candidate(
            start: start, parked: parked, hopeful: hopeful, keys: reading.keys, stopped: reading.stopped,
            folds: [parked.filter { !hopeful.contains($0.stream) }, parked].prefix(sources == nil ? 1 : 2).map {
                ModelFold(of: Model.self, parked: $0, startingEmpty: true, only: reading.keys)
            })
        try read(sources, through: start) { (stored) throws(StoreFailure) in candidate.take(stored) }

        let claim = try claim()
        do throws(StoreFailure) {
            let attempt = try settle(&candidate, retried, under: claim)
            // Questions need not wait until the claim ends by itself.
            if case .done = attempt {} else { try giveBack(claim) }
            return attempt
        } catch {
            try? giveBack(claim)
            throw error
        }
    }

    /// Brings a candidate to where the claim found the rows, and puts its rows in their place.
    private func settle(
        _ candidate: inout Candidate, _ retried: [StreamFault], under claim: ProjectionClaim
    ) throws(StoreFailure) -> Attempt {
        let (start, hopeful, keys) = (candidate.start, candidate.hopeful, candidate.keys)
        let now = try rows.parked(of: Model.name).map(\.fault)
        let added = now.filter { !candidate.parked.contains($0) }
        let later = try decodable(
            retried.filter { hopeful.contains($0.stream) }, after: start, through: claim.position)
        guard candidate.parked.allSatisfy(now.contains), added.allSatisfy({ $0.position > start }),
            later.keys.isSubset(of: keys)
        else { return .overtaken }
        candidate.holdBack(added)
        // Whoever came meanwhile may have new streams.
        if start < claim.position {
            try log.readLog(after: start, through: claim.position) { (stored) throws(StoreFailure) in
                candidate.take(stored)
            }
        }
        if candidate.folds.count > 1, try !isStored(candidate.folds[1].takeBatch(through: claim.position), for: keys) {
            return .otherSources
        }
        var batch = try candidate.folds[0].takeBatch(through: claim.position)
        if let other = batch.parked.first(where: { !hopeful.contains($0.stream) }) {
            throw .corrupt(
                "\(other.stream.text) was read before and cannot be read now, at \(other.position): "
                    + "\(other.explanation); rebuild \(Model.name.name)")
        }
        // A row that the fold did not make is one that should not be there.
        let made = Set(batch.changes.map(\.key))
        batch.changes += keys.subtracting(made).sorted().map { ProjectionChange(key: $0, body: nil) }
        batch.freed = hopeful.subtracting(batch.parked.map(\.stream)).sorted()
        guard try rows.apply(batch, to: Model.name, claim, keepingClaim: false) else { return .overtaken }
        return .done(RetryOutcome(freed: batch.freed, parked: candidate.stopped + batch.parked))
    }

    private func giveBack(_ claim: ProjectionClaim) throws(StoreFailure) {
        _ = try rows.apply(ProjectionBatch(through: claim.position), to: Model.name, claim, keepingClaim: false)
    }

    /// Whether these changes, made where there is nothing, come to what is stored under these keys.
    private func isStored(_ batch: ProjectionBatch, for keys: Set<String>) throws(StoreFailure) -> Bool {
        var made: [String: [UInt8]] = [:]
        for change in batch.changes { made[change.key] = change.body }
        let stored = try rows.rows(of: Model.name, keys: keys.sorted())
        return batch.parked.isEmpty && made == Dictionary(stored.map { ($0.key, $0.body) }) { first, _ in first }
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
                keys.formUnion(fold.keysTouched(by: stored))
            }
            stopped += fold.takeFaults().filter { $0.position == fault.position }
        }
        return (keys, stopped)
    }

    /// All streams that feed the rows with these keys; nil when that is not known.
    private func sources(
        of keys: Set<String>, and retried: Set<StreamName>, through end: Int64
    ) throws(StoreFailure) -> Set<StreamName>? {
        var next = retried
        for key in keys {
            guard let sources = Model.sources(of: key) else { return nil }
            next.formUnion(sources)
        }
        var known: Set<StreamName> = []
        let decoder = EventDecoder()
        while !next.isEmpty {
            known.formUnion(next)
            var linked: Set<StreamName> = []
            try log.read(next.sorted(), through: end) { (stored) throws(StoreFailure) in
                // What cannot be decoded links nothing: when something is missing for it, the rows differ.
                guard let decoded = try? decoder.decode(stored) else { return }
                linked.formUnion(Model.sources(linkedBy: decoded.event))
            }
            next = linked.subtracting(known)
        }
        return known
    }

    /// Hands over what these streams hold, or the whole log, in order.
    private func read(
        _ sources: Set<StreamName>?, through end: Int64, _ body: (RecordedEvent) throws(StoreFailure) -> Void
    ) throws(StoreFailure) {
        if let sources {
            try log.read(sources.sorted(), through: end, body)
        } else {
            try log.readLog(after: 0, through: end, body)
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
