package import EventSourcing
import PostgresClient

extension PostgresEventStore: SubscriptionStore {
    package func events(
        after position: Int64, through end: Int64, of streams: [StreamName]?, limit: Int
    ) throws(StoreFailure) -> [RecordedEvent] {
        try requireComplete(through: end)
        let batch = ReadLogBatch(after: position, through: end, limit: limit)
        return try reading { (connection) throws(PostgresError) in
            guard let streams else { return try connection.execute(batch) }
            return try connection.execute(ReadStreamsBatch(streams: streams, log: batch))
        }
    }

    package func incarnation() throws(StoreFailure) -> UniqueID {
        try reading { (connection) throws(PostgresError) in try connection.executeOne(CurrentIncarnation()) }
    }

    package func resume(at position: Int64, of incarnation: UniqueID) throws(StoreFailure) -> Int64 {
        try reading { (connection) throws(PostgresError) in
            try connection.executeOne(ResumePosition(position: position, incarnation: incarnation))
        }
    }

    package func claimSubscription(_ name: String, startingAt start: Int64) throws(StoreFailure) -> SubscriptionClaim {
        let claim = try reading { (connection) throws(PostgresError) in
            try connection.executeOne(ClaimSubscription(subscription: name, start: start))
        }
        return SubscriptionClaim(
            name: name, epoch: claim.epoch, incarnation: claim.incarnation, position: claim.position,
            formerPosition: claim.former)
    }

    package func moveSubscription(_ claim: SubscriptionClaim, to position: Int64) throws(StoreFailure) -> Bool {
        try reading { (connection) throws(PostgresError) in
            try connection.executeOne(MoveSubscription(claim: claim, position: position))
        }
    }

    package func latestClaim(of name: String) throws(StoreFailure) -> LatestClaim? {
        try reading { (connection) throws(PostgresError) in
            try connection.execute(LatestSubscriptionClaim(subscription: name)).first
        }
    }
}
