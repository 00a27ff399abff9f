import EventSourcing
import PostgresClient
import PostgresEventStore
import Synchronization
import TestSupport

/// A store of rows that tells when it was asked twice how a model stands: whoever asks again is waiting.
final class WatchedRows: ProjectionStore {
    private let base: PostgresEventStore
    private let askedAgain: SharedFlag
    private let afterApply: (Int64) -> Void
    private var count = 0

    init(
        _ base: PostgresEventStore, _ askedAgain: SharedFlag = SharedFlag(),
        afterApply: @escaping (Int64) -> Void = { _ in }
    ) {
        self.base = base
        self.askedAgain = askedAgain
        self.afterApply = afterApply
    }

    func standing(of model: ProjectionName) throws(StoreFailure) -> ProjectionStanding {
        count += 1
        if count > 1 { askedAgain.raise() }
        return try base.standing(of: model)
    }

    func claim(_ model: ProjectionName) throws(StoreFailure) -> ProjectionClaim { try base.claim(model) }

    func contents(of model: ProjectionName) throws(StoreFailure) -> ProjectionContents { try base.contents(of: model) }

    func rows(of model: ProjectionName, keys: [String]) throws(StoreFailure) -> [ProjectionRow] {
        try base.rows(of: model, keys: keys)
    }

    func parked(of model: ProjectionName) throws(StoreFailure) -> [ParkedStream] { try base.parked(of: model) }

    func apply(
        _ batch: ProjectionBatch, to model: ProjectionName, _ claim: ProjectionClaim, keepingClaim: Bool
    ) throws(StoreFailure) -> Bool {
        defer { afterApply(batch.position) }
        return try base.apply(batch, to: model, claim, keepingClaim: keepingClaim)
    }
}

final class SharedFlag: Sendable {
    private let raised = Mutex(false)

    var isRaised: Bool { raised.withLock { $0 } }
    func raise() { raised.withLock { $0 = true } }
}

extension ThrowawayDatabase {
    func runAsSuperuser(_ sql: String) throws {
        try Connection(ConnectionOptions(address: superuserURL)).run(sql)
    }
}
