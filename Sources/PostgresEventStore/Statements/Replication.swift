package import EventSourcing
package import PostgresClient

/// How far a server is behind its primary, in bytes of log and milliseconds; may be asked of any server.
package struct ReplicaStanding: Statement {
    package struct Standing: Sendable {
        /// Whether the server is a standby, and not a primary or one that was promoted.
        package let isStandby: Bool
        /// Whether its primary is sending.
        package let isStreaming: Bool
        /// How far the primary's own log reached when it last said so, in bytes.
        package let reportedEnd: Int64?
        /// How far that log is applied here, in bytes.
        package let replayedEnd: Int64?
        /// How long ago the primary last said anything.
        package let silence: Int64?
        /// The age of the last commit that was applied.
        package let replayedAge: Int64?
        /// How long the first event has been there that the watermark does not cover; nil when it covers all.
        package let waitingAge: Int64?
        package let watermark: Int64
        package let lastPosition: Int64

        package init(
            isStandby: Bool, isStreaming: Bool, reportedEnd: Int64?, replayedEnd: Int64?, silence: Int64?,
            replayedAge: Int64?, waitingAge: Int64?, watermark: Int64, lastPosition: Int64
        ) {
            self.isStandby = isStandby
            self.isStreaming = isStreaming
            self.reportedEnd = reportedEnd
            self.replayedEnd = replayedEnd
            self.silence = silence
            self.replayedAge = replayedAge
            self.waitingAge = waitingAge
            self.watermark = watermark
            self.lastPosition = lastPosition
        }
    }

    package static let name = "replica_standing"
    package static let sql = """
        select is_standby, is_streaming, reported_end, replayed_end, silence, replayed_age, waiting_age,
            watermark, last_position
        from event_store.replica_standing()
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Standing {
        Standing(
            isStandby: try row.next(), isStreaming: try row.next(), reportedEnd: try row.nextOptional(),
            replayedEnd: try row.nextOptional(), silence: try row.nextOptional(),
            replayedAge: try row.nextOptional(), waitingAge: try row.nextOptional(),
            watermark: try row.next(), lastPosition: try row.next())
    }
}

/// Ends a standby's recovery and waits until it takes writes; false when that did not happen within a minute.
///
/// A superuser's, unless the right was granted.
package struct PromoteServer: Statement {
    package static let name = "promote_server"
    package static let sql = "select pg_promote(true, 60)"

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

/// Whether somebody has told a standby to apply nothing for the time being; to be asked of a standby only.
package struct ReplayPaused: Statement {
    package static let name = "replay_paused"
    package static let sql = "select pg_is_wal_replay_paused()"

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Bool { try row.next() }
}

/// Beyond this position nobody can have been told of any; to be asked of a standby, before it is promoted.
///
/// `event_store.begin_incarnation` refuses what lies beyond, but only once the standby is none any more.
package struct AcknowledgedLimit: PositionStatement {
    package static let name = "acknowledged_limit"
    package static let sql = """
        select greatest(position.last_value, (select max(position) from event_store.events)) + 1000 * position_jump
        from event_store.position, event_store.layout
        """

    package init() {}
}

/// The fence of a standby: until it is taken away nothing is appended to a server that was promoted.
package enum ReadOnlyFence {
    /// For the one session that prepares the server behind it.
    package static let passage = ["default_transaction_read_only": "off"]

    package static let removal = ["alter system reset default_transaction_read_only", "select pg_reload_conf()"]
}

extension PostgresEventStore {
    /// Whether the server that it is connected to is a standby.
    package func isStandby() throws(StoreFailure) -> Bool {
        try reading { (connection) throws(PostgresError) in connection.isStandby }
    }

    package func replicaStanding() throws(StoreFailure) -> ReplicaStanding.Standing {
        try reading { (connection) throws(PostgresError) in try connection.executeOne(ReplicaStanding()) }
    }
}
