package import EventSourcing
package import ReadModels

/// The rows of a read model folded from the log as it was: what was known at a position, or had happened by a time.
package struct HistoricRows<Model: ReadModel> {
    private let log: any EventStore

    package init(_ log: any EventStore) {
        self.log = log
    }

    package func contents(
        through position: Int64, validAt: Timestamp?
    ) throws(StoreFailure) -> ModelContents<Model.Row> {
        var fold = ModelFold(of: Model.self, parked: [], startingEmpty: true)
        try log.readLog(after: 0, through: position) { (stored) throws(StoreFailure) in
            if let validAt, stored.occurredAt > validAt { return }
            fold.take(stored)
        }
        return fold.contents(of: Model.self)
    }
}
