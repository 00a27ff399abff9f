import EventSourcing
import PostgresClient

/// A statement that answers with one position of the log.
protocol PositionStatement: Statement where Output == Int64 {}

extension PositionStatement {
    func bind(to parameters: inout Parameters) {}

    static func decode(_ row: inout Row) throws(PostgresError) -> Int64 {
        try row.next()
    }
}

/// The last position up to which the log is known to be complete; 0 when there is none.
struct CurrentWatermark: PositionStatement {
    static let name = "current_watermark"
    static let sql = "select event_store.current_watermark()"
}

/// Moves the watermark up to every append that has been answered, and gives it.
struct AdvanceWatermark: PositionStatement {
    static let name = "advance_watermark"
    static let sql = "select event_store.advance_watermark()"
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

/// The last watermark that was stored at or before a moment; 0 when there was none.
struct WatermarkAt: PositionStatement {
    let time: Timestamp

    static let name = "watermark_at"
    static let sql = "select event_store.watermark_at($1)"

    func bind(to parameters: inout Parameters) {
        parameters.append(PostgresTimestamp(time))
    }
}
