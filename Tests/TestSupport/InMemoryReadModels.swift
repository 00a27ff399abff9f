package import EventSourcing
import Synchronization

/// The rows of read models beside a log in memory, with who may change them.
final class InMemoryReadModels: Sendable {
    private let models = Mutex<[ProjectionName: InMemoryReadModel]>([:])
    private let now: @Sendable () -> Timestamp

    init(now: @escaping @Sendable () -> Timestamp) {
        self.now = now
    }

    /// The model as it stands; nil when nobody ever claimed it.
    func model(_ name: ProjectionName) -> InMemoryReadModel? { models.withLock { $0[name] } }

    func standing(of name: ProjectionName) -> ProjectionStanding {
        models.withLock { $0[name]?.standing(at: now()) } ?? ProjectionStanding(position: 0, isClaimed: false)
    }

    func claim(_ name: ProjectionName) -> ProjectionClaim {
        models.withLock { $0[name, default: InMemoryReadModel()].claim(at: now()) }
    }

    func apply(
        _ batch: ProjectionBatch, to name: ProjectionName, _ claim: ProjectionClaim, keepingClaim: Bool
    ) throws(StoreFailure) -> Bool {
        try models.withLock { models throws(StoreFailure) in
            guard var model = models[name], model.epoch == claim.epoch else { return false }
            // A copy: a batch that fails half way leaves what was there.
            try model.apply(batch, claim, keepingClaim: keepingClaim, at: now())
            models[name] = model
            return true
        }
    }
}

/// One read model.
struct InMemoryReadModel {
    private(set) var epoch: Int64 = 0
    private(set) var position: Int64 = 0
    private(set) var bodies: [String: [UInt8]] = [:]
    private var faults: [StreamName: ParkedStream] = [:]
    private var claimedAt = Timestamp(microseconds: 0)
    private var appliedAt: Timestamp?

    /// A log in memory has one life: no model is ahead of it.
    func standing(at time: Timestamp) -> ProjectionStanding {
        // A clock that stands still has not come to the end of a microsecond.
        let isFresh = claimedAt > time.adding(seconds: -5) && claimedAt.microseconds <= time.microseconds + 1
        return ProjectionStanding(
            position: position, isClaimed: isFresh && appliedAt.map { claimedAt > $0 } ?? true)
    }

    /// In order of key, which is that of bytes.
    var rows: [ProjectionRow] { rows(Array(bodies.keys)) }

    func rows(_ keys: [String]) -> [ProjectionRow] {
        Set(keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .compactMap { key in bodies[key].map { ProjectionRow(key: key, body: $0) } }
    }

    var parked: [ParkedStream] { faults.values.sorted { $0.fault.stream < $1.fault.stream } }

    mutating func claim(at time: Timestamp) -> ProjectionClaim {
        epoch += 1
        claimedAt = time
        return ProjectionClaim(epoch: epoch, position: position)
    }

    mutating func apply(
        _ batch: ProjectionBatch, _ claim: ProjectionClaim, keepingClaim: Bool, at time: Timestamp
    ) throws(StoreFailure) {
        guard claim.position == position, batch.position >= position else {
            throw .corrupt("the model is at \(position), not at \(claim.position), and goes on to \(batch.position)")
        }
        position = batch.position
        appliedAt = time
        if keepingClaim { claimedAt = Timestamp(microseconds: time.microseconds + 1) }
        for change in batch.changes { bodies[change.key] = change.body }
        for stream in batch.freed { faults[stream] = nil }
        for fault in batch.parked { faults[fault.stream] = ParkedStream(fault, at: time) }
    }
}

extension InMemoryEventStore: ProjectionStore {
    package func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim { log.readModels.claim(model) }

    package func standing(of model: ProjectionName) throws(StoreFailure) -> ProjectionStanding {
        log.readModels.standing(of: model)
    }

    package func contents(of model: ProjectionName) throws(StoreFailure) -> ProjectionContents {
        let stored = log.readModels.model(model) ?? InMemoryReadModel()
        return ProjectionContents(rows: stored.rows, parked: stored.parked)
    }

    package func rows(of model: ProjectionName, keys: [String]) throws(StoreFailure) -> [ProjectionRow] {
        log.readModels.model(model)?.rows(keys) ?? []
    }

    package func parked(of model: ProjectionName) throws(StoreFailure) -> [ParkedStream] {
        log.readModels.model(model)?.parked ?? []
    }

    package func apply(
        _ batch: ProjectionBatch, to model: ProjectionName, _ claim: ProjectionClaim, keepingClaim: Bool
    ) throws(StoreFailure) -> Bool {
        try log.readModels.apply(batch, to: model, claim, keepingClaim: keepingClaim)
    }
}
