package import EventSourcing
package import PostgresClient

/// A statement that answers with one position of the log.
package protocol PositionStatement: Statement where Output == Int64 {}

extension PositionStatement {
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Int64 {
        try row.next()
    }
}

/// The last position up to which the log is known to be complete; 0 when there is none.
struct CurrentWatermark: PositionStatement {
    static let name = "current_watermark"
    static let sql = "select event_store.current_watermark()"
}

/// Moves the watermark up to every append that has been answered, and gives it.
package struct AdvanceWatermark: PositionStatement {
    package static let name = "advance_watermark"
    package static let sql = "select event_store.advance_watermark()"

    package init() {}

    /// Tries until the watermark covers a position, ever more seldom, for about a second: an append in flight holds it back.
    ///
    /// Gives where it came to. `pause` blocks for a while: these are the only moments at which this waits.
    package static func run(
        _ connection: borrowing Connection, upTo position: Int64, waitingBy pause: (Duration) -> Void
    ) throws(PostgresError) -> Int64 {
        var waited = Duration.zero
        var next = Duration.milliseconds(5)
        while true {
            let watermark = try connection.executeOne(AdvanceWatermark())
            guard watermark < position, waited < .seconds(1) else { return watermark }
            pause(next)
            waited += next
            next = min(next * 2, .milliseconds(200))
        }
    }
}

/// One statement has one snapshot: the watermark is never newer than the last position beside it.
struct CurrentReach: Statement {
    static let name = "current_reach"
    static let sql = """
        select event_store.current_watermark(), (select coalesce(max(position), 0) from event_store.events)
        """

    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> LogReach {
        LogReach(watermark: try row.next(), lastPosition: try row.next())
    }
}

/// Events that carry a time up to a moment and lie behind its watermark: not known to have been readable by then.
///
/// Looks at the next 10,000 events only.
struct RecordedBeyond: Statement {
    let time: Timestamp
    let watermark: Int64

    static let name = "recorded_beyond"
    static let sql = """
        select count(*) filter (where recorded_at <= $2), max(position) filter (where recorded_at <= $2), count(*) = 10000
        from (
            select position, recorded_at from event_store.events where position > $1 order by position limit 10000
        ) as beyond
        """

    func bind(to parameters: inout Parameters) {
        parameters.append(watermark)
        parameters.append(PostgresTimestamp(time))
    }

    static func decode(_ row: inout Row) throws(PostgresError) -> UnprovenEvents? {
        let count: Int64 = try row.next()
        let last = try row.nextOptional(Int64.self)
        let mayBeMore: Bool = try row.next()
        return last.map { UnprovenEvents(count: Int(count), lastPosition: $0, mayBeMore: mayBeMore) }
    }
}

/// What was recorded before a moment, and is not known to have been readable by then.
package struct UnprovenEvents: Hashable, Sendable {
    package let count: Int
    /// That of the last of them.
    package let lastPosition: Int64
    /// Whether only the first 10,000 events were looked at.
    package let mayBeMore: Bool
}

extension PostgresEventStore {
    /// The events with a time up to `time` behind `watermark`, which must be ``watermark(at:)``; nil when there are none.
    package func unprovenEvents(by time: Timestamp, beyond watermark: Int64) throws(StoreFailure) -> UnprovenEvents? {
        try reading { (connection) throws(PostgresError) in
            try connection.executeOne(RecordedBeyond(time: time, watermark: watermark))
        }
    }
}

/// The last watermark that was stored at or before a moment; 0 when there was none.
struct WatermarkAt: PositionStatement {
    let time: Timestamp

    static let name = "watermark_at"
    static let sql = "select event_store.watermark_at($1)"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresTimestamp(time))
    }
}
