package import EventSourcing

extension InMemoryEventStore: SubscriptionStore {
    package func events(
        after position: Int64, through end: Int64, of streams: [StreamName]?, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        let events = try log.events(after: position, through: end)
        return Array(events.lazy.filter { streams?.contains($0.stream) ?? true }.prefix(limit))
    }

    package func incarnation() throws(StoreFailure) -> UniqueID { log.incarnation }

    /// Of another log nothing is shared but the beginning.
    package func resume(at position: Int64, of incarnation: UniqueID) throws(StoreFailure) -> Int64 {
        incarnation == log.incarnation ? min(position, log.watermark) : 0
    }

    package func claimSubscription(_ name: String, startingAt start: Int64) throws(StoreFailure) -> SubscriptionClaim {
        try log.claimSubscription(name, startingAt: start)
    }

    package func moveSubscription(_ claim: SubscriptionClaim, to position: Int64) throws(StoreFailure) -> Bool {
        try log.moveSubscription(claim, to: position)
    }

    package func latestClaim(of name: String) throws(StoreFailure) -> LatestClaim? { log.latestClaim(of: name) }
}
