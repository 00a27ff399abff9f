package import EventSourcing
package import PostgresClient

/// Notes that a log may have lost its end, before anything is appended to it.
package struct BeginIncarnation: Statement {
    package enum Cause: String, Sendable {
        case promoted, restored
    }

    package struct Beginning: Sendable {
        package let number: Int64
        /// Up to here the log is what it was before.
        package let keptPosition: Int64
        /// No position of the log lies between the two.
        package let firstPosition: Int64
    }

    package let cause: Cause
    /// The last position that somebody was told of, when that is known.
    package let acknowledgedPosition: Int64?

    package static let name = "begin_incarnation"
    package static let sql = """
        select number, after_position, first_position
        from event_store.begin_incarnation($1, $2)
        """

    package init(_ cause: Cause, acknowledgedPosition: Int64? = nil) {
        self.cause = cause
        self.acknowledgedPosition = acknowledgedPosition
    }

    package func bind(to parameters: inout Parameters) {
        parameters.append(cause.rawValue)
        parameters.append(acknowledgedPosition)
    }

    package static func decode(_ row: inout Row) throws(PostgresError) -> Beginning {
        Beginning(number: try row.next(), keptPosition: try row.next(), firstPosition: try row.next())
    }
}

/// The incarnation that a log lives in; may be asked by any login, also on a standby.
package struct IncarnationStanding: Statement {
    package struct Standing: Sendable {
        package let number: Int64
        /// `created`, `promoted`, `restored` or `found`.
        package let cause: String
        package let keptPosition: Int64
        package let acknowledgedPosition: Int64?
        package let beganAt: Timestamp
        /// False when the log has come to another server and nobody has said so yet.
        package let isOfThisServer: Bool
    }

    package static let name = "incarnation_standing"
    package static let sql = """
        select number, cause, after_position, acknowledged_position, began_at, is_of_this_server
        from event_store.incarnation_standing()
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> Standing {
        Standing(
            number: try row.next(), cause: try row.next(), keptPosition: try row.next(),
            acknowledgedPosition: try row.nextOptional(), beganAt: Timestamp(try row.next()),
            isOfThisServer: try row.next())
    }
}

/// Empties the read models that know more than the log, and gives their names.
package struct DiscardAhead: Statement {
    package static let name = "discard_ahead"
    package static let sql = "select read_models.discard_ahead()"

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> String { try row.next() }
}

/// The read models that know more than the log: what ``DiscardAhead`` would empty.
package struct ModelsAhead: Statement {
    package static let name = "models_ahead"
    package static let sql = """
        select distinct model from read_models.checkpoints
        where position > event_store.resume_position(position, incarnation) order by model
        """

    package init() {}
    package func bind(to parameters: inout Parameters) {}

    package static func decode(_ row: inout Row) throws(PostgresError) -> String { try row.next() }
}

extension PostgresEventStore {
    /// Empties the read models that were made from events which this log does not have, and gives their names.
    ///
    /// The next question fills them anew.
    package func discardModelsAhead() throws(StoreFailure) -> [String] {
        try reading { (connection) throws(PostgresError) in try connection.execute(DiscardAhead()) }
    }
}
