import EventSourcing
import PostgresClient

/// A batch of the whole log, in order of position.
struct ReadLogBatch: Statement {
    let after: Int64
    let through: Int64
    let limit: Int

    static let name = "read_log_batch"
    static let sql = """
        select \(RecordedEvent.columns) from event_store.events
        where position > $1 and position <= $2
        order by position limit $3
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(after)
        parameters.append(through)
        parameters.append(Int64(limit))
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> RecordedEvent {
        try RecordedEvent(&row)
    }
}

/// The same of some streams.
struct ReadStreamsBatch: Statement {
    let streams: [StreamName]
    let log: ReadLogBatch

    static let name = "read_streams_batch"
    static let sql = """
        select \(RecordedEvent.columns) from event_store.events
        where position > $1 and position <= $2 and stream = any ($4)
        order by position limit $3
        """

    func bind(to parameters: inout Parameters) {
        log.bind(to: &parameters)
        parameters.append(array: streams) { $0.text }
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> RecordedEvent {
        try RecordedEvent(&row)
    }
}

struct ClaimSubscription: Statement {
    let subscription: String
    let start: Int64

    static let name = "claim_subscription"
    static let sql = "select epoch, incarnation, position, former from event_store.claim_subscription($1, $2)"

    func bind(to parameters: inout Parameters) {
        parameters.append(subscription)
        parameters.append(start)
    }

    static func decode(
        _ row: inout Row
    ) throws(PostgresError) -> (epoch: Int64, incarnation: UniqueID, position: Int64, former: Int64) {
        (
            epoch: try row.next(), incarnation: UniqueID(try row.next()), position: try row.next(),
            former: try row.next()
        )
    }
}

struct MoveSubscription: Statement {
    let claim: SubscriptionClaim
    let position: Int64

    static let name = "move_subscription"
    static let sql = "select event_store.move_subscription($1, $2, $3, $4)"

    func bind(to parameters: inout Parameters) {
        parameters.append(claim.name)
        parameters.append(claim.epoch)
        parameters.append(PostgresUUID(claim.incarnation))
        parameters.append(position)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Bool {
        try row.next()
    }
}

struct LatestSubscriptionClaim: Statement {
    let subscription: String

    static let name = "latest_subscription_claim"
    static let sql = "select epoch, incarnation, claimed_at from event_store.subscriptions where name = $1"

    func bind(to parameters: inout Parameters) {
        parameters.append(subscription)
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> LatestClaim {
        LatestClaim(
            epoch: try row.next(), incarnation: UniqueID(try row.next()), claimedAt: Timestamp(try row.next()))
    }
}

/// The incarnation that the log lives in.
struct CurrentIncarnation: Statement {
    static let name = "current_incarnation"
    static let sql = "select event_store.current_incarnation()"

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> UniqueID {
        UniqueID(try row.next())
    }
}

/// Where a reader goes on that was at a position in an incarnation.
struct ResumePosition: Statement {
    let position: Int64
    let incarnation: UniqueID

    static let name = "resume_position"
    static let sql = "select event_store.resume_position($1, $2)"

    func bind(to parameters: inout Parameters) {
        parameters.append(position)
        parameters.append(PostgresUUID(incarnation))
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 {
        try row.next()
    }
}
