import EventSourcing
import PostgresEventStore

/// A store of rows at whose every call something can happen: before it, as when its process is killed, or after it.
final class WatchedGenerations: GenerationStore {
    private let base: PostgresEventStore
    private let before: (Int) throws -> Void
    /// How many calls there were.
    private(set) var count = 0

    init(_ base: PostgresEventStore, before: @escaping (Int) throws -> Void) {
        (self.base, self.before) = (base, before)
    }

    private func watched<Value>(_ call: () throws(StoreFailure) -> Value) throws(StoreFailure) -> Value {
        count += 1
        do { try before(count) } catch { throw .unavailable("\(error)") }
        return try call()
    }

    func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim {
        try watched { () throws(StoreFailure) in try base.claim(model) }
    }

    func standing(of model: ProjectionName) throws(StoreFailure) -> ProjectionStanding {
        try watched { () throws(StoreFailure) in try base.standing(of: model) }
    }

    func contents(of model: ProjectionName) throws(StoreFailure) -> ProjectionContents {
        try watched { () throws(StoreFailure) in try base.contents(of: model) }
    }

    func rows(of model: ProjectionName, keys: [String]) throws(StoreFailure) -> [ProjectionRow] {
        try watched { () throws(StoreFailure) in try base.rows(of: model, keys: keys) }
    }

    func parked(of model: ProjectionName) throws(StoreFailure) -> [ParkedStream] {
        try watched { () throws(StoreFailure) in try base.parked(of: model) }
    }

    func apply(
        _ batch: ProjectionBatch, to model: ProjectionName, _ claim: ProjectionClaim, keepingClaim: Bool
    ) throws(StoreFailure) -> Bool {
        try watched { () throws(StoreFailure) in
            try base.apply(batch, to: model, claim, keepingClaim: keepingClaim)
        }
    }

    func beginGeneration(of model: ProjectionName) throws(StoreFailure) -> Int64 {
        try watched { () throws(StoreFailure) in try base.beginGeneration(of: model) }
    }

    func fill(
        _ generation: Int64, of model: ProjectionName, with batch: ProjectionBatch
    ) throws(StoreFailure) -> Bool {
        try watched { () throws(StoreFailure) in try base.fill(generation, of: model, with: batch) }
    }

    func rows(
        of model: ProjectionName, in generation: Int64, keys: [String]
    ) throws(StoreFailure) -> [ProjectionRow] {
        try watched { () throws(StoreFailure) in try base.rows(of: model, in: generation, keys: keys) }
    }

    func comparison(
        of model: ProjectionName, with generation: Int64
    ) throws(StoreFailure) -> GenerationComparison {
        try watched { () throws(StoreFailure) in try base.comparison(of: model, with: generation) }
    }

    func switchTo(
        _ generation: Int64, of model: ProjectionName, _ claim: ProjectionClaim
    ) throws(StoreFailure) -> Bool {
        try watched { () throws(StoreFailure) in try base.switchTo(generation, of: model, claim) }
    }

    func drop(_ generation: Int64, of model: ProjectionName) throws(StoreFailure) {
        try watched { () throws(StoreFailure) in try base.drop(generation, of: model) }
    }

    func sweep() throws(StoreFailure) -> Int {
        try watched { () throws(StoreFailure) in try base.sweep() }
    }
}

/// Raised in place of a call of a process that is no longer there.
struct Killed: Error {}
