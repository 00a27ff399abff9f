import EventSourcing
import TestSupport

/// One asker's connection to the rows in memory, with the faults of a simulation.
final class FaultyRows: ProjectionStore {
    private let store: InMemoryEventStore
    private let faults: Faults

    init(_ log: InMemoryLog, _ faults: Faults) {
        store = InMemoryEventStore(log)
        self.faults = faults
    }

    func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim {
        try faults.beforeReading()
        let claim = try store.claim(model)
        // The answer is lost: claimed, and nobody knows.
        try faults.beforeReading()
        return claim
    }

    func standing(of model: ProjectionName) throws(StoreFailure) -> ProjectionStanding {
        try faults.beforeReading()
        return try store.standing(of: model)
    }

    func contents(of model: ProjectionName) throws(StoreFailure) -> ProjectionContents {
        try faults.beforeReading()
        return try store.contents(of: model)
    }

    func rows(of model: ProjectionName, keys: [String]) throws(StoreFailure) -> [ProjectionRow] {
        try faults.beforeReading()
        return try store.rows(of: model, keys: keys)
    }

    func parked(of model: ProjectionName) throws(StoreFailure) -> [ParkedStream] {
        try faults.beforeReading()
        return try store.parked(of: model)
    }

    /// The asker dies before it, or loses the answer; or others ask first, and find it at work.
    func apply(
        _ batch: ProjectionBatch, to model: ProjectionName, _ claim: ProjectionClaim, keepingClaim: Bool
    ) throws(StoreFailure) -> Bool {
        if faults.chance.once(in: 20) { throw .unavailable("simulated") }
        if faults.chance.once(in: 3) { faults.letAnotherAskFirst() }
        try faults.beforeReading()
        let isLost = faults.chance.once(in: 20)
        var batch = batch
        if isLost, faults.sabotage == .forgetsCheckpoints { batch.position = claim.position }
        var isApplied = try store.apply(batch, to: model, claim, keepingClaim: keepingClaim)
        if !isApplied { isApplied = try applyOvertaken(batch, to: model) }
        if isLost { throw .unavailable("simulated, with effect") }
        return isApplied
    }

    private func applyOvertaken(_ batch: ProjectionBatch, to model: ProjectionName) throws(StoreFailure) -> Bool {
        faults.batchesOvertaken += 1
        guard faults.sabotage == .forgetsOwners else { return false }
        let claim = try store.claim(model)
        var batch = batch
        batch.position = max(batch.position, claim.position)
        return try store.apply(batch, to: model, claim, keepingClaim: true)
    }
}
